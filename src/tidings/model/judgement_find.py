"""Finding a judged record again in another reading of its report.

The record with the id is the one. Without it, a record whose trigger overlaps the old one's; where triggers
do not overlap, one of the same type (kind) whose evidence is mostly the same, if both then and now no other
record of that type shares those words. Of several the best: same type, then evidence most alike, then
the earlier in the text. A judgement on the wrong record is worse than one that is shown as not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tidings.model.judgement import Target
from tidings.model.record import Event, State
from tidings.model.span import Span

ALIKE: Final = 0.5
"""Share of their words that two pieces of evidence have in common, from which they are mostly the same."""

Records = Sequence[Event | State]


def target_of(report_id: str, record: Event | State, records: Records) -> Target:
    """`records`: those of the record's sort in its reading."""
    first = record.evidence[0]
    type = _type(record)
    others = [r for r in records if r.id != record.id and _type(r) == type]
    alone = not any(e.span.overlaps(first.span) for r in others for e in r.evidence)
    sort = "event" if isinstance(record, Event) else "state"
    return Target(report_id, record.id, sort, type, first.span, first.trigger, alone)


def find(target: Target, records: Records) -> int | None:
    """Where in `records` the record is; None where it is not. `records`: those of its sort of one reading of
    the target's report."""
    for n, record in enumerate(records):
        if record.id == target.record:
            return n
    found = [(score, -n) for n, r in enumerate(records) if (score := _by_trigger(target, r))]
    if found:
        return -max(found)[1]
    if not target.alone:
        return None
    same = [n for n, r in enumerate(records) if _type(r) == target.type and _touches(target, r)]
    if len(same) != 1 or _likeness(target, records[same[0]]) < ALIKE:
        return None
    return same[0]


def _by_trigger(target: Target, record: Event | State) -> tuple[bool, float, int] | None:
    hits = [e for e in record.evidence if e.trigger and target.trigger and e.trigger.overlaps(target.trigger)]
    if not hits:
        return None
    best = max(hits, key=lambda e: (_share(e.span, target.span), -e.span.start))
    return _type(record) == target.type, _share(best.span, target.span), -best.span.start


def _touches(target: Target, record: Event | State) -> bool:
    return any(e.span.overlaps(target.span) for e in record.evidence)


def _likeness(target: Target, record: Event | State) -> float:
    return max((_share(e.span, target.span) for e in record.evidence), default=0.0)


def _share(a: Span, b: Span) -> float:
    """Characters in both of those in either."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(0, both) / (max(a.end, b.end) - min(a.start, b.start)) if both > 0 else 0.0


def _type(record: Event | State) -> str:
    return record.type if isinstance(record, Event) else record.kind
