"""A toll as it became known: what the reports published by each day make of it together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tidings.views.incident.fields import Incident
from tidings.views.incident.sources import source_keys
from tidings.views.incident.tolls import toll_of


@dataclass(frozen=True, slots=True)
class Known:
    """Lowest, best and highest figure of a toll as known by the end of a day; `high` is None where it is
    open."""

    day: date
    low: int | None
    best: int | None
    high: int | None


def toll_series(found: Incident, field: str) -> list[Known]:
    """By day of publication, ascending, only days on which a report gives a figure. Undated reports are left
    out."""
    tellings = [t for t in found.tellings if t.report.published]
    keys = source_keys((t.row for t in tellings), (t.outlet for t in tellings))
    days = {day for said in getattr(found, field).said if (day := said.telling.report.published)}
    out = []
    for day in sorted(days):
        known = [t for t in tellings if t.report.published and t.report.published <= day]
        toll = toll_of(field, known, keys)
        out.append(Known(day, toll.low, toll.best, toll.high))
    return out
