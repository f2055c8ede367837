"""Reports and their records as people have corrected them, read once for all views that ask for them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, or_, select

from tidings.ledger.filters import EventRow
from tidings.ledger.judged import Judgements
from tidings.ledger.reading import reports_of
from tidings.ledger.schema import coding, event, state
from tidings.model.contract import event_from_json, state_from_json
from tidings.model.record import Event, State
from tidings.model.report import Report

KEPT: Final = 1_500
"""Codings kept in memory, of some 60 KB each with ten events."""
_CHUNK: Final = 400
_MOST_IDS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Read:
    """What one coding says now. `id`: the report's."""

    id: str
    report: Report
    events: tuple[Event, ...]
    states: tuple[State, ...]


class Records:
    """Keeps what it read, the last `KEPT` codings and those of one question: for one run over a ledger, whose
    judgements it asks for once. A judgement that comes meanwhile counts from the next run."""

    def __init__(self) -> None:
        self._kept: dict[str, Read] = {}
        self._judgements: Judgements | None = None

    def of(self, connection: Connection, codings: Iterable[str]) -> dict[str, Read]:
        """By coding, in the order of their ids."""
        wanted = sorted(set(codings))
        lacking = [id for id in wanted if id not in self._kept]
        if lacking:
            found = self._read(connection, lacking)
            if len(self._kept) + len(lacking) > KEPT:
                found |= {id: self._kept[id] for id in wanted if id in self._kept}
                self._kept = {}
            self._kept |= found
        return {id: self._kept[id] for id in wanted}

    def lacking(self, codings: Iterable[str]) -> set[str]:
        """Those that would have to be read."""
        return {id for id in codings if id not in self._kept}

    def _read(self, connection: Connection, codings: Sequence[str]) -> dict[str, Read]:
        if self._judgements is None:
            self._judgements = Judgements.load(connection)
        judgements = self._judgements
        out: dict[str, Read] = {}
        for at in range(0, len(codings), _CHUNK):
            some = codings[at : at + _CHUNK]
            query = select(coding.c.id, coding.c.report).where(coding.c.id.in_(some))
            of: dict[str, str] = {row.id: row.report for row in connection.execute(query).all()}
            reports = reports_of(connection, set(of.values()))
            events, states = (_records(connection, table, some) for table in (event, state))
            for id, report in of.items():
                out[id] = Read(
                    report,
                    reports[report],
                    tuple(judgements.events(report, [event_from_json(r) for r in events.get(id, ())])),
                    tuple(judgements.states(report, [state_from_json(r) for r in states.get(id, ())])),
                )
        return out


def some_events(
    connection: Connection, codings: Mapping[str, str], ids: Collection[str], *, types: Collection[str] = ()
) -> dict[str, list[EventRow]]:
    """Of the codings (id → report) the events with these ids or of these types, as people have corrected
    them: a page that shows one event of a report need not read the other ten. Where somebody judged an event
    of the report all its events are given."""
    judged = Judgements.load(connection, set(codings.values())).reports("event")
    whole = {id for id, report in codings.items() if report in judged}
    found = Records().of(connection, whole)
    out = {id: [EventRow(read.report, one) for one in read.events] for id, read in found.items()}
    rest, wanted = sorted(codings.keys() - whole), sorted(ids)
    of = event.c
    for at in range(0, len(rest), _CHUNK):
        some = rest[at : at + _CHUNK]
        reports = reports_of(connection, {codings[id] for id in some})
        out |= {id: [] for id in some}
        kinds = of.type.in_(sorted(types))
        # Of many more ids than codings it is cheaper to look at each event than at each id.
        chosen = of.id.in_(wanted) if len(wanted) <= _MOST_IDS else of.id.is_not(None)
        query = select(of.coding, of.id, of.type, of.record).where(of.coding.in_(some), or_(chosen, kinds))
        for row in connection.execute(query.order_by(of.coding, of.n)).all():
            if row.id in ids or row.type in types:
                one = event_from_json(json.loads(row.record))
                out[row.coding].append(EventRow(reports[codings[row.coding]], one))
    return out


def _records(connection: Connection, table: Table, codings: Sequence[str]) -> dict[str, list[Any]]:
    """Their records as JSON has them, in their order."""
    out: dict[str, list[Any]] = {}
    query = select(table.c.coding, table.c.record).where(table.c.coding.in_(codings))
    for id, record in connection.execute(query.order_by(table.c.coding, table.c.n)).all():
        out.setdefault(id, []).append(json.loads(record))
    return out
