"""One actor in full: who it is and by which names, its roles, what it did and suffered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from tidings.ledger.records import Records
from tidings.mentions.actors import Actor
from tidings.views.actors.ask import ActorHead, actor_heads
from tidings.views.actors.rows import Held, held_in, surest
from tidings.views.actors.tables import actor_name, actor_told, actor_who
from tidings.views.actors.view import actor_of
from tidings.views.linking.tables import incident, incident_event

Json = dict[str, Any]
SIDES: Final = ("done", "suffered")
MOST_HELD: Final = 200
"""Roles and memberships that are looked up, of the last reports that tell one."""


@dataclass(frozen=True, slots=True)
class HeldIn:
    """A role or membership with the words of `report` it was read from, `start` to `end` of its text."""

    held: Held
    report: str
    start: int
    end: int
    says: str


@dataclass(frozen=True, slots=True)
class Deeds:
    """What it did or suffered, of one type in one month ("2022-06"; "" where no day is known)."""

    side: str
    type: str
    month: str
    events: int
    incidents: int


@dataclass(frozen=True, slots=True)
class Profile:
    """`names` with how many records use each, the commonest first."""

    head: ActorHead
    who: Actor
    names: tuple[tuple[str, int], ...]
    roles: tuple[HeldIn, ...]
    memberships: tuple[HeldIn, ...]


def profile(connection: Connection, key: str) -> Profile | None:
    """None where no record names it."""
    head = actor_heads(connection, [key]).get(key)
    if head is None:
        return None
    said = connection.execute(select(actor_who.c.who).where(actor_who.c.key == key)).scalars()
    who = min((actor_of(json.loads(text)) for text in said), key=surest)
    names = select(actor_name.c.name, actor_name.c.told).where(actor_name.c.key == key)
    several = sorted(((r.name, r.told) for r in connection.execute(names)), key=lambda p: (-p[1], p[0]))
    roles, memberships = _held(connection, key)
    return Profile(head, who, tuple(several), roles, memberships)


def deeds(connection: Connection, key: str) -> list[Deeds]:
    """By side, month and type."""
    month = func.substr(actor_told.c.day, 1, 7).label("month")
    of = actor_told.c
    query = (
        select(
            of.side, of.type, month, func.count().label("events"),
            func.count(incident_event.c.incident.distinct()).label("incidents"),
        )
        .join(incident_event, incident_event.c.event == of.record)
        .where(of.key == key, of.side.in_(SIDES))
        .group_by(of.side, of.type, month)
        .order_by(of.side, month, of.type)
    )  # fmt: skip
    return [Deeds(*row) for row in connection.execute(query)]


def incidents_of(
    connection: Connection, key: str, *, side: str | None = None, limit: int | None = None, offset: int = 0
) -> list[Json]:
    """Best values (`views.incident.json.head_json`) of the incidents that tell of it on the side
    (None: either), the last ones first, those without a day at the end."""
    query = (
        select(incident.c.record)
        .where(incident.c.id.in_(_ids(key, SIDES if side is None else (side,))))
        .order_by(incident.c.by_day == "9999-12-31", incident.c.by_day.desc(), incident.c.id)
    )
    return [json.loads(text) for text in connection.execute(query.limit(limit).offset(offset)).scalars()]


def count_incidents(connection: Connection, key: str, *, side: str | None = None) -> int:
    ids = _ids(key, SIDES if side is None else (side,)).distinct().subquery()
    return int(connection.execute(select(func.count()).select_from(ids)).scalar_one())


def _ids(key: str, sides: Sequence[str]) -> Select[Any]:
    return (
        select(incident_event.c.incident)
        .join(actor_told, actor_told.c.record == incident_event.c.event)
        .where(actor_told.c.key == key, actor_told.c.side.in_(sides))
    )


def _held(connection: Connection, key: str) -> tuple[tuple[HeldIn, ...], tuple[HeldIn, ...]]:
    """Roles and memberships that states tell of it, by day."""
    query = (
        select(actor_told.c.coding, actor_told.c.record)
        .where(
            actor_told.c.key == key, actor_told.c.side == "holds",
            actor_told.c.type.in_(("position", "membership")),
        )
        .order_by(actor_told.c.day.desc())
        .limit(MOST_HELD)
    )  # fmt: skip
    wanted = {(row.coding, row.record) for row in connection.execute(query)}
    read = Records().of(connection, {coding for coding, _ in wanted})
    found: tuple[list[HeldIn], list[HeldIn]] = ([], [])
    for coding, one in read.items():
        for state in one.states:
            if (coding, state.id) in wanted and state.evidence:
                span = state.evidence[0].span
                for out, several in zip(found, held_in(state, one.report), strict=True):
                    out += [
                        HeldIn(h, one.id, span.start, span.end, span.of(one.report.text)) for h in several
                    ]
    roles, memberships = (sorted(several, key=_order) for several in found)
    return tuple(roles), tuple(memberships)


def _order(one: HeldIn) -> tuple[str, str, str, int]:
    return (one.held.day.isoformat() if one.held.day else ""), one.held.what, one.report, one.start
