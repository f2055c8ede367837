"""Names of towns on the map: the largest of the gazetteer, as many as do not overlap."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tidings.mentions.gazetteer_tables import rows
from tidings.views.situation import View
from tidings.views.situation.cells import project

LEAST_PEOPLE: Final = 5_000
LEAST_ZOOM: Final = 4.5
"""Zoom from which towns are named."""
_WIDE, _TALL = 110.0, 34.0
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Towns:
    """The largest first."""

    names: list[str]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]


@cache
def towns() -> Towns:
    """Of more than `LEAST_PEOPLE`: read once, a second."""
    found = [
        (int(people), names.partition("|")[0], float(lon), float(lat))
        for _, _, _, lat, lon, people, names in rows("towns")
        if int(people) >= LEAST_PEOPLE
    ]
    found.sort(key=lambda town: (-town[0], town[1]))
    return Towns(
        [name for _, name, _, _ in found],
        np.array([lon for _, _, lon, _ in found]),
        np.array([lat for _, _, _, lat in found]),
    )


def towns_in(view: View) -> list[dict[str, Any]]:
    """The largest in each piece of the map that a name needs, as data of the picture; none where all of it is
    too far away."""
    if view.zoom < LEAST_ZOOM:
        return []
    known = towns()
    x, y = project(known.lon, known.lat, view)
    seen = np.flatnonzero((abs(x) < view.width / 2) & (abs(y) < view.height / 2))
    piece = np.floor(y[seen] / _TALL).astype(np.int64) * 10_000 + np.floor(x[seen] / _WIDE).astype(np.int64)
    _, largest = np.unique(piece, return_index=True)
    return [
        {"name": known.names[n], "lon": float(known.lon[n]), "lat": float(known.lat[n])}
        for n in sorted(seen[largest].tolist())[:_MOST]
    ]
