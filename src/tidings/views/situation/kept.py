"""The columns of a store's present state, made once and shared by everybody who asks."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy import func, select

from tidings.errors import UsageError
from tidings.ledger.derived import state_of
from tidings.ledger.filters import ALL_EVENTS
from tidings.ledger.store import Store
from tidings.views.incident.rows import incident_row
from tidings.views.incidents import ALL, IncidentFilter, incidents
from tidings.views.linking.tables import incident
from tidings.views.situation.answers import Answers, answers
from tidings.views.situation.columns import Columns, columns_of_rows, load

MOST_PUT_TOGETHER: Final = 10_000
"""Incidents that may be put together for what was known on a day: about a millisecond each."""
_KEPT: Final = 8
Made = TypeVar("Made")


class Kept:
    """What is made of a state of the store, by what it is; of an older state nothing is kept. Safe to be
    asked by several threads: one makes it, the others wait."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._state: tuple[Any, ...] | None = None
        self._made: OrderedDict[Hashable, Any] = OrderedDict()

    def columns(self, store: Store, asked: IncidentFilter) -> Columns:
        """All incidents; where something was to be known on a day, those that were, as they were, and of them
        those that the asked names choose. Raises UsageError where that would take minutes."""
        if asked.known_on is None:
            return self.get(store, "columns", _all)
        where = replace(
            ALL_EVENTS,
            **{name: getattr(asked.where, name) for name in ("actor", "source", "place", "report")},
        )
        then = IncidentFilter(where=where, known_on=asked.known_on)
        return self.get(store, then, lambda store: _known(store, then))

    def answers(self, store: Store) -> Answers:
        return self.get(store, "answers", lambda store: answers(store, self.columns(store, ALL)))

    def get(self, store: Store, what: Hashable, make: Callable[[Store], Made]) -> Made:
        """What `make` gives for the present state."""
        with self._lock:
            state = state_of(store)
            if state != self._state:
                self._state, self._made = state, OrderedDict()
            if what not in self._made:
                self._made[what] = make(store)
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
            self._made.move_to_end(what)
            found: Made = self._made[what]
            return found


def _all(store: Store) -> Columns:
    with store.reading() as connection:
        return load(connection)


def _known(store: Store, then: IncidentFilter) -> Columns:
    assert isinstance(then.known_on, date)
    with store.reading() as connection:
        by_then = incident.c.published_first <= then.known_on.isoformat()
        many = connection.execute(select(func.count()).select_from(incident).where(by_then)).scalar_one()
    if many > MOST_PUT_TOGETHER and then.where == ALL_EVENTS:
        raise UsageError(
            f"known_on: {many:,} incidents had been reported by {then.known_on}, too many to put together as"
            " they were known then. Ask for an actor, a place or a source as well."
        )
    return columns_of_rows(incident_row(found) for found in incidents(store, then))
