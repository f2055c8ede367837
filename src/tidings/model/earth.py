"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Final

DIAMETER: Final = 12742.0
"""Kilometres, of a sphere with the earth's mean radius."""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Along the great circle, by the haversine formula; degrees."""
    a, b = radians(lat), radians(other_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return DIAMETER * asin(min(1.0, sqrt(h)))
