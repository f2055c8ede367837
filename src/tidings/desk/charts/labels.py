"""Which labels have room: those of the first marks, as far as they lie on no other mark and label."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

_LETTER: Final = 6.2
_LINE: Final = 14
_MARK: Final = 7
"""Pixels of a letter and a line of a label of size 11, and of half a mark."""
LONGEST: Final = 220


def with_room(
    labels: Sequence[str],
    places: Sequence[tuple[float, float]],
    *,
    beside: float = _MARK + 1,
    turn: float = math.inf,
) -> list[bool]:
    """Of each label, which begins `beside` pixels right of its place, or where that is beyond `turn` ends so
    far left of it, whether it is to be shown."""
    taken = [(x - _MARK, y, 2.0 * _MARK) for x, y in places]
    out = []
    for label, (left, y) in zip(labels, places, strict=True):
        wide = min(float(LONGEST), _LETTER * len(label))
        x = left + beside if left <= turn else left - beside - wide
        free = all(abs(y - v) > _LINE or x + wide < u or u + w < x for u, v, w in taken)
        out.append(free)
        if free:
            taken.append((x, y, wide))
    return out
