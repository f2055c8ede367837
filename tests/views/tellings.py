"""Builders: events of several reports on one happening. Every value stands at the report's first words."""

from __future__ import annotations

from datetime import date
from typing import Any

from tidings.ledger.filters import EventRow
from tidings.model.contract import with_ids
from tidings.model.mention import Interval
from tidings.model.record import Coded, Dispute, Event, Evidence, Number, Party, Place, Source, When
from tidings.model.report import Report
from tidings.model.span import Span

HERE = (Span(0, 6),)
KARN = Place("Karn", "DE", HERE, lat=50.0, lon=9.0, geonames=11, precision="town")
OSTRIN = Place("Ostrin", "DE", HERE, lat=52.0, lon=12.0, geonames=12, precision="town")
NORTH = Place("northern Lowland", "DE", HERE, precision="region")


def told(doc: str, day: int | None, /, **values: Any) -> EventRow:
    """What `doc`, published on that day of May 2023, tells. `values` of an event in short: `killed=5` or a
    range, `actors=["A"]`, `by="who says so"`, `on=3` or a pair of days in May, `outlet="…"` (None: `doc`)."""
    published = date(2023, 5, day) if day else None
    text = values.pop("text", f"{doc} tells of an attack.")
    outlet = values.pop("outlet", doc)
    report = Report(doc, text, published, outlet=outlet)
    for name in ("killed", "injured", "detained", "size"):
        if name in values:
            found = values[name]
            values[name] = Number(found if isinstance(found, tuple) else (found, found), HERE)
    for name in ("actors", "recipients"):
        values[name] = tuple(Party(n, (n,), HERE) for n in values.get(name, ()))
    if by := values.pop("by", None):
        values["sources"] = (Source(by, (by,), values.pop("cue", "said"), HERE),)
    if on := values.pop("on", None):
        first, last = on if isinstance(on, tuple) else (on, on)
        days = (date(2023, 5, first), date(2023, 5, last))
        values["when"] = When(Interval(*days, "day" if first == last else "range"), HERE)
    values["claims"] = tuple(Dispute(*claim, HERE) for claim in values.get("claims", ()))
    event = Event(
        "", values.pop("type", "ASSAULT"), values.pop("mode", None), values.pop("status", "occurred"),
        values.pop("background", False), values.pop("evidence", (Evidence(HERE[0], HERE[0]),)),
        confidence=values.pop("confidence", 0.5), **values,
    )  # fmt: skip
    return EventRow(report, with_ids(report, (event,), ()).events[0])


def coded(*rows: EventRow) -> Coded:
    """One report with the events of the rows, which are all of it."""
    return with_ids(rows[0].report, [row.event for row in rows], ())
