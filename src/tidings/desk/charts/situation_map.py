"""The map: places as points, regions as broken rings, countries shaded where only the country is known.

Data sets `cells`, `held`, `towns` and `tiles` and the signals of `world` are set anew by
`static/situation_map.js`; `chosen` is the outline of a chosen area.
"""

from __future__ import annotations

from typing import Any, Final

from starlette.datastructures import QueryParams

from tidings.desk.asked import Asked
from tidings.desk.charts import world
from tidings.desk.charts.look import ACCENT, SHAPE, STATUS, base
from tidings.desk.desk import Desk
from tidings.desk.map_view import view_of
from tidings.desk.words import t
from tidings.views.situation import Places, View, choose, places

Json = dict[str, Any]
_RADIUS: Final = "datum.n == 1 ? 6 : min(21, 9 + 5 * log(datum.n) / log(10))"


def picture(desk: Desk, query: QueryParams) -> Json:
    asked = Asked.of(query)
    with desk.reading() as store:
        columns = desk.kept.columns(store, asked.incidents)
        chosen = choose(store, columns, asked.incidents, asked.bbox)
        view = view_of(query, columns, chosen, asked.bbox)
        found = places(store, columns, chosen.mask("box"), view)
    return spec(found, view, asked.bbox)


def rows(found: Places) -> Json:
    """The data sets of the picture."""
    return {
        "cells": [
            {
                "kind": c.kind, "lon": c.lon, "lat": c.lat, "n": c.n, "status": c.status,
                "killed": c.killed, "name": c.name or "", "box": [round(x, 4) for x in c.box],
            }
            for c in found.cells
        ],
        "held": [{"id": code, "n": n} for code, n in found.countries],
    }  # fmt: skip


def corners(box: tuple[float, float, float, float] | None) -> list[Json]:
    """The outline of a box as a shape that follows its parallels."""
    if box is None:
        return []
    west, south, east, north = box
    east += 360 if east < west else 0
    steps = [west + (east - west) * n / 24 for n in range(25)]
    # Clockwise on the sphere, or the shape would be all but the box.
    ring = [[x, north] for x in steps] + [[x, south] for x in reversed(steps)] + [[west, north]]
    turned = [[((x + 180) % 360) - 180, y] for x, y in ring]
    return [{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [turned]}}]


def spec(
    found: Places,
    view: View,
    box: tuple[float, float, float, float] | None = None,
    *,
    detail: world.Detail = "110m",
) -> Json:
    data = rows(found)
    at = world.At(view.lon, view.lat, view.zoom)
    land = world.land_data(
        detail,
        transform=[
            {"type": "lookup", "from": "held", "key": "id", "fields": ["id"], "values": ["n"], "as": ["n"],
             "default": 0}
        ],
    )  # fmt: skip
    return {
        **base(int(view.width), int(view.height), description=t("situation.map_label")),
        "padding": 0,
        "autosize": "none",
        "signals": [*world.signals(at, accent=ACCENT, **STATUS), {"name": "tiled", "value": False}],
        "projections": world.projections(),
        "data": [
            {"name": "held", "values": data["held"]},
            land,
            {"name": "tiles", "values": [], "transform": [_geopoint()]},
            {"name": "towns", "values": [], "transform": [_geopoint()]},
            {
                "name": "cells",
                "values": data["cells"],
                "transform": [_geopoint(), {"type": "formula", "as": "r", "expr": _RADIUS}],
            },
            {"name": "chosen", "values": corners(box)},
        ],
        "marks": [_sea(), _tiles(), _land(), _chosen(), *_towns(), _cells(), _numbers()],
    }


def _geopoint() -> Json:
    return {"type": "geopoint", "projection": "world", "fields": ["lon", "lat"], "as": ["x", "y"]}


def _sea() -> Json:
    sides = {
        "x": {"value": 0},
        "y": {"value": 0},
        "width": {"signal": "width"},
        "height": {"signal": "height"},
    }
    return {
        "type": "rect", "interactive": False, "encode": {"update": {**sides, "fill": {"signal": "sea"}}},
    }  # fmt: skip


def _tiles() -> Json:
    size = {"signal": "scale * 6.283185307179586 / pow(2, datum.z) + 0.5"}
    place = {"x": {"field": "x"}, "y": {"field": "y"}, "width": size, "height": size}
    return {
        "type": "image", "from": {"data": "tiles"}, "interactive": False,
        "encode": {"update": {**place, "url": {"field": "url"}, "aspect": {"value": False}}},
    }  # fmt: skip


def _land() -> Json:
    """Shaded and outlined in broken lines where incidents are known to be in the country and no nearer."""
    held = "datum.n > 0"
    return world.land(
        fill=[{"test": held, "signal": "accent"}, {"test": "tiled", "value": None}, {"signal": "land"}],
        fillOpacity=[{"test": held, "value": 0.22}, {"value": 1}],
        stroke=[{"test": held, "signal": "accent"}, {"signal": "rule"}],
        strokeDash=[{"test": held, "value": [3, 2]}, {"value": []}],
    )


def _chosen() -> Json:
    return {
        "type": "shape", "from": {"data": "chosen"}, "interactive": False,
        "encode": {"update": {
            "stroke": {"signal": "accent"}, "strokeWidth": {"value": 2},
            "fill": {"signal": "accent"}, "fillOpacity": {"value": 0.08},
        }},
        "transform": [{"type": "geoshape", "projection": "world"}],
    }  # fmt: skip


def _towns() -> list[Json]:
    place = {"x": {"field": "x"}, "y": {"field": "y"}}
    dot = {**place, "size": {"value": 8}, "fill": {"signal": "muted"}}
    name = {
        **place, "dx": {"value": 5}, "baseline": {"value": "middle"}, "text": {"field": "name"},
        "fill": {"signal": "muted"}, "fontSize": {"value": 11}, "font": {"value": "sans-serif"},
    }  # fmt: skip
    shared = {"from": {"data": "towns"}, "interactive": False}
    return [
        {"type": "symbol", **shared, "encode": {"update": dot}},
        {"type": "text", **shared, "encode": {"update": name}},
    ]


def _cells() -> Json:
    colour = [{"test": f"datum.status == '{status}'", "signal": status} for status in STATUS]
    shape = [{"test": "datum.kind == 'region'", "value": "circle"}]
    shape += [{"test": f"datum.status == '{status}'", "value": kind} for status, kind in SHAPE.items()]
    ring = "datum.kind == 'region'"
    full = f"{ring} ? false : datum.status == 'occurred' || datum.status == 'mixed'"
    return {
        "name": "points",
        "type": "symbol",
        "from": {"data": "cells"},
        "encode": {
            "update": {
                "x": {"field": "x"},
                "y": {"field": "y"},
                "size": {"signal": "4 * datum.r * datum.r"},
                "shape": [*shape, {"value": "circle"}],
                "stroke": [{"test": full, "signal": "paper"}, *colour, {"signal": "ink"}],
                "strokeWidth": [{"test": full, "value": 1}, {"value": 2}],
                "strokeDash": [
                    {"test": f"{ring} || datum.status == 'planned'", "value": [4, 3]}, {"value": []}
                ],
                "fill": [{"test": f"!({full})", "signal": "paper"}, *colour, {"signal": "ink"}],
                "fillOpacity": [{"test": ring, "value": 0.45}, {"value": 0.92}],
                "cursor": {"value": "pointer"},
            }
        },
    }  # fmt: skip


def _numbers() -> Json:
    inside = "datum.kind == 'place' && (datum.status == 'occurred' || datum.status == 'mixed')"
    return {
        "type": "text",
        "from": {"data": "cells"},
        "interactive": False,
        "encode": {
            "update": {
                "x": {"field": "x"},
                "y": {"field": "y"},
                "dx": {"signal": f"{inside} || datum.kind == 'region' ? 0 : datum.r + 3"},
                "align": {"signal": f"{inside} || datum.kind == 'region' ? 'center' : 'left'"},
                "baseline": {"value": "middle"},
                "text": {"signal": "datum.n > 1 ? format(datum.n, ',') : ''"},
                "fill": [{"test": inside, "signal": "paper"}, {"signal": "ink"}],
                "fontSize": {"signal": "datum.n > 999 ? 10 : 11"},
                "fontWeight": {"value": 600},
                "font": {"value": "sans-serif"},
            }
        },
    }
