"""Who holds something on a day, from all claims about it.

What only one can hold (a place, an office): a change that others tell than those it serves ends what was
before; one that only its own side tells makes it contested until somebody else tells either. What several
can do (be at a place, belong to a group) has a line for each holder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from tidings.views.holdings.claim import Claim
from tidings.views.holdings.holding import Holding
from tidings.views.holdings.office import core_of, has_one_holder
from tidings.views.holdings.same import holders, parties
from tidings.views.holdings.track import PART, Track, answer, held_before, in_time

STALE: Final = timedelta(days=180)
"""A holder of whom nothing has been told for this long does not make contested what another side says."""
TOGETHER: Final = timedelta(days=30)
"""Two holders of an office who are both told of in turns within this time contest it."""


def settle(claims: Sequence[Claim], day: date) -> list[Holding]:
    """`claims`: all about one place, office or group (`same.subjects`)."""
    kind = claims[0].kind
    if kind == "control":
        return _one_holder(claims, day, persons=False)
    if kind == "position":
        one = has_one_holder(core_of(claims[0].family)) and any(c.other for c in claims)
        return _one_holder(claims, day, persons=True) if one else _each(claims, day, persons=True)
    return _each(claims, day, persons=False)


def _one_holder(claims: Sequence[Claim], day: date, *, persons: bool) -> list[Holding]:
    number = holders(claims, persons=persons)
    keys = _keys_by_party(number)
    tracks: dict[int, Track] = {}
    for claim in in_time(claims, day):
        if claim.holder is None or not claim.holder.keys:
            continue
        n = number[claim.holder.keys]
        track = tracks.setdefault(n, Track(n))
        track.claims.append(claim)
        rivals = [one for one in tracks.values() if one.on and one is not track]
        if claim.effect in ("start", "hold"):
            _take(track, rivals, claim, persons=persons)
        elif claim.effect == "end":
            by_rival = not persons and _is_by_rival(claim, n, keys)
            if by_rival and track.on and not track.disputed:
                track.disputed = True
            elif not by_rival:
                track.turn_off(claim)
                _settle_last(rivals)
        elif claim.effect == "contest":
            track.turn_on(claim)
            for one in (track, *rivals):
                one.disputed = True
        elif claim.effect == "besiege":
            for one in rivals:
                one.besieged.append(claim)
        elif claim.effect == "deny" and track.on:
            _deny(track, list(tracks.values()))
    if not any(track.on or track.ended_by for track in tracks.values()):
        _hold_before(tracks, claims, number, day)
    return _answers(tracks)


def _take(track: Track, rivals: Sequence[Track], claim: Claim, *, persons: bool) -> None:
    fresh = [one for one in rivals if claim.day - _last(one) <= STALE]
    was_on = track.on
    again = persons and claim.effect == "hold" and not was_on and track.ended_by is not None
    together = claim.effect == "hold" and not was_on and any(_is_told_together(one, claim) for one in fresh)
    if (claim.own and fresh) or together or (again and any(claim.day - _last(r) <= TOGETHER for r in fresh)):
        is_new = not was_on
        track.turn_on(claim)
        if is_new or track.disputed:
            for one in (track, *fresh):
                one.disputed = True
        return
    track.turn_on(claim)
    if was_on and persons and claim.effect == "hold" and track.disputed:
        return  # both go on to be told of
    track.disputed = False
    for one in rivals:
        one.turn_off(claim)


def _is_told_together(rival: Track, claim: Claim) -> bool:
    """Whether one report tells of both as holding it."""
    return any(c.report == claim.report and c.effect == "hold" and c.day == claim.day for c in rival.claims)


def _is_by_rival(claim: Claim, n: int, keys: dict[int, set[str]]) -> bool:
    speakers = set(claim.speakers)
    return not speakers & keys[n] and any(speakers & there for m, there in keys.items() if m != n)


def _settle_last(rivals: Sequence[Track]) -> None:
    if len(rivals) == 1:
        rivals[0].disputed = False


def _deny(track: Track, every: Sequence[Track]) -> None:
    """The capture is disputed, and so is that those before it lost the place by it."""
    track.disputed = True
    for one in every:
        by = one.ended_by
        if one is not track and by is not None and by.holder is not None and by in track.claims:
            one.on, one.disputed, one.ended, one.ended_by = True, True, None, None


def _hold_before(
    tracks: dict[int, Track], claims: Sequence[Claim], number: dict[tuple[str, ...], int], day: date
) -> None:
    later = held_before(claims, day)
    if later is None or later.holder is None or not later.holder.keys:
        return
    n = number[later.holder.keys]
    if n not in tracks:
        tracks[n] = Track(n, claims=[later], on=True, sure=True, later=later)


def _each(claims: Sequence[Claim], day: date, *, persons: bool) -> list[Holding]:
    number = holders(claims, persons=persons)
    with_other = claims[0].kind == "membership"
    others = parties(c.other.keys for c in claims if c.other and c.other.keys) if with_other else {}
    lines: dict[tuple[int, object], list[Claim]] = {}
    for claim in claims:
        if claim.holder is not None and claim.holder.keys:
            other = others.get(claim.other.keys) if claim.other and with_other else None
            lines.setdefault((number[claim.holder.keys], other), []).append(claim)
    tracks: dict[int, Track] = {}
    for n, line in enumerate(sorted(lines.values(), key=lambda several: min(c.order for c in several))):
        track = Track(n)
        for claim in in_time(line, day):
            track.claims.append(claim)
            _go_on(track, claim)
        if not track.claims and (later := held_before(line, day)) is not None:
            track = Track(n, claims=[later], on=True, sure=True, later=later)
        if track.claims:
            tracks[n] = track
    return _answers(tracks)


def _go_on(track: Track, claim: Claim) -> None:
    if claim.effect in ("start", "hold", "contest", "besiege"):
        track.turn_on(claim)
    elif claim.effect == "end":
        high = track.known_high
        gone = (claim.count[1] or claim.count[0]) if claim.count else None
        if track.on and gone and high and gone < PART * high:
            track.reduced = claim.day
            track.gone.append(claim)
        else:
            track.turn_off(claim)


def _keys_by_party(number: dict[tuple[str, ...], int]) -> dict[int, set[str]]:
    out: dict[int, set[str]] = {}
    for keys, n in number.items():
        out.setdefault(n, set()).update(key for key in keys if key != "d:group")
    return out


def _last(track: Track) -> date:
    return max(c.day for c in track.claims)


def _answers(tracks: dict[int, Track]) -> list[Holding]:
    out: Iterator[Holding] = (
        answer(track, [r for r in tracks.values() if r is not track and r.on and r.disputed])
        for track in tracks.values()
        if track.on or track.ended is not None
    )
    return sorted(out, key=lambda holding: holding.order)
