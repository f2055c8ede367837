"""The start page: what people look for first, then map, timeline and list over the same filters."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tidings.desk.asked import Asked, whole
from tidings.desk.charts import situation_map, timeline, world
from tidings.desk.countries import country_name
from tidings.desk.map_view import view_of
from tidings.desk.plain_text import visible_in
from tidings.desk.render import desk_of, environment, link, page
from tidings.desk.towns import towns_in
from tidings.errors import UsageError
from tidings.ledger.store import Store
from tidings.model.codes import STATUSES
from tidings.views.incident import phrases
from tidings.views.situation import (
    SORTS,
    Bars,
    Chosen,
    Facet,
    Places,
    View,
    Words,
    bars,
    choose,
    facets,
    first_words,
    heads_of,
    ordered,
    places,
)
from tidings.views.situation.listed import page_of

SIZE: Final = 50
"""Incidents on a page of the list."""
_PARTS: Final = ("found", "facets", "listed", "places", "times")
_FIELDS: Final = (
    "type", "mode", "status", "actor", "place", "source", "report", "since", "until", "background",
    "confidence", "disputed", "outlets", "known_on", "bbox",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says of the chosen incidents. `query`: filters and order as an address has them."""

    asked: Asked
    query: dict[str, object]
    sort: str
    page: int
    pages: int
    chosen: Chosen
    count: int
    all: int
    heads: list[dict[str, Any]]
    words: dict[str, Words]
    facets: list[Facet]
    bars: Bars
    places: Places
    view: View

    @property
    def chips(self) -> list[tuple[str, str]]:
        """(field, value) of each filter, as it was asked."""
        query = self.asked.query()
        return [(name, str(query[name])) for name in _FIELDS if name in query]


def _gather(request: Request, store: Store) -> Shown:
    asked, query = Asked.of(request.query_params), request.query_params
    sort = query.get("sort") or SORTS[0]
    if sort not in SORTS:
        raise UsageError(f"sort: {sort!r} is none of {', '.join(SORTS)}")
    number = whole("page", query.get("page") or "1", most=10**6)
    columns = desk_of(request).kept.columns(store, asked.incidents)
    chosen = choose(store, columns, asked.incidents, asked.bbox)
    rows = ordered(columns, chosen.mask(), sort)
    pages = max(1, math.ceil(len(rows) / SIZE))
    shown = min(number, pages)
    view = view_of(query, columns, chosen, asked.bbox)
    listed = page_of(rows, shown, SIZE)
    return Shown(
        asked=asked,
        query=asked.query(sort=sort if sort != SORTS[0] else None),
        sort=sort,
        page=shown,
        pages=pages,
        chosen=chosen,
        count=len(rows),
        all=len(columns),
        heads=[json.loads(head) for head in heads_of(store, columns, listed)],
        words=first_words(store, [columns.ids[row] for row in listed]),
        facets=facets(chosen, asked.incidents),
        bars=bars(columns, chosen.mask("days"), since=asked.since, until=asked.until),
        places=places(store, columns, chosen.mask("box"), view),
        view=view,
    )


def _values(request: Request, shown: Shown) -> dict[str, Any]:
    tiles = request.app.state.tiles
    return {
        "shown": shown, "country": country_name, "phrases": phrases, "sorts": SORTS, "statuses": STATUSES,
        "toggled": _toggled, "last_of": _last_of,
        "tiles": tiles, "tiles_host": urlsplit(tiles).netloc if tiles else None,
    }  # fmt: skip


def _toggled(shown: Shown, field: str, value: str, on: bool) -> str:
    """The address with a facet value chosen, or dropped where it is chosen; a mode goes with its type."""
    more: dict[str, object] = {field: None if on else value}
    if field == "type":
        more["mode"] = None
    return link("/", {**shown.query, **more})


def _last_of(end: date) -> date:
    """The last day of a bar, which ends before the day `end`."""
    return end - timedelta(days=1)


def _show(request: Request) -> Response:
    desk = desk_of(request)
    with desk.reading() as store:
        shown = _gather(request, store)
        columns = shown.chosen.columns
        first = desk.kept.answers(store)
    types = sorted(str(v) for v in columns.type.values if v)
    return page(
        request, "situation.html", here="situation", answers=first, types=types, **_values(request, shown)
    )


def _told(request: Request) -> Response:
    """What the page changes when the filters do: its parts, and the data of its pictures."""
    with desk_of(request).reading() as store:
        shown = _gather(request, store)
    asked = shown.asked
    return JSONResponse(
        {
            "parts": {name: _part(request, name, shown) for name in _PARTS},
            "map": {
                **visible_in(situation_map.rows(shown.places)),
                "chosen": situation_map.corners(asked.bbox),
            },
            "time": timeline.told(shown.bars, asked.since, asked.until),
            "fields": {name: str(value) for name, value in asked.query().items()},
            "sort": shown.sort,
        }
    )


def _cells(request: Request) -> Response:
    """The same of the map alone, when it is moved."""
    asked, desk = Asked.of(request.query_params), desk_of(request)
    with desk.reading() as store:
        columns = desk.kept.columns(store, asked.incidents)
        chosen = choose(store, columns, asked.incidents, asked.bbox)
        view = view_of(request.query_params, columns, chosen, asked.bbox)
        found = places(store, columns, chosen.mask("box"), view)
    values = {"country": country_name, "places": found, "query": asked.query()}
    html = environment().get_template("situation/places_of.html").render(**values)
    names = towns_in(view) if request.query_params.get("towns") else []
    return JSONResponse({"parts": {"places": html}, **visible_in(situation_map.rows(found)), "towns": names})


def _fit(request: Request) -> Response:
    """The view of the map that holds the chosen incidents."""
    asked, desk = Asked.of(request.query_params), desk_of(request)
    with desk.reading() as store:
        columns = desk.kept.columns(store, asked.incidents)
        chosen = choose(store, columns, asked.incidents, asked.bbox)
        view = view_of(request.query_params, columns, chosen, asked.bbox)
    return JSONResponse({"lon": view.lon, "lat": view.lat, "zoom": view.zoom})


def _part(request: Request, name: str, shown: Shown) -> str:
    return environment().get_template(f"situation/{name}.html").render(**_values(request, shown))


def _world(request: Request) -> Response:
    headers = {"Cache-Control": "private, max-age=86400", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get(
        "accept-encoding", ""
    ):  # as it lies there: packing it takes a third of a second
        body, headers["Content-Encoding"] = world.packed("50m"), "gzip"
    else:
        body = world.world_json("50m")
    return Response(body, media_type="application/json", headers=headers)


ROUTES: Final = [
    Route("/", _show),
    Route("/situation.json", _told),
    Route("/situation/cells.json", _cells),
    Route("/situation/fit.json", _fit),
    Route("/situation/world.json", _world),
]
