"""Events of other incidents that may tell of the same happening as one: what a person is asked about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, func, select

from tidings.ledger.judged import judged_pairs
from tidings.link.events import Scorer, Told, Why, from_row, looks_up
from tidings.link.events.fast import NEVER
from tidings.views.linking.filing import key_number
from tidings.views.linking.members import chunks
from tidings.views.linking.tables import incident_event, incident_key

LOOKED_AT: Final = 300
"""Most events that are compared with one: those that share most keys with it."""
PERIODS: Final = 120
"""Most periods that are looked in: an event "in the last years" is not looked for in all of its weeks."""


@dataclass(frozen=True, slots=True)
class Likely:
    """An event of another incident. `score`: log-odds that the two are one happening."""

    event: str
    incident: str
    score: float
    why: tuple[Why, ...]


def likely(connection: Connection, event: str, *, most: int = 5) -> list[Likely]:
    """The events of other incidents that are most like this one, the best first, one of each incident. Left
    out are those that cannot be it, and those that a person has judged with it. [] for an unknown event."""
    of = incident_event.c
    own = connection.execute(select(of.told, of.incident).where(of.event == event)).first()
    if own is None:
        return []
    told = from_row(json.loads(own.told))
    judged = {id for a, b, _ in judged_pairs(connection, {told.report}) if event in (a, b) for id in (a, b)}
    scorer = Scorer.load()
    best: dict[str, tuple[float, str, Told]] = {}
    for row in _near(connection, told, own.incident):
        if row.event in judged:
            continue
        other = from_row(json.loads(row.told))
        score = scorer.score(*_ordered(told, other))
        if score > NEVER and (score, row.event) > best.get(row.incident, (NEVER, "", other))[:2]:
            best[row.incident] = (score, row.event, other)
    chosen = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:most]
    return [
        Likely(id, incident, round(score, 2), tuple(scorer.why(*_ordered(told, other))))
        for incident, (score, id, other) in chosen
    ]


def nearest(connection: Connection, event: str, incident: str) -> str | None:
    """The event of an incident that is most like this one; None where either is unknown."""
    of = incident_event.c
    own = connection.execute(select(of.told).where(of.event == event)).scalar()
    if own is None:
        return None
    told, scorer = from_row(json.loads(own)), Scorer.load()
    inside = connection.execute(select(of.event, of.told).where(of.incident == incident, of.event != event))
    scored = [(scorer.score(*_ordered(told, from_row(json.loads(row.told)))), row.event) for row in inside]
    return max(scored)[1] if scored else None


def _ordered(a: Told, b: Told) -> list[Told]:
    return sorted((a, b), key=lambda told: told.event)


def _near(connection: Connection, told: Told, incident: str) -> list[Any]:
    """The events outside the incident that share keys with it, as many as are looked at."""
    shared: dict[int, int] = {}
    key = incident_key.c
    for asked in looks_up(told):
        periods = list(range(asked.first, asked.last + 1))[:PERIODS]
        numbers = {key_number(name) for name in asked.worth}
        query = select(key.row, func.count(func.distinct(key.key)).label("n")).group_by(key.row)
        for row in connection.execute(query.where(key.period.in_(periods), key.key.in_(numbers))).all():
            shared[row.row] = shared.get(row.row, 0) + row.n
    rows = sorted(shared, key=lambda row: (-shared[row], row))[:LOOKED_AT]
    of = incident_event.c
    found: list[Any] = []
    for some in chunks(rows):
        query_of = select(of.event, of.incident, of.told).where(of.row.in_(some), of.incident != incident)
        found.extend(connection.execute(query_of).all())
    return found
