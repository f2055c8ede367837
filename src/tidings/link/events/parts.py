"""Which records hang together closely enough to be grouped together, and few enough that they can be.

In a store of a long war good pairs chain nearly all records. The part of a record is what good pairs connect
it with, at the lowest bar at which that is `FULL` records or fewer: the bar rises by `STEP` until it is. All
records of a part have this part, so the parts follow from the pairs alone, and a new pair changes only the
parts that it touches.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final

FULL: Final = 80
"""Records of one part, of which every two are scored: a twentieth of a second, growing with the square."""
STEP: Final = 0.5
SURE: Final = 3.0
"""Pairs above it are all but sure: two tellings of one attack in other words reach 4.5."""
MANY: Final = 400
"""Records of a part that sure pairs connect: a happening that many reports tell. More than that are cut after
all, since sure pairs chain too."""
TOP: Final = 20.0
"""No table gives a pair more; above it only what people say connects, and that is never cut."""

Near = Mapping[int, Mapping[int, float]]
"""Of a record by its number the good pairs it is in: the other one, and the score."""


@dataclass(frozen=True, slots=True)
class Part:
    """`bar`: the score above which pairs connect its members. A new pair up to it changes nothing."""

    members: frozenset[int]
    bar: float


def parts_of(
    seeds: Iterable[int], near: Callable[[set[int]], Near], even: float, known: set[int] | None = None
) -> list[Part]:
    """The parts of the seeds, each once, by their smallest member.

    `near(numbers)` gives at least the pairs of these. It is asked for all seeds first, then for what they
    reach. `known`: members of parts that were found before, by the same pairs; they are left out, and those
    found now are added.
    """
    known = set() if known is None else known
    wanted = sorted(set(seeds) - known)
    near(set(wanted))
    bars = [even + STEP * n for n in range(math.ceil((TOP - even) / STEP) + 2)]
    out: list[Part] = []
    for seed in wanted:
        if seed not in known:
            part = _part_of(seed, near, bars, known)
            known |= part.members
            out.append(part)
    return sorted(out, key=lambda part: min(part.members))


def _part_of(seed: int, near: Callable[[set[int]], Near], bars: list[float], known: set[int]) -> Part:
    """By going along the best pair that leads out (Prim 1957): what has been reached before the first pair
    below a bar is all that hangs together above it.

    Who is known stands in another part. Above the bar of that one the seed does not hang together with it,
    below it both do with too many: so nothing is found by going on from there.
    """
    members, front = {seed}, [seed]
    ahead: list[tuple[int, int]] = []  # by how many bars a pair is above, negative, and to whom it leads
    best, level = frozenset(members), len(bars)  # at `level` and above it the members are few enough
    while True:
        for one in front:
            for other, score in near({one})[one].items():
                if other not in members and (over := bisect_left(bars, score)):
                    heappush(ahead, (-over, other))
        while ahead and ahead[0][1] in members:
            heappop(ahead)
        over, to = ahead[0] if ahead else (0, seed)
        if -over < level:
            lowest = next((n for n in range(-over, level) if len(members) <= _most(bars[n])), level)
            if lowest < level:
                best, level = frozenset(members), lowest
            if level > -over or not ahead:
                return Part(best, bars[level])
        if to in known or len(members) > _most(bars[level - 1]):
            return Part(best, bars[level])
        members.add(to)
        front = [to]


def _most(bar: float) -> float:
    return FULL if bar <= SURE else MANY if bar <= TOP else math.inf
