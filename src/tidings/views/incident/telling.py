"""One happening as one report tells it, and the order of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from tidings.ledger.filters import EventRow
from tidings.model.judgement_fields import setter_of
from tidings.model.record import Event
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.model.visible import one_line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Telling:
    """A member of an incident. `report_id` is kept, since a report's id is a hash over its text. `group`: its
    report's group of copies.

    `outlet`: key of the independent outlet whose report it is; of a copy the one that was first with the
    text. `source`: key of whose word it is, the innermost speaker or else the outlet (`sources.Keys`)."""

    row: EventRow
    report_id: str
    group: str
    outlet: str
    source: str

    @property
    def event(self) -> Event:
        return self.row.event

    @property
    def report(self) -> Report:
        return self.row.report

    def set_by(self, field: str, party: str | None = None) -> str | None:
        """Who set the value of the field, which is then nobody else's word (`setter_of`)."""
        return setter_of(self.event, field, party) if self.event.judged else None


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
    judged: str | None = None
    """Who set it. It stands in the place of what the source said, is weighed as that would be, and is not the
    source's word; nobody read it, so it has no spans."""

    @property
    def words(self) -> tuple[Span, ...]:
        """Where it was read: its own spans, else those of what tells of the event; none where a person set
        it."""
        if self.judged:
            return ()
        return self.spans or tuple(e.span for e in self.telling.event.evidence)

    @property
    def said_by(self) -> str:
        """The speaker's name; the outlet's, or the report's, where the report says it itself. "set by ana"
        where a person set it."""
        if self.judged:
            return f"set by {one_line(self.judged)}"
        if self.speaker:
            return self.speaker
        report, sources = self.telling.report, self.telling.event.sources
        return sources[-1].name if sources else report.outlet or report.doc


def order(row: EventRow, report_id: str) -> tuple[bool, date, str, int, str]:
    """Reports by publication day, those without one last, then by id; within a report by offset."""
    published, event = row.report.published, row.event
    start = min((e.span.start for e in event.evidence), default=0)
    return published is None, published or date.max, report_id, start, event.id


def day_of(telling: Telling) -> tuple[bool, date]:
    """Sorts a dated report after one without a date: what nobody knows the day of is never the latest."""
    published = telling.report.published
    return published is not None, published or date.min
