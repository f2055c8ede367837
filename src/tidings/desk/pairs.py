"""Events that may be the same happening as one, as pages ask about them."""

from __future__ import annotations

from dataclasses import dataclass

from tidings.desk.coded import told
from tidings.desk.quoting import Quote, quotes
from tidings.ledger import Store
from tidings.ledger.filters import EventRow
from tidings.link.events import Scorer
from tidings.views.linking.likely import likely
from tidings.views.review import events_of


@dataclass(frozen=True, slots=True)
class PairPart:
    """`why`: (log-odds, sentence) of each comparator that says something; `good`: taken alone the two would
    be put together."""

    event: str
    incident: str
    row: EventRow
    summary: str
    quote: Quote | None
    score: float
    good: bool
    why: tuple[tuple[float, str], ...]


def pairs_for(store: Store, event: str, *, most: int) -> list[PairPart]:
    """The best first."""
    with store.reading() as connection:
        found = likely(connection, event, most=most)
    rows = events_of(store, [one.event for one in found])
    even = Scorer.load().even
    return [
        PairPart(
            one.event,
            one.incident,
            rows[one.event],
            told(rows[one.event].event),
            _quote(rows[one.event]),
            one.score,
            one.score > even,
            tuple((why.score, why.sentence) for why in one.why if why.score),
        )
        for one in found
        if one.event in rows
    ]


def _quote(row: EventRow) -> Quote | None:
    return next(iter(quotes(row.report.id, row.report, row.event.evidence)), None)
