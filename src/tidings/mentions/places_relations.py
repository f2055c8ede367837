"""How two places of the gazetteer lie to each other."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from tidings.mentions.gazetteer import Candidate


def same_region(a: str | None, b: str | None) -> bool:
    """Also where one is a part of the other: "PS.GZ" and a governorate in it."""
    return bool(a and b) and (a == b or f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}."))


def lies_in(c: Candidate, container: Candidate) -> tuple[bool, bool]:
    """Whether a candidate lies in a place, and whether that is known rather than guessed."""
    if container.kind == "country":
        return c.country == container.country, c.country is not None
    if container.country and c.country and container.country != c.country:
        return False, True
    if container.kind == "region" and c.region and container.region:
        return same_region(c.region, container.region), True
    apart = distance(c, container)
    return apart < (150.0 if container.kind in ("region", "area") else 60.0), False


def distance(a: Candidate, b: Candidate) -> float:
    """Kilometres along the great circle; infinite where a position is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    p, q = radians(a.lat), radians(b.lat)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(h)))
