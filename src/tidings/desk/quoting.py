"""Words of reports as pages show them: evidence with the words marked that tell of the event, and the address
of its place in the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tidings.model.record import Evidence
from tidings.model.report import Report
from tidings.model.span import Span

MOST: Final = 3
"""Quotations of one event; the report shows all of its words."""
LONGEST: Final = 700
"""Characters of one quotation."""


@dataclass(frozen=True, slots=True)
class Quote:
    """`parts`: (text, marked) in order; `before` and `after`: what stands around it, as far as asked for."""

    parts: tuple[tuple[str, bool], ...]
    href: str
    before: str = ""
    after: str = ""


def at(report_id: str, spans: Iterable[Span] = ()) -> str:
    """The address of a report, at the first of the spans."""
    first = next(iter(spans), None)
    return f"/report/{report_id}" + (f"?at={first.start}-{first.end}" if first else "")


def quotes(report_id: str, report: Report, evidence: Sequence[Evidence], *, around: int = 0) -> list[Quote]:
    """The first evidence, each span once. `around`: characters of the text before and after each."""
    out: dict[Span, Quote] = {}
    for one in evidence:
        if one.span in out:
            continue
        triggers = [e.trigger for e in evidence if e.trigger and e.span == one.span]
        start, end = one.span.start, min(one.span.end, one.span.start + LONGEST)
        cut = "…" if end < one.span.end else ""
        before = report.text[max(0, start - around) : start] if around else ""
        after = report.text[end : end + around] if around else ""
        href = at(report_id, [one.span])
        out[one.span] = Quote(_marked(report.text, start, end, triggers), href, before, cut + after)
        if len(out) == MOST:
            break
    return list(out.values())


def _marked(text: str, start: int, end: int, marks: Iterable[Span]) -> tuple[tuple[str, bool], ...]:
    parts, at = [], start
    for mark in sorted(set(marks)):
        if mark.start < at or mark.end > end:
            continue
        parts += [(text[at : mark.start], False), (text[mark.start : mark.end], True)]
        at = mark.end
    return tuple((part, marked) for part, marked in [*parts, (text[at:end], False)] if part)
