"""From scores of pairs to happenings: the same groups whatever the order, for those that pairs connect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Final

import numpy as np

from tidings.link.cluster import cut, joints
from tidings.link.events.score import Scorer
from tidings.link.events.told import Told

FULL: Final = 80
"""Records of which every two are scored, also those that share no key. Of more only the good pairs are known:
scoring all takes a twentieth of a second for 80 and grows with the square."""
APART: Final = -4.0
"""Score of two records of a larger component that are no good pair."""
MOST: Final = 1500
"""Records of which all pairs are looked at together (18 MB); more are first cut at stronger pairs."""
JUDGED: Final = 1e6
"""What a person's "same" or "different" adds: more than all other pairs of a group together."""

Pair = tuple[str, str]
"""Event ids, ascending."""


def components(members: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """Members that chains of pairs connect; each list ascending, the lists by their first."""
    parent = {m: m for m in members}

    def top(m: str) -> str:
        while parent[m] != m:
            parent[m] = parent[parent[m]]
            m = parent[m]
        return m

    for a, b in pairs:
        one, two = sorted((top(a), top(b)))
        parent[two] = one
    out: dict[str, list[str]] = {}
    for m in sorted(parent):
        out.setdefault(top(m), []).append(m)
    return [out[first] for first in sorted(out)]


def groups(
    told: Mapping[str, Told], good: Mapping[Pair, float], scorer: Scorer, judged: Mapping[Pair, bool]
) -> list[list[str]]:
    """Happenings among the records, by average linkage above `scorer.even`.

    `told` by event id; `good`: every pair of them that is compared and scores above even; `judged`: what
    people say of pairs, True for the same. Each group ascending, the groups by their first.
    """
    same = [pair for pair, one in judged.items() if one]
    out: list[list[str]] = []
    for part in components(told, [*good, *same]):
        out += _within(part, told, good, scorer, judged, scorer.even)
    return sorted(out)


def _within(
    part: list[str],
    told: Mapping[str, Told],
    good: Mapping[Pair, float],
    scorer: Scorer,
    judged: Mapping[Pair, bool],
    bar: float,
) -> list[list[str]]:
    if len(part) == 1:
        return [part]
    if len(part) > MOST:
        inside = set(part)
        strong = [pair for pair, s in good.items() if s > bar + 1 and inside.issuperset(pair)]
        strong += [pair for pair, one in judged.items() if one and inside.issuperset(pair)]
        if len(smaller := components(part, strong)) > 1 or bar < FULL:
            return [g for one in smaller for g in _within(one, told, good, scorer, judged, bar + 1)]
    table = np.full((len(part), len(part)), APART)
    at = {m: n for n, m in enumerate(part)}
    if len(part) <= FULL:
        for a, b in combinations(part, 2):
            score = good[a, b] if (a, b) in good else scorer.score(told[a], told[b])
            table[at[a], at[b]] = table[at[b], at[a]] = score
    else:
        for (a, b), score in good.items():
            if a in at and b in at:
                table[at[a], at[b]] = table[at[b], at[a]] = score
    for (a, b), one in judged.items():
        if a in at and b in at:
            table[at[a], at[b]] = table[at[b], at[a]] = JUDGED if one else -JUDGED
    return [[part[n] for n in group] for group in cut(len(part), joints(table), scorer.even)]
