"""Incidents' rows and names, from the events that are in them, a lot at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from tidings.ledger.bulk import insert_rows
from tidings.ledger.records import Records
from tidings.views.incident import assemble
from tidings.views.incident.entries import entries_of
from tidings.views.incident.json import head_json
from tidings.views.incident.rows import incident_row, names_of
from tidings.views.linking.members import Members, chunks, members_of
from tidings.views.linking.tables import (
    incident,
    incident_entry,
    incident_name,
    incident_stale,
    incident_word,
)

Lot = tuple[int, int]
"""The first and the last number (`incident_stale.n`) of incidents that are written in one transaction."""


@dataclass(frozen=True, slots=True)
class Written:
    """Rows of an incident in their tables."""

    incident: dict[str, Any]
    names: list[tuple[str, str, str]]
    entries: list[tuple[str, str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Putting:
    """`Work` (ledger.ahead): by lot and id what is to be written, None for an incident without events."""

    def __call__(
        self, connection: Connection, records: Records, lots: Sequence[Lot]
    ) -> dict[Lot, dict[str, Written | None]]:
        of = incident_stale.c
        out = {}
        for first, last in lots:
            ids = connection.execute(select(of.incident).where(of.n.between(first, last))).scalars().all()
            members = members_of(connection, ids, records)
            out[first, last] = {
                # None left where its events have been judged wrong since the run began.
                id: _written(id, members[id]) if id in members and members[id].events else None
                for id in ids
            }
        return out


def leave_stale(connection: Connection, ids: Iterable[str]) -> None:
    # By hand, since the number is left out: each gets the next one.
    text = "INSERT INTO incident_stale (incident) VALUES (?) ON CONFLICT DO NOTHING"
    if rows := [(id,) for id in sorted(ids)]:
        connection.exec_driver_sql(text, rows)


def lots_of(connection: Connection, size: int) -> list[Lot]:
    """All that is stale, so many incidents a lot."""
    numbers = connection.execute(select(incident_stale.c.n).order_by(incident_stale.c.n)).scalars().all()
    return [(numbers[at], numbers[at : at + size][-1]) for at in range(0, len(numbers), size)]


def write_incidents(connection: Connection, made: Mapping[str, Written | None]) -> None:
    """Make the rows of these incidents anew."""
    for some in chunks(made):
        connection.execute(delete(incident).where(incident.c.id.in_(some)))
        connection.execute(delete(incident_name).where(incident_name.c.incident.in_(some)))
        connection.execute(delete(incident_entry).where(incident_entry.c.incident.in_(some)))
    found = [made[id] for id in sorted(made)]
    kept = [one for one in found if one]
    if kept:
        connection.execute(insert(incident), [one.incident for one in kept])
    names = [row for one in kept for row in one.names]
    insert_rows(connection, insert(incident_name), sorted(names))
    insert_rows(connection, insert(incident_entry), sorted(row for one in kept for row in one.entries))
    words = {(word, folded) for folded, _, _ in names for word in folded.split()}
    insert_rows(connection, insert_or(incident_word).on_conflict_do_nothing(), sorted(words))


def _written(id: str, members: Members) -> Written:
    found = assemble(members.events, members.copies, members.beside)
    head = head_json(found)
    row = incident_row(found, head)
    entries = [(day.isoformat(), row["by_day"], id, what, status) for day, what, status in entries_of(head)]
    return Written(row, [(folded, role, id) for role, folded in names_of(found)], entries)
