"""Every incident's numbers as columns in memory: a filter over them is a few comparisons of arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from tidings.views.incident.fields import TOLLS
from tidings.views.linking.tables import incident

Mask = NDArray[np.bool_]
Days = NDArray[np.datetime64]
DISPUTES: Final = ("status", "when", "place", "actors", *TOLLS)
"""Fields in which sources may exclude each other; bit n of `Columns.disputes` stands for the nth."""
_NAMES: Final = (
    "id", "type", "mode", "status", "background", "first_day", "last_day", "country", "precision", "lat",
    "lon", "reports", "outlets", "disputes", "confidence", "killed_low", "killed_best", "killed_high",
    "published_first", "published_last",
)  # fmt: skip
_NO_DAY: Final = "NaT"


@dataclass(frozen=True, slots=True)
class Words:
    """A column of few different texts: `codes` are places in `values`, of which one may be None."""

    values: tuple[str | None, ...]
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, column: Iterable[str | None]) -> Words:
        known: dict[str | None, int] = {}
        codes = [known.setdefault(value, len(known)) for value in column]
        return cls(tuple(known), np.array(codes, np.int32))

    def equal(self, *wanted: str | None) -> Mask:
        return np.isin(self.codes, [n for n, value in enumerate(self.values) if value in wanted])

    def counts(self, mask: Mask) -> dict[str | None, int]:
        """Of the masked rows; values that none of them has are left out."""
        found = np.bincount(self.codes[mask], minlength=len(self.values))
        return {value: int(n) for value, n in zip(self.values, found, strict=True) if n}


@dataclass(frozen=True)
class Columns:
    """One row an incident, in no order that means anything. Days may be NaT, numbers NaN: unknown, or open.

    `heads`: the records (`head_json`, as text) of columns that were not read from the store's table.
    """

    ids: Sequence[str]
    type: Words
    mode: Words
    status: Words
    country: Words
    precision: Words
    background: Mask
    first: Days
    last: Days
    told_first: Days
    told_last: Days
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    reports: NDArray[np.int32]
    outlets: NDArray[np.int32]
    disputes: NDArray[np.uint8]
    confidence: NDArray[np.float64]
    killed_low: NDArray[np.float64]
    killed_best: NDArray[np.float64]
    killed_high: NDArray[np.float64]
    heads: Sequence[str] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def position(self) -> Mapping[str, int]:
        return {id: n for n, id in enumerate(self.ids)}

    @cached_property
    def rank(self) -> NDArray[np.int64]:
        """Where each would stand sorted by id: what decides between equals, whatever the order here."""
        out = np.empty(len(self), np.int64)
        out[np.argsort(np.array(self.ids, "U"), kind="stable")] = np.arange(len(self))
        return out

    @cached_property
    def day(self) -> Days:
        """The first day, the last where the first is open."""
        return np.where(np.isnat(self.first), self.last, self.first)

    @cached_property
    def deadly(self) -> Mask:
        """What has killed: done or under way, told as news. What is planned has not, what is denied is not
        said to have."""
        return self.status.equal("occurred", "ongoing") & ~self.background & (self.killed_best > 0)

    @cached_property
    def placed(self) -> Mask:
        """With a position on the map. A country is none: its middle is where nothing happened."""
        known: Mask = ~np.isnan(self.lat) & ~np.isnan(self.lon)
        return known & ~self.precision.equal("country", "unresolved")

    def has_dispute(self, name: str) -> Mask:
        return (self.disputes & (1 << DISPUTES.index(name))) > 0

    def at(self, ids: Iterable[str]) -> Mask:
        """The rows of these incidents; ids that are not here are passed over."""
        out = np.zeros(len(self), np.bool_)
        out[[self.position[id] for id in ids if id in self.position]] = True
        return out


def load(connection: Connection) -> Columns:
    """Of all incidents: half a second for a hundred thousand."""
    rows = connection.execute(select(*(incident.c[name] for name in _NAMES)))
    # The driver's own rows: SQLAlchemy's would double the time.
    return columns_of(rows.cursor.fetchall() if rows.cursor else rows.all())


def columns_of(rows: Sequence[Sequence[Any]], heads: Sequence[str] | None = None) -> Columns:
    """Of rows with the values of `_NAMES`."""
    by = dict(zip(_NAMES, zip(*rows, strict=True) if rows else [()] * len(_NAMES), strict=True))
    return Columns(
        ids=by["id"],
        type=Words.of(by["type"]),
        mode=Words.of(by["mode"]),
        status=Words.of(by["status"]),
        country=Words.of(by["country"]),
        precision=Words.of(by["precision"]),
        lat=np.array(by["lat"], np.float64),
        lon=np.array(by["lon"], np.float64),
        confidence=np.array(by["confidence"], np.float64),
        killed_low=np.array(by["killed_low"], np.float64),
        killed_best=np.array(by["killed_best"], np.float64),
        killed_high=np.array(by["killed_high"], np.float64),
        background=np.array(by["background"], np.bool_),
        first=_days(by["first_day"]),
        last=_days(by["last_day"]),
        told_first=_days(by["published_first"]),
        told_last=_days(by["published_last"]),
        reports=np.array(by["reports"], np.int32),
        outlets=np.array(by["outlets"], np.int32),
        disputes=np.array([_bits(text) for text in by["disputes"]], np.uint8),
        heads=heads,
    )


def columns_of_rows(rows: Iterable[Mapping[str, Any]]) -> Columns:
    """Of rows as `incident_row` makes them, for incidents that are in no table."""
    kept = list(rows)
    return columns_of([[row[name] for name in _NAMES] for row in kept], [row["record"] for row in kept])


def _days(column: Iterable[str | None]) -> Days:
    return np.array([day or _NO_DAY for day in column], "datetime64[D]")


_known_bits: dict[str, int] = {}


def _bits(fields: str) -> int:
    if fields not in _known_bits:
        _known_bits[fields] = sum(1 << DISPUTES.index(name) for name in fields.split())
    return _known_bits[fields]
