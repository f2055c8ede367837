"""The pages, a module each, with its `ROUTES`."""

from __future__ import annotations

from typing import Final

from starlette.routing import BaseRoute

from tidings.desk.pages import (
    actors,
    add,
    api,
    disputes,
    history,
    incident,
    judging,
    meaning,
    pair,
    promises,
    report,
    review,
    search,
    situation,
    situation_files,
    sources,
    states,
)

ROUTES: Final[list[BaseRoute]] = [
    *situation.ROUTES,
    *situation_files.ROUTES,
    *incident.ROUTES,
    *judging.ROUTES,
    *pair.ROUTES,
    *disputes.ROUTES,
    *promises.ROUTES,
    *review.ROUTES,
    *history.ROUTES,
    *report.ROUTES,
    *search.ROUTES,
    *sources.ROUTES,
    *add.ROUTES,
    *states.ROUTES,
    *actors.ROUTES,
    *meaning.ROUTES,
    *api.ROUTES,
]
