"""The toll of one incident as it became known: each figure with its range, and over them what all reports of
that day and before make of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from starlette.datastructures import QueryParams

from tidings.desk.charts.look import ACCENT, INK, MUTED, PAPER, base
from tidings.desk.desk import Desk
from tidings.desk.words import t
from tidings.errors import UsageError
from tidings.views.incident import Incident
from tidings.views.incident.fields import TOLLS
from tidings.views.incident.series import Known, toll_series
from tidings.views.incident.tolls import figure
from tidings.views.incidents import find, load

Json = dict[str, Any]
OPEN: float = 1.15
"""How far a bar goes on past the figure where its end is open ("9 or more"), by the figure."""


MOST_TICKS = 8


def toll_picture(desk: Desk, asked: QueryParams) -> Json:
    """`incident` and `field` (killed, injured, detained, size)."""
    field = asked.get("field", "killed")
    if field not in TOLLS:
        raise UsageError(f"field: {field!r} is no toll. Those are: {', '.join(TOLLS)}.")
    with desk.reading() as store:
        found = load(store, find(store, asked.get("incident", "")))
    return _spec(field, _points(found, field), toll_series(found, field))


def _points(found: Incident, field: str) -> list[Json]:
    out = []
    for said in getattr(found, field).said:
        day = said.telling.report.published
        if day is None:
            continue
        low, high = said.value
        best = figure(said.value)
        top = high if high is not None else round((low or 1) * OPEN, 1)
        out.append(
            {"day": day.isoformat(), "low": low or 0, "high": top, "open": high is None, "best": best,
             "source": said.said_by, "lasts": said.lasts}
        )  # fmt: skip
    return out


def _spec(field: str, points: list[Json], known: list[Known]) -> Json:
    band = [
        {"day": k.day.isoformat(), "low": k.low if k.low is not None else k.best or 0, "best": k.best,
         "high": k.high if k.high is not None else k.best or k.low or 0}
        for k in known
    ]  # fmt: skip
    if band:  # the last day is a step like the others
        band.append({**band[-1], "day": (known[-1].day + timedelta(days=1)).isoformat()})
    label = t(f"values.{field}")
    dated = {"parse": {"day": "date"}}
    return base(
        640, 200, description=t("incident.toll_picture", field=label.lower()),
        signals=[{"name": "ink", "value": INK}, {"name": "muted", "value": MUTED},
                 {"name": "accent", "value": ACCENT}, {"name": "paper", "value": PAPER}],
        data=[{"name": "points", "values": points, "format": dated},
              {"name": "band", "values": band, "format": dated}],
        scales=[
            {"name": "x", "type": "utc", "range": "width", "padding": 24,
             "domain": {"fields": [{"data": "points", "field": "day"}, {"data": "band", "field": "day"}]}},
            {"name": "y", "type": "linear", "range": "height", "nice": True, "zero": True,
             "domain": {"fields": [{"data": "points", "field": "high"}, {"data": "band", "field": "high"}]}},
        ],
        axes=[
            {"orient": "bottom", "scale": "x", "tickCount": _ticks(points), "labelOverlap": True,
             "format": "%-d %b %Y"},
            {"orient": "left", "scale": "y", "title": label, "grid": True, "tickCount": 5,
             "tickMinStep": 1, "format": ",d"},
        ],
        marks=[
            _band(), _line(), _bars(), _dots(),
        ],
    )  # fmt: skip


def _ticks(points: list[Json]) -> int | Json:
    """Each day where they are few, so that no date stands there twice."""
    days = [date.fromisoformat(p["day"]) for p in points]
    return {"interval": "day", "step": 1} if days and (max(days) - min(days)).days < MOST_TICKS else 6


def _band() -> Json:
    return {
        "type": "area", "from": {"data": "band"},
        "encode": {"update": {
            "interpolate": {"value": "step-after"}, "x": {"scale": "x", "field": "day"},
            "y": {"scale": "y", "field": "low"}, "y2": {"scale": "y", "field": "high"},
            "fill": {"signal": "accent"}, "fillOpacity": {"value": 0.18},
        }},
    }  # fmt: skip


def _line() -> Json:
    return {
        "type": "line", "from": {"data": "band"},
        "encode": {"update": {
            "interpolate": {"value": "step-after"}, "x": {"scale": "x", "field": "day"},
            "y": {"scale": "y", "field": "best"}, "defined": {"signal": "datum.best !== null"},
            "stroke": {"signal": "accent"}, "strokeWidth": {"value": 2},
        }},
    }  # fmt: skip


def _bars() -> Json:
    """The range of a figure; dashed where its end is open."""
    return {
        "type": "rule", "from": {"data": "points"},
        "encode": {"update": {
            "x": {"scale": "x", "field": "day"}, "y": {"scale": "y", "field": "low"},
            "y2": {"scale": "y", "field": "high"}, "stroke": {"signal": "ink"}, "strokeWidth": {"value": 1.5},
            "strokeDash": {"signal": "datum.open ? [3, 2] : [1, 0]"},
        }},
    }  # fmt: skip


def _dots() -> Json:
    """Full where it is its source's last figure, hollow where the source gave another later."""
    return {
        "type": "symbol", "from": {"data": "points"},
        "encode": {"update": {
            "x": {"scale": "x", "field": "day"}, "y": {"scale": "y", "field": "best"},
            "size": {"value": 70}, "stroke": {"signal": "ink"}, "strokeWidth": {"value": 1.5},
            "fill": {"signal": "datum.lasts ? ink : paper"},
        }},
    }  # fmt: skip
