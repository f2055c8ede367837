"""Incidents in the store: a row each to list and filter them by, the events that belong to them, their names.

`incident.record` is the best values as JSON. Every value with its report is put together from the events when
it is asked for (`stored.load`): kept as well, it would double the store.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Column, Double, Index, Integer, MetaData, Table, Text

from tidings.ledger.names import fold
from tidings.model.contract import dumps_json
from tidings.views.incident.fields import Incident
from tidings.views.incident.json import head_json

METADATA: Final = MetaData()

incident_event = Table(
    "incident_event", METADATA,
    Column("event", Text, primary_key=True),
    Column("coding", Text, nullable=False, index=True),
    Column("report", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("incident", Text, nullable=False, index=True),
)  # fmt: skip

# `day`: the first day, of an open beginning the last, "9999" where there is none: the order of the list.
# `disputed`: fields, one blank between two; empty for none.
incident = Table(
    "incident", METADATA,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False, index=True),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("background", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("country", Text, index=True),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("disputed", Text, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("killed_low", Integer),
    Column("killed_best", Integer),
    Column("killed_high", Integer),
    Column("published_first", Text),
    Column("published_last", Text),
    Column("record", Text, nullable=False),
)  # fmt: skip
Index("incident_order", incident.c.day, incident.c.published_first, incident.c.id)

# One row for each word of each name that any of its reports gives, so that a name is found by one of its words
# through the index. `folded` is the whole name.
incident_name = Table(
    "incident_name", METADATA,
    Column("word", Text, primary_key=True),
    Column("folded", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("incident", Text, primary_key=True, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip

Row = dict[str, Any]


def incident_row(found: Incident) -> Row:
    days = found.when.best
    first, last = (days.start, days.end) if days else (None, None)
    told_first, told_last = found.published
    return {
        "id": found.id,
        "type": found.type.best,
        "mode": found.mode.best,
        "status": found.status.best,
        "background": int(found.background),
        "day": (first or last).isoformat() if (first or last) else "9999",
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
        "country": found.place.best.country if found.place.best else None,
        "reports": found.reports,
        "outlets": found.outlets,
        "disputed": " ".join(found.disputed),
        "confidence": float(found.confidence),
        "killed_low": found.killed.low,
        "killed_best": found.killed.best,
        "killed_high": found.killed.high,
        "published_first": told_first.isoformat() if told_first else None,
        "published_last": told_last.isoformat() if told_last else None,
        "record": dumps_json(head_json(found)),
    }


def name_rows(found: Incident) -> list[Row]:
    """Of every name in a role (actor, recipient, place, source, claim) of any telling."""
    rows = {
        (word, folded, role)
        for role, name in _names(found)
        if (folded := fold(name))
        for word in folded.split()
    }
    return [
        {"word": word, "folded": folded, "role": role, "incident": found.id}
        for word, folded, role in sorted(rows)
    ]


def _names(found: Incident) -> Iterable[tuple[str, str]]:
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
