"""From scores of pairs to happenings: the same groups whatever the order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Final

import numpy as np

from tidings.link.cluster import cut, joints
from tidings.link.events import when, where
from tidings.link.events.parts import FULL, parts_of
from tidings.link.events.score import Scorer
from tidings.link.events.told import Told

JUDGED: Final = 1e6
"""What a person's "same" or "different" counts: more than all other pairs of a group together."""

APART: Final = -4.0
"""Score of two records of a large part that are no good pair."""

BESIDE: Final = -2.5
CONTRASTED: Final = -4.0
"""What two records of one report count towards joining the groups that they are in. The reader holds them
apart, but in one of six it has told one happening twice, and then what other reports tell goes with both.
`CONTRASTED`: they have two types, days or places."""
NEARBY: Final = 10.0
"""Kilometres between two spots of one report within which they can be one."""

Pair = tuple[str, str]
"""Event ids, ascending."""


def group_part(told: Mapping[str, Told], scores: Mapping[Pair, float], scorer: Scorer) -> list[list[str]]:
    """Happenings among the records of one part, by average linkage above `scorer.even`. Every two are scored,
    also those that share no key; of more than `FULL` records only the known ones, and `APART` the others. Two
    of one report are never good by themselves, and count `beside` in their groups.

    `told` by event id; `scores`: pairs that are known already, with ±`JUDGED` for what people say. Each group
    ascending, the groups by their first.
    """
    part = sorted(told)
    if len(part) == 1:
        return [part]
    if len(part) == 2:
        a, b = part
        known = scores.get((a, b))
        return (
            [part]
            if (scorer.score(told[a], told[b]) if known is None else known) > scorer.even
            else [[a], [b]]
        )
    table = np.zeros((len(part), len(part)))
    for (n, a), (m, b) in combinations(enumerate(part), 2):
        known = scores.get((a, b))
        if known is None and told[a].report == told[b].report:
            known = beside(told[a], told[b])
        elif known is None:
            known = scorer.score(told[a], told[b]) if len(part) <= FULL else APART
        table[n, m] = table[m, n] = known
    return sorted([part[n] for n in group] for group in cut(len(part), joints(table), scorer.even))


def beside(a: Told, b: Told) -> float:
    """What two records of one report count: `BESIDE`, or `CONTRASTED`."""
    away = where.kilometres(a, b)
    other_day = a.dated and b.dated and when.apart(a, b)
    contrasted = a.type != b.type or other_day or (away is not None and away > NEARBY)
    return CONTRASTED if contrasted else BESIDE


def groups(told: Mapping[str, Told], good: Mapping[Pair, float], scorer: Scorer) -> list[list[str]]:
    """Happenings among records that are all at hand. `good`: every pair of them that is compared and scores
    above `scorer.even`."""
    names = sorted(told)
    number = {name: n for n, name in enumerate(names)}
    near: dict[int, dict[int, float]] = {n: {} for n in number.values()}
    for (a, b), score in good.items():
        near[number[a]][number[b]] = near[number[b]][number[a]] = score
    out: list[list[str]] = []
    for part in parts_of(near, lambda _: near, scorer.even):
        out += group_part({names[n]: told[names[n]] for n in part.members}, good, scorer)
    return sorted(out)
