"""Which part of the world the map shows: what the address says, else where the chosen incidents are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from tidings.desk.charts.world import MOST_LATITUDE, MOST_ZOOM, At
from tidings.errors import UsageError
from tidings.views.situation import Chosen, Columns, View

WIDTH: Final = 960
HEIGHT: Final = 420
LEAST_ZOOM: Final = 0.3
_NEAREST: Final = 7.0
"""Zoom that a map opens at, at most: nearer, one town would fill it and say nothing of where it lies."""
_RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "lon": (-180.0, 180.0), "lat": (-MOST_LATITUDE, MOST_LATITUDE), "zoom": (0.0, MOST_ZOOM),
    "width": (100.0, 4000.0), "height": (100.0, 3000.0),
}  # fmt: skip
Box = tuple[float, float, float, float]


def view_of(query: Mapping[str, str], columns: Columns, chosen: Chosen, box: Box | None) -> View:
    """`lon`, `lat`, `zoom`, `width`, `height` of an address; where the first three are not there, as much as
    holds the box, or nine of ten chosen places. Raises UsageError that names the field."""
    given = {name: _number(name, query[name]) for name in _RANGES if query.get(name)}
    width, height = given.get("width", WIDTH), given.get("height", HEIGHT)
    if {"lon", "lat", "zoom"} <= given.keys():
        return View(given["lon"], given["lat"], given["zoom"], width, height)
    return fitting(box or _around(columns, chosen), width, height)


def fitting(box: Box | None, width: float, height: float) -> View:
    """A map of this size that holds the box with room about it; of the world for None."""
    if box is None:
        at = At()
        return View(at.lon, at.lat, max(LEAST_ZOOM, math.log2(width / 256) - 0.15), width, height)
    west, south, east, north = box
    wide = (east - west) % 360 or 0.5
    top, bottom = (_up(min(max(lat, -MOST_LATITUDE), MOST_LATITUDE)) for lat in (north, south))
    tall = max(top - bottom, 0.01)
    zoom = min(
        math.log2(width * 0.84 / 256 / (wide / 360)), math.log2(height * 0.8 / 256 / (tall / math.tau))
    )
    middle = math.degrees(2 * math.atan(math.exp((top + bottom) / 2)) - math.pi / 2)
    lon = ((west + wide / 2 + 180) % 360) - 180
    return View(
        round(lon, 4), round(middle, 4), round(min(max(zoom, LEAST_ZOOM), _NEAREST), 3), width, height
    )


def _around(columns: Columns, chosen: Chosen) -> Box | None:
    rows = np.flatnonzero(chosen.mask("box") & columns.placed)
    if not len(rows):
        return None
    share = [0.0, 1.0] if len(rows) < 20 else [0.05, 0.95]
    (west, east), (south, north) = (np.quantile(c[rows], share) for c in (columns.lon, columns.lat))
    return float(west), float(south), float(east), float(north)


def _up(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _number(name: str, text: str) -> float:
    low, high = _RANGES[name]
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise UsageError(f"{name}: {text!r} is no number from {low:g} to {high:g}")
    return value
