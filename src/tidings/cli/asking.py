"""A store made for a moment with some reports' records in it, asked as the commands ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from tidings.ledger import Store
from tidings.model.record import Coded
from tidings.views.current import current
from tidings.views.holdings.query import HoldingFilter, holdings
from tidings.views.holdings.records import records
from tidings.views.incident.json import incident_json
from tidings.views.incidents import load
from tidings.views.linking import incident_event
from tidings.views.parts import related
from tidings.views.promises import promise_json, promise_rows


@dataclass(frozen=True, slots=True)
class Asking:
    """`evaluate.stories_facts.Asked` of a store."""

    store: Store
    incident_of: Mapping[str, str]
    part_of: Mapping[str, str]

    def incident(self, id: str, known_on: date | None) -> dict[str, Any]:
        return incident_json(load(self.store, id, known_on=known_on))

    def states(self, day: date, known_on: date | None) -> list[dict[str, Any]]:
        with self.store.reading() as connection:
            return list(records(connection, holdings(connection, day, HoldingFilter(known_on=known_on)), day))

    def promises(self, day: date) -> list[dict[str, Any]]:
        return [promise_json(row) for row in promise_rows(self.store, day)]


@contextmanager
def asking(codeds: Sequence[Coded]) -> Iterator[Asking]:
    """The records in a store of their own, its views up to date; it is gone afterwards."""
    with TemporaryDirectory(prefix="tidings-") as folder:
        path = Path(folder) / "reports.db"
        with Store.open(path) as store:
            for coded in codeds:
                store.add_coded(coded, reader="evaluated")
        with current(path) as store:
            with store.reading() as connection:
                rows = connection.execute(select(incident_event.c.event, incident_event.c.incident)).all()
                near = related(connection, {row.incident for row in rows})
            part_of = {id: one.part_of for id, one in sorted(near.items()) if one.part_of}
            yield Asking(store, {row.event: row.incident for row in rows}, part_of)
