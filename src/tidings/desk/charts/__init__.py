"""Specifications of pictures, by name. Each takes the desk and what the address asks, and returns a Vega
specification with its data in it, already aggregated: what a picture weighs does not grow with the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from starlette.datastructures import QueryParams

from tidings.desk.charts import deeds, held, network, situation_map, timeline, toll
from tidings.desk.desk import Desk

PICTURES: Final[Mapping[str, Callable[[Desk, QueryParams], dict[str, Any]]]] = {
    "actor-months": deeds.picture,
    "held": held.picture,
    "map": situation_map.picture,
    "network": network.picture,
    "timeline": timeline.picture,
    "toll": toll.toll_picture,
}
