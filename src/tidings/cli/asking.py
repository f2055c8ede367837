"""A store made for a moment with some reports' records in it, asked as the commands ask."""

from __future__ import annotations

import json
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
from tidings.views.linking import incident, incident_event
from tidings.views.promises import promise_json, promise_rows


@dataclass(frozen=True, slots=True)
class Asking:
    """`evaluate.stories_facts.Asked` of a store."""

    store: Store
    incident_of: Mapping[str, str]

    def incident(self, id: str) -> dict[str, Any] | None:
        with self.store.reading() as connection:
            record = connection.execute(select(incident.c.record).where(incident.c.id == id)).scalar()
        return json.loads(record) if record is not None else None

    def states(self, day: date) -> list[dict[str, Any]] | None:
        return None

    def promises(self, day: date) -> list[dict[str, Any]] | None:
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
            yield Asking(store, {row.event: row.incident for row in rows})
