"""The words that an incident was read from: of the telling that is surest, its fullest sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from tidings.ledger.schema import report
from tidings.ledger.store import Store
from tidings.model.span import Span
from tidings.views.linking.members import chunks
from tidings.views.linking.tables import incident_event
from tidings.views.search.tables import search_record

LONGEST: Final = 400
"""Characters of the words: a list shows no more."""


@dataclass(frozen=True, slots=True)
class Words:
    """`span`: where they stand in the text of the report; `text`: their first `LONGEST` characters."""

    report: str
    span: Span
    text: str


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
        text = func.substr(report.c.text, said.start + 1, func.min(said.end - said.start, LONGEST))
        out: dict[str, Words] = {}
        for some in chunks({coding for _, _, coding in best.values()}):
            found = (
                select(said.record, said.report, said.start, said.end, text.label("text"))
                .join(report, report.c.id == said.report)
                .where(said.coding.in_(some), said.record.in_(list(wanted)))
            )
            for row in connection.execute(found):
                out[wanted[row.record]] = Words(row.report, Span(row.start, row.end), row.text)
    return out
