"""One holder's line through time, while the claims about it are gone through in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from tidings.ledger.names import fold
from tidings.model.record import Range
from tidings.views.holdings.claim import Claim
from tidings.views.holdings.holding import Figure, Holding, Side
from tidings.views.holdings.same import best_name

BEFORE: Final = timedelta(days=60)
"""How long before the day it left somebody is taken to have been there where nothing else is told."""
AGAIN: Final = timedelta(days=7)
OLD: Final = timedelta(days=365)
"""A figure that is this much older than the newest counts no more."""
PART: Final = 0.75
"""Of a counted force that leaves fewer than this share of those counted there, the rest is still there."""

GIVING: Final = ("hold", "start", "contest")
"""Effects of the claims by whose account somebody holds it: who tells that it ended, or denies that it began,
does not say so."""


@dataclass(slots=True)
class Track:
    """`sure`: somebody else than the holder's own side says so. `disputed`: another holds it by some account.
    `first`: number of the claim with which it last began. `later`: the claim for a day after the one asked
    for, from which alone it follows. `gone`: counted parts that have left."""

    number: int
    claims: list[Claim] = field(default_factory=list)
    on: bool = False
    sure: bool = False
    disputed: bool = False
    since: date | None = None
    ended: date | None = None
    ended_by: Claim | None = None
    reduced: date | None = None
    gone: list[Claim] = field(default_factory=list)
    besieged: list[Claim] = field(default_factory=list)
    later: Claim | None = None
    first: int = 0

    def turn_on(self, claim: Claim) -> None:
        if not self.on:
            self.first = len(self.claims) - 1
            self.since = claim.day if claim.effect == "start" else claim.since
            self.on, self.ended, self.ended_by, self.sure = True, None, None, False
        elif self.since is None and claim.since:
            self.since = claim.since
        self.sure = self.sure or not claim.own

    def turn_off(self, claim: Claim) -> None:
        self.on = self.disputed = False
        self.ended, self.ended_by = claim.day, claim

    @property
    def known_high(self) -> int | None:
        highs = [
            c.count[1] or c.count[0] or 0 for c in self.claims if c.count and c.effect in ("hold", "start")
        ]
        return max(highs) if highs else None


def in_time(claims: Iterable[Claim], day: date) -> list[Claim]:
    """The claims that say something of `day` or before, in order. "Since May" says so of May, too."""
    out = [claim for claim in claims if claim.day <= day]
    out += [
        replace(claim, day=claim.since, effect="start")
        for claim in claims
        if claim.since and claim.since <= day and claim.effect == "hold"
    ]
    return sorted(out, key=lambda c: c.order)


def held_before(claims: Sequence[Claim], day: date) -> Claim | None:
    """The end, within BEFORE after `day`, of what nothing before it tells of; of an office also that somebody
    has it, with no word of having got it."""
    for claim in sorted((c for c in claims if c.day > day), key=lambda c: c.order):
        if claim.effect == "end" and claim.event:
            return claim if claim.day - day <= BEFORE else None
        if claim.effect == "hold" and claim.kind == "position" and not claim.event:
            return claim if claim.day - day <= BEFORE else None
        if claim.effect in ("start", "hold", "contest"):
            return None
    return None


def figures(track: Track) -> tuple[tuple[Figure, ...], Range | None]:
    """Of each source the last count, and the lowest to highest of those that still count."""
    last: dict[str, Figure] = {}
    for claim in sorted(track.claims, key=lambda c: c.order):
        if claim.count and claim.effect in ("hold", "start"):
            name = claim.sources[0] if claim.sources else (claim.outlet or "the report")
            speaker = min((k for k in claim.speakers if k[0] in "ca"), default=fold(name))
            last[speaker] = Figure(claim.counted_by, claim.count, claim)
    found = tuple(sorted(last.values(), key=lambda f: (f.claim.order, f.source)))
    if not found:
        return (), None
    newest = max(f.claim.day for f in found)
    counting = [f for f in found if f.claim.day > newest - OLD]
    if track.reduced is not None:
        after = track.reduced
        counting = [f for f in counting if f.claim.day >= after] or counting
    lows = [_left(f, f.count[0], track.gone) for f in counting if f.count[0] is not None]
    highs = [None if f.count[1] is None else _left(f, f.count[1], track.gone) for f in counting]
    known = [h for h in highs if h is not None]
    high = max(known) if known and len(known) == len(highs) else None
    return found, (min(lows) if lows else None, high)


def _left(figure: Figure, number: int, gone: Sequence[Claim]) -> int:
    """The number without those who have left since the figure was told. Two reports of one leaving, by the
    numbers they give within a week, count once."""
    several: list[Claim] = []
    for claim in gone:
        again = any(c.report != claim.report and claim.day - c.day <= AGAIN for c in several)
        if claim.day > figure.claim.day and not again:
            several.append(claim)
    return max(0, number - sum(c.count[1] or c.count[0] or 0 for c in several if c.count))


def answer(track: Track, rivals: Sequence[Track] = ()) -> Holding:
    """`rivals`: the others that hold it by some account, where it is disputed."""
    claims = track.claims[track.first :]
    best = best_name(c.holder for c in claims if c.holder)
    others = [c.other for c in claims if c.other]
    spots = Counter(c.where for c in claims if c.where)
    roles = Counter(c.role for c in claims if c.role)
    seen, total = figures(track)
    sides = []
    if track.disputed:
        for one in (track, *rivals):
            name = best_name(c.holder for c in one.claims if c.holder)
            given = [c for c in one.claims if c.effect in GIVING]
            sides.append(Side(name, tuple(sorted(given, key=lambda c: c.order))))
    status = "contested" if track.on and track.disputed else "holds" if track.on else "ended"
    known = [c for c in claims if c.effect != "besiege"] or claims
    holding = Holding(
        kind=claims[0].kind,
        status=status,
        holder=best,
        other=best_name(others) if others else None,
        role=min(roles, key=lambda r: (-roles[r], -len(r), r)) if roles else None,
        where=min(spots, key=lambda s: (-spots[s], s.country or "~", s.name, s.core)) if spots else None,
        since=track.since,
        first_reported=min(c.published or c.day for c in known),
        last_reported=max(c.day for c in known),
        ended=track.ended if not track.on else None,
        count=total if track.on else None,
        figures=seen,
        sides=tuple(sides),
        claims=tuple(claims),
        why="",
    )
    return replace(holding, why=_why(holding, track))


def _why(holding: Holding, track: Track) -> str:
    if track.later is not None:
        told = "it ended on" if track.later.effect == "end" else "it is told without a beginning for"
        return f"Nothing tells of it up to this day, but {told} {track.later.day}."
    if holding.status == "ended":
        by = track.ended_by
        if by is not None and by.holder and by.effect != "end":
            return f"{by.holder.name} has it from {by.day}."
        return f"It ended on {holding.ended}."
    begun = f"since {holding.since}" if holding.since else f"first reported on {holding.first_reported}"
    if holding.status == "contested":
        names = ", ".join(side.holder.name for side in holding.sides[1:])
        against = f" By other accounts it is held by {names}." if names else ""
        return f"By some accounts {begun}; it is disputed.{against}"
    text = f"It holds {begun}" if holding.since else f"It was {begun}"
    text += f", last told for {holding.last_reported}; nothing later says otherwise."
    if not track.sure:
        text += " Only its own side says so."
    if track.besieged:
        around = sorted({c.holder.name for c in track.besieged if c.holder})
        text += f" Besieged by {', '.join(around)}."
    if track.reduced:
        text += f" Some left on {track.reduced}."
    return text
