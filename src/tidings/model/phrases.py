"""How the values of a record read in a table: short, and never more exact than the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tidings.model.mention import Interval
from tidings.model.record import Event, Evidence, Number, Party, Place, Range, Source, State
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.model.visible import one_line

COUNTS = ("killed", "injured", "detained", "size")
_CONTROL = {"lost": "having lost", "contested": "contesting", "besieges": "besieging"}
MOST_NAMES = 3
"""Names shown of a list of parties; the rest are counted."""


def days(interval: Interval | None) -> str:
    """ "2020-03-16", "2019-12", "2019", "2020-03-01 to 2020-03-10", "since 2014-01-01"; "" for None."""
    if interval is None or (interval.start is None and interval.end is None):
        return ""
    start, end = interval.start, interval.end
    if start is None:
        return f"until {end}"
    if end is None:
        return f"since {start}"
    if start == end:
        return str(start)
    after = end + timedelta(days=1) if end.year < 9999 else end
    if (start.month, start.day) == (1, 1) and (end.month, end.day) == (12, 31) and start.year == end.year:
        return str(start.year)
    if start.day == 1 and after.day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    return f"{start} to {end}"


def amount(value: Range) -> str:
    """ "3", "43 or more", "up to 60", "20 to 99"."""
    low, high = value
    if low is None:
        return "" if high is None else f"up to {high:,}"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def people(event: Event) -> str:
    """ "killed 3, injured 20 to 99"."""
    counts: list[tuple[str, Number | None]] = [(name, getattr(event, name)) for name in COUNTS]
    return ", ".join(f"{name} {amount(number.value)}" for name, number in counts if number)


def names(parties: Sequence[Party]) -> str:
    shown = ", ".join(one_line(party.name) for party in parties[:MOST_NAMES])
    return shown + (f" and {len(parties) - MOST_NAMES} more" if len(parties) > MOST_NAMES else "")


def who_whom(event: Event) -> str:
    """ "A → B"; "A" without a recipient, "→ B" without an actor."""
    left, right = names(event.actors), names(event.recipients)
    return f"{left} → {right}".strip() if right else left


def where(place: Place | None) -> str:
    if place is None:
        return ""
    name = one_line(place.name)
    return name if place.country is None or place.precision == "country" else f"{name}, {place.country}"


def per_whom(sources: Sequence[Source]) -> str:
    """Sources outermost first: "BBC > a senior official"."""
    return " > ".join(one_line(source.name) for source in sources)


def chances(record: Event | State) -> str:
    """ "82 %: type 95 %, place 61 %"; "" where no chance is known."""
    if not record.confidence:
        return ""
    fields = record.confidences if isinstance(record, Event) else ()
    whole, parts = f"{record.confidence:.0%}", ", ".join(f"{name} {chance:.0%}" for name, chance in fields)
    return f"{whole}: {parts}" if parts else whole


def what(event: Event) -> list[str]:
    """Type, mode, status and whether it is background, one a line."""
    lines = [event.type, event.mode or "", event.status, "background" if event.background else ""]
    return [line for line in lines if line]


def holds(state: State) -> str:
    """A state in one phrase: "US troops in Iraq: 5,200", "the Front holding Vellmar, DE"."""
    holder = one_line(state.holder.name) if state.holder else ""
    other = one_line(state.other.name) if state.other else ""
    site = one_line(state.site.name) if state.site else ""
    spot = ", ".join(part for part in (site, where(state.place)) if part)
    number = amount(state.count.value) if state.count else ""
    if state.kind == "position":
        role = one_line(state.role or "")
        return f"{holder}: {role}" + (f", {other}" if other and other.lower() not in role.lower() else "")
    if state.kind == "membership":
        return f"{holder}: {(state.relation or 'part-of').replace('-', ' ')} {other}".strip()
    if state.kind == "tally":
        return " ".join(part for part in (number, one_line(state.of or ""), spot and f"({spot})") if part)
    middle = "in" if state.kind == "presence" else _CONTROL.get(state.status or "", "holding")
    phrase = f"{holder or 'somebody'} {middle} {spot}" if spot else holder
    return f"{phrase}: {number}" if number else phrase


def words(report: Report, evidence: Sequence[Evidence], *, most: int = 160) -> tuple[str, str, str]:
    """The first evidence as (before, trigger, after), each on one line; at most about `most`
    characters around the trigger, cuts marked "…". All of it is in `before` where no trigger is known."""
    if not evidence:
        return "", "", ""
    first = evidence[0]
    trigger = first.trigger or Span(first.span.end, first.span.end)
    start, end = first.span.start, max(first.span.end, trigger.end)
    if end - start > most:
        keep = max(0, most - len(trigger)) // 2
        lo, hi = max(start, trigger.start - keep), min(end, trigger.end + keep)
        lo, hi = max(start, min(lo, end - most)), min(end, max(hi, start + most))
    else:
        lo, hi = start, end
    before, after = report.text[lo : trigger.start], report.text[trigger.end : hi]
    if lo > start:
        before = "…" + before.partition(" ")[2]
    if hi < end:
        after = after.rpartition(" ")[0] + "…"
    return _spaced(before), one_line(trigger.of(report.text)), _spaced(after)


def _spaced(text: str) -> str:
    """`one_line` that keeps one blank at either end where there was one."""
    flat = one_line(text)
    lead = " " if text[:1].isspace() else ""
    return lead + flat + (" " if flat and text[-1:].isspace() else "")
