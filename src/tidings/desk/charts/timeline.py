"""The timeline: incidents by status over time, and below them the dead, from lowest to highest figures.

Signals `from` and `to` (milliseconds, 0 for none) mark a chosen period. Statuses are told by fill and outline
as well as colour, as in the marks beside words.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from starlette.datastructures import QueryParams

from tidings.desk.asked import Asked
from tidings.desk.charts.look import ACCENT, INK, MUTED, PAPER, RULE, STATUS, base
from tidings.desk.desk import Desk
from tidings.desk.words import t
from tidings.model.codes import STATUSES
from tidings.views.situation import Bars, bars, choose

Json = dict[str, Any]
WIDTH: Final = 900
_UPPER: Final = 130
_LOWER: Final = 90
_BETWEEN: Final = 34
_DAY_MS: Final = 86_400_000
_HEIGHT: Final = _UPPER + _BETWEEN + _LOWER
_FILLED: Final = {"occurred": 1, "ongoing": 0.55, "denied": 0.25}
"""How full a bar is; others are all but empty."""


def picture(desk: Desk, query: QueryParams) -> Json:
    asked = Asked.of(query)
    with desk.reading() as store:
        columns = desk.kept.columns(store, asked.incidents)
        chosen = choose(store, columns, asked.incidents, asked.bbox)
        found = bars(columns, chosen.mask("days"), since=asked.since, until=asked.until)
    return spec(found, asked.since, asked.until)


def rows(found: Bars) -> Json:
    """The data sets of the picture."""
    counts, tolls = [], []
    for bar in found.bars:
        start, end, under = ms(bar.start), ms(bar.end), 0
        for status in STATUSES:
            if n := bar.counts.get(status):
                counts.append([start, end, status, under, under + n])
                under += n
        if bar.best or bar.high:
            tolls.append([start, end, bar.low, bar.best, bar.high, bar.open])
    return {
        "counts": [dict(zip(("start", "end", "status", "y0", "y1"), row, strict=True)) for row in counts],
        "tolls": [
            dict(zip(("start", "end", "low", "best", "high", "open"), row, strict=True)) for row in tolls
        ],
    }


def told(found: Bars, since: date | None, until: date | None) -> Json:
    """The data sets with the signals, as the page sets them anew."""
    return {**rows(found), "signals": _signals(found, since, until)}


def _signals(found: Bars, since: date | None, until: date | None) -> dict[str, int]:
    return {
        "first": ms(found.start),
        "last": ms(found.end) or _DAY_MS,
        "from": ms(since),
        "to": ms(until) + _DAY_MS if until else 0,
    }


def ms(day: date | None) -> int:
    return 0 if day is None else (day - date(1970, 1, 1)).days * _DAY_MS


def spec(found: Bars, since: date | None = None, until: date | None = None) -> Json:
    data = rows(found)
    colours = {"ink": INK, "muted": MUTED, "rule": RULE, "paper": PAPER, "accent": ACCENT, **STATUS}
    ticks = {"signal": "width / 90"}
    return {
        **base(WIDTH, _HEIGHT, description=t("situation.timeline_label")),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "signals": [
            *({"name": name, "value": value} for name, value in colours.items()),
            *({"name": name, "value": value} for name, value in _signals(found, since, until).items()),
        ],
        "data": [
            {"name": "counts", "values": data["counts"]},
            {"name": "tolls", "values": data["tolls"]},
        ],
        "scales": [
            {"name": "x", "type": "utc", "domain": {"signal": "[first, last]"}, "range": "width"},
            _up("n", "counts", ["y1"], 0, _UPPER),
            _up("dead", "tolls", ["low", "best", "high"], _UPPER + _BETWEEN, _LOWER),
        ],
        "axes": [
            {"orient": "bottom", "scale": "x", "labelOverlap": True, "tickCount": ticks},
            {"orient": "bottom", "scale": "x", "labels": False, "ticks": False,
             "offset": -(_BETWEEN + _LOWER), "tickCount": ticks},
            _axis("n", t("situation.incidents_axis")),
            _axis("dead", t("situation.killed_axis")),
        ],
        "marks": [_period(), _bars(), _band(), _best(), _open()],
    }  # fmt: skip


def _up(name: str, data: str, fields: list[str], top: int, height: int) -> Json:
    return {
        "name": name, "type": "linear", "nice": True, "zero": True, "range": [top + height, top],
        "domain": {"data": data, "fields": fields},
    }  # fmt: skip


def _axis(scale: str, title: str) -> Json:
    return {
        "orient": "left", "scale": scale, "title": title, "grid": True, "tickCount": 4, "tickMinStep": 1,
        "format": "~s", "minExtent": 34, "maxExtent": 34,
    }  # fmt: skip


def _mark(name: str, kind: str, data: str | None, **update: Any) -> Json:
    source = {"from": {"data": data}} if data else {}
    return {"name": name, "type": kind, **source, "interactive": False, "encode": {"update": update}}


def _sides() -> Json:
    """A pixel and a half at least, or a day among years is not seen."""
    return {
        "x": {"scale": "x", "field": "start", "offset": 0.5},
        "x2": {"signal": "max(scale('x', datum.end) - 0.5, scale('x', datum.start) + 2)"},
    }


def _period() -> Json:
    return _mark(
        "chosen", "rect", None,
        x={"signal": "scale('x', clamp(from || first, first, last))"},
        x2={"signal": "scale('x', clamp(to || last, first, last))"},
        y={"value": 0},
        y2={"value": _HEIGHT},
        fill={"signal": "accent"},
        fillOpacity={"signal": "from || to ? 0.14 : 0"},
        stroke={"signal": "accent"},
        strokeOpacity={"signal": "from || to ? 1 : 0"},
    )  # fmt: skip


def _bars() -> Json:
    colour = [
        {"test": f"datum.status == '{status}'", "signal": status}
        for status in STATUSES
        if status != "occurred"
    ] + [{"signal": "occurred"}]
    filled = [
        *({"test": f"datum.status == '{status}'", "value": share} for status, share in _FILLED.items()),
        {"value": 0.06},
    ]
    dash = [{"test": "datum.status == 'planned'", "value": [3, 2]}, {"value": []}]
    return _mark(
        "bars", "rect", "counts", **_sides(),
        y={"scale": "n", "field": "y1"},
        y2={"scale": "n", "field": "y0"},
        fill=colour, fillOpacity=filled, stroke=colour, strokeWidth={"value": 1}, strokeDash=dash,
    )  # fmt: skip


def _band() -> Json:
    return _mark(
        "band", "rect", "tolls", **_sides(),
        y={"scale": "dead", "field": "high"},
        y2={"scale": "dead", "field": "low"},
        fill={"signal": "occurred"}, fillOpacity={"value": 0.28},
    )  # fmt: skip


def _best() -> Json:
    return _mark(
        "best", "rect", "tolls", **_sides(),
        y={"scale": "dead", "field": "best", "offset": -1},
        height={"value": 2.5},
        fill={"signal": "occurred"},
    )  # fmt: skip


def _open() -> Json:
    """A figure without an upper bound ("at least 9"): an arrow up."""
    return _mark(
        "open", "symbol", "tolls",
        x={"signal": "(scale('x', datum.start) + scale('x', datum.end)) / 2"},
        y={"scale": "dead", "field": "high", "offset": -5},
        shape={"value": "triangle-up"},
        size={"value": 28},
        fill={"signal": "occurred"},
        opacity={"signal": "datum.open > 0 ? 1 : 0"},
    )  # fmt: skip
