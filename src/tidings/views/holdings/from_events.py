"""What an event changes in who holds what: captures, hand-overs, withdrawals, arrivals, offices left.

Only what was done counts. Plans, promises, fears and denied deeds change nothing, but for a denied capture,
which disputes the capture that others tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tidings.model.record import Event, Party, Place
from tidings.views.holdings.claim import Claim
from tidings.views.holdings.names import Where, is_somebody, main_key, person, where
from tidings.views.holdings.telling import Telling, clause, trigger

_HAND_OVER: Final = re.compile(r"\b(?:hand|ced|transfer|turn|pass|surrender|relinquish|gave|giv|yield)")
_LEAVE: Final = re.compile(
    r"\b(?:withdr|pull|leav|left|depart|evacuat|quit|vacat|exit|retreat|abandon|fle[ed]|return|gone|went|end"
    r"|relocat|mov|cross|ceded)"
)
_ARRIVE: Final = re.compile(
    r"\b(?:deploy|sen[dt]|mov|arriv|reinforc|station|enter|land|reach|dispatch|return|came|post|add|mass)"
)
_DISMISS: Final = re.compile(
    r"\b(?:dismiss|fir(?:ed|ing|es)\b|sack|remov|oust|replac|reliev|suspend|strip|impeach|topple|overthr|depos"
    r"|unseat|expel|purg)"
)
_QUIT: Final = re.compile(
    r"\b(?:leav|left|quit|split|broke|break|withdr|defect|desert|expel|oust|resign|sever)"
)
_DRIVE: Final = re.compile(r"\b(?:driv|drove|oust|dislodg|expel|push|flush|rout|chas|eject)")
_SPOT_KINDS: Final = frozenset({"place", "facility"})
_TOWARDS: Final = re.compile(r"\b(?:to|into|towards|toward|in|at|inside)\s+(?:the\s+)?(?:\w+\s+){0,3}$", re.I)
_AWAY: Final = re.compile(r"\b(?:from|out of|of|leave|leaves|leaving|left|quit|vacated|abandoned|evacuated)"
                          r"\s+(?:the\s+)?(?:\S+\s+){0,3}$", re.I)  # fmt: skip


def claims_of_event(telling: Telling, event: Event, offices: Sequence[Claim]) -> Iterator[Claim]:
    """`offices`: claims that the report's states made, which tell the office that a person left."""
    day, word = telling.day_of(event), trigger(telling.report, event)
    if day is None:
        return
    if event.type == "ASSAULT" and event.mode == "capture":
        yield from _captured(telling, event)
        return
    if event.status not in ("occurred", "ongoing"):
        return
    if event.type == "ASSAULT" and _DRIVE.search(word):
        yield from _driven_out(telling, event)
    elif event.type == "COERCE" and event.mode == "seize" and _spots(event.recipients):
        yield from _captured(telling, event)
    elif event.type == "RETREAT" and event.mode == "resign":
        yield from _left_office(telling, event, event.actors, offices)
    elif event.type == "RETREAT" and event.mode in (None, "withdraw", "return", "access"):
        if _HAND_OVER.search(word) or (event.recipients and _tells_of_handing(telling, event)):
            yield from _handed_over(telling, event)
        elif _LEAVE.search(word):
            yield from _moved(telling, event)
            yield from _left_group(telling, event, event.actors, event.recipients)
    elif event.type in ("SANCTION", "COERCE") and _DISMISS.search(word):
        yield from _left_office(telling, event, event.recipients, offices)
        yield from _left_group(telling, event, event.recipients, event.actors)
    elif event.type == "MOBILIZE" and event.mode != "weapons" and _ARRIVE.search(word):
        yield from _arrived(telling, event)


def _tells_of_handing(telling: Telling, event: Event) -> bool:
    """Whether any mention does: "completed their withdrawal from the base and handed it over"."""
    text = telling.report.text
    return any(_HAND_OVER.search(m.trigger.of(text).lower()) for m in event.evidence if m.trigger)


def _captured(telling: Telling, event: Event) -> Iterator[Claim]:
    effect = {"occurred": "start", "denied": "deny"}.get(event.status)
    spot, day = _spot(event), telling.day_of(event)
    if effect is None or spot is None or spot.is_country or day is None:
        return
    for actor in event.actors:
        if actor.kind not in _SPOT_KINDS:
            yield telling.claim(
                event, "control", effect, day, spot.core, holder=telling.who(actor), where=spot
            )


def _driven_out(telling: Telling, event: Event) -> Iterator[Claim]:
    """ "The army drove the Front out of X": the one has it, the other has left it."""
    day, spot = telling.day_of(event), where(event.place, None)
    if day is None or spot is None or spot.is_country or not _is_away(telling, event):
        return
    for actor in event.actors:
        yield telling.claim(event, "control", "start", day, spot.core, holder=telling.who(actor), where=spot)
    for loser in event.recipients:
        if loser.kind not in _SPOT_KINDS:
            left = telling.who(loser)
            for kind in ("control", "presence"):
                yield telling.claim(event, kind, "end", day, spot.core, holder=left, where=spot)


def _handed_over(telling: Telling, event: Event) -> Iterator[Claim]:
    spot, day = _spot(event), telling.day_of(event)
    if spot is None or spot.is_country or day is None:
        return
    for actor in event.actors:
        if actor.kind not in _SPOT_KINDS:
            for kind in ("control", "presence"):
                yield telling.claim(event, kind, "end", day, spot.core, holder=telling.who(actor), where=spot)
    for recipient in event.recipients:
        if recipient.kind not in (*_SPOT_KINDS, "person"):
            yield telling.claim(
                event, "control", "start", day, spot.core, holder=telling.who(recipient), where=spot
            )


def _moved(telling: Telling, event: Event) -> Iterator[Claim]:
    """Who withdraws leaves the place, unless the text says that it went to it."""
    day = telling.day_of(event)
    if event.place is None or day is None:
        return
    if _is_towards(telling, event, event.place):
        return
    spot = _spot(event)
    if spot is None:
        return
    for actor in event.actors:
        left = telling.who(actor)
        yield telling.claim(
            event, "presence", "end", day, spot.core, holder=left, where=spot,
            count=event.size.value if event.size else None,
        )  # fmt: skip
        if not spot.is_country and event.size is None:
            yield telling.claim(event, "control", "end", day, spot.core, holder=left, where=spot)


def _arrived(telling: Telling, event: Event) -> Iterator[Claim]:
    day, spot = telling.day_of(event), where(event.place, None)
    if spot is None or day is None:
        return
    for actor in event.actors:
        yield telling.claim(
            event, "presence", "start", day, spot.core, holder=telling.who(actor), where=spot,
            count=event.size.value if event.size else None,
        )  # fmt: skip


def _left_office(
    telling: Telling, event: Event, who_left: Sequence[Party], offices: Sequence[Claim]
) -> Iterator[Claim]:
    """The office is the one that the report says the person has or had."""
    day = telling.day_of(event)
    if day is None:
        return
    for party in who_left:
        left = person(party)
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for office in offices:
            key = (office.family, office.other.keys if office.other else ())
            if office.holder and shares_words(office.holder.keys, left.keys) and key not in seen:
                seen.add(key)
                yield telling.claim(
                    event, "position", "end", day, office.family.partition(":")[2],
                    holder=office.holder, other=office.other, role=office.role,
                )  # fmt: skip


def _left_group(
    telling: Telling, event: Event, who_left: Sequence[Party], groups: Sequence[Party]
) -> Iterator[Claim]:
    day, word = telling.day_of(event), trigger(telling.report, event)
    if day is None or not _QUIT.search(word):
        return
    for party in who_left:
        left = person(party) if party.kind == "person" else telling.who(party)
        for group in groups:
            other = telling.who(group)
            if group.kind in ("org", "force") and is_somebody(left) and is_somebody(other):
                yield telling.claim(
                    event, "membership", "end", day, main_key(other), holder=left, other=other, role="part-of"
                )


def shares_words(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one of the names has all the words of one of the others."""
    mine, others = [set(k[2:].split()) for k in ours], [set(k[2:].split()) for k in theirs]
    return any(a <= b or b <= a for a in mine for b in others)


def _spots(parties: Sequence[Party]) -> list[Party]:
    return [party for party in parties if party.kind in _SPOT_KINDS]


def _spot(event: Event) -> Where | None:
    """Where it was: a site with a name among those whom it befell, else the place."""
    sites = _spots(event.recipients)
    named = next((found for site in sites if (found := where(event.place, site))), None)
    return named or where(event.place, None)


def _is_away(telling: Telling, event: Event) -> bool:
    before = _before_place(telling, event, event.place) if event.place else None
    return before is not None and re.search(r"\b(?:from|out of|off)\s+(?:\S+\s+){0,4}$", before) is not None


def _before_place(telling: Telling, event: Event, place: Place) -> str | None:
    words = clause(telling.report, event)
    if not event.evidence:
        return None
    start = event.evidence[0].span.start
    return next((words[: s.start - start] for s in place.spans if 0 <= s.start - start <= len(words)), None)


def _is_towards(telling: Telling, event: Event, place: Place) -> bool:
    before = _before_place(telling, event, place)
    if before is None:
        return False
    away, towards = _AWAY.search(before), _TOWARDS.search(before)
    if away and towards:
        return towards.start() > away.start()
    return bool(towards) and bool(
        re.search(r"\b(?:return|mov|cross|went|relocat)", trigger(telling.report, event))
    )
