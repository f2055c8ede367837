"""The words that an incident was read from: of the telling that is surest, the first stretch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from tidings.ledger.store import Store
from tidings.model.span import Span
from tidings.views.linking.members import chunks
from tidings.views.linking.tables import incident_event
from tidings.views.search.tables import search_record


@dataclass(frozen=True, slots=True)
class Words:
    """`span`: where the record's words stand in the text of the report; `text`: their first stretch.
    `published`: a day in ISO form, None where it is unknown."""

    report: str
    span: Span
    text: str
    outlet: str
    published: str | None


def first_words(store: Store, incidents: Iterable[str]) -> dict[str, Words]:
    """By incident; none of what is not in the index of searching."""
    of, said = incident_event.c, search_record.c
    best: dict[str, tuple[float, str, str]] = {}
    with store.reading() as connection:
        for some in chunks(incidents):
            query = select(of.incident, of.event, of.coding, of.confidence).where(of.incident.in_(some))
            for incident, event, coding, confidence in connection.execute(query):
                mine = (-confidence, event, coding)
                best[incident] = min(best.get(incident, mine), mine)
        wanted = {event: incident for incident, (_, event, _) in best.items()}
        out: dict[str, Words] = {}
        for some in chunks({coding for _, _, coding in best.values()}):
            query = select(
                said.record, said.report, said.start, said.end, said.words, said.outlet, said.published
            ).where(said.coding.in_(some), said.record.in_(list(wanted)))
            for row in connection.execute(query.order_by(said.start)):
                words = Words(
                    row.report, Span(row.start, row.end), row.words.split("\n", 1)[0], row.outlet,
                    row.published,
                )  # fmt: skip
                out.setdefault(wanted[row.record], words)
    return out
