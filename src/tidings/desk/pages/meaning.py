"""What the words on the pages mean, and where what is looked for is found."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.render import page
from tidings.model.codes import MODES, STATUSES

TASKS: Final = (
    ("open", "/promises?standing=open"), ("dead", "/disputes?field=killed"), ("sentence", "/"),
    ("holds", "/states"), ("same", "/review"), ("correct", "/review"), ("words", "/search"),
    ("add", "/add"), ("files", "/"),
)  # fmt: skip
TERMS: Final = (
    "incident", "event", "state", "outlet", "copy", "disputed", "figure", "sure", "background", "known_on",
)  # fmt: skip


def _show(request: Request) -> Response:
    return page(
        request, "meaning.html", here="words", tasks=TASKS, terms=TERMS, types=MODES, statuses=STATUSES
    )


ROUTES: Final = [Route("/words", _show)]
