"""The pages, a module each, with its `ROUTES`."""

from __future__ import annotations

from typing import Final

from starlette.routing import BaseRoute

from tidings.desk.pages import add, incident, judging, report, search, situation, sources

ROUTES: Final[list[BaseRoute]] = [
    *situation.ROUTES,
    *incident.ROUTES,
    *judging.ROUTES,
    *report.ROUTES,
    *search.ROUTES,
    *sources.ROUTES,
    *add.ROUTES,
]
