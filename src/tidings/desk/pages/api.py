"""The API's answers, its description for programs, and a page of it for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tidings.desk.api.answers import page_of
from tidings.desk.api.document import document
from tidings.desk.api.endpoints import ENDPOINTS, ROOT, Endpoint
from tidings.desk.api.parameters import USUAL_PAGE, read
from tidings.desk.render import desk_of, link, page
from tidings.desk.words import t


def _endpoint(one: Endpoint) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        given = read(one.parameters, request.query_params, request.path_params)
        with desk_of(request).reading() as store:
            try:
                found = one.answer(store, given)
                if one.one:
                    return JSONResponse(found)
                items, more = page_of(found, given, USUAL_PAGE)
            except HTTPException as error:
                return JSONResponse({"error": error.detail}, error.status_code)
        after = given.get("offset", 0) + len(items)
        query = {**request.query_params, "offset": after}
        return JSONResponse({"items": items, "next": link(request.url.path, query) if more else None})

    return answer


def _unknown(request: Request) -> Response:
    return JSONResponse({"error": t("api.no_such")}, 404)


def _document(request: Request) -> Response:
    return JSONResponse(document())


def _show(request: Request) -> Response:
    with desk_of(request).reading() as store:
        shown = [(one, _example(one, store)) for one in ENDPOINTS]
    base = str(request.base_url).rstrip("/")
    return page(request, "api.html", here=None, endpoints=shown, root=ROOT, base=base)


def _example(one: Endpoint, store: Any) -> str | None:
    """An address that answers on this store; None where there is nothing to ask for."""
    if not one.one:
        return f"{ROOT}{one.path}" + (f"?{one.example}" if one.example else "")
    many = next(other for other in ENDPOINTS if other.path == one.path.removesuffix("/{id}"))
    first = next(iter(many.answer(store, {})), None)
    return f"{ROOT}{many.path}/{first['id']}" if first else None


ROUTES: Final[list[BaseRoute]] = [
    Route("/api", _show),
    Route("/api/openapi.json", _document),
    *(Route(ROOT + one.path, _endpoint(one)) for one in ENDPOINTS),
    Route("/api/{rest:path}", _unknown),
]
