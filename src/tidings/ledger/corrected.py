"""The records that match a filter, as people have corrected them.

Filters run in SQL on what was read. The few records that people have judged are taken out of its answer, and
put in again, as corrected, where the filter matches them then: what it finds are the values that are shown.
"""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from tidings.ledger.filters import EventFilter, EventRow, StateFilter, StateRow, row_order
from tidings.ledger.judged import Judgements, table_of
from tidings.ledger.queries import counts_now, select_events, select_states
from tidings.ledger.reading import reports_of
from tidings.ledger.schema import coding
from tidings.model.contract import event_from_json, state_from_json
from tidings.model.record import Event, State
from tidings.model.report import Report

_CHUNK: Final = 500
Key = tuple[bool, str, bool, str, str, int]


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that somebody judged, with its place in the report. `record`: None where it is wrong."""

    report: str
    n: int
    record: Event | State | None


def corrected_events(connection: Connection, where: EventFilter) -> Iterator[EventRow]:
    """In the order of `row_order`."""
    anywhere = replace(where, report=None)

    def row(report: Report, event: Event) -> EventRow | None:
        found = EventRow(report, event)
        return found if anywhere.matches(found) else None

    def read(report: Report, record: object) -> tuple[EventRow, Event]:
        event = event_from_json(record)
        return EventRow(report, event), event

    return _merged(connection, "event", where.report, select_events(where), read, row)


def corrected_states(connection: Connection, where: StateFilter) -> Iterator[StateRow]:
    anywhere = replace(where, report=None)

    def row(report: Report, state: State) -> StateRow | None:
        found = StateRow(report, state)
        return found if anywhere.matches(found) else None

    def read(report: Report, record: object) -> tuple[StateRow, State]:
        state = state_from_json(record)
        return StateRow(report, state), state

    return _merged(connection, "state", where.report, select_states(where), read, row)


def changed_records(connection: Connection, sort: str) -> dict[str, Changed]:
    """By the id of what was read, all records of the codings that count that people have judged. Of a report
    only the judged ones are parsed, unless one has to be found again."""
    judgements = Judgements.load(connection)
    table, read = table_of(sort)
    changed: dict[str, Changed] = {}
    wanted = sorted(judgements.reports(sort))
    for at in range(0, len(wanted), _CHUNK):
        query = (
            select(table.c.report, table.c.n, table.c.id, table.c.record)
            .join(coding, coding.c.id == table.c.coding)
            .where(coding.c.report.in_(wanted[at : at + _CHUNK]), counts_now())
            .order_by(table.c.report, table.c.n)
        )
        of_report: dict[str, list[Any]] = defaultdict(list)
        for found in connection.execute(query):
            of_report[found.report].append(found)
        for report_id, rows in of_report.items():
            targets = judgements.targets(report_id, sort)
            if {t.record for t in targets} <= {found.id for found in rows}:
                rows = [found for found in rows if found.id in {t.record for t in targets}]
            records = [read(json.loads(found.record)) for found in rows]
            for found, record in zip(rows, judgements.applied(report_id, records), strict=True):
                if record is None or record.judged:
                    changed[found.id] = Changed(report_id, found.n, record)
    return changed


def _merged(
    connection: Connection,
    sort: str,
    asked: str | None,
    query: Select[Any],
    read: Callable[[Report, object], tuple[Any, Any]],
    matching: Callable[[Report, Any], Any],
) -> Iterator[Any]:
    changed = changed_records(connection, sort)
    stored = _stored(connection, query, changed, read)
    if not changed:
        return (row for _, row in stored)
    more = []
    reports = _reports(connection, {one.report for one in changed.values()}, asked)
    for one in changed.values():
        if one.record is None or one.report not in reports:
            continue
        report = reports[one.report]
        if (row := matching(report, one.record)) is not None:
            more.append((row_order(report, one.record.when, one.n), row))
    merged = heapq.merge(stored, sorted(more, key=_key), key=_key)
    return (row for _, row in merged)


def _stored(
    connection: Connection,
    query: Select[Any],
    changed: dict[str, Changed],
    read: Callable[[Report, object], tuple[Any, Any]],
) -> Iterator[tuple[Key, Any]]:
    # Reports are fetched for a chunk of rows at once: tables are ordered by day, so neighbouring rows
    # come from different reports, and one query a report took three times as long.
    for rows in connection.execute(query.execution_options(yield_per=_CHUNK)).partitions():
        reports = reports_of(connection, {row.report for row in rows})
        for found in rows:
            if found.id not in changed:
                row, record = read(reports[found.report], json.loads(found.record))
                yield row_order(row.report, record.when, found.n), row


def _reports(connection: Connection, ids: set[str], asked: str | None) -> dict[str, Report]:
    """Those of the reports that the filter's `report` means."""
    found: dict[str, Report] = {}
    wanted = sorted(ids)
    for at in range(0, len(wanted), _CHUNK):
        found.update(reports_of(connection, set(wanted[at : at + _CHUNK]), asked))
    return found


def _key(pair: tuple[Key, Any]) -> Key:
    return pair[0]
