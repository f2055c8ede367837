"""Which of the events read stand for which happening of a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tidings.evaluate.figures import Tally
from tidings.evaluate.formats_stories import Happening, Told
from tidings.evaluate.gold_match import PROMISED
from tidings.model.record import Coded, Event
from tidings.model.span import Span

Matched = dict[str, str]
"""Event id to the id of its happening."""


def match_events(happenings: Sequence[Happening], codeds: Iterable[Coded]) -> tuple[Matched, int]:
    """Events by the happening they stand for, and how many of the told clauses have one.

    For each clause the event that fits best (`fit`). One event may stand for several clauses of one
    happening, never for two happenings: the best pairs are made first.
    """
    events = {coded.report.doc: coded.events for coded in codeds}
    pairs = [
        (-score, happening.id, told.doc, told.span.start, event.id)
        for happening in happenings
        for told in happening.told
        for event in events.get(told.doc, ())
        if (score := fit(event, told, happening.type)) > 0
    ]
    matched: Matched = {}
    done: set[tuple[str, str, int]] = set()
    for _, happening_id, doc, start, event_id in sorted(pairs):
        clause = (happening_id, doc, start)
        if clause not in done and matched.get(event_id, happening_id) == happening_id:
            matched[event_id] = happening_id
            done.add(clause)
    return matched, len(done)


def fit(event: Event, told: Told, type: str) -> float:
    """How well the event fits a clause, 0 for not at all: 4 where a trigger is the clause's own, 2 where one
    lies inside the clause, 1 where a piece of evidence does, and as much where it holds the clause's word
    and the type is right. A right type adds a half."""
    score = 0.0
    right = same_deed(type, event)
    for evidence in event.evidence:
        trigger = evidence.trigger
        if trigger is not None and told.trigger is not None and _meet(trigger, told.trigger):
            score = max(score, 4.0)
        elif trigger is not None and _inside(trigger, told.span):
            score = max(score, 2.0)
        elif _inside(evidence.span, told.span) or (
            right and told.trigger is not None and _inside(told.trigger, evidence.span)
        ):
            score = max(score, 1.0)
    return score + 0.5 * right if score else 0.0


def same_deed(type: str, event: Event) -> bool:
    """The same type, or one deed coded as promised and as planned."""
    return event.type == type or (event.status == "planned" and event.type in PROMISED.get(type, ()))


def inside(event: Event, told: Told) -> bool:
    """Whether every piece of the event's evidence has its trigger (without one: itself) in the clause."""
    return all(_inside(e.trigger or e.span, told.span) for e in event.evidence)


def count_links(matched: Matched, incident_of: Mapping[str, str], report_of: Mapping[str, str]) -> Tally:
    """Pairs of matched events of different reports: of the same happening, and of the same incident."""
    tally = Tally()
    for left, right in combinations(sorted(matched), 2):
        if report_of[left] == report_of[right]:
            continue
        same = matched[left] == matched[right]
        linked = incident_of.get(left) is not None and incident_of.get(left) == incident_of.get(right)
        tally.add(int(same and linked), int(linked and not same), int(same and not linked))
    return tally


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end
