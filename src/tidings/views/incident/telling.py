"""One happening as one report tells it, and the order of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from tidings.ledger.filters import EventRow
from tidings.model.record import Event
from tidings.model.report import Report
from tidings.model.span import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Telling:
    """A member of an incident. `group`: its report's group of copies.

    `outlet`: key of the independent outlet whose report it is; of a copy the one that was first with the
    text. `source`: key of whose word it is, the innermost speaker or else the outlet (`sources.Keys`)."""

    row: EventRow
    group: str
    outlet: str
    source: str

    @property
    def event(self) -> Event:
        return self.row.event

    @property
    def report(self) -> Report:
        return self.row.report


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value that one report gives. `source`: key of whose word it is; `lasts`: whether it is that source's
    last word, which alone counts."""

    value: T
    telling: Telling
    source: str
    spans: tuple[Span, ...] = ()
    lasts: bool = True
    speaker: str | None = None
    """Who gives it where that is not the telling's innermost source: a party of `Event.claims`."""

    @property
    def said_by(self) -> str:
        """The speaker's name; the outlet's, or the report's, where the report says it itself."""
        if self.speaker:
            return self.speaker
        report, sources = self.telling.report, self.telling.event.sources
        return sources[-1].name if sources else report.outlet or report.doc


def order(row: EventRow) -> tuple[bool, date, str, int, str]:
    """Reports by publication day, those without one last, then by id; within a report by offset."""
    report, event = row.report, row.event
    start = min((e.span.start for e in event.evidence), default=0)
    return report.published is None, report.published or date.max, report.id, start, event.id


def day_of(telling: Telling) -> tuple[bool, date]:
    """Sorts a dated report after one without a date: what nobody knows the day of is never the latest."""
    published = telling.report.published
    return published is not None, published or date.min
