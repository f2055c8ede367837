"""The pages, a module each, with its `ROUTES`."""

from __future__ import annotations

from typing import Final

from starlette.routing import BaseRoute

from tidings.desk.pages import situation, situation_files

ROUTES: Final[list[BaseRoute]] = [*situation.ROUTES, *situation_files.ROUTES]
