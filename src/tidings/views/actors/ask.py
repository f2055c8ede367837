"""Actors as they are listed. Asked of the view's tables, which must be up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from tidings.errors import UsageError
from tidings.ledger.names import country_codes, fold
from tidings.mentions.actors_lists import SECTORS
from tidings.views.actors.rows import sector_code
from tidings.views.actors.tables import actor, actor_name

_ORDERS: Final = {
    "events": (actor.c.events.desc(), actor.c.reports.desc()),
    "done": (actor.c.done.desc(), actor.c.reports.desc()),
    "suffered": (actor.c.suffered.desc(), actor.c.reports.desc()),
    "states": (actor.c.states.desc(), actor.c.reports.desc()),
    "reports": (actor.c.reports.desc(), actor.c.events.desc()),
    "name": (actor.c.folded,),
}
ORDERS: Final = tuple(_ORDERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFilter:
    """None asks nothing. `named`: words that stand in a row in one of its names; `kind`: a sector's code or
    word; `country`: its name or code. `described`: False leaves out those who are only described. Raises
    UsageError for what can match nothing."""

    named: str | None = None
    kind: str | None = None
    country: str | None = None
    described: bool = True
    order: str = "events"

    def __post_init__(self) -> None:
        if self.named is not None and not fold(self.named):
            raise UsageError(f"name {self.named!r} has no letters or digits to look for. Give a name.")
        if self.order not in _ORDERS:
            raise UsageError(f"order {self.order!r} is not known. Known are: {', '.join(ORDERS)}.")
        sector_code(self.kind)
        if self.country is not None and not country_codes(self.country):
            raise UsageError(f"country {self.country!r} is not known. Give an ISO code or an English name.")

    def conditions(self) -> list[ColumnElement[bool]]:
        out: list[ColumnElement[bool]] = []
        if self.named is not None:
            like = f"%{fold(self.named)}%"  # folded names hold letters, digits and spaces only
            called = select(actor_name.c.key).where(actor_name.c.folded.like(like))
            out.append(or_(actor.c.folded.like(like), actor.c.key.in_(called)))
        if self.kind is not None:
            out.append(actor.c.sector == sector_code(self.kind))
        if self.country is not None:
            out.append(actor.c.country.in_(country_codes(self.country)))
        if not self.described:
            out.append(actor.c.described == 0)
        return out


@dataclass(frozen=True, slots=True)
class ActorHead:
    """`events`: of which it is actor or recipient, once for each side; `weak`: its country is only that of
    the report. `sector` a code, `kind` its word."""

    key: str
    name: str
    sector: str | None
    country: str | None
    weak: bool
    described: bool
    done: int
    suffered: int
    states: int
    reports: int

    @property
    def kind(self) -> str | None:
        return SECTORS.get(self.sector or "")


def actors(
    connection: Connection, where: ActorFilter, *, limit: int | None = None, offset: int = 0
) -> list[ActorHead]:
    """Those that match, in the asked order, then by name and key."""
    query = (
        select(actor).where(*where.conditions()).order_by(*_ORDERS[where.order], actor.c.name, actor.c.key)
    )
    return [_head(row) for row in connection.execute(query.limit(limit).offset(offset))]


def count_actors(connection: Connection, where: ActorFilter) -> int:
    query = select(func.count()).select_from(actor).where(*where.conditions())
    return int(connection.execute(query).scalar_one())


def actor_countries(connection: Connection) -> list[tuple[str, int]]:
    """Country codes that actors have, with how many, by code."""
    query = select(actor.c.country, func.count()).where(actor.c.country.is_not(None))
    return [
        (row[0], row[1]) for row in connection.execute(query.group_by(actor.c.country).order_by("country"))
    ]


def actors_called(connection: Connection, name: str) -> list[ActorHead]:
    """Those one of whose names is `name`, whatever case and accents; else those whose names contain it."""
    words = fold(name)
    if not words:
        return []
    called = select(actor_name.c.key).where(actor_name.c.folded == words)
    exact = select(actor).where(or_(actor.c.folded == words, actor.c.key.in_(called)))
    order = (actor.c.folded != words, *_ORDERS["events"], actor.c.key)
    found = [_head(row) for row in connection.execute(exact.order_by(*order).limit(50))]
    return found or actors(connection, ActorFilter(named=name), limit=50)


def actor_heads(connection: Connection, keys: Iterable[str]) -> dict[str, ActorHead]:
    wanted, out = sorted(set(keys)), {}
    for at in range(0, len(wanted), 500):
        for row in connection.execute(select(actor).where(actor.c.key.in_(wanted[at : at + 500]))):
            out[row.key] = _head(row)
    return out


def _head(row: Row[Any]) -> ActorHead:
    return ActorHead(
        row.key, row.name, row.sector, row.country, bool(row.weak), bool(row.described),
        row.done, row.suffered, row.states, row.reports,
    )  # fmt: skip
