"""The filters and orders of `filters` as SQL. A test holds the two to the same answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, case, exists, func, or_, select

from tidings.ledger.filters import ID_PREFIX, EventFilter, StateFilter
from tidings.ledger.names import country_codes, fold
from tidings.ledger.schema import coding, event, receipt, report, slot, state


def counts_now() -> ColumnElement[bool]:
    """Of a report's codings the one that counts: the latest."""
    later = coding.alias("later")
    is_later = or_(later.c.at > coding.c.at, and_(later.c.at == coding.c.at, later.c.id > coding.c.id))
    return ~exists().where(later.c.report == coding.c.report, is_later)


def select_events(where: EventFilter) -> Select[Any]:
    """Report id, place in it, id and record of the events that match, in the tables' order."""
    asked = [
        event.c[name] == value
        for name, value in (("type", where.type), ("mode", where.mode), ("status", where.status))
        if value is not None
    ]
    if where.background is not None:
        asked.append(event.c.background == int(where.background))
    return _select(event, where).where(*asked, *_has_name(event, where.actor, "actor", "recipient"))


def select_states(where: StateFilter) -> Select[Any]:
    asked = [
        state.c[name] == value
        for name, value in (("kind", where.kind), ("status", where.status))
        if value is not None
    ]
    return _select(state, where).where(*asked, *_has_name(state, where.actor, "holder", "other", "site"))


def select_reports() -> Select[Any]:
    """Reports with their receipts, by publication day (those without one last) and id; of several
    receipts of one report the first in alphabetical order comes first."""
    return (
        select(report, receipt.c.doc, receipt.c.published_why, receipt.c.language)
        .join(receipt, receipt.c.report == report.c.id)
        .order_by(
            case((report.c.published.is_(None), 1), else_=0), report.c.published, report.c.id,
            receipt.c.doc, receipt.c.published_why, receipt.c.language,
        )
    )  # fmt: skip


def is_report(asked: str, id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether `id` is the report asked for: by id, by an id's start, by a name it was handed in under."""
    handed_in = receipt.alias()  # the query around may join receipts itself
    named = exists().where(handed_in.c.report == id, handed_in.c.doc == asked)
    if len(asked) < ID_PREFIX:
        return or_(id == asked, named)
    return or_(func.substr(id, 1, len(asked)) == asked, named)


def _select(table: Table, where: EventFilter | StateFilter) -> Select[Any]:
    day = func.coalesce(table.c.first_day, table.c.last_day)
    published = report.c.published
    asked = [
        *_has_name(table, where.source, "source", "claim"),
        *_at_place(table, where.place),
        *_in_period(table, where.since, where.until),
    ]
    if where.min_confidence is not None:
        asked.append(table.c.confidence >= where.min_confidence)
    if where.report is not None:
        asked.append(is_report(where.report, table.c.report))
    return (
        select(table.c.report, table.c.n, table.c.id, table.c.record)
        .join(coding, coding.c.id == table.c.coding)
        .join(report, report.c.id == table.c.report)
        .where(counts_now(), *asked)
        .order_by(
            case((day.is_(None), 1), else_=0), day,
            case((published.is_(None), 1), else_=0), published,
            table.c.report, table.c.n,
        )
    )  # fmt: skip


def _has_name(table: Table, asked: str | None, *roles: str) -> list[ColumnElement[bool]]:
    return [] if asked is None else [_named(table, asked, roles)]


def _named(table: Table, asked: str, roles: tuple[str, ...]) -> ColumnElement[bool]:
    # Folded names hold letters, digits and spaces only, so nothing in the pattern needs an escape.
    return exists().where(
        slot.c.coding == table.c.coding,
        slot.c.record == table.c.id,
        slot.c.role.in_(roles),
        slot.c.folded.like(f"%{fold(asked)}%"),
    )


def _at_place(table: Table, asked: str | None) -> list[ColumnElement[bool]]:
    if asked is None:
        return []
    return [or_(table.c.country.in_(country_codes(asked)), _named(table, asked, ("place",)))]


def _in_period(table: Table, since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    first, last = table.c.first_day, table.c.last_day
    asked: list[ColumnElement[bool]] = []
    if since or until:
        asked.append(or_(first.is_not(None), last.is_not(None)))
    if since:
        asked.append(or_(last.is_(None), last >= since.isoformat()))
    if until:
        asked.append(or_(first.is_(None), first <= until.isoformat()))
    return asked
