"""Under what a part and its whole must both stand to be compared: marks of places, parties and reports, in
each week that either can be of. A key depends on its incident alone."""

from __future__ import annotations

from typing import Final

from tidings.link.events.block import SELDOM
from tidings.link.events.rarity import RARE, weight
from tidings.views.linking.filing import key_number
from tidings.views.parts.side import Side

SHARED: Final = 2
"""Two marks, or one that is hardly ever seen."""
MARKS: Final = 10
WHOLES: Final = 16
PARTS: Final = 400
"""Incidents under one key in one week beyond which it says nothing: sixteen battles of one army are compared
with its deeds only where a place or a party says more. What is compared so stays near-linear."""

Key = tuple[int, int, int]
"""Week, hash of the mark, what sharing it counts towards `SHARED`."""


def keys_of(side: Side) -> list[Key]:
    """None for what has no days at all."""
    if side.first is None or side.last is None:
        return []
    marks = {key_number(mark): _worth(mark) for mark in _marks(side)}
    weeks = range(side.first // 7, side.last // 7 + 1)
    return [(week, key, worth) for week in weeks for key, worth in sorted(marks.items())]


def _marks(side: Side) -> list[str]:
    """Ids first, then words of names, then what its sentences and reports are about, the rarest first."""
    named = side.spot | side.who
    ids = sorted(m for m in named if m[0] == "=")[:3]
    words = _rare(frozenset(m[1:] for m in named if m[0] == "w"))
    others = [word for word in _rare(side.about | side.near) if word not in words]
    return (ids + words[: MARKS // 2] + others)[:MARKS]


def _rare(words: frozenset[str]) -> list[str]:
    return sorted((w for w in words if weight(w) >= RARE), key=lambda w: (-weight(w), w))


def _worth(mark: str) -> int:
    return SHARED if mark[0] != "=" and weight(mark) >= SELDOM else 1
