"""Where incidents were, as so many points as a map can show, each no more exact than what is known.

A place is a point, a region a ring of its own kind, and what is only known to be in a country is counted with
the country and never drawn at a point of it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from tidings.ledger.store import Store
from tidings.views.situation.columns import Columns, Mask
from tidings.views.situation.listed import heads_of

APART: Final = 44.0
"""Pixels that points are apart at least: what a finger hits, with a number in it."""
WORLD: Final = 256.0
"""Pixels that the world is wide at zoom 0, as online tiles have it."""
MOST_CELLS: Final = 600
_EDGE: Final = 85.0
_POINTS: Final = ("site", "town")
MIXED: Final = "mixed"


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows: middle in degrees, zoom (the world is 256 · 2^zoom pixels wide), and its size."""

    lon: float
    lat: float
    zoom: float
    width: float = 1000.0
    height: float = 440.0

    @property
    def scale(self) -> float:
        """Pixels of the whole world."""
        return float(WORLD * 2**self.zoom)


@dataclass(frozen=True, slots=True)
class Cell:
    """`n` incidents near each other, drawn at their mean. `kind`: "place", or "region" where that is all that
    is known. `status`: of all of them, or "mixed". `name`: where they are at one place. `box`: around all of
    them, in degrees; `killed`: the best figures together, 0 where none is known."""

    kind: Literal["place", "region"]
    lon: float
    lat: float
    n: int
    status: str
    killed: int
    box: tuple[float, float, float, float]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """`countries`: ISO letters with how many incidents are known to be in that country and no nearer.
    `nowhere`: how many have no place at all; `outside`: how many are placed off the shown part."""

    cells: tuple[Cell, ...]
    countries: tuple[tuple[str, int], ...]
    nowhere: int
    outside: int


def places(store: Store, columns: Columns, mask: Mask, view: View) -> Places:
    x, y = project(columns.lon, columns.lat, view)
    seen = columns.placed & mask & (abs(x) <= view.width / 2) & (abs(y) <= view.height / 2)
    loose = mask & ~columns.placed
    by_country = columns.country.counts(loose)
    nowhere = by_country.pop(None, 0)
    at_point = columns.precision.equal(*_POINTS)
    cells: list[Cell] = []
    names: dict[int, int] = {}
    for kind, of_kind in (("region", seen & ~at_point), ("place", seen & at_point)):
        for rows in _near(np.flatnonzero(of_kind), x, y, view):
            if _is_one(columns, rows):
                names[len(cells)] = int(rows[0])
            cells.append(_cell(kind, columns, rows))
    cells = _with_names(store, columns, cells, names)
    return Places(
        cells=tuple(cells[:MOST_CELLS]),
        countries=tuple(sorted(((str(c), n) for c, n in by_country.items()), key=lambda p: (-p[1], p[0]))),
        nowhere=nowhere,
        outside=int(np.count_nonzero(mask & columns.placed & ~seen)),
    )


def project(
    lon: NDArray[np.float64], lat: NDArray[np.float64], view: View
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pixels right of and below the middle, in Mercator's projection; the nearer way round the earth."""
    x = (((lon - view.lon + 180) % 360) - 180) / 360 * view.scale
    y = (_up(np.array([view.lat]))[0] - _up(lat)) / (2 * math.pi) * view.scale
    return x, y


def _up(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    clipped = np.clip(lat, -_EDGE, _EDGE)
    up: NDArray[np.float64] = np.log(np.tan(np.pi / 4 + np.radians(clipped) / 2))
    return up


def _near(
    rows: NDArray[np.intp], x: NDArray[np.float64], y: NDArray[np.float64], view: View
) -> list[NDArray[np.intp]]:
    """Rows by square of a net that lies still while the map is moved, so that points do not jump about."""
    if not len(rows):
        return []
    # Of the whole world's pixels, rounded zooms only: between them circles grow apart but do not regroup.
    size = APART * 2 ** (view.zoom - math.floor(view.zoom))
    east = x[rows] + (view.lon + 180) / 360 * view.scale
    down = y[rows] + view.scale / 2 - _up(np.array([view.lat]))[0] / (2 * math.pi) * view.scale
    # x is counted the nearer way round: across the date line it goes on past the world's edge.
    column = np.floor((east % view.scale) / size).astype(np.int64)
    row = np.floor(down / size).astype(np.int64)
    net = row * 10_000_000 + column
    order = np.argsort(net, kind="stable")
    starts = np.flatnonzero(np.diff(net[order], prepend=net[order][0] - 1))
    return sorted(np.split(rows[order], starts[1:]), key=lambda r: (-len(r), int(r[0])))[:MOST_CELLS]


def _is_one(columns: Columns, rows: NDArray[np.intp]) -> bool:
    lon, lat = columns.lon[rows], columns.lat[rows]
    return bool((lon == lon[0]).all() and (lat == lat[0]).all())


def _cell(kind: Any, columns: Columns, rows: NDArray[np.intp]) -> Cell:
    lon, lat = columns.lon[rows], columns.lat[rows]
    # Round the date line: degrees from the first.
    turned = ((lon - lon[0] + 180) % 360) - 180
    west, east = (_whole(float(lon[0] + d)) for d in (turned.min(), turned.max()))
    status = columns.status.codes[rows]
    same = columns.status.values[int(status[0])] if (status == status[0]).all() else MIXED
    dead = columns.killed_best[rows][columns.deadly[rows]]
    return Cell(
        kind=kind,
        lon=round(_whole(float(lon[0] + turned.mean())), 4),
        lat=round(float(lat.mean()), 4),
        n=len(rows),
        status=same or MIXED,
        killed=int(np.nansum(dead)),
        box=(west, float(lat.min()), east, float(lat.max())),
    )


def _whole(lon: float) -> float:
    return ((lon + 180) % 360) - 180


def _with_names(store: Store, columns: Columns, cells: Sequence[Cell], of: dict[int, int]) -> list[Cell]:
    rows = list(of.values())
    heads = dict(zip(rows, heads_of(store, columns, rows), strict=True))
    out = list(cells)
    for n, row in of.items():
        place = json.loads(heads[row])["place"]
        out[n] = replace(cells[n], name=place["name"] if place else None)
    return out
