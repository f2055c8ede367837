"""The records that match a filter, as people have corrected them.

Filters run in SQL on what was read. The few records that people have judged are taken out of its answer, and
put in again, as corrected, where the filter matches them then: what it finds are the values that are shown.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from tidings.ledger.filters import EventFilter, EventRow, StateFilter, StateRow, row_order
from tidings.ledger.judged import Judgements, corrected, table_of
from tidings.ledger.queries import counts_now, select_events, select_states
from tidings.ledger.reading import reports_of
from tidings.ledger.schema import coding
from tidings.model.judgement import Judgement
from tidings.model.record import Event, State
from tidings.model.report import Report

_CHUNK: Final = 500
# A new type may take the mode away, a new kind the status.
_DECIDE: Final = {
    "type": ("type",), "mode": ("type", "mode"), "kind": ("kind",), "status": ("kind", "status"),
    "background": ("background",), "place": ("place",),
    "actor": ("actors", "recipients", "holder", "other"),
}  # fmt: skip
"""Of each filter the fields that it looks at and that may be set."""
Key = tuple[bool, str, bool, str, str, int]


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that somebody judged, with its place in the report. `record`: None where it is wrong."""

    report: str
    n: int
    record: Event | State | None


def corrected_events(connection: Connection, where: EventFilter) -> Iterator[EventRow]:
    """In the order of `row_order`."""
    return _merged(connection, "event", where, select_events(where), EventRow)


def corrected_states(connection: Connection, where: StateFilter) -> Iterator[StateRow]:
    return _merged(connection, "state", where, select_states(where), StateRow)


def wrong_records(connection: Connection, sort: str) -> int:
    """How many records of the codings that count people have judged wrong."""
    return sum(one.record is None for one in _judged(connection, sort, frozenset()).changed.values())


@dataclass(frozen=True, slots=True)
class _Judged:
    """`changed`: records that a filter may see otherwise, as corrected. `later`: by id, judgements on records
    that it finds at the same place with or without them; they are corrected when they are found."""

    changed: dict[str, Changed]
    later: dict[str, list[Judgement]]


def _judged(connection: Connection, sort: str, fields: frozenset[str]) -> _Judged:
    """`fields`: those whose values the filter asks for or orders by."""
    judgements = Judgements.load(connection)
    table, _ = table_of(sort)
    found = _Judged({}, {})
    reports = sorted(judgements.reports(sort))
    for at in range(0, len(reports), _CHUNK):
        # Ids first: of most judged records no more is needed, and texts are what costs.
        query = (
            select(table.c.report, table.c.n, table.c.id, table.c.coding)
            .join(coding, coding.c.id == table.c.coding)
            .where(coding.c.report.in_(reports[at : at + _CHUNK]), counts_now())
            .order_by(table.c.report, table.c.n)
        )
        for report_id, several in groupby(connection.execute(query).all(), key=lambda row: row.report):
            rows = {row.id: row for row in several}
            said = judgements.by_id(report_id, sort)
            if said.keys() <= rows.keys():
                _as_judged(connection, sort, rows, said, fields, found)
            else:  # a later reading gave one another id: it is looked for among all of the report's
                records = [_record(connection, sort, row) for row in rows.values()]
                applied = judgements.applied(report_id, records)
                for row, record in zip(rows.values(), applied, strict=True):
                    if record is None or record.judged:
                        found.changed[row.id] = Changed(report_id, row.n, record)
    return found


def _as_judged(
    connection: Connection,
    sort: str,
    rows: dict[str, Any],
    said: dict[str, list[Judgement]],
    fields: frozenset[str],
    found: _Judged,
) -> None:
    for id, judgements in said.items():
        if not any(one.kind == "record" or one.field in fields for one in judgements):
            found.later[id] = judgements
            continue
        is_wrong = judgements[-1].kind == "record"
        record = None if is_wrong else corrected(_record(connection, sort, rows[id]), judgements)
        found.changed[id] = Changed(rows[id].report, rows[id].n, record)


def _record(connection: Connection, sort: str, row: Any) -> Any:
    table, read = table_of(sort)
    query = select(table.c.record).where(table.c.coding == row.coding, table.c.n == row.n)
    return read(json.loads(connection.execute(query).scalar_one()))


def _merged(
    connection: Connection,
    sort: str,
    where: EventFilter | StateFilter,
    query: Select[Any],
    row_of: Callable[[Report, Any], Any],
) -> Iterator[Any]:
    _, read = table_of(sort)
    judged = _judged(connection, sort, _fields_of(where))

    def stored() -> Iterator[tuple[Key, Any]]:
        # Reports are fetched for a chunk of rows at once: tables are ordered by day, so neighbouring rows
        # come from different reports, and one query a report took three times as long.
        for rows in connection.execute(query.execution_options(yield_per=_CHUNK)).partitions():
            reports = reports_of(connection, {row.report for row in rows})
            for found in rows:
                if found.id in judged.changed:
                    continue
                record = read(json.loads(found.record))
                if found.id in judged.later:
                    record = corrected(record, judged.later[found.id])
                report = reports[found.report]
                yield row_order(report, record.when, found.n), row_of(report, record)

    if not judged.changed:
        return (row for _, row in stored())
    more = []
    anywhere = replace(where, report=None)
    reports = _reports(connection, {one.report for one in judged.changed.values()}, where.report)
    for one in judged.changed.values():
        if one.record is not None and one.report in reports:
            row = row_of(reports[one.report], one.record)
            if anywhere.matches(row):
                more.append((row_order(row.report, one.record.when, one.n), row))
    return (row for _, row in heapq.merge(stored(), sorted(more, key=_key), key=_key))


def _fields_of(where: EventFilter | StateFilter) -> frozenset[str]:
    """Fields that may be set and that decide whether a record matches, or where in the table it stands."""
    found = {"when"}
    for asked, fields in _DECIDE.items():
        if getattr(where, asked, None) is not None:
            found |= set(fields)
    return frozenset(found)


def _reports(connection: Connection, ids: set[str], asked: str | None) -> dict[str, Report]:
    """Those of the reports that the filter's `report` means."""
    found: dict[str, Report] = {}
    wanted = sorted(ids)
    for at in range(0, len(wanted), _CHUNK):
        found.update(reports_of(connection, set(wanted[at : at + _CHUNK]), asked))
    return found


def _key(pair: tuple[Key, Any]) -> Key:
    return pair[0]
