"""The desk as an ASGI application: routes, errors, static files."""

from __future__ import annotations

import logging
import threading
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tidings.desk import pages, pictures, static
from tidings.desk.adding import Adding
from tidings.desk.desk import Desk
from tidings.desk.guard import Guard, GuardMiddleware, TooLarge
from tidings.desk.render import page
from tidings.desk.words import t
from tidings.errors import TidingsError, UsageError

_TITLES: Final = {
    400: "common.bad_request", 404: "common.not_found", 413: "common.too_large", 500: "common.mishap",
}  # fmt: skip
log = logging.getLogger(__name__)


def make_app(desk: Desk, guard: Guard | None = None) -> Starlette:
    """The pages, pictures and API of one store. `guard`: who may ask; None for this machine alone."""
    routes: list[BaseRoute] = [*static.ROUTES, *pictures.ROUTES, *pages.ROUTES]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(GuardMiddleware, guard=guard or Guard()),
            Middleware(Mishaps),
            Middleware(GZipMiddleware, minimum_size=1024),
        ],
        exception_handlers={
            HTTPException: _refused,
            TidingsError: _cannot,
            TooLarge: _too_large,
        },
    )
    app.state.desk = desk
    app.state.adding = Adding(desk)
    app.state.tiles = guard.tiles if guard else None
    threading.Thread(target=static.prepare, name="pictures", daemon=True).start()
    return app


class Mishaps:
    """Errors of our own become a page inside the guard, which puts its headers on it: Starlette's would go
    without them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception:
            if begun or scope["type"] != "http":
                raise
            request = Request(scope, receive)
            log.exception("%s %s went wrong", request.method, request.url.path)
            await _told(request, 500, t("common.mishap_why"))(scope, receive, send)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _told(request, error.status_code, error.detail if error.status_code != 404 else "")


def _cannot(request: Request, error: Exception) -> Response:
    """What a page or the API cannot do: the fault of what was asked (400), or the store's (503)."""
    assert isinstance(error, TidingsError)
    return _told(request, 400 if isinstance(error, UsageError) else 503, error.message)


def _too_large(request: Request, error: Exception) -> Response:
    return _told(request, 413, t("common.too_large_why"))


def _told(request: Request, status: int, why: str) -> Response:
    wants_json = "application/json" in request.headers.get("accept", "")
    if wants_json or request.url.path.startswith(("/api/", "/picture/")):
        return JSONResponse({"error": why or t(_TITLES.get(status, "common.bad_request"))}, status)
    title = t(_TITLES.get(status, "common.bad_request"))
    return page(request, "error.html", status=status, title=title, why=why or t("common.not_found_why"))
