"""Sources that reports cite: how often, for what, and what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Table, func, select

from tidings.ledger.reading import reports_of
from tidings.ledger.store import Store
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.views.sources.view import source_key, source_name, source_said, source_type

_CHUNK: Final = 500
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
    deny something, or give other figures. `limit`: -1 for all."""
    of = source_key.c
    asked = {"all": [], "denials": [of.denies > 0], "figures": [of.differs > 0]}[kind]
    with store.reading() as connection:
        total = connection.execute(select(func.count()).select_from(source_key).where(*asked)).scalar_one()
        order = (of.reports.desc(), (of.says + of.differs).desc(), of.key)
        query = select(of.key).where(*asked).order_by(*order).limit(limit).offset(offset)
        found = list(connection.execute(query).scalars())
    counted = totals(store, found)
    return total, [counted[key] for key in found]


def totals(store: Store, keys: Sequence[str]) -> dict[str, Cited]:
    """By key, of those that are cited at all."""
    out: dict[str, Cited] = {}
    with store.reading() as connection:
        for at in range(0, len(keys), _CHUNK):
            some = keys[at : at + _CHUNK]
            names = _counted(connection, source_name, source_name.c.name, some)
            types = _counted(connection, source_type, source_type.c.type, some)
            for row in connection.execute(select(source_key).where(source_key.c.key.in_(some))):
                name = names[row.key][0][0]
                numbers = (row.reports, row.says, row.denies, row.differs)
                out[row.key] = Cited(row.key, name, *numbers, tuple(types.get(row.key, ())))
    return out


def _counted(
    connection: Connection, table: Table, column: ColumnElement[str], keys: Sequence[str]
) -> dict[str, list[tuple[str, int]]]:
    """Of each key the column's values with their numbers, the commonest first."""
    query = select(table.c.key, column.label("value"), table.c.n).where(table.c.key.in_(keys))
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in connection.execute(query.order_by(table.c.key, table.c.n.desc(), column)):
        found[row.key].append((row.value, row.n))
    return found


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
    of = source_key.c
    query = select(of.key).where((" " + of.key + " ").like(f"% {words} %"))
    with store.reading() as connection:
        return list(connection.execute(query.order_by(func.length(of.key), of.key).limit(limit)).scalars())
