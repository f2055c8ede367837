"""What has become of every promise, worked out once for what the store holds: seconds where there are ten
thousand."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from tidings.ledger.derived import state_of
from tidings.ledger.filters import ALL_EVENTS, EventFilter
from tidings.ledger.store import Store
from tidings.views.promises import last_day, standings_on

Found = tuple[str, str, date | None]
"""Id, standing, day that is set."""
_working = threading.Lock()


def standings(store: Store, day: date, where: EventFilter = ALL_EVENTS) -> Sequence[Found]:
    """Of all promises that match, the latest first. Who asks while another works it out waits for that."""
    with _working:
        return _standings(str(store.path), state_of(store), day, where)


def prepare(store: Store) -> None:
    """Work them out for the last day, before anybody asks."""
    with store.reading() as connection:
        day = last_day(connection)
    if day is not None:
        standings(store, day)


@lru_cache(maxsize=8)
def _standings(path: str, state: tuple[Any, ...], day: date, where: EventFilter) -> tuple[Found, ...]:
    with Store.open(path, read_only=True) as store:
        return tuple(standings_on(store, day, where))
