"""Sources that reports cite: how often, for what, and what they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, func, select

from tidings.ledger.reading import reports_of
from tidings.ledger.store import Store
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.views.sources.view import source_said

Kind = Literal["all", "denials", "figures"]
_OF: Final[dict[Kind, list[ColumnElement[bool]]]] = {
    "all": [],
    "denials": [source_said.c.status == "denied", source_said.c.role == "source"],
    "figures": [source_said.c.role == "claim"],
}


@dataclass(frozen=True, slots=True)
class Cited:
    """`says`: records that are its word; `denies`: those of them that it denies; `differs`: where it gives
    another value than the record's. `types`: of its words, the commonest first."""

    key: str
    name: str
    reports: int
    says: int
    denies: int
    differs: int
    types: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """One record that is a source's word. `field`: where it only gives another value of that."""

    record: str
    kind: str
    type: str
    status: str | None
    field: str | None
    name: str
    report: Report
    report_id: str
    span: Span


def cited(store: Store, *, limit: int = 50, offset: int = 0, kind: Kind = "all") -> tuple[int, list[Cited]]:
    """How many sources are cited, and some of them, those in most reports first. `kind`: only sources that
    deny something, or give other figures."""
    of = source_said.c
    with store.reading() as connection:
        keys = select(of.key).where(*_OF[kind]).group_by(of.key)
        total = connection.execute(select(func.count()).select_from(keys.subquery())).scalar_one()
        reports = func.count(of.report.distinct())
        query = keys.order_by(reports.desc(), func.count().desc(), of.key).limit(limit).offset(offset)
        found = list(connection.execute(query).scalars())
    counted = totals(store, found)
    return total, [counted[key] for key in found]


def totals(store: Store, keys: list[str]) -> dict[str, Cited]:
    """By key, of those that are cited at all."""
    of = source_said.c
    query = (
        select(of.key, of.name, of.type, of.role, of.status, of.report, func.count().label("n"))
        .where(of.key.in_(keys))
        .group_by(of.key, of.name, of.type, of.role, of.status, of.report)
    )
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    reports: defaultdict[str, set[str]] = defaultdict(set)
    numbers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with store.reading() as connection:
        for row in connection.execute(query):
            names[row.key][row.name] += row.n
            reports[row.key].add(row.report)
            numbers[row.key][row.role] += row.n
            if row.role == "source":
                types[row.key][row.type] += row.n
                numbers[row.key]["denied"] += row.n * (row.status == "denied")
    return {
        key: Cited(
            key,
            min(called, key=lambda name: (-called[name], name)),
            len(reports[key]),
            numbers[key]["source"],
            numbers[key]["denied"],
            numbers[key]["claim"],
            tuple(sorted(types[key].items(), key=lambda t: (-t[1], t[0]))),
        )
        for key, called in names.items()
    }


def sayings(
    store: Store, key: str, *, kind: Kind = "all", limit: int = 30, offset: int = 0
) -> tuple[int, list[Saying]]:
    """How many records are its word, and some of them, the newest first."""
    of = source_said.c
    asked = [of.key == key, *_OF[kind]]
    with store.reading() as connection:
        total = connection.execute(select(func.count()).where(*asked)).scalar_one()
        query = select(source_said).where(*asked)
        order: list[Any] = [
            of.published.is_(None),
            of.published.desc(),
            of.report,
            of.start,
            of.record,
            of.role,
        ]
        rows = connection.execute(query.order_by(*order, of.n).limit(limit).offset(offset)).all()
        reports = reports_of(connection, {row.report for row in rows})
    return total, [
        Saying(
            r.record, r.kind, r.type, r.status, r.field, r.name, reports[r.report], r.report,
            Span(r.start, r.end),
        )
        for r in rows
    ]  # fmt: skip


def like(store: Store, words: str, *, limit: int = 30) -> list[str]:
    """Keys of sources in whose key the words stand, the shortest first."""
    of = source_said.c
    query = select(of.key).where((" " + of.key + " ").like(f"% {words} %")).distinct()
    with store.reading() as connection:
        return list(connection.execute(query.order_by(func.length(of.key), of.key).limit(limit)).scalars())
