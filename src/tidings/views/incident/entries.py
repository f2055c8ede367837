"""Where an incident stands in a timeline: its own day, and the days of reports that announce or change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from tidings.views.incident.json import Json

AHEAD: Final = ("planned", "possible")
Place = tuple[date, str, str]
"""A day, what there is on it and the status then, as `views.timeline.Entry` has them."""


def entries_of(head: Json) -> Iterator[Place]:
    day, changes = first_day(head), [(_day(c["published"]), c["status"]) for c in head["changes"]]
    if day is not None:
        yield day, "happens", head["status"]
    for n, (published, status) in enumerate(changes):
        if n or (status in AHEAD and published != day):
            yield published, "announced" if not n else "status", status
        elif day is None:
            yield published, "told", status


def first_day(head: Json) -> date | None:
    days: dict[str, Any] = head["when"] or {}
    first = days.get("start") or days.get("end")
    return _day(first) if first else None


def _day(text: str) -> date:
    return date.fromisoformat(text)
