"""Stretches of text that name something, with the value they were read as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tidings.model.span import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A named or described thing found by the reader. `first`..`last`: tokens, both included.

    `kind` is one of codes.ENTITY_KINDS; `score` the reader's probability, 0 to 1.
    """

    kind: str
    span: Span
    first: int
    last: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included; None in a bound that is open.

    `precision`: day, week, month, season, quarter, year, decade or range.
    """

    start: date | None
    end: date | None
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression (TIMEX3). `first`..`last`: tokens, both included.

    `type`: DATE, TIME, DURATION or SET. `value`: TIMEX3 value ("2020-03-16", "2019-12", "P3D"),
    empty where it could not be resolved. `interval`: the days it covers, None for a duration, a
    set or an unresolved expression. `why`: one sentence on how it was read.
    """

    span: Span
    first: int
    last: int
    type: str
    value: str
    interval: Interval | None
    why: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things: `low` to `high`, both included, None where open.

    `first`..`last`: the tokens of the number expression, both included.
    """

    low: int | None
    high: int | None
    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A named place, resolved where the gazetteer allows. `first`..`last`: tokens, both included.

    `country`: ISO 3166 alpha-2, None for seas and regions in no country or where unknown.
    `lat`/`lon`: WGS 84 degrees, None for a country or an unresolved place (a country is never a
    point). `geonames`: GeoNames id or None. `precision`: site, town, district, region, country,
    sea or unresolved. `is_demonym`: "Turkish" names a country but no location.
    """

    span: Span
    first: int
    last: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    precision: str
    score: float
    why: str
    is_demonym: bool = False
