"""Which records hang together closely enough to be grouped together, and few enough that they can be.

In a store of a long war good pairs chain nearly all records. The part of a record is what good pairs connect
it with, at the lowest bar at which that is `FULL` records or fewer: the bar rises by `STEP` until it is. All
records of a part have this part, so the parts follow from the pairs alone, and a new pair changes only the
parts that it touches.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
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


def parts_of(seeds: Iterable[int], near: Callable[[set[int]], Near], even: float) -> list[frozenset[int]]:
    """The parts of the seeds, each once, by their smallest member.

    `near(numbers)` gives at least the pairs of these. It is asked for all seeds first, then for
    what they reach.
    """
    wanted = sorted(set(seeds))
    pairs = near(set(wanted))
    near({b for a in wanted for b in pairs.get(a, {})})  # all at once, not one by one
    found: dict[int, frozenset[int]] = {}
    for seed in wanted:
        if seed not in found:
            part = _part_of(seed, near, even)
            found |= dict.fromkeys(part, part)
    return sorted(set(found.values()), key=min)


def _part_of(seed: int, near: Callable[[set[int]], Near], even: float) -> frozenset[int]:
    """What is few enough at one bar is so at each higher one, so the lowest is found by halving."""
    part = _within(seed, near, even)
    if part is not None:
        return part
    low, high = 0, math.ceil((TOP - even) / STEP) + 1  # at `low` too many, at `high` never
    while high - low > 1:
        middle = (low + high) // 2
        found = _within(seed, near, even + STEP * middle)
        if found is None:
            low = middle
        else:
            part, high = found, middle
    return part or _within(seed, near, even + STEP * high) or frozenset()


def _within(seed: int, near: Callable[[set[int]], Near], bar: float) -> frozenset[int] | None:
    """What hangs together with the seed above the bar; None where it is too much."""
    most = FULL if bar <= SURE else MANY if bar <= TOP else math.inf
    members, front = {seed}, {seed}
    while front and len(members) <= most:
        pairs = near(front)
        front = {b for a in front for b, score in pairs.get(a, {}).items() if score > bar} - members
        members |= front
    return frozenset(members) if len(members) <= most else None
