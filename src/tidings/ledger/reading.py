"""Rows of the store as reports and records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from tidings.ledger.queries import is_report, select_reports
from tidings.ledger.schema import event, report, state
from tidings.model.contract import event_from_json, state_from_json, types_from_json, unclear_from_json
from tidings.model.record import Coded
from tidings.model.report import Report


def reports_of(connection: Connection, ids: set[str], asked: str | None = None) -> dict[str, Report]:
    """The reports with these ids, some hundreds at most; `asked`: only those that it means (`is_report`)."""
    query = select_reports().where(report.c.id.in_(ids))
    if asked is not None:
        query = query.where(is_report(asked, report.c.id))
    found: dict[str, Report] = {}
    for row in connection.execute(query):
        if row.id not in found:  # of several receipts the first
            found[row.id] = report_of(row)
    return found


def report_of(row: Any) -> Report:
    return Report(
        doc=row.doc,
        text=row.text,
        published=date.fromisoformat(row.published) if row.published else None,
        published_why=row.published_why,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        language=row.language,
    )


def coded_of(connection: Connection, found: Report, latest: Any) -> Coded:
    """What the coding of the row `latest` says, as read; nothing for None."""
    if latest is None:
        return Coded(found, (), ())
    events, states = (
        connection.execute(
            select(table.c.record).where(table.c.coding == latest.id).order_by(table.c.n)
        ).scalars()
        for table in (event, state)
    )
    return Coded(
        found,
        tuple(event_from_json(r) for r in _parsed(events)),
        tuple(state_from_json(r) for r in _parsed(states)),
        tuple(json.loads(latest.notes)),
        tuple(unclear_from_json(u) for u in json.loads(latest.unclear)),
        types_from_json(json.loads(latest.types)),
    )


def _parsed(records: Iterable[str]) -> Iterator[object]:
    return (json.loads(record) for record in records)
