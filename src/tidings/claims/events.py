"""Events: the drafts of one report merged to one record per happening, in the record's form."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from tidings.claims.attribution import Attribution
from tidings.claims.avow import avowals_of
from tidings.claims.blamed import blamed, holders
from tidings.claims.drafts import Draft, draft_all, evidence_of
from tidings.claims.figures import figures_of
from tidings.claims.frames import Frame
from tidings.claims.gapped import deeds_of_one_verb
from tidings.claims.ground import EVEN, Found
from tidings.claims.ground_time import days_of, likely
from tidings.claims.linear import probability
from tidings.claims.merge import is_named_person, keys_of, merge_drafts
from tidings.claims.roster import TARGETS, Roster, roster_of
from tidings.claims.sure import OF_EVENT, Numbers, chance, confidences_of, event_numbers
from tidings.claims.told_by import NUMBERS, names_of, told_by
from tidings.claims.tolls_beside import is_more, place_tolls, tells_of_nobody
from tidings.claims.unclear import find_unclear
from tidings.claims.victims import both
from tidings.model.doc import Doc
from tidings.model.mention import TimeMention
from tidings.model.record import Dispute, Event, Number, Party, Place, Unclear, When

HAPPEN: Final = frozenset("happen occur exist take".split())
FALSE: Final = re.compile(
    r"\b(?:tale|story|stories|reports?|rumou?rs?|claims?|hoax)\b[^.;]{0,80}?,? (?:which|that) "
    r"(?:had |has )?(?:turned out|proved|proven|was|were) (?:to be |to have been )?"
    r"(?:false|untrue|invented|made up|a hoax|fabricated|wrong)\b"
)
WRONG: Final = re.compile(
    r"[\"“]?(?:(?:The|That|This|Our) (?:story|report|article|item|news|message|account|claim|information)"
    r"|That|It|This) (?:was|is|were) (?:wrong|false|untrue|incorrect|invented|not true|a mistake|an error)\b"
)


def find_events(doc: Doc) -> tuple[tuple[Event, ...], tuple[Unclear, ...]]:
    """The events of a report, and what is too unclear to be one, both in text order. Needs "frames",
    "attributions", "times", "places"."""
    found, unclear = grouped_events(doc)
    return tuple(event for event, _, _ in found), unclear


def grouped_events(
    doc: Doc,
) -> tuple[list[tuple[Event, Mapping[str, Numbers], list[Draft]]], tuple[Unclear, ...]]:
    """As find_events, each event with the numbers that its chances are made of, and with its mentions, the
    fullest first."""
    roster = roster_of(doc)
    attributions: list[Attribution] = doc.layer("attributions")  # type: ignore[assignment]
    frames: list[Frame] = doc.layer("frames")  # type: ignore[assignment]
    drafts, passed = draft_all(doc, roster, attributions, frames)
    drafts = [one for d in drafts for one in deeds_of_one_verb(doc, d)]
    groups = merge_drafts(doc, roster, [d for d in drafts if not tells_of_nobody(doc, roster, d.trigger)])
    place_tolls(doc, roster, groups)
    avowed = avowals_of(doc, roster, groups)
    made = [_event(doc, roster, group) for group in groups]
    for n, (event, numbers) in enumerate(made):
        if doers := blamed(doc, roster, groups, n) or holders(doc, roster, groups, n):
            made[n] = replace(event, recipients=parties_of(roster, doers)), numbers
    figures = figures_of(doc, roster, attributions, groups, [event.sources for event, _ in made])
    found = []
    for n, (group, (event, numbers)) in enumerate(zip(groups, made, strict=True)):
        claims = (*figures.get(n, ()), *_apart_from(avowed.get(n, ()), event))
        found.append((replace(event, claims=claims), numbers, group))
    return found, find_unclear(doc, drafts, passed)


def _event(doc: Doc, roster: Roster, group: list[Draft]) -> tuple[Event, Mapping[str, Numbers]]:
    """The record of a group of mentions, without what others claim of it, and its numbers."""
    first = group[0]
    named = next((d for d in group if d.own is not None), first)
    why: list[tuple[str, str]] = [("type", _type_why(doc, named)), ("status", first.status.why)]
    place_at = likeliest([d.places for d in group])
    place = place_of(doc, place_at) if place_at is not None else None
    if place is None:
        why.append(("place", "no place stands near enough to be its own"))
    time_at = narrowest_day(doc, [d.times for d in group])
    when = None
    if time_at is not None:
        teller = next((d for d in group if any(f.index == time_at for f in d.times)), first)
        when = when_of(doc, time_at, deed=teller.trigger, status=first.status.status)
    if when is None:
        why.append(("when", "no day stands near enough to be its own"))
    weapon = next((d.weapon for d in group if d.weapon is not None), None)
    status = _status(doc, group)
    numbers: dict[str, Any] = {
        field: _further(doc, group, field, exactest([n for d in group if (n := getattr(d.tolls, field))]))
        for field in NUMBERS
    }
    actors = parties_of(roster, max(group, key=lambda d: d.surest[0]).actors)
    acting = names_of(actors)
    recipients = tuple(
        p for p in parties_of(roster, _fullest(roster, max(group, key=lambda d: d.surest[1]), group))
        if p.name.casefold() not in acting
    )  # fmt: skip
    event = Event(
        id="",
        type=named.own.name if named.own is not None else first.type,
        mode=_mode(group, named),
        status=status,
        background=first.background,
        evidence=tuple(evidence_of(doc, d.trigger) for d in group),
        actors=actors,
        recipients=recipients,
        place=place,
        when=when,
        weapon=weapon,
        why=tuple(why),
        **numbers,
    )
    sources, said = told_by(doc, roster, group, event)
    event = replace(event, sources=sources)
    behind = event_numbers(group, place_at, time_at, said)
    chances, sure = confidences_of(behind, event), chance(OF_EVENT, behind[OF_EVENT])
    if taught := [d.frame.own.chance for d in group if d.frame.own is not None]:
        sure = max(taught)  # the table of chances was fitted on other scores than a model's own
        chances = tuple((field, sure if field == "type" else c) for field, c in chances)
    return replace(event, confidence=sure, confidences=chances), behind


def _fullest(roster: Roster, surest: Draft, group: list[Draft]) -> list[int]:
    """The recipients of the surest mention, or of one that names the same and others beside them: of "his
    killing" and "the killing of Varo and General Desta" both are dead."""
    own, out = keys_of(roster, surest.recipients), surest.recipients
    for d in group:
        more = keys_of(roster, d.recipients)
        if own < more and all(is_named_person(roster, h) for h in d.recipients):
            own, out = more, d.recipients
    return sorted([*out, *_others_suffering(roster, surest, group, out)])


def _others_suffering(roster: Roster, surest: Draft, group: list[Draft], heads: list[int]) -> Iterator[int]:
    """Whom the grammar of further mentions names beside them: in the same sentence anybody ("killed a guard
    and wounded a nurse"), elsewhere a thing beside people ("killed five officers … the attack on a base").
    """
    doc = roster.doc
    sentence, keys = doc.tokens[surest.trigger].sent, {roster.key(h) for h in heads}
    things = any(roster.kind_of(h) in TARGETS for h in heads)
    for d in sorted(group, key=lambda d: (doc.tokens[d.trigger].sent != sentence, -d.surest[1])):
        here = doc.tokens[d.trigger].sent == sentence
        for h in d.recipients if d is not surest else ():
            thing = roster.kind_of(h) in TARGETS
            named = h in d.frame.recipients and doc.parse.pos[h] != "PRON"
            if named and (here or (thing and not things)) and roster.key(h) not in keys:
                keys.add(roster.key(h))
                things = things or thing
                yield h


def _mode(group: list[Draft], named: Draft) -> str | None:
    if named.own is not None:
        return next((d.frame.own.mode for d in group if d.frame.own and d.frame.own.mode), None)
    return next((d.mode for d in group if d.mode and d.type == named.type), None)


def _apart_from(avowed: Sequence[Dispute], event: Event) -> Iterator[Dispute]:
    """Without those who claim it as the event's own actor and source: there nobody differs."""
    acting = names_of(event.actors)
    telling = {name.casefold() for source in event.sources for name in (source.name, *source.names)}
    for d in avowed:
        if d.field != "actors" or d.source.casefold() not in acting or d.source.casefold() not in telling:
            yield d


def _status(doc: Doc, group: list[Draft]) -> str:
    """The first mention's; denied where another says in so many words that the deed did not happen, as an
    outlet does that takes a report back."""
    if any(is_taken_back(doc, draft.trigger) for draft in group):
        return "denied"
    for draft in group:
        head = doc.parse.head[draft.trigger]
        if draft.status.status == "denied" and head >= 0 and doc.parse.lemma[head].lower() in HAPPEN:
            return "denied"
    return group[0].status.status


def is_taken_back(doc: Doc, trigger: int) -> bool:
    """Whether its sentence tells a tale "which turned out to be false", or the next one says that "the story
    was wrong"."""
    here = doc.sentence_of(trigger)
    if FALSE.search(doc.text, here.start, here.end):
        return True
    if here.i + 1 >= len(doc.sentences):
        return False
    behind = doc.sentences[here.i + 1]
    return WRONG.match(doc.text, behind.start, behind.end) is not None


def exactest(numbers: list[Number]) -> Number | None:
    """The first, or what another mention gives exactly within its bounds: "dozens" are 54 if one says so."""
    if not numbers:
        return None
    low, high = numbers[0].value
    if low is None or high is None or low == high:
        return numbers[0]
    exact = (n for n in numbers[1:] if n.value[0] == n.value[1] and low <= (n.value[0] or 0) <= high)
    return next(exact, numbers[0])


def _further(doc: Doc, group: list[Draft], field: str, number: Number | None) -> Number | None:
    """The figure with those whom the next sentence adds: "… shot a commander. Two other rebels were also
    killed."."""
    if number is None or field == "size" or number.value[0] != number.value[1]:
        return number
    told = [(d, n) for d in group if (n := getattr(d.tolls, field)) is not None]
    for d in [d for d, n in told if n.value == number.value]:
        for more, n in told:
            exact = n.value[0] is not None and n.value[0] == n.value[1]
            behind = doc.tokens[more.trigger].sent - doc.tokens[d.trigger].sent
            if exact and behind == 1 and is_more(doc, more.trigger, n):
                return both(number, n)
    return number


def likeliest(candidates: list[list[Found]]) -> int | None:
    """The candidate that all mentions together speak most for."""
    best = [found[0] for found in candidates if found]
    return max(best, key=lambda f: (f.score, -f.index)).index if best else None


def narrowest_day(doc: Doc, candidates: list[list[Found]]) -> int | None:
    """The likeliest time, or what another mention gives more exactly within it: "in January" is 3 January
    where one says so."""
    best = _together(doc, candidates)
    for found in candidates:
        if (
            best is not None
            and likely(found) is not None
            and _within(doc.times[found[0].index], doc.times[best])
        ):
            best = found[0].index
    return best


def _together(doc: Doc, candidates: list[list[Found]]) -> int | None:
    """The time whose days all mentions and all words for these days together make likeliest; None where
    that is not likely enough."""
    by_days: dict[tuple[object, object], list[Found]] = {}
    for found in candidates:
        for f in found:
            days = doc.times[f.index].interval
            if days is not None:
                by_days.setdefault((days.start, days.end), []).append(f)
    best: tuple[float, int] | None = None
    for said in by_days.values():
        none = math.prod(1.0 - probability(f.score) for f in said)
        score = math.log((1.0 - none) / max(none, 1e-9))
        top = max(said, key=lambda f: (f.score, -f.index)).index
        if score > EVEN["time"] and (best is None or score > best[0]):
            best = (score, top)
    return best[1] if best is not None else None


def _within(inner: TimeMention, outer: TimeMention) -> bool:
    a, b = inner.interval, outer.interval
    if a is None or b is None or a == b or None in (a.start, a.end, b.start, b.end):
        return False
    return b.start <= a.start and a.end <= b.end  # type: ignore[operator]


def _type_why(doc: Doc, draft: Draft) -> str:
    words = " ".join(doc.tokens[t].text for t in draft.frame.tokens or (draft.trigger,))
    if (own := draft.frame.own) is not None:
        return f"{words!r} tells of {own.type.name}, says the model given ({own.chance:.0%})"
    note = f" ({draft.frame.entry.note})" if draft.frame.entry.note else ""
    return f"{words!r} names {draft.frame.type}{note}"


def parties_of(roster: Roster, heads: list[int]) -> tuple[Party, ...]:
    """The parties behind head tokens, each once, under all their names."""
    out: list[Party] = []
    keys: set[str] = set()
    for head in heads:
        party = roster.party(head)
        key = roster.key(head)
        if party is None or key in keys or party.name.casefold() in {p.name.casefold() for p in out}:
            continue
        keys.add(key)
        out.append(party)
    return tuple(out)


def place_of(doc: Doc, index: int) -> Place:
    """A place mention in the record's form."""
    m = doc.places[index]
    return Place(
        m.name,
        m.country,
        (m.span,),
        lat=m.lat,
        lon=m.lon,
        geonames=m.geonames,
        precision=m.precision,
        why=m.why,
    )


def when_of(doc: Doc, index: int, *, deed: int | None = None, status: str = "") -> When | None:
    """A time mention in the record's form; None where it covers no days. With the trigger of a `deed` and
    its `status` the days are fitted to it."""
    m = doc.times[index]
    if deed is not None:
        fitted = days_of(doc, deed, index, status)
        return When(fitted[0], (m.span,), why=fitted[1]) if fitted is not None else None
    return When(m.interval, (m.span,), why=m.why) if m.interval is not None else None
