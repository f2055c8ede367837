"""The events that are in incidents, with judgements applied, as `views.incident.assemble` takes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select

from tidings.ledger.filters import EventRow
from tidings.ledger.judged import Judgements
from tidings.ledger.reading import reports_of
from tidings.ledger.schema import event
from tidings.model.contract import event_from_json
from tidings.model.report import Report
from tidings.views.copies import group_of
from tidings.views.linking.tables import incident_event

CHUNK: Final = 400
"""Values of one IN list."""


@dataclass(frozen=True, slots=True)
class Members:
    """`events` of one incident; `beside`: the other events of their reports; `copies`: groups of copies by
    report id."""

    events: Sequence[EventRow]
    beside: Sequence[EventRow]
    copies: Mapping[str, str]


def members_of(connection: Connection, incidents: Iterable[str]) -> dict[str, Members]:
    """By incident id; ids of no incident are left out."""
    wanted = set(incidents)
    inside: dict[str, list[Any]] = {}
    for some in chunks(wanted):
        for row in connection.execute(select(incident_event).where(incident_event.c.incident.in_(some))):
            inside.setdefault(row.incident, []).append(row)
    codings = {row.coding: row.report for rows in inside.values() for row in rows}
    told = rows_of(connection, codings)
    copies = group_of(connection, codings.values())
    out = {}
    for id, rows in inside.items():
        ids = {row.event for row in rows}
        near = [told[coding] for coding in sorted({row.coding for row in rows})]
        events = [row for rows in near for row in rows if row.event.id in ids]
        beside = [row for rows in near for row in rows if row.event.id not in ids]
        out[id] = Members(events, beside, copies)
    return out


def rows_of(connection: Connection, codings: Mapping[str, str]) -> dict[str, list[EventRow]]:
    """All events of the codings, given with their report ids, as people have corrected them."""
    judgements = Judgements.load(connection, set(codings.values()))
    reports: dict[str, Report] = {}
    for some in chunks(codings.values()):
        reports |= reports_of(connection, set(some))
    read: dict[str, list[Any]] = {id: [] for id in codings}
    for some in chunks(codings):
        query = select(event.c.coding, event.c.record).where(event.c.coding.in_(some))
        for row in connection.execute(query.order_by(event.c.coding, event.c.n)):
            read[row.coding].append(event_from_json(json.loads(row.record)))
    return {
        id: [EventRow(reports[codings[id]], one) for one in judgements.events(codings[id], found)]
        for id, found in read.items()
    }


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values once each, ascending, in lists that an IN can take."""
    wanted = sorted(set(values))
    for at in range(0, len(wanted), CHUNK):
        yield wanted[at : at + CHUNK]
