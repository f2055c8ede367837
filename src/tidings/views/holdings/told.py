"""From a report's records to its claims. What one report says hangs on nothing but that report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tidings.model.record import Event, Party, State
from tidings.model.report import Report
from tidings.views.codes import parties_of, setting_of
from tidings.views.holdings.claim import COUNTS, Claim
from tidings.views.holdings.from_events import claims_of_event
from tidings.views.holdings.from_states import claims_of_state
from tidings.views.holdings.names import Who, is_somebody
from tidings.views.holdings.telling import Telling


def claims_of(report: Report, events: Sequence[Event], states: Sequence[State]) -> list[Claim]:
    """In the order of the text. A record without any day, of a report without one, tells no claim."""
    records: list[Event | State] = [*events, *states]
    parties: list[Party] = [p for record in records for p in parties_of(record)]
    names = (name for party in parties for name in party.names)
    telling = Telling(report, setting_of(report, names), states)
    claims = [claim for state in states for claim in claims_of_state(telling, state)]
    offices = [claim for claim in claims if claim.kind == "position"]
    for event in events:
        claims += claims_of_event(telling, event, offices)
    return _before_changes(_merged(claims))


def _before_changes(claims: list[Claim]) -> list[Claim]:
    """What a report says holds, with no day of its own, it says of the time before the change that it tells:
    "the minister was dismissed on Friday" is no word that on Saturday she was minister."""
    changes = [c for c in claims if c.event and c.effect in ("start", "end")]
    return [_before(claim, changes) for claim in claims]


def _before(claim: Claim, changes: Sequence[Claim]) -> Claim:
    said_of_today = claim.effect == "hold" and claim.day == claim.published and claim.since is None
    if claim.event or not said_of_today or claim.count or claim.holder is None:
        return claim  # "it now has 500 there" is said of the time after
    one_only = claim.kind in ("control", "position")
    for change in changes:
        if change.family == claim.family and change.holder and change.day < claim.day:
            same = bool(set(change.holder.keys) & set(claim.holder.keys))
            if same == (change.effect == "end") and (same or one_only):
                return replace(claim, day=change.day)
    return claim


def _merged(claims: Iterable[Claim]) -> list[Claim]:
    """An event and a state read from the same words are one claim, with the names and the source of both."""
    out: list[Claim] = []
    for claim in sorted(
        claims, key=lambda c: (c.start, not c.event, c.end, c.kind, c.family, c.record, c.effect)
    ):
        twin = next((n for n, one in enumerate(out) if _is_same(one, claim)), None)
        if twin is None:
            out.append(claim)
        else:
            out[twin] = _both(out[twin], claim)
    return out


def _is_same(one: Claim, other: Claim) -> bool:
    if one.family != other.family or one.start >= other.end or other.start >= one.end:
        return False
    if one.event == other.event or _side(one) != _side(other) or one.kind == "membership":
        return False
    a, b = one.holder, other.holder
    if a is None or b is None:
        return True
    return bool(set(a.keys) & set(b.keys)) or not is_somebody(a) or not is_somebody(b)


def _side(claim: Claim) -> bool:
    return claim.effect in ("end", "deny")


def _both(one: Claim, other: Claim) -> Claim:
    """`one` is the event where one of them is."""
    change, state = (one, other) if one.event else (other, one)
    sources = tuple(dict.fromkeys((*change.sources, *state.sources)))
    counted = "size" if change.effect == "end" or not state.count else "count"
    judged = [(f, by) for f, by in (*change.judged, *state.judged) if f not in COUNTS or f == counted]
    told = change.day if change.day != change.published else state.day
    return replace(
        change,
        day=min(told, change.day),
        holder=_joined(change.holder, state.holder),
        other=change.other or state.other,
        count=state.count or change.count if change.effect != "end" else change.count,
        sources=sources,
        speakers=tuple(sorted({*change.speakers, *state.speakers})),
        own=change.own or state.own,
        confidence=max(change.confidence, state.confidence),
        judged=tuple(judged),
    )


def _joined(one: Who | None, other: Who | None) -> Who | None:
    if one is None or other is None:
        return one or other
    first, second = (one, other) if is_somebody(one) or not is_somebody(other) else (other, one)
    keys = {*first.keys, *second.keys}
    named = {key for key in keys if not key.startswith("d:")} or keys
    return Who(first.name, tuple(dict.fromkeys((*first.names, *second.names))), tuple(sorted(named)))
