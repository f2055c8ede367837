"""Who acts on whom: actors with what one does to another, counted in incidents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from tidings.errors import UsageError
from tidings.views.actors.ask import ActorHead, actor_heads
from tidings.views.actors.tables import actor, actor_tie
from tidings.views.linking.tables import incident_event

CANDIDATES: Final = 3_000
"""Pairs whose incidents are counted: those of most events, and none has fewer events than incidents. Counting
those of all pairs took seconds where there are 100,000."""
UNDONE: Final = ("planned", "possible", "denied")


@dataclass(frozen=True, slots=True, kw_only=True)
class TieFilter:
    """`since` and `until`: days of events, both included; events without a day are in no period. `least`:
    incidents at least. `key`: only what this actor does or suffers. `done`: only events that occurred or go
    on. `described`: False leaves out whom reports only describe. Raises UsageError for a period that ends
    before it starts."""

    type: str | None = None
    since: date | None = None
    until: date | None = None
    least: int = 1
    key: str | None = None
    done: bool = False
    described: bool = True

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"The period ends ({self.until}) before it starts ({self.since}).")

    def conditions(self) -> list[ColumnElement[bool]]:
        of = actor_tie.c
        out: list[ColumnElement[bool]] = [of.one != of.other]
        if self.type is not None:
            out.append(of.type == self.type)
        if self.since is not None:
            out.append(of.day >= self.since.isoformat())
        if self.until is not None:
            out += [of.day <= self.until.isoformat(), of.day != ""]
        if self.key is not None:
            out.append(or_(of.one == self.key, of.other == self.key))
        if self.done:
            out.append(of.status.not_in(UNDONE))
        if not self.described:
            only = select(actor.c.key).where(actor.c.described == 1)
            out += [of.one.not_in(only), of.other.not_in(only)]
        return out


@dataclass(frozen=True, slots=True)
class Tie:
    """`one` acts on `other`. `types`: event types with the events of each, the commonest first; `last`: the
    last day known."""

    one: ActorHead
    other: ActorHead
    incidents: int
    events: int
    types: tuple[tuple[str, int], ...]
    last: str | None


@dataclass(frozen=True, slots=True)
class Network:
    """`ties` the heaviest first; `left_out`: how many pairs more have as many events as are asked for in
    incidents, but are not shown."""

    ties: tuple[Tie, ...]
    left_out: int


def network(connection: Connection, where: TieFilter, *, most: int = 60) -> Network:
    """The ties between at most `most` actors: those with the heaviest ties."""
    pairs, total = _pairs(connection, where)
    kept: list[Any] = []
    keys: set[str] = {where.key} if where.key else set()
    for row in pairs:
        more = {row.one, row.other} - keys
        if len(keys) + len(more) <= most:
            keys |= more
            kept.append(row)
    heads = actor_heads(connection, keys)
    types = _types(connection, where, keys)
    ties = tuple(
        Tie(heads[r.one], heads[r.other], r.incidents, r.events, types[r.one, r.other], r.last or None)
        for r in kept
    )
    return Network(ties, total - len(kept))


def tie_types(connection: Connection) -> list[str]:
    """Event types that ties have."""
    return list(connection.execute(select(actor_tie.c.type).distinct().order_by(actor_tie.c.type)).scalars())


def _pairs(connection: Connection, where: TieFilter) -> tuple[list[Any], int]:
    """The pairs that match, the heaviest first, and how many have events enough."""
    of, events = actor_tie.c, func.count().label("events")  # a record is there once for a pair
    several = (
        select(of.one, of.other, events, func.max(of.day).label("last"), func.count().over().label("total"))
        .where(*where.conditions())
        .group_by(of.one, of.other)
        .having(events >= where.least)
        .order_by(events.desc(), of.one, of.other)
        .limit(CANDIDATES)
        .subquery()
    )
    incidents = func.count(incident_event.c.incident.distinct()).label("incidents")
    query = (
        select(several, incidents)
        .join(actor_tie, and_(of.one == several.c.one, of.other == several.c.other))
        .join(incident_event, incident_event.c.event == of.record)
        .where(*where.conditions())
        .group_by(several.c.one, several.c.other)
        .having(incidents >= where.least)
        .order_by(incidents.desc(), several.c.events.desc(), several.c.one, several.c.other)
    )
    rows = list(connection.execute(query).all())
    return rows, rows[0].total if rows else 0


def _types(
    connection: Connection, where: TieFilter, keys: Iterable[str]
) -> dict[tuple[str, str], tuple[tuple[str, int], ...]]:
    of, several = actor_tie.c, sorted(keys)
    query = (
        select(of.one, of.other, of.type, func.count(of.record.distinct()).label("n"))
        .where(*where.conditions(), of.one.in_(several), of.other.in_(several))
        .group_by(of.one, of.other, of.type)
        .order_by(func.count().desc(), of.type)
    )
    out: dict[tuple[str, str], tuple[tuple[str, int], ...]] = {}
    for row in connection.execute(query):
        out[row.one, row.other] = (*out.get((row.one, row.other), ()), (row.type, row.n))
    return out
