"""Reports as they are listed: without their texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from tidings.ledger.bulk import portions
from tidings.ledger.queries import counts_now
from tidings.ledger.schema import coding, event, receipt, report, state


@dataclass(frozen=True, slots=True)
class ReportHead:
    """`events` and `states`: how many were read from it, those judged wrong among them. `doc` is the first of
    the names it was handed in under."""

    id: str
    doc: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    language: str | None
    events: int
    states: int


def report_heads(
    connection: Connection,
    *,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[ReportHead]:
    """The last published first, those without a day at the end. `outlet` as reports have it, whatever the
    case; `since` and `until`: days of publication."""
    of = report.c
    query = select(of.id, of.published, of.outlet, of.title, of.url)
    if outlet is not None:
        query = query.where(func.lower(of.outlet) == outlet.lower())
    if since is not None:
        query = query.where(of.published >= since.isoformat())
    if until is not None:
        query = query.where(of.published <= until.isoformat())
    query = query.order_by(of.published.is_(None), of.published.desc(), of.id).limit(limit).offset(offset)
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    names, events, states = (
        _names(connection, ids),
        _read(connection, event, ids),
        _read(connection, state, ids),
    )
    return [
        ReportHead(
            row.id, names[row.id][0], row.published, row.outlet, row.title, row.url, names[row.id][1],
            events.get(row.id, 0), states.get(row.id, 0),
        )
        for row in rows
    ]  # fmt: skip


def _names(connection: Connection, ids: list[str]) -> dict[str, tuple[str, str | None]]:
    """Document name and language of each."""
    out: dict[str, tuple[str, str | None]] = {}
    for some in portions(ids):
        query = select(receipt.c.report, receipt.c.doc, receipt.c.language).where(receipt.c.report.in_(some))
        for row in connection.execute(query.order_by(receipt.c.doc)):
            out.setdefault(row.report, (row.doc, row.language or None))
    return out


def _read(connection: Connection, table: Any, ids: list[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for some in portions(ids):
        query = (
            select(coding.c.report, func.count())
            .join(table, table.c.coding == coding.c.id)
            .where(coding.c.report.in_(some), counts_now())
            .group_by(coding.c.report)
        )
        out |= {row[0]: row[1] for row in connection.execute(query)}
    return out
