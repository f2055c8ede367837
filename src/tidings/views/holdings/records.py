"""Holdings as JSON: every value with the words it follows from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, select

from tidings.ledger.schema import receipt, report
from tidings.views.holdings.claim import Claim
from tidings.views.holdings.holding import Figure, Holding, Side
from tidings.views.holdings.names import Where, Who

MOST: Final = 12
"""Claims shown of one holding: the first, those that changed it, those its figures come from, the last ones;
`claims` and `reports` count them all."""
_BATCH: Final = 100


@dataclass(frozen=True, slots=True)
class Told:
    """A report's name and text; of several names it was handed in under the first in alphabetical order."""

    doc: str
    text: str


def records(connection: Connection, found: Iterable[Holding], day: date) -> Iterator[dict[str, Any]]:
    """One JSON object for each holding, in their order."""
    rest = iter(found)
    while batch := list(islice(rest, _BATCH)):
        reports = told_by(connection, batch)
        yield from (record(one, day, reports) for one in batch)


def told_by(connection: Connection, found: Iterable[Holding]) -> dict[str, Told]:
    needed = [c for one in found for c in (*shown(one), *(figure.claim for figure in one.figures))]
    needed += [c for one in found for side in one.sides for c in side.claims[-MOST:]]
    ids = sorted({c.report for c in needed})
    out: dict[str, Told] = {}
    for at in range(0, len(ids), 500):
        query = select(report.c.id, report.c.text, receipt.c.doc).join(
            receipt, receipt.c.report == report.c.id
        )
        query = query.where(report.c.id.in_(ids[at : at + 500])).order_by(report.c.id, receipt.c.doc)
        for id, text, doc in connection.execute(query):
            out.setdefault(id, Told(doc, text))
    return out


def record(one: Holding, day: date, reports: dict[str, Told]) -> dict[str, Any]:
    return {
        "as_of": day.isoformat(),
        "kind": one.kind,
        "status": one.status,
        "holder": who_json(one.holder),
        "other": who_json(one.other),
        "role": one.role,
        "place": where_json(one.where),
        "country": one.where.country if one.where else None,
        "count": list(one.count) if one.count else None,
        "counts": [_figure(figure, reports) for figure in one.figures],
        "since": _iso(one.since),
        "ended": _iso(one.ended),
        "first_reported": one.first_reported.isoformat(),
        "last_reported": one.last_reported.isoformat(),
        "contested": [_side(side, reports) for side in one.sides],
        "reports": len({c.report for c in one.claims}),
        "from": [claim_json(c, reports) for c in shown(one)],
        "why": one.why,
    }


def shown(one: Holding) -> list[Claim]:
    claims = list(one.claims)
    if len(claims) > MOST:
        changes = [c for c in claims if c.effect not in ("hold", "besiege")][-MOST // 2 :]
        kept = {id(c) for c in (claims[0], *changes, *claims[-MOST // 3 :])}
        claims = [c for c in claims if id(c) in kept]
    out: dict[tuple[str, str, str], Claim] = {}
    for c in claims:
        out.setdefault((c.report, c.record, "end" if c.effect == "end" else ""), c)
    return list(out.values())


def claim_json(c: Claim, reports: dict[str, Told]) -> dict[str, Any]:
    told = reports[c.report]
    return {
        "doc": told.doc,
        "report": c.report,
        "published": _iso(c.published),
        "event" if c.event else "state": c.record,
        "start": c.start,
        "end": c.end,
        "says": told.text[c.start : c.end],
        "effect": c.effect,
        "day": c.day.isoformat(),
        "sources": list(c.said_by),
        **({"judged": dict(c.judged)} if c.judged else {}),
    }


def who_json(who: Who | None) -> dict[str, Any] | None:
    if who is None:
        return None
    state = next((key[2:] for key in who.keys if key.startswith("c:")), None)
    return {"name": who.name, "names": list(who.names), "country": state}


def where_json(where: Where | None) -> dict[str, Any] | None:
    if where is None:
        return None
    return {"name": where.name, "country": where.country, "lat": where.lat, "lon": where.lon}


def _figure(figure: Figure, reports: dict[str, Told]) -> dict[str, Any]:
    source = {"source": figure.source, "count": list(figure.count)}
    return {**source, **claim_json(figure.claim, reports)}


def _side(side: Side, reports: dict[str, Told]) -> dict[str, Any]:
    return {
        "holder": who_json(side.holder),
        "sources": sorted({name for c in side.claims for name in c.said_by}),
        "from": [claim_json(c, reports) for c in side.claims[-MOST // 3 :]],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
