"""The events that are in incidents, with judgements applied, as `views.incident.assemble` takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select

from tidings.ledger.filters import EventRow
from tidings.ledger.records import Records, some_events
from tidings.views.copies import group_of
from tidings.views.linking.tables import incident_event

_BESIDE: Final = ("REJECT",)
"""Types that are looked at beside an incident's own events."""
CHUNK: Final = 400
"""Values of one IN list."""


@dataclass(frozen=True, slots=True)
class Members:
    """`events` of one incident; `beside`: other events of their reports, all those at least that deny
    something (REJECT); `copies`: groups of copies by report id."""

    events: Sequence[EventRow]
    beside: Sequence[EventRow]
    copies: Mapping[str, str]


def members_of(
    connection: Connection, incidents: Iterable[str], records: Records | None = None
) -> dict[str, Members]:
    """By incident id; ids of no incident are left out."""
    wanted = set(incidents)
    inside: dict[str, list[Any]] = {}
    for some in chunks(wanted):
        of = incident_event.c
        query = select(of.incident, of.event, of.coding, of.report).where(of.incident.in_(some))
        for row in connection.execute(query).all():
            inside.setdefault(row.incident, []).append(row)
    codings = {row.coding: row.report for rows in inside.values() for row in rows}
    if records is None:
        ids = {row.event for rows in inside.values() for row in rows}
        told = some_events(connection, codings, ids, types=_BESIDE)
    else:
        told = rows_of(connection, codings, records)
    copies = group_of(connection, codings.values())
    out = {}
    for id, rows in inside.items():
        mine = {row.event for row in rows}
        near = [told[coding] for coding in sorted({row.coding for row in rows})]
        events = [row for rows in near for row in rows if row.event.id in mine]
        beside = [row for rows in near for row in rows if row.event.id not in mine]
        out[id] = Members(events, beside, copies)
    return out


def rows_of(
    connection: Connection, codings: Iterable[str], records: Records | None = None
) -> dict[str, list[EventRow]]:
    """All events of the codings, as people have corrected them. `records`: what is known already."""
    found = (records or Records()).of(connection, codings)
    return {id: [EventRow(read.report, one) for one in read.events] for id, read in found.items()}


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values once each, ascending, in lists that an IN can take."""
    wanted = sorted(set(values))
    for at in range(0, len(wanted), CHUNK):
        yield wanted[at : at + CHUNK]
