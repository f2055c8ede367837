"""Files that pages load: our own, and Vega's code from the package that draws pictures for files too."""

from __future__ import annotations

import hashlib
import threading
from functools import cache
from importlib.resources import files
from typing import Final

import vl_convert
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_TYPES: Final = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_VEGA: Final = "globalThis.tidingsVega = {vega, vegaEmbed};"
_making = threading.Lock()


def prepare() -> None:
    """Put Vega's code together (a second), before the first page asks for it."""
    vega()


def vega() -> bytes:
    """Vega and Vega-Embed as one script; it leaves them in `tidingsVega`."""
    with _making:
        return _vega()


@cache
def _vega() -> bytes:
    return str(vl_convert.javascript_bundle(_VEGA)).encode("utf-8")


def read(name: str) -> bytes:
    """A file of `static/`. Raises KeyError where there is none of that name."""
    if name == "vega.js":
        return vega()
    if "/" in name or name.startswith(".") or not any(name.endswith(end) for end in _TYPES):
        raise KeyError(name)
    return _file(name)


@cache
def _file(name: str) -> bytes:
    found = files("tidings.desk").joinpath("static", name)
    if not found.is_file():
        raise KeyError(name)
    return found.read_bytes()


def _serve(request: Request) -> Response:
    name = request.path_params["name"]
    try:
        body = read(name)
    except KeyError:
        raise HTTPException(404) from None
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match", "").removeprefix("W/") == tag:
        return Response(status_code=304, headers=headers)
    kind = next(kind for end, kind in _TYPES.items() if name.endswith(end))
    return Response(body, media_type=kind, headers=headers)


ROUTES: Final = [Route("/static/{name}", _serve)]
