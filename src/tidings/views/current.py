"""The views of a store, and a store whose views hold all that its ledger says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tidings.errors import StoreError
from tidings.ledger.derived import View, bring_up_to_date, is_up_to_date
from tidings.ledger.store import Store
from tidings.views.actors import Actors
from tidings.views.copies import Copies
from tidings.views.holdings.view import Holdings
from tidings.views.linking import Incidents
from tidings.views.parts import Parts
from tidings.views.promises import Promises
from tidings.views.search import Search
from tidings.views.sources import Sources

Told = Callable[[int, int], None]
"""Told how many codings are done, and of how many."""


def all_views() -> list[View]:
    """In the order in which they build on each other."""
    return [Copies(), Incidents(), Parts(), Promises(), Holdings(), Actors(), Sources(), Search()]


@contextmanager
def current(path: str | Path, *, told: Told | None = None) -> Iterator[Store]:
    """The store, for reading, with its views up to date: what has come since is linked first.

    Raises StoreError as `Store.open` does, and where something has come and the store cannot be written.
    """
    views = all_views()
    with Store.open(path, read_only=True) as store:
        if is_up_to_date(store, views):
            yield store
            return
    try:
        with Store.open(path) as store:
            bring_up_to_date(store, views, told=told)
    except StoreError as error:
        what = "what was read is not linked yet, and linking writes to the store"
        raise StoreError(f"{error} ({path}: {what}.)") from error
    with Store.open(path, read_only=True) as store:
        yield store
