"""Which incident is a part of which, and why, as it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from tidings.views.linking.members import chunks
from tidings.views.linking.tables import incident
from tidings.views.parts.compare import Reason, compare
from tidings.views.parts.side import Side
from tidings.views.parts.tables import parts_link, parts_side


@dataclass(frozen=True, slots=True)
class Related:
    """`part_of`: the nearest whole, None where none is known. `parts`: those whose nearest whole it is, in the
    order in which incidents are listed."""

    part_of: str | None = None
    parts: tuple[str, ...] = ()


def related(
    connection: Connection, ids: Iterable[str], *, known_on: date | None = None
) -> dict[str, Related]:
    """Of each of these incidents. `known_on`: those that no report had told by that day are left out; whether
    the others belong together is what all reports say."""
    wanted = set(ids)
    whole: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    for some in chunks(wanted):
        query = select(parts_link.c.part, parts_link.c.whole)
        for row in connection.execute(_known(query.where(parts_link.c.part.in_(some)), "whole", known_on)):
            whole[row.part] = row.whole
        mine = _known(query.where(parts_link.c.whole.in_(some)), "part", known_on)
        for row in connection.execute(mine.order_by(incident.c.by_day, incident.c.by_told, incident.c.id)):
            parts.setdefault(row.whole, []).append(row.part)
    return {id: Related(whole.get(id), tuple(parts.get(id, ()))) for id in wanted}


def why_part(connection: Connection, part: str, whole: str) -> tuple[Reason, ...]:
    """What each comparator says of the two; empty where the one cannot be a part of the other."""
    query = select(parts_side.c.incident, parts_side.c.side).where(parts_side.c.incident.in_((part, whole)))
    sides = {row.incident: Side.from_json(row.side) for row in connection.execute(query)}
    return compare(sides[part], sides[whole]) if sides.keys() == {part, whole} else ()


def _known(query: Select[Any], end: str, known_on: date | None) -> Select[Any]:
    query = query.join(incident, incident.c.id == parts_link.c[end])
    return query if known_on is None else query.where(incident.c.published_first <= known_on.isoformat())
