"""Comparator: can it have been at the same place?"""

from __future__ import annotations

from typing import Final

from tidings.link.events.told import Told
from tidings.model import earth

SPOTS: Final = frozenset({"site", "town"})
"""Precisions at which coordinates are those of the place itself, and not of the middle of a region."""


def kilometres(a: Told, b: Told) -> float | None:
    """Between two spots, by the great circle; None where one is a region, or nowhere."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    if a.precision not in SPOTS or b.precision not in SPOTS:
        return None
    if a.lat == b.lat and a.lon == b.lon:
        return 0.0
    return earth.kilometres(a.lat, a.lon, b.lat, b.lon)


def compare(a: Told, b: Told) -> dict[str, float]:
    if not a.spot or not b.spot:
        out = {"place lacks": 1.0} if not a.spot and not b.spot else {"one place lacks": 1.0}
        if not a.spot and not b.spot:
            return out
        there, other = (a, b) if a.spot else (b, a)
        if not there.spot_words.isdisjoint(other.words):
            out["place told there"] = 1.0
        return out
    out = {}
    if a.country and b.country:
        out["country" if a.country == b.country else "country other"] = 1.0
    away = kilometres(a, b)
    if a.spot & b.spot:
        out["place"] = 1.0
        if away is not None and away > 30:
            out["place namesake"] = 1.0
    elif away is not None:
        out["place near" if away <= 30 else "place 150 km" if away <= 150 else "place far"] = 1.0
    elif a.country and a.country == b.country:
        out["place within" if "country" in (a.precision, b.precision) else "place by name other"] = 1.0
        if not (a.spot_words.isdisjoint(b.words) and b.spot_words.isdisjoint(a.words)):
            out["place told there"] = 1.0
    return out


def why(a: Told, b: Told) -> str:
    if not a.spot or not b.spot:
        return "a place is not told"
    away = kilometres(a, b)
    if a.spot & b.spot and (away is None or away <= 30):
        return "the same place"
    if away is not None:
        return f"{away:.0f} km apart"
    if a.country and b.country and a.country != b.country:
        return f"in {a.country} and in {b.country}"
    return "places that may lie in one another"
