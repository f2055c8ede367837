"""Which incidents the filters choose. Each view is shown under all filters but its own: a timeline under the
chosen days would show only these, and nothing to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from tidings.ledger.names import country_codes
from tidings.ledger.store import Store
from tidings.views.incidents import IncidentFilter, check, told_of
from tidings.views.situation.columns import Columns, Mask

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west past east across the date line."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """`masks` by the filter's name, `days` and `box` for what two or four numbers say."""

    columns: Columns
    masks: Mapping[str, Mask]

    def mask(self, *without: str) -> Mask:
        """Incidents that meet every filter but these."""
        out = np.ones(len(self.columns), np.bool_)
        for name, mask in self.masks.items():
            if name not in without:
                out &= mask
        return out


def choose(store: Store, columns: Columns, asked: IncidentFilter, box: Box | None = None) -> Chosen:
    """As `views.incidents.rows` chooses, and in `box` by position: what is known to be somewhere in a country
    is in no box. Raises UsageError for what can match nothing."""
    check(store, asked)
    where, masks = asked.where, {}
    for name in ("type", "mode", "status"):
        if (value := getattr(where, name)) is not None:
            masks[name] = getattr(columns, name).equal(value)
    if where.background is not None:
        masks["background"] = columns.background == where.background
    if where.min_confidence is not None:
        masks["confidence"] = columns.confidence >= where.min_confidence
    if asked.disputed:
        masks["disputed"] = columns.disputes > 0
    if asked.outlets > 1:
        masks["outlets"] = columns.outlets >= asked.outlets
    if where.since or where.until:
        masks["days"] = _in_period(columns, where.since, where.until)
    if box is not None:
        masks["box"] = in_box(columns, box)
    if asked.known_on is None:
        with store.reading() as connection:
            masks |= _named(connection, columns, asked)
    return Chosen(columns, masks)


def in_box(columns: Columns, box: Box) -> Mask:
    west, south, east, north = box
    lon, lat = columns.lon, columns.lat
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    inside: Mask = columns.placed & across & (lat >= south) & (lat <= north)
    return inside


def _in_period(columns: Columns, since: object, until: object) -> Mask:
    first, last = columns.first, columns.last
    mask = ~(np.isnat(first) & np.isnat(last))
    if since is not None:
        mask &= np.isnat(last) | (last >= np.datetime64(str(since)))
    if until is not None:
        mask &= np.isnat(first) | (first <= np.datetime64(str(until)))
    return mask


def _named(connection: Connection, columns: Columns, asked: IncidentFilter) -> dict[str, Mask]:
    out: dict[str, Mask] = {}
    for name in ("actor", "source", "place", "report"):
        if (words := getattr(asked.where, name)) is not None:
            out[name] = columns.at(told_of(connection, name, words))
    if asked.where.place is not None:
        out["place"] |= columns.country.equal(*country_codes(asked.where.place))
    return out
