"""An incident as the rows that it is listed and filtered by (`views.linking.tables`).

`incident.record` is the best values as JSON. Every value with its report is put together from the events when
it is asked for (`stored.load`): kept as well, it would double the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from tidings.ledger.names import fold
from tidings.model.contract import dumps_json
from tidings.views.incident.fields import Incident
from tidings.views.incident.json import head_json

Row = dict[str, Any]
_NO_DAY: Final = date.max


def incident_row(found: Incident) -> Row:
    days, place = found.when.best, found.place.best
    first, last = (days.start, days.end) if days else (None, None)
    told_first, told_last = found.published
    return {
        "id": found.id,
        "type": found.type.best,
        "mode": found.mode.best,
        "status": found.status.best,
        "background": int(found.background),
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
        "country": place.country if place else None,
        "precision": place.precision if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "reports": found.reports,
        "outlets": found.outlets,
        "disputed": len(found.disputed),
        "disputes": " ".join(found.disputed),
        "confidence": float(found.confidence),
        "killed_low": found.killed.low,
        "killed_best": found.killed.best,
        "killed_high": found.killed.high,
        "published_first": told_first.isoformat() if told_first else None,
        "published_last": told_last.isoformat() if told_last else None,
        "by_day": (first or last or _NO_DAY).isoformat(),
        "by_told": (told_first or _NO_DAY).isoformat(),
        "record": dumps_json(head_json(found)),
    }


def names_of(found: Incident) -> list[tuple[str, str]]:
    """(role, folded name) of every name that any telling gives, in order; roles are those of `slot`: actor,
    recipient, place, source, claim."""
    return sorted({(role, folded) for role, name in _names(found) if (folded := fold(name))})


def _names(found: Incident) -> Iterator[tuple[str, str]]:
    for telling in found.tellings:
        event = telling.event
        for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
            for party in parties:
                yield from ((role, name) for name in (party.name, *party.names))
        if event.place:
            yield "place", event.place.name
        for source in event.sources:
            yield from (("source", name) for name in (source.name, *source.names))
        for dispute in event.claims:
            yield "claim", dispute.source
