"""Incidents by day: when each was, and when reports told that one was announced, done or denied."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from sqlalchemy import ColumnElement, select

from tidings.ledger.store import Store
from tidings.views.incident.entries import entries_of, first_day
from tidings.views.incident.json import Json, head_json
from tidings.views.incidents import IncidentFilter, conditions, incidents
from tidings.views.linking.tables import incident, incident_entry


@dataclass(frozen=True, slots=True)
class Entry:
    """`what`: "happens" (on its day; an incident of more days stands on its first), "told" (its day is not
    known: when it was first reported), "announced" (first reported while it was planned or possible) or
    "status" (reports of the day make it another). `incident`: its best values, `head_json`."""

    day: date
    what: str
    status: str
    incident: Json


def timeline(
    store: Store, asked: IncidentFilter, *, limit: int | None = None, offset: int = 0
) -> list[Entry]:
    """The entries in the asked period, by day, then by the day of the incident and its id; `offset`: without
    the first so many.

    The period chooses entries and not incidents: an announcement in it is there, though the deed be later.
    """
    if asked.known_on is not None:
        return list(islice(_known(store, asked), offset, None if limit is None else offset + limit))
    of = incident_entry.c
    whenever = _whenever(asked)
    where: list[ColumnElement[bool]] = conditions(store, whenever)
    order: list[ColumnElement[str]] = [of.day, of.first, of.incident, of.what]
    if where:  # the few incidents first, and not all entries in their order
        order = [of.day.concat(""), *order[1:]]
    if asked.where.since:
        where.append(of.day >= asked.where.since.isoformat())
    if asked.where.until:
        where.append(of.day <= asked.where.until.isoformat())
    query = (
        select(of.day, of.what, of.status, incident.c.record)
        .join(incident, incident.c.id == of.incident)
        .where(*where)
        .order_by(*order)
        .limit(limit)
        .offset(offset or None)
    )
    with store.reading() as connection:
        return [
            Entry(date.fromisoformat(row.day), row.what, row.status, json.loads(row.record))
            for row in connection.execute(query)
        ]


def _known(store: Store, asked: IncidentFilter) -> list[Entry]:
    """What was known on a day is in no table."""
    since, until = asked.where.since, asked.where.until
    entries = [
        Entry(day, what, status, head)
        for head in map(head_json, incidents(store, _whenever(asked)))
        for day, what, status in entries_of(head)
        if (since is None or day >= since) and (until is None or day <= until)
    ]
    return sorted(entries, key=lambda e: (e.day, first_day(e.incident) or date.max, e.incident["id"], e.what))


def _whenever(asked: IncidentFilter) -> IncidentFilter:
    return replace(asked, where=replace(asked.where, since=None, until=None))
