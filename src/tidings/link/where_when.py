"""Comparator: do the sentences name the same places and days?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tidings.link.rarity import Floats, shared
from tidings.link.telling import Telling


def compare(tellings: Sequence[Telling]) -> dict[str, Floats]:
    """Shares of days and of places, and whether both name some and none is the same."""
    out: dict[str, Floats] = {}
    for name in ("days", "places"):
        sets: list[frozenset[str]] = [getattr(t, name) for t in tellings]
        share, both = shared(sets, None)
        lack = np.array([not s for s in sets], np.float32)
        out[name] = share
        out[f"{name} other"] = (both == 0) * (1 - np.maximum.outer(lack, lack))
    return out


def why(a: Telling, b: Telling) -> str:
    for name in ("days", "places"):
        mine, theirs = getattr(a, name), getattr(b, name)
        if mine and theirs:
            both = sorted(mine & theirs)
            return f"the same {name}: {both[0]}" if both else f"other {name}"
    return "no place or day to compare"
