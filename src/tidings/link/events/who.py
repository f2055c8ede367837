"""Comparator: are doer and object the same?"""

from __future__ import annotations

from typing import Final

from tidings.link.events.rarity import weight
from tidings.link.events.told import Told

COUNTRY: Final = 1.5
"""What a country that both have weighs beside words of names, which weigh by their rarity, about 2 to 10."""


def compare(a: Told, b: Told) -> dict[str, float]:
    out: dict[str, float] = {}
    for name, mine, theirs in (("who", a.who, b.who), ("whom", a.whom, b.whom)):
        if not mine or not theirs:
            out[f"{name} lacks"] = 1.0
            continue
        both = mine & theirs
        share = _weight(both) / min(_weight(mine), _weight(theirs))
        out[name] = share
        if not both:
            out[f"{name} other"] = 1.0
        elif any(m[0] == "=" for m in both):
            out[f"{name} id"] = 1.0
        elif _ids(mine) and _ids(theirs):
            out[f"{name} other id"] = 1.0
    if a.who & b.whom or b.who & a.whom:
        out["roles crossed"] = 1.0
    both = (a.who | a.whom) & (b.who | b.whom)
    out["parties"] = min(_weight(both), 20.0) / 10
    if not both and (a.who or a.whom) and (b.who or b.whom):
        out["parties other"] = 1.0
    return out


def _ids(marks: frozenset[str]) -> bool:
    return any(m[0] == "=" for m in marks)


def _weight(marks: frozenset[str]) -> float:
    return sum(COUNTRY if m[0] == "c" else 6.0 if m[0] == "=" else weight(m[1:]) for m in marks)


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
