"""Pictures: a Vega specification a picture, drawn in the browser, and here where it is wanted as a file.

A module of `charts` makes the specification and enters it in `PICTURES`; `/picture/NAME.json` gives it,
`/picture/NAME.svg` and `.png` draw it, all three for what the rest of the address asks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import vl_convert
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.charts import PICTURES
from tidings.desk.charts.look import as_file
from tidings.desk.desk import Desk
from tidings.desk.plain_text import visible_in
from tidings.desk.render import desk_of

Spec = dict[str, Any]
Picture = Callable[[Desk, QueryParams], Spec]
_SCALE: Final = 2.0
"""Pixels of a PNG for each of the picture's: sharp in print."""


def svg(spec: Spec) -> str:
    return str(vl_convert.vega_to_svg(as_file(visible_in(spec)), allowed_base_urls=[]))


def png(spec: Spec) -> bytes:
    return bytes(vl_convert.vega_to_png(as_file(visible_in(spec)), scale=_SCALE, allowed_base_urls=[]))


def _serve(request: Request) -> Response:
    name, kind = request.path_params["name"], request.path_params["kind"]
    make = PICTURES.get(name)
    if make is None or kind not in ("json", "svg", "png"):
        raise HTTPException(404)
    spec = make(desk_of(request), request.query_params)
    if kind == "json":
        return Response(
            json.dumps(visible_in(spec), ensure_ascii=False, separators=(",", ":")),
            media_type="application/json",
        )
    headers = {"Content-Disposition": f'inline; filename="tidings-{name}.{kind}"'}
    if kind == "svg":
        return Response(svg(spec), media_type="image/svg+xml", headers=headers)
    return Response(png(spec), media_type="image/png", headers=headers)


ROUTES: Final = [Route("/picture/{name}.{kind}", _serve)]
