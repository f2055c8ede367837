"""What a person should look at: records that were read with little confidence, and those of incidents in
which sources disagree. Each goes from the queue once somebody has set a value in it or called it wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from tidings.ledger.filters import EventRow
from tidings.ledger.records import some_events
from tidings.ledger.store import Store
from tidings.model.judgement_fields import FIELDS
from tidings.model.record import Event
from tidings.views.linking.members import chunks
from tidings.views.linking.tables import DISPUTED as DISPUTED_IDS
from tidings.views.linking.tables import incident, incident_event

DOUBTFUL, DISPUTED = "doubtful", "disputed"
QUEUES: Final = (DOUBTFUL, DISPUTED)
UNSURE: Final = 0.5
"""Records of less confidence are doubtful: where the reader is calibrated most are wrong somewhere."""


def queue(store: Store, name: str, *, below: float = UNSURE) -> list[str]:
    """Ids of events. Doubtful: those of less confidence than `below`, the lowest first. Disputed: the events
    of incidents in which sources exclude each other, those told by most outlets first."""
    of = incident_event.c
    asked = select(of.event).where(of.judged == 0)
    if name == DOUBTFUL:
        asked = asked.where(of.confidence < below).order_by(of.confidence, of.event)
    else:
        asked = asked.join(incident, incident.c.id == of.incident).where(of.incident.in_(DISPUTED_IDS))
        asked = asked.order_by(incident.c.outlets.desc(), incident.c.id, of.event)
    with store.reading() as connection:
        return list(connection.execute(asked).scalars())


def event_of(store: Store, id: str) -> EventRow | None:
    """The event of the coding that counts, as people have corrected it; None where none is or it is wrong."""
    return events_of(store, [id]).get(id)


def events_of(store: Store, ids: Sequence[str]) -> dict[str, EventRow]:
    """By id, those that are there."""
    wanted = set(ids)
    codings: dict[str, str] = {}
    of = incident_event.c
    with store.reading() as connection:
        for some in chunks(wanted):
            query = select(of.coding, of.report).where(of.event.in_(some))
            codings |= {row.coding: row.report for row in connection.execute(query)}
        found = some_events(connection, codings, wanted)
    return {row.event.id: row for rows in found.values() for row in rows if row.event.id in wanted}


def doubted(event: Event) -> str:
    """The field that can be set of which the reader is least sure; the type where it does not say."""
    known = [(chance, name) for name, chance in event.confidences if name in FIELDS["event"]]
    return min(known)[1] if known else "type"
