"""The map of the world that pictures are drawn on: Natural Earth's countries, in Mercator's projection, since
that is the one whose pieces online tiles are cut in.

A picture takes `signals(at)`, `projections()`, the data set `land_data(detail)` and the marks `land()`. Its
signals `lon`, `lat` (the middle) and `zoom` (the world is 256 · 2^zoom pixels wide) move it.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from tidings.desk.charts.look import INK, MUTED, PAPER, RULE

Json = dict[str, Any]
Detail = Literal["110m", "50m"]
LAND: Final = "#e9ebe4"
SEA: Final = "#f4f8fb"
MOST_ZOOM: Final = 14.0
MOST_LATITUDE: Final = 84.0
"""Where Mercator's map ends: beyond it grows without end, and no news comes from there."""


@dataclass(frozen=True, slots=True)
class At:
    """What a map shows: the middle in degrees, and the zoom. `signals` of a picture start there."""

    lon: float = 15.0
    lat: float = 25.0
    zoom: float = 1.6


@cache
def packed(detail: Detail) -> bytes:
    """`world_json` as gzip packs it."""
    return files("tidings").joinpath("data", "desk", f"world-{detail}.json.gz").read_bytes()


@cache
def world_json(detail: Detail) -> bytes:
    """TopoJSON with one object, `countries`; a shape's `id` is its ISO 3166 letters (two)."""
    return gzip.decompress(packed(detail))


@cache
def countries(detail: Detail = "110m") -> Json:
    """`world_json`, read; not to be changed. 110m (108 KB) is for the world, 50m (740 KB) for parts."""
    found: Json = json.loads(world_json(detail))
    return found


def signals(at: At, **colours: str) -> list[Json]:
    """`colours`: more of the page's colours that the picture uses, by name."""
    own = {"ink": INK, "muted": MUTED, "rule": RULE, "paper": PAPER, "land": LAND, "sea": SEA, **colours}
    return [
        *({"name": name, "value": value} for name, value in own.items()),
        {"name": "lon", "value": at.lon},
        {"name": "lat", "value": at.lat},
        {"name": "zoom", "value": at.zoom},
        {"name": "scale", "update": "256 * pow(2, zoom) / 6.283185307179586"},
    ]


def projections() -> list[Json]:
    """Turned to the middle's longitude, so that the map goes on across the date line."""
    return [
        {
            "name": "world",
            "type": "mercator",
            "rotate": {"signal": "[-lon, 0, 0]"},
            "center": {"signal": "[0, lat]"},
            "scale": {"signal": "scale"},
            "translate": {"signal": "[width / 2, height / 2]"},
            # Between two points a straight line: on this projection and at this detail nobody sees more.
            "precision": 0,
        }
    ]


def land_data(detail: Detail = "110m", **more: Any) -> Json:
    return {
        "name": "countries",
        "values": countries(detail),
        "format": {"type": "topojson", "feature": "countries"},
        **more,
    }


def land(**encode: Any) -> Json:
    """The countries; `encode` goes over what is drawn without it."""
    drawn = {"fill": {"signal": "land"}, "stroke": {"signal": "rule"}, "strokeWidth": {"value": 0.7}}
    return {
        "name": "land",
        "type": "shape",
        "from": {"data": "countries"},
        "encode": {"update": {**drawn, **encode}},
        "transform": [{"type": "geoshape", "projection": "world"}],
    }
