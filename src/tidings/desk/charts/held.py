"""The map of a day: places that somebody holds or is at. Only what is known to the point is a point; a whole
country is tinted, a region is not on the map."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection
from starlette.datastructures import QueryParams

from tidings.desk.asked_day import AskedDay, held
from tidings.desk.charts import world
from tidings.desk.charts.labels import with_room
from tidings.desk.charts.look import ACCENT, base
from tidings.desk.desk import Desk
from tidings.desk.render import amount
from tidings.desk.words import t
from tidings.views.holdings.holding import Holding
from tidings.views.holdings.query import last_day

Json = dict[str, Any]
MOST: Final = 200
"""Holdings of each kind on the map: more would lie on each other."""
ON_MAP: Final = ("control", "presence")
COLOURS: Final = ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#b58900", "#6b4fa0")
"""Of the holders with most places; told apart on light and dark ground and by most who see colours otherwise.
The others are grey; every mark has its holder's name."""
OTHERS: Final = "#7b8794"
_SIZE: Final = (900, 420)
_CLOSEST: Final = 7.0
_ALONE: Final = 3.5
"""Of one place alone: the countries around it are still to be seen."""
_LONGEST: Final = 70
"""Characters of a place's label."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place of one kind; `label` names who and how many, `holder` the first."""

    kind: str
    place: str
    lon: float
    lat: float
    holder: str
    contested: bool
    label: str


@dataclass(frozen=True, slots=True)
class Spots:
    """`tinted`: country codes; `wide`: names of countries and regions, with how many holdings."""

    points: tuple[Point, ...]
    tinted: tuple[str, ...]
    wide: tuple[tuple[str, int], ...]


def picture(desk: Desk, query: QueryParams) -> Json:
    """Raises UsageError for what cannot be asked."""
    asked = AskedDay.of(query)
    with desk.reading() as store, store.reading() as connection:
        day = asked.as_of or last_day(connection, asked.known_on) or date.today()
        return spec(spots(connection, asked, day), t("states.map", day=day))


def spots(connection: Connection, asked: AskedDay, day: date) -> Spots:
    """Where the holdings of the day are that the map shows."""
    kinds = [kind for kind in ON_MAP if asked.kind in (None, kind)]
    return spots_of(one for kind in kinds for one in islice(held(connection, asked, day, kind), MOST))


def spots_of(found: Iterable[Holding]) -> Spots:
    """Of those of the kinds that the map shows."""
    at: dict[tuple[str, float, float], list[Holding]] = {}
    tinted, wide = set(), Counter[str]()
    for one in found:
        where = one.where
        if where is None:
            continue
        if where.is_country or where.lat is None or where.lon is None:
            wide[where.name] += 1
            if where.is_country and where.country:
                tinted.add(where.country)
        else:
            at.setdefault((one.kind, round(where.lon, 3), round(where.lat, 3)), []).append(one)
    points = tuple(_point(several, lon, lat) for (_, lon, lat), several in sorted(at.items()))
    return Spots(points, tuple(sorted(tinted)), tuple(sorted(wide.items())))


def spec(where: Spots, description: str) -> Json:
    at = middle_of([(p.lon, p.lat) for p in where.points])
    holders = [name for name, _ in Counter(p.holder for p in where.points).most_common(len(COLOURS))]
    pixels = 256 * 2**at.zoom
    places = [(p.lon / 360 * pixels, -_height(p.lat) / (2 * math.pi) * pixels) for p in where.points]
    shown = with_room([p.label for p in where.points], places)
    values = [
        {
            "lon": p.lon, "lat": p.lat, "kind": t(f"kind.{p.kind}"), "square": p.kind == "control",
            "contested": p.contested, "label": p.label, "shown": is_shown,
            "holder": p.holder if p.holder in holders else t("states.others"),
        }
        for p, is_shown in zip(where.points, shown, strict=True)
    ]  # fmt: skip
    for n, one in enumerate(values):
        one["id"] = n
    domain = [*holders, t("states.others")] if any(p.holder not in holders for p in where.points) else holders
    marks = (world.land(), _tint(), _symbols(), _crosses(), _labels(at.zoom))
    return base(
        *_SIZE,
        description=description,
        background={"signal": "sea"},
        signals=_moving(world.signals(at, accent=ACCENT)),
        projections=world.projections(),
        data=[
            world.land_data("50m" if at.zoom > 4 else "110m"),
            {
                "name": "tinted", "source": "countries",
                "transform": [{"type": "filter", "expr": f"indexof({list(where.tinted)!r}, datum.id) >= 0"}],
            },
            {
                "name": "points", "values": values,
                "transform": [{"type": "geopoint", "projection": "world", "fields": ["lon", "lat"]}],
            },
        ],
        scales=[
            {"name": "colour", "type": "ordinal", "domain": domain,
             "range": [*COLOURS[: len(holders)], OTHERS][: max(1, len(domain))]},
            {"name": "shape", "type": "ordinal", "domain": [t("kind.control"), t("kind.presence")],
             "range": ["square", "circle"]},
        ],
        legends=_legends(where),
        marks=[{**mark, "clip": True} for mark in marks],
    )  # fmt: skip


def middle_of(places: Sequence[tuple[float, float]]) -> world.At:
    """A map on which all places (lon, lat) are to be seen; the world where there is none."""
    if not places:
        return world.At()
    lons, lats = [lon for lon, _ in places], [lat for _, lat in places]
    heights = [_height(lat) for lat in (min(lats), max(lats))]
    width, height = _SIZE[0] * 0.45, _SIZE[1] * 0.7  # a narrow window shows half of it
    wide = math.log2(width * 360 / (256 * max(max(lons) - min(lons), 0.01)))
    high = math.log2(height * 2 * math.pi / (256 * max(heights[1] - heights[0], 0.0001)))
    middle = math.degrees(2 * math.atan(math.exp(sum(heights) / 2)) - math.pi / 2)
    closest = _CLOSEST if len({*places}) > 1 else _ALONE
    return world.At((min(lons) + max(lons)) / 2, middle, max(0.4, min(wide, high, closest)))


def _height(lat: float) -> float:
    """Of a latitude on Mercator's map of a globe of radius 1."""
    kept = max(-world.MOST_LATITUDE, min(world.MOST_LATITUDE, lat))
    return math.log(math.tan(math.pi / 4 + math.radians(kept) / 2))


def _point(several: Sequence[Holding], lon: float, lat: float) -> Point:
    first = several[0]
    assert first.where is not None
    label = f"{first.where.name}: {', '.join(_who(several))}"
    return Point(
        first.kind, first.where.name, lon, lat, first.holder.name,
        any(one.status == "contested" for one in several),
        label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…",
    )  # fmt: skip


def _who(several: Iterable[Holding]) -> list[str]:
    return [f"{one.holder.name} {amount(one.count) if one.count else ''}".rstrip() for one in several]


def _moving(signals: list[Json]) -> list[Json]:
    """Dragged with the pointer; the wheel zooms while Ctrl is held, so that the page still scrolls."""
    degrees = "360 / (256 * pow(2, zoom))"
    moves = {
        "lon": [{"events": {"signal": "moved"},
                 "update": f"moved && held ? held.lon - (moved.x - held.x) * {degrees} : lon"}],
        "lat": [{"events": {"signal": "moved"},
                 "update": "moved && held ? clamp(held.lat + (moved.y - held.y) * "
                           f"{degrees} * cos(held.lat * 0.01745), -80, 80) : lat"}],
        "zoom": [{"events": {"type": "wheel", "consume": False, "filter": "event.ctrlKey"},
                  "update": "clamp(zoom - event.deltaY / 300, 0.4, 10)"}],
    }  # fmt: skip
    pointer = [
        {"name": "over", "value": None, "on": [
            {"events": "@places:pointerover", "update": "datum"},
            {"events": "@places:pointerout", "update": "null"}]},
        {"name": "held", "value": None, "on": [
            {"events": "pointerdown", "update": "{x: x(), y: y(), lon: lon, lat: lat}"},
            {"events": "window:pointerup", "update": "null"}]},
        {"name": "moved", "value": None, "on": [
            {"events": "[pointerdown, window:pointerup] > window:pointermove",
             "update": "{x: x(), y: y()}"}]},
    ]  # fmt: skip
    return [
        *pointer,
        *({**one, "on": moves[one["name"]]} if one["name"] in moves else one for one in signals),
    ]


def _tint() -> Json:
    fill = {"fill": {"signal": "accent"}, "fillOpacity": {"value": 0.22}, "stroke": {"signal": "accent"}}
    return {
        "type": "shape", "from": {"data": "tinted"}, "interactive": False,
        "encode": {"update": {**fill, "strokeDash": {"value": [4, 3]}, "strokeWidth": {"value": 1.2}}},
        "transform": [{"type": "geoshape", "projection": "world"}],
    }  # fmt: skip


def _symbols() -> Json:
    return {
        "name": "places", "type": "symbol", "from": {"data": "points"},
        "encode": {"update": {
            "x": {"field": "x"}, "y": {"field": "y"},
            "size": {"signal": "datum.square ? 170 : 70"},
            "shape": {"scale": "shape", "field": "kind"},
            "fill": {"scale": "colour", "field": "holder"},
            "stroke": {"signal": "paper"}, "strokeWidth": {"value": 1.5},
            "zindex": {"signal": "datum.square ? 0 : 1"},
        }},
    }  # fmt: skip


def _crosses() -> Json:
    return {
        "type": "symbol", "from": {"data": "points"}, "interactive": False,
        "encode": {"update": {
            "x": {"field": "x"}, "y": {"field": "y"}, "shape": {"value": "cross"}, "angle": {"value": 45},
            "size": {"signal": "datum.contested ? 380 : 0"}, "fill": {"signal": "ink"},
            "stroke": {"signal": "paper"}, "strokeWidth": {"value": 1},
        }},
    }  # fmt: skip


def _labels(zoom: float) -> Json:
    """Those with room for them; all of them closer up, and that of the mark under the pointer."""
    seen = f"datum.shown || zoom > {zoom + 2:.2f} || (over && over.id === datum.id)"
    return {
        "type": "text", "from": {"data": "points"}, "interactive": False,
        "encode": {"update": {
            "x": {"field": "x"}, "y": {"field": "y"}, "dx": {"value": 10}, "baseline": {"value": "middle"},
            "text": {"field": "label"}, "fill": {"signal": "ink"}, "fontSize": {"value": 11},
            "limit": {"value": 220}, "opacity": {"signal": f"{seen} ? 1 : 0"},
        }},
    }  # fmt: skip


def _legends(where: Spots) -> list[Json]:
    if not where.points:
        return []
    columns = {"signal": "width < 500 ? 2 : 4"}
    base = {"orient": "bottom", "direction": "horizontal", "columns": columns, "labelLimit": 150}
    return [
        {**base, "fill": "colour", "symbolType": "circle", "symbolStrokeWidth": 0},
        {
            **base,
            "shape": "shape",
            "symbolFillColor": {"signal": "muted"},
            "symbolStrokeColor": {"signal": "muted"},
        },
    ]
