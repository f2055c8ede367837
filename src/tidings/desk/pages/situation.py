"""The start page: map, timeline and list over the same filters."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.asked import Asked
from tidings.desk.render import desk_of, page


def _show(request: Request) -> Response:
    asked = Asked.of(request.query_params)
    with desk_of(request).reading() as store:
        counts = store.counts()
    return page(request, "situation.html", here="situation", asked=asked, counts=counts)


ROUTES: Final = [Route("/", _show)]
