"""What stands around a report: the reports before and after it, its incidents and who else tells of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, and_, func, or_, select

from tidings.ledger.reading import reports_of
from tidings.ledger.schema import event, state
from tidings.ledger.store import Store
from tidings.model.report import Report
from tidings.views.linking.tables import incident_event
from tidings.views.sources.view import UNDATED, source_report

MOST: Final = 30
"""Other reports that are listed; an incident that hundreds tell of has a page of its own."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    id: str
    report: Report


@dataclass(frozen=True, slots=True)
class Around:
    """`earlier`, `later`: by day of publication, then id, those without a day at the end. `incidents`: by
    event. `others`: reports that tell of the same incidents, by day, at most MOST of `others_total`."""

    earlier: Neighbour | None
    later: Neighbour | None
    incidents: Mapping[str, str]
    others: tuple[Neighbour, ...]
    others_total: int


def around(store: Store, id: str) -> Around:
    """Of a report that the views hold; nothing is around one that they do not hold yet."""
    with store.reading() as connection:
        told = select(incident_event.c.event, incident_event.c.incident).where(incident_event.c.report == id)
        incidents = {row.event: row.incident for row in connection.execute(told)}
        other, total = _others(connection, id, set(incidents.values()))
        beside = [_neighbour(connection, id, later=later) for later in (False, True)]
        reports = reports_of(connection, {i for i in (*other, *beside) if i})
    earlier, later = (Neighbour(i, reports[i]) if i else None for i in beside)
    return Around(earlier, later, incidents, tuple(Neighbour(i, reports[i]) for i in other), total)


def report_of_record(store: Store, id: str) -> tuple[str, int, int] | None:
    """Of the event or state with this id its report and the first and last offset of its first evidence; None
    where no reader has read such a one."""
    for table in (event, state):
        with store.reading() as connection:
            query = select(table.c.report, table.c.record).where(table.c.id == id).limit(1)
            row = connection.execute(query).first()
        if row is not None:
            first = json.loads(row.record)["evidence"][0]
            return row.report, first["start"], first["end"]
    return None


def _others(connection: Connection, id: str, incidents: set[str]) -> tuple[list[str], int]:
    if not incidents:
        return [], 0
    of = incident_event.c
    telling = select(of.report).where(of.incident.in_(sorted(incidents)[:400]), of.report != id).distinct()
    total = connection.execute(select(func.count()).select_from(telling.subquery())).scalar_one()
    query = select(source_report.c.report).where(source_report.c.report.in_(telling))
    rows = connection.execute(query.order_by(*_order()).limit(MOST)).scalars().all()
    return list(rows), total


def _neighbour(connection: Connection, id: str, *, later: bool) -> str | None:
    of = source_report.c
    mine = connection.execute(select(of.published).where(of.report == id)).first()
    if mine is None:
        return None
    day, here = _order()
    at = mine.published or UNDATED
    beyond: Any = (
        or_(day > at, and_(day == at, here > id)) if later else or_(day < at, and_(day == at, here < id))
    )
    order = _order() if later else tuple(part.desc() for part in _order())
    found: str | None = connection.execute(select(of.report).where(beyond).order_by(*order).limit(1)).scalar()
    return found


def _order() -> tuple[Any, Any]:
    return source_report.c.by_day, source_report.c.report
