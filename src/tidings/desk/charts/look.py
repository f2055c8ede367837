"""How pictures look: one set of colours, each status told by shape or dash as well. In the browser the
page's own colours go over these (`static/picture.js`), light or dark."""

from __future__ import annotations

from typing import Any, Final

SCHEMA: Final = "https://vega.github.io/schema/vega/v6.json"
"""The name of the format; nothing is fetched from there."""
INK: Final = "#1b2430"
MUTED: Final = "#5b6675"
RULE: Final = "#d5dae1"
PAPER: Final = "#ffffff"
ACCENT: Final = "#1f5fa8"
STATUS: Final = {
    "occurred": "#b3261e",
    "ongoing": "#b45f06",
    "planned": "#1f5fa8",
    "possible": "#6b4fa0",
    "denied": "#5b6675",
}
"""Fill of each status; the marks beside are in templates/marks.html, `SHAPE` here."""
SHAPE: Final = {
    "occurred": "circle",
    "ongoing": "diamond",
    "planned": "square",
    "possible": "triangle-up",
    "denied": "cross",
}


def base(width: int, height: int, **more: Any) -> dict[str, Any]:
    """A specification to go on from; `description` in `more` is read out by screen readers."""
    return {"$schema": SCHEMA, "width": width, "height": height, "padding": 5, "autosize": "fit", **more}


def config(ink: str = INK, muted: str = MUTED, rule: str = RULE) -> dict[str, Any]:
    axis = {"labelColor": muted, "titleColor": ink, "domainColor": rule, "tickColor": rule, "gridColor": rule}
    text = {"font": "sans-serif", "fill": ink}
    return {
        "axis": {**axis, "labelFontSize": 11, "titleFontSize": 12, "titleFontWeight": "normal"},
        "legend": {"labelColor": ink, "titleColor": ink, "labelFontSize": 11, "titleFontSize": 12},
        "title": {"color": ink, "anchor": "start", "fontSize": 13},
        "style": {"guide-label": {"font": "sans-serif"}, "guide-title": {"font": "sans-serif"}, "text": text},
    }


def as_file(spec: dict[str, Any]) -> dict[str, Any]:
    """The picture on white, to stand in a document."""
    return {"background": PAPER, **spec, "config": {**config(), **spec.get("config", {})}}
