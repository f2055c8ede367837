"""Incidents by day: when each was, and when reports told that one was announced, done or denied."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from tidings.ledger.store import Store
from tidings.views.incident.json import Json, head_json
from tidings.views.incidents import IncidentFilter, incidents, rows

AHEAD: Final = ("planned", "possible")


@dataclass(frozen=True, slots=True)
class Entry:
    """`what`: "happens" (on its day; an incident of more days stands on its first), "told" (its day is not
    known: when it was first reported), "announced" (first reported while it was planned or possible) or
    "status" (reports of the day make it another). `incident`: its best values, `head_json`."""

    day: date
    what: str
    status: str
    incident: Json


def timeline(store: Store, asked: IncidentFilter) -> list[Entry]:
    """The entries in the asked period, by day, then by the day of the incident and its id.

    The period chooses entries and not incidents: an announcement in it is there, though the deed be later.
    """
    since, until = asked.where.since, asked.where.until
    entries = [
        entry
        for head in _heads(store, asked)
        for entry in entries_of(head)
        if (since is None or entry.day >= since) and (until is None or entry.day <= until)
    ]
    return sorted(
        entries, key=lambda e: (e.day, _first_day(e.incident) or date.max, e.incident["id"], e.what)
    )


def entries_of(head: Json) -> Iterator[Entry]:
    day, changes = _first_day(head), [(_day(c["published"]), c["status"]) for c in head["changes"]]
    if day is not None:
        yield Entry(day, "happens", head["status"], head)
    for n, (published, status) in enumerate(changes):
        if n or (status in AHEAD and published != day):
            yield Entry(published, "announced" if not n else "status", status, head)
        elif day is None:
            yield Entry(published, "told", status, head)


def _heads(store: Store, asked: IncidentFilter) -> Iterable[Json]:
    if asked.known_on is None:
        return (json.loads(row) for row in rows(store, asked, told=True))
    whenever = replace(asked, where=replace(asked.where, since=None, until=None))
    return (head_json(found) for found in incidents(store, whenever))


def _order(entry: Entry) -> tuple[date, date, str, str]:
    return entry.day, _first_day(entry.incident) or date.max, entry.incident["id"], entry.what


def _first_day(head: Json) -> date | None:
    days: dict[str, Any] = head["when"] or {}
    first = days.get("start") or days.get("end")
    return _day(first) if first else None


def _day(text: str) -> date:
    return date.fromisoformat(text)
