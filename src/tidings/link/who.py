"""Comparator: are doer, object and the rest of the clause the same?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tidings.link.rarity import Floats, Rarity, shared
from tidings.link.telling import Telling, Words


def compare(tellings: Sequence[Telling], rarity: Rarity) -> dict[str, Floats]:
    """For each part the share that agrees, whether one of the two lacks it, and whether both have it and
    nothing agrees. "parts": all in one, whatever their places ("X fired Y", "the firing of Y by X")."""
    out: dict[str, Floats] = {}
    for name in ("who", "whom", "beside"):
        sets: list[Words] = [getattr(t, name) for t in tellings]
        share, both = shared(sets, rarity)
        lack = np.array([not s for s in sets], np.float32)
        out[name] = share
        out[f"{name} lacks"] = np.maximum.outer(lack, lack)
        out[f"{name} other"] = (both == 0) * (1 - out[f"{name} lacks"])
    share, both = shared([t.who | t.whom | t.beside for t in tellings], rarity)
    return {**out, "parts": share, "parts in all": np.log1p(both)}


def why(a: Telling, b: Telling) -> str:
    parts = [(n, getattr(a, n) & getattr(b, n)) for n in ("who", "whom", "beside")]
    told = [f"{n}: {', '.join(sorted(both)[:3])}" for n, both in parts if both]
    return "the same " + "; ".join(told) if told else "no part of the clauses is the same"
