"""Who acts on whom, as a network: actors are marks, the incidents between them are arrows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from starlette.datastructures import QueryParams

from tidings.desk.asked_actors import AskedTies
from tidings.desk.charts.labels import with_room
from tidings.desk.charts.layout import layout
from tidings.desk.charts.look import ACCENT, INK, MUTED, PAPER, STATUS, base
from tidings.desk.desk import Desk
from tidings.desk.render import link
from tidings.desk.words import t
from tidings.views.actors.ask import ActorHead
from tidings.views.actors.ties import Tie, network

Json = dict[str, Any]
_SIZE: Final = (900, 560)
_PAD: Final = 50
"""Pixels around the actors, for marks and names at the rim."""
_WIDEST: Final = 8.0
_SIDES: Final = {
    "state": ("GOV", "MIL", "COP", "JUD", "LEG", "SPY"),
    "armed": ("REB", "UAF", "CRM"),
    "people": ("CVL", "OPP", "PTY", "LAB", "EDU", "MED", "REL", "HLH", "AGR", "REF", "ELI"),
}
"""Sectors by what an actor is; the mark's shape tells the same as its colour."""
_COLOURS: Final = {"state": "accent", "armed": "occurred", "people": "ongoing", "other": "muted"}
_SHAPES: Final = {"state": "square", "armed": "diamond", "people": "circle", "other": "triangle-up"}


def picture(desk: Desk, query: QueryParams) -> Json:
    """Raises UsageError for what cannot be asked."""
    asked = AskedTies.of(query)
    with desk.reading() as store, store.reading() as connection:
        found = network(connection, asked.where(connection), most=asked.most)
    return spec(found.ties)


def spec(ties: Sequence[Tie]) -> Json:
    people: dict[str, ActorHead] = {}
    weight: dict[str, int] = {}
    for tie in ties:
        for one in (tie.one, tie.other):
            people.setdefault(one.key, one)
            weight[one.key] = weight.get(one.key, 0) + tie.incidents
    keys = sorted(people, key=lambda key: (-weight[key], key))
    number = {key: n for n, key in enumerate(keys)}
    pairs = [(number[tie.one.key], number[tie.other.key], float(tie.incidents)) for tie in ties]
    at = layout(len(keys), pairs, ratio=_SIZE[0] / _SIZE[1])
    places = [(x * (_SIZE[0] - 2 * _PAD), y * (_SIZE[1] - 2 * _PAD)) for x, y in at]
    shown = with_room([people[key].name for key in keys], places, beside=12, turn=_SIZE[0] - 2 * _PAD - 110)
    near: dict[int, list[int]] = {}
    for a, b, _ in pairs:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    actors = [
        {
            "n": n, "name": people[key].name, "side": _side(people[key].sector), "weight": weight[key],
            "u": round(float(at[n][0]), 4), "v": round(float(at[n][1]), 4), "shown": shown[n],
            "near": near[n], "href": link("/actor", name=people[key].name, key=key),
        }
        for n, key in enumerate(keys)
    ]  # fmt: skip
    heaviest = max((tie.incidents for tie in ties), default=1)
    arrows = [
        {
            "one": a,
            "other": b,
            "width": round(1 + (_WIDEST - 1) * math.sqrt((w - 1) / max(1, heaviest - 1)), 2),
        }
        for a, b, w in pairs
    ]
    return base(
        *_SIZE,
        description=t("network.picture"),
        signals=_signals(),
        data=[_actors(actors), _arrows(arrows)],
        scales=[
            {"name": "colour", "type": "ordinal", "domain": _names(), "range": [
                {"signal": f"{_COLOURS[side]}"} for side in _COLOURS]},
            {"name": "shape", "type": "ordinal", "domain": _names(), "range": list(_SHAPES.values())},
        ],
        legends=[{"orient": "bottom", "direction": "horizontal", "fill": "colour", "shape": "shape",
                  "columns": {"signal": "width < 500 ? 2 : 4"}}],
        marks=[_lines(), _heads(), _marks(), _labels()],
    )  # fmt: skip


def _side(sector: str | None) -> str:
    found = next((side for side, sectors in _SIDES.items() if sector in sectors), "other")
    return t(f"network.side_{found}")


def _names() -> list[str]:
    return [t(f"network.side_{side}") for side in _COLOURS]


def _signals() -> list[Json]:
    colours = {
        "ink": INK, "muted": MUTED, "paper": PAPER, "accent": ACCENT, "occurred": STATUS["occurred"],
        "ongoing": STATUS["ongoing"],
    }  # fmt: skip
    over = [
        {"events": "@actors:pointerover", "update": "datum.n"},
        {"events": "@actors:pointerout", "update": "-1"},
    ]
    return [*({"name": n, "value": v} for n, v in colours.items()), {"name": "over", "value": -1, "on": over}]


def _actors(values: list[Json]) -> Json:
    return {
        "name": "people", "values": values,
        "transform": [
            {"type": "formula", "as": "x", "expr": f"{_PAD} + datum.u * (width - {2 * _PAD})"},
            {"type": "formula", "as": "y", "expr": f"{_PAD} + datum.v * (height - {2 * _PAD})"},
            {"type": "formula", "as": "size", "expr": "min(900, 70 + 45 * datum.weight)"},
        ],
    }  # fmt: skip


def _arrows(values: list[Json]) -> Json:
    """Each a bow to the right of the straight line, so that the two ways between two actors are two lines; it
    ends at the rim of the mark."""
    ends = {"type": "lookup", "from": "people", "key": "n", "fields": ["one", "other"], "as": ["a", "b"]}
    steps = {
        "cx": "(datum.a.x + datum.b.x) / 2 - (datum.b.y - datum.a.y) * 0.12",
        "cy": "(datum.a.y + datum.b.y) / 2 + (datum.b.x - datum.a.x) * 0.12",
        "far": "max(1, sqrt(pow(datum.b.x - datum.cx, 2) + pow(datum.b.y - datum.cy, 2)))",
        "gap": "sqrt(datum.b.size) / 2 + 5",
        "x": "datum.b.x - (datum.b.x - datum.cx) / datum.far * datum.gap",
        "y": "datum.b.y - (datum.b.y - datum.cy) / datum.far * datum.gap",
        "turn": "atan2(datum.b.y - datum.cy, datum.b.x - datum.cx) * 57.29578 + 90",
        "path": "'M' + datum.a.x + ',' + datum.a.y + 'Q' + datum.cx + ',' + datum.cy"
        " + ',' + datum.x + ',' + datum.y",
    }
    formulas = [{"type": "formula", "as": name, "expr": expr} for name, expr in steps.items()]
    return {"name": "arrows", "values": values, "transform": [ends, *formulas]}


_OF_ARROW: Final = "over < 0 ? 0.45 : (datum.one === over || datum.other === over ? 0.95 : 0.06)"
_OF_ACTOR: Final = "over < 0 || datum.n === over || indexof(datum.near, over) >= 0"


def _lines() -> Json:
    return {
        "type": "path", "from": {"data": "arrows"}, "interactive": False,
        "encode": {"update": {
            "path": {"field": "path"}, "stroke": {"signal": "muted"}, "strokeWidth": {"field": "width"},
            "opacity": {"signal": _OF_ARROW},
        }},
    }  # fmt: skip


def _heads() -> Json:
    return {
        "type": "symbol", "from": {"data": "arrows"}, "interactive": False,
        "encode": {"update": {
            "x": {"field": "x"}, "y": {"field": "y"}, "shape": {"value": "triangle-up"},
            "angle": {"field": "turn"}, "size": {"signal": "45 + 14 * datum.width"},
            "fill": {"signal": "muted"}, "opacity": {"signal": f"min(1, 2 * ({_OF_ARROW}))"},
        }},
    }  # fmt: skip


def _marks() -> Json:
    return {
        "name": "actors", "type": "symbol", "from": {"data": "people"},
        "encode": {"update": {
            "x": {"field": "x"}, "y": {"field": "y"}, "size": {"field": "size"},
            "fill": {"scale": "colour", "field": "side"}, "shape": {"scale": "shape", "field": "side"},
            "stroke": {"signal": "paper"}, "strokeWidth": {"value": 1.5}, "cursor": {"value": "pointer"},
            "href": {"field": "href"}, "opacity": {"signal": f"{_OF_ACTOR} ? 1 : 0.15"},
        }},
    }  # fmt: skip


def _labels() -> Json:
    """Names with room for them, in a narrow window only of the first; of all around the one pointed at."""
    seen = f"over < 0 ? datum.shown && datum.n < width / 22 : ({_OF_ACTOR})"
    return {
        "type": "text", "from": {"data": "people"}, "interactive": False,
        "encode": {"update": {
            "x": {"field": "x"}, "y": {"field": "y"}, "text": {"field": "name"}, "fill": {"signal": "ink"},
            "align": {"signal": "datum.x > width - 160 ? 'right' : 'left'"},
            "dx": {"signal": "(datum.x > width - 160 ? -1 : 1) * (sqrt(datum.size) / 2 + 4)"},
            "baseline": {"value": "middle"}, "fontSize": {"value": 11}, "limit": {"value": 150},
            "opacity": {"signal": f"({seen}) ? 1 : 0"},
        }},
    }  # fmt: skip
