"""Why the events of an incident are taken for one happening."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from tidings.ledger.judged import judged_pairs
from tidings.link.events import Scorer, Told, Why, from_row
from tidings.views.linking.members import chunks
from tidings.views.linking.tables import incident_event, incident_pair


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events, by id, ascending. `score`: log-odds that they are one happening. `judged`: what a person
    said of the two, None where nobody did; that goes before the score."""

    a: str
    b: str
    score: float
    judged: bool | None
    why: tuple[Why, ...]


def pairs_of(connection: Connection, incident: str) -> list[Pair]:
    """Of each event the pair with the other one most like it, the best pairs first; none for an incident of
    one event. An event that is like no other directly is in no pair."""
    query = select(incident_event.c.row, incident_event.c.told).where(incident_event.c.incident == incident)
    told = {row.row: from_row(json.loads(row.told)) for row in connection.execute(query)}
    judged = {
        tuple(sorted((a, b))): same
        for a, b, same in judged_pairs(connection, {one.report for one in told.values()})
    }
    scores: dict[tuple[str, str], float] = {}
    for some in chunks(told):
        for row in connection.execute(select(incident_pair).where(incident_pair.c.a.in_(some))):
            if row.a in told and row.b in told:
                first, second = sorted((told[row.a].event, told[row.b].event))
                scores[first, second] = row.score
    inside = {one.event: one for one in told.values()}
    scores |= {(a, b): scores.get((a, b), 0.0) for a, b in judged if a in inside and b in inside}
    best: dict[str, tuple[bool, float, tuple[str, str]]] = {}
    for pair, score in scores.items():
        for event in pair:
            best[event] = max(best.get(event, (False, score, pair)), (judged.get(pair) is True, score, pair))
    scorer = Scorer.load()
    chosen = sorted({one[2] for one in best.values()}, key=lambda pair: (-scores[pair], pair))
    return [_pair(pair, scores[pair], judged.get(pair), scorer, inside) for pair in chosen]


def _pair(
    pair: tuple[str, str], score: float, judged: bool | None, scorer: Scorer, inside: dict[str, Told]
) -> Pair:
    a, b = pair
    return Pair(a, b, round(score, 2), judged, tuple(scorer.why(inside[a], inside[b])))
