"""Outlets: what each has published, and how much of it in words of its own.

Of reports that carry one text (`views.copies`) the first is the original, and the others are copies where
another outlet has them; two reports of one outlet are never copies of each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from tidings.ledger.schema import receipt, report
from tidings.ledger.store import Store
from tidings.views.copies import copies_report, group_of
from tidings.views.linking.tables import incident_event
from tidings.views.sources.view import source_report


@dataclass(frozen=True, slots=True)
class Outlet:
    """`key` is "" for all reports whose outlet nobody knows. `copies` of its reports were another's words
    first; `copied`: how many reports of others are copies of its own."""

    key: str
    name: str
    reports: int
    copies: int
    copied: int
    first: str | None
    last: str | None

    @property
    def own(self) -> int:
        return self.reports - self.copies


@dataclass(frozen=True, slots=True)
class Carried:
    """How many texts that `by` carries were those of `of` first. Keys and names of outlets."""

    by: str
    by_name: str
    of: str
    of_name: str
    texts: int


@dataclass(frozen=True, slots=True)
class OutletReport:
    """`original`: report id and outlet whose words it is, None where they are its own. `incidents`: how many
    it tells of."""

    id: str
    doc: str
    title: str | None
    published: str | None
    original: tuple[str, str] | None
    incidents: int


def outlets(store: Store) -> list[Outlet]:
    """Those with most reports first."""
    with store.reading() as connection:
        names = _names(connection)
        firsts = _firsts().subquery()
        is_copy = _is_copy(firsts.c)
        query = select(
            firsts.c.outlet, func.count(), func.sum(is_copy), func.min(firsts.c.published),
            func.max(firsts.c.published),
        ).group_by(firsts.c.outlet)  # fmt: skip
        taken = select(firsts.c.origin, func.sum(is_copy).label("n")).group_by(firsts.c.origin)
        copied = {row.origin: row.n for row in connection.execute(taken)}
        rows = connection.execute(query).all()
    found = [
        Outlet(key, names.get(key, ""), n, copies or 0, copied.get(key, 0) if key else 0, first, last)
        for key, n, copies, first, last in rows
    ]
    return sorted(found, key=lambda o: (-o.reports, o.key == "", o.name))


def carried(store: Store, outlet: str | None = None) -> list[Carried]:
    """Who carries whose texts, most first; `outlet`: a key, only where it is either of the two."""
    with store.reading() as connection:
        names = _names(connection)
        firsts = _firsts().subquery()
        query = select(firsts.c.outlet, firsts.c.origin, func.count()).where(_is_copy(firsts.c) == 1)
        if outlet is not None:
            query = query.where(or_(firsts.c.outlet == outlet, firsts.c.origin == outlet))
        rows = connection.execute(query.group_by(firsts.c.outlet, firsts.c.origin)).all()
    found = [Carried(by, names.get(by, ""), of, names.get(of, ""), n) for by, of, n in rows]
    return sorted(found, key=lambda c: (-c.texts, c.by, c.of))


def outlet_reports(
    store: Store, outlet: str, *, limit: int = 50, offset: int = 0
) -> tuple[int, list[OutletReport]]:
    """How many reports the outlet of this key has, and some of them, the newest first."""
    with store.reading() as connection:
        names = _names(connection)
        of = source_report.c
        total = connection.execute(select(func.count()).where(of.outlet == outlet)).scalar_one()
        doc = select(func.min(receipt.c.doc)).where(receipt.c.report == report.c.id).scalar_subquery()
        incidents = (
            select(func.count(incident_event.c.incident.distinct()))
            .where(incident_event.c.report == report.c.id)
            .scalar_subquery()
        )
        query = (
            select(report.c.id, doc.label("doc"), report.c.title, report.c.published, incidents.label("n"))
            .join(source_report, of.report == report.c.id)
            .where(of.outlet == outlet)
            .order_by(of.published.is_(None), of.published.desc(), of.report)
            .limit(limit)
            .offset(offset)
        )
        rows = connection.execute(query).all()
        originals = _originals(connection, [row.id for row in rows])
    return total, [
        OutletReport(r.id, r.doc, r.title, r.published, _named(originals.get(r.id), outlet, names), r.n)
        for r in rows
    ]


def copies_of(store: Store, id: str) -> list[tuple[str, str, str | None]]:
    """Reports that carry the text of this one, the first with it first: (id, outlet, day)."""
    with store.reading() as connection:
        groups = select(copies_report.c.group).where(copies_report.c.report == id)
        query = (
            select(source_report.c.report, source_report.c.name, source_report.c.published)
            .join(copies_report, copies_report.c.report == source_report.c.report)
            .where(copies_report.c.group.in_(groups))
            .order_by(*_order())
        )
        return [tuple(row) for row in connection.execute(query).all() if row.report != id]


def _named(original: tuple[str, str] | None, outlet: str, names: dict[str, str]) -> tuple[str, str] | None:
    if original is None or original[1] in (outlet, ""):
        return None
    return original[0], names.get(original[1], "")


def _order() -> tuple[Any, ...]:
    return source_report.c.by_day, source_report.c.report


def _firsts() -> Select[Any]:
    """Of each report its outlet, day, and the outlet that was first with its text (`origin`)."""
    first = func.first_value(source_report.c.outlet).over(
        partition_by=copies_report.c.group, order_by=list(_order())
    )
    return select(
        source_report.c.report, source_report.c.outlet, source_report.c.published, first.label("origin")
    ).join(copies_report, copies_report.c.report == source_report.c.report)


def _is_copy(firsts: Any) -> Any:
    """1 or 0. A text whose first outlet nobody knows is nobody's copy."""
    return func.iif(and_(firsts.origin != firsts.outlet, firsts.origin != ""), 1, 0)


def _originals(connection: Connection, ids: list[str]) -> dict[str, tuple[str, str]]:
    """Report → (report, outlet) that was first with its text, where that is another."""
    group = copies_report.c.group
    mine = group_of(connection, ids)
    members: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    query = (
        select(group, source_report.c.report, source_report.c.outlet)
        .join(source_report, source_report.c.report == copies_report.c.report)
        .where(group.in_(set(mine.values())))
        .order_by(*_order())
    )
    for of, id, outlet in connection.execute(query):
        members[of].append((id, outlet))
    return {id: members[of][0] for id, of in mine.items() if members[of][0][0] != id}


def _names(connection: Connection) -> dict[str, str]:
    """Of each key the commonest spelling."""
    query = select(source_report.c.outlet, source_report.c.name, func.count())
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, name, n in connection.execute(query.group_by(source_report.c.outlet, source_report.c.name)):
        spelled[key][name] += n
    return dict(_commonest(spelled))


def _commonest(spelled: dict[str, Counter[str]]) -> Iterator[tuple[str, str]]:
    for key, names in spelled.items():
        yield key, min(names, key=lambda name: (-names[name], name))
