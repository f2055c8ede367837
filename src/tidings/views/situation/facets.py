"""What the chosen incidents are, counted: each facet under all filters but its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tidings.ledger.names import country_codes
from tidings.model.codes import STATUSES
from tidings.views.incidents import IncidentFilter
from tidings.views.situation.chosen import Chosen

MOST: Final = 12
"""Rows of a facet; the others are counted together."""


@dataclass(frozen=True, slots=True)
class Facet:
    """`field` is the filter's name; `rows` the values with how many incidents have them and whether they are
    chosen now; `more` the values that are not shown."""

    field: str
    rows: tuple[tuple[str, int, bool], ...]
    more: int = 0


def facets(chosen: Chosen, asked: IncidentFilter) -> list[Facet]:
    """Type, mode (of a chosen type), status, country."""
    columns, where = chosen.columns, asked.where
    out = [_facet("type", columns.type.counts(chosen.mask("type", "mode")), where.type)]
    if where.type is not None:
        out.append(_facet("mode", columns.mode.counts(chosen.mask("mode")), where.mode))
    status = columns.status.counts(chosen.mask("status"))
    rows = [(s, status[s], s == where.status) for s in STATUSES if s in status]
    out.append(Facet("status", tuple(rows)))
    country = next(iter(country_codes(where.place)), None) if where.place else None
    out.append(_facet("place", columns.country.counts(chosen.mask("place")), country))
    return out


def _facet(field: str, counts: dict[str | None, int], now: str | None) -> Facet:
    known = sorted(((str(v), n) for v, n in counts.items() if v), key=lambda pair: (-pair[1], pair[0]))
    shown = [(value, n, value == now) for value, n in known[:MOST]]
    if now is not None and now not in {value for value, _, _ in shown}:
        shown.append((now, counts.get(now, 0), True))
    return Facet(field, tuple(shown), max(0, len(known) - len(shown)))
