"""The pages, a module each, with its `ROUTES`."""

from __future__ import annotations

from typing import Final

from starlette.routing import BaseRoute

from tidings.desk.pages import actors, api, situation, states

ROUTES: Final[list[BaseRoute]] = [*situation.ROUTES, *states.ROUTES, *actors.ROUTES, *api.ROUTES]
