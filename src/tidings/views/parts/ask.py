"""Which incident is a part of which, and why, as it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, select

from tidings.ledger.store import Store
from tidings.views.linking.members import CHUNK, chunks
from tidings.views.linking.tables import incident
from tidings.views.parts.compare import Reason, compare, score_of
from tidings.views.parts.side import Side
from tidings.views.parts.tables import parts_link, parts_side

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Related:
    """`part_of`: the nearest whole, None where none is known. `parts`: those whose nearest whole it is, in
    the order in which incidents are listed."""

    part_of: str | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """`part` and `whole` by id; what each comparator says of the two."""

    part: str
    whole: str
    score: float
    why: tuple[Reason, ...]

    def json(self) -> Json:
        why = [{"comparator": r.name, "score": r.score, "why": r.sentence} for r in self.why]
        return {"part": self.part, "whole": self.whole, "score": self.score, "why": why}


def related(
    connection: Connection, ids: Iterable[str], *, known_on: date | None = None
) -> dict[str, Related]:
    """Of each of these incidents. `known_on`: those that no report had told by that day are left out; whether
    the others belong together is what all reports say."""
    wanted = set(ids)
    whole: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    query = select(parts_link.c.part, parts_link.c.whole)
    for some in chunks(wanted):
        for row in connection.execute(_known(query.where(parts_link.c.part.in_(some)), "whole", known_on)):
            whole[row.part] = row.whole
        mine = _known(query.where(parts_link.c.whole.in_(some)), "part", known_on)
        for row in connection.execute(mine.order_by(incident.c.by_day, incident.c.by_told, incident.c.id)):
            parts.setdefault(row.whole, []).append(row.part)
    return {id: Related(whole.get(id), tuple(parts.get(id, ()))) for id in wanted}


def with_parts(store: Store, found: Iterable[Json], *, known_on: date | None = None) -> Iterator[Json]:
    """Incidents as JSON, each with the keys `part_of` and `parts` behind its own."""
    several = iter(found)
    while some := list(islice(several, CHUNK)):
        with store.reading() as connection:
            near = related(connection, (one["id"] for one in some), known_on=known_on)
        for one in some:
            mine = near[one["id"]]
            yield {**one, "part_of": mine.part_of, "parts": list(mine.parts)}


def heads_of(store: Store, ids: Iterable[str]) -> dict[str, Json]:
    """The best values of these incidents, by id."""
    out: dict[str, Json] = {}
    with store.reading() as connection:
        for some in chunks(ids):
            query = select(incident.c.id, incident.c.record).where(incident.c.id.in_(some))
            out.update((row.id, json.loads(row.record)) for row in connection.execute(query))
    return out


def links_of(connection: Connection, id: str, *, known_on: date | None = None) -> list[Link]:
    """The link to its whole, then those to its parts, each with why."""
    mine = related(connection, [id], known_on=known_on)[id]
    pairs = [(id, mine.part_of)] if mine.part_of else []
    pairs += [(part, id) for part in mine.parts]
    sides = _sides(connection, {one for pair in pairs for one in pair})
    out = []
    for part, whole in pairs:
        why = compare(sides[part], sides[whole])
        out.append(Link(part, whole, score_of(why), why))
    return out


def _sides(connection: Connection, ids: Iterable[str]) -> dict[str, Side]:
    out: dict[str, Side] = {}
    for some in chunks(ids):
        query = select(parts_side.c.incident, parts_side.c.side).where(parts_side.c.incident.in_(some))
        out.update((row.incident, Side.from_json(row.side)) for row in connection.execute(query))
    return out


def _known(query: Select[Any], end: str, known_on: date | None) -> Select[Any]:
    query = query.join(incident, incident.c.id == parts_link.c[end])
    return query if known_on is None else query.where(incident.c.published_first <= known_on.isoformat())
