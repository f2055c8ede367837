"""What an actor did and suffered, month by month."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

from tidings.desk.charts.look import ACCENT, INK, MUTED, STATUS, base
from tidings.desk.desk import Desk
from tidings.desk.words import t
from tidings.views.actors.ask import actor_heads
from tidings.views.actors.profile import Deeds, deeds

Json = dict[str, Any]
_SIZE: Final = (900, 200)


def picture(desk: Desk, query: QueryParams) -> Json:
    key = query.get("key", "")
    with desk.reading() as store, store.reading() as connection:
        if not actor_heads(connection, [key]):
            raise HTTPException(404)
        return spec(deeds(connection, key))


def spec(several: list[Deeds]) -> Json:
    """What it did above the line, what it suffered below it: the side tells what the colour tells."""
    sums: Counter[tuple[str, str]] = Counter()
    for one in several:
        if one.month:
            sums[one.month, one.side] += one.incidents
    values = [
        {"month": f"{month}-01", "n": n if side == "done" else -n, "side": t(f"actor.{side}")}
        for (month, side), n in sorted(sums.items())
    ]
    sides = [t("actor.done"), t("actor.suffered")]
    colours = {"ink": INK, "muted": MUTED, "accent": ACCENT, "occurred": STATUS["occurred"]}
    return base(
        *_SIZE,
        description=t("actor.months"),
        signals=[{"name": name, "value": value} for name, value in colours.items()],
        data=[{
            "name": "deeds", "values": values, "format": {"parse": {"month": "utc:'%Y-%m-%d'"}},
            "transform": [{"type": "formula", "as": "end", "expr": "utcOffset('month', datum.month, 1)"}],
        }],
        scales=[
            {"name": "x", "type": "utc", "range": "width", "nice": False,
             "domain": {"data": "deeds", "fields": ["month", "end"]}},
            {"name": "y", "type": "linear", "range": "height", "nice": True, "zero": True,
             "domain": {"data": "deeds", "field": "n"}},
            {"name": "colour", "type": "ordinal", "domain": sides,
             "range": [{"signal": "accent"}, {"signal": "occurred"}]},
        ],
        axes=[
            {"scale": "x", "orient": "bottom", "tickCount": "month", "format": "%b %Y",
             "labelOverlap": "greedy"},
            {"scale": "y", "orient": "left", "grid": True, "tickCount": 5, "tickMinStep": 1,
             "encode": {"labels": {"update": {"text": {"signal": "format(abs(datum.value), ',')"}}}}},
        ],
        legends=[{"fill": "colour", "orient": "top", "direction": "horizontal"}],
        marks=[
            {"type": "rect", "from": {"data": "deeds"}, "encode": {"update": {
                "x": {"scale": "x", "field": "month", "offset": 1}, "width": {"signal": (
                    "max(3, min(24, scale('x', datum.end) - scale('x', datum.month) - 2))")},
                "y": {"scale": "y", "field": "n"}, "y2": {"scale": "y", "value": 0},
                "fill": {"scale": "colour", "field": "side"}}}},
            {"type": "rule", "encode": {"update": {
                "x": {"value": 0}, "x2": {"signal": "width"}, "y": {"scale": "y", "value": 0},
                "stroke": {"signal": "muted"}}}},
        ],
    )  # fmt: skip
