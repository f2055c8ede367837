"""Comparator: are doer and object the same?"""

from __future__ import annotations

from typing import Final

from tidings.link.events.rarity import marks
from tidings.link.events.told import Told

_NAMES: Final = tuple((f"{n} lacks", f"{n} other", f"{n} id", f"{n} other id") for n in ("who", "whom"))


def compare(a: Told, b: Told) -> dict[str, float]:
    out: dict[str, float] = {}
    for n, (name, mine, theirs) in enumerate((("who", a.who, b.who), ("whom", a.whom, b.whom))):
        lacks, other, id, other_id = _NAMES[n]
        if not mine or not theirs:
            out[lacks] = 1.0
            continue
        if not (both := mine & theirs):
            out[other] = 1.0
            continue
        out[name] = marks(both) / min(a.weights[n], b.weights[n])
        if _ids(both):
            out[id] = 1.0
        elif _ids(mine) and _ids(theirs):
            out[other_id] = 1.0
    if not (a.who.isdisjoint(b.whom) and b.who.isdisjoint(a.whom)):
        out["roles crossed"] = 1.0
    if both := (a.who | a.whom) & (b.who | b.whom):
        out["parties"] = min(marks(both), 20.0) / 10
    elif (a.who or a.whom) and (b.who or b.whom):
        out["parties other"] = 1.0
    return out


def _ids(marks: frozenset[str]) -> bool:
    return any(m[0] == "=" for m in marks)


def why(a: Told, b: Told) -> str:
    told = [
        f"{label}: {_say(both)}"
        for label, both in (("doer", a.who & b.who), ("object", a.whom & b.whom))
        if both
    ]
    if told:
        return "the same " + ", ".join(told)
    if not (a.who or a.whom) or not (b.who or b.whom):
        return "parties are not told"
    return "no party is the same"


def _say(marks: frozenset[str]) -> str:
    return ", ".join(m[1:] for m in sorted(marks, key=lambda m: ("=wc".index(m[0]), m))[:3])
