"""Keys: two records are compared only where they share some. A key depends on its record alone, so which
pairs are compared depends on neither order nor portions.

A record has marks: what stands for its parties and its place, and stems that its report is about. It is
filed under each mark in each week it can be of, by its type; by its family of types, of which few pairs are
one, under the first marks only. One that can be of many weeks ("in 2014") is filed, as all are, under its
years with the few marks that say most, and is looked up there. An undated one is looked for longer than it is
likely to be old: what is told as news for `FOLLOWED` days, what is recalled for `RECALLED` years.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tidings.link.events.rarity import RARE, weight
from tidings.link.events.told import OPEN, Told
from tidings.link.events.what import family

SHARED: Final = 2
"""How much two records must share: two marks, or one that is hardly ever seen. One name alone, in one week,
would bring all of a war together."""
SELDOM: Final = 8.5
"""A stem of this weight stands in 2 reports of 10,000: an invented town, a surname."""
MOST_MARKS: Final = 16
MIXED: Final = 3
"""Marks of which records of two types must share two. With all sixteen four times as many are compared, and
F1 on the story lines is the same."""
YEARLY: Final = 4
FOLLOWED: Final = 31
"""Days before publication in which an undated event of the news is looked for: trials, funerals and inquiries
follow for weeks."""
RECALLED: Final = 10
"""Years before publication in which an undated event told as background is looked for, by `YEARLY` marks."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A key under which a record stands for one period (a week's number, or a year). `worth`: what sharing it
    counts towards `SHARED`."""

    key: str
    period: int
    worth: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Keys under which those stand that a record may be one with, from the first to the last period. `worth`
    by key; a key counts once, however many periods agree."""

    worth: dict[str, int]
    first: int
    last: int


def keys_of(told: Told) -> list[Filed]:
    """Under which keys the record is filed: all for years, one of few weeks for its weeks too."""
    marks = _marks(told)
    years = _years(told)
    found = _filed(told, "all", years, marks[:YEARLY])
    if _is_long(told):
        return found + _filed(told, "long", years, marks[:YEARLY])
    if _is_recalled(told):
        found += _filed(told, "long", years, marks[:YEARLY])
    weeks = range(*_weeks(told))
    found += _filed(told, "week", weeks, marks[:MOST_MARKS])
    return found + _filed(told, _MIXED, weeks, marks[:MIXED])


def looks_up(told: Told) -> list[Asked]:
    """For a record of few weeks those weeks and the long ones of its years; for a long one all of its years;
    for one recalled without a day its weeks and all of its years. Each is filed and looked up under the same
    periods, so of two records each finds the other or neither."""
    marks = _marks(told)
    years = _years(told)
    if _is_long(told):
        return [Asked(_keys(told, "all", marks[:YEARLY]), years[0], years[-1])]
    first, end = _weeks(told)
    return [
        Asked(_keys(told, "week", marks[:MOST_MARKS]), first, end - 1),
        Asked(_keys(told, _MIXED, marks[:MIXED]), first, end - 1),
        Asked(_keys(told, "all" if _is_recalled(told) else "long", marks[:YEARLY]), years[0], years[-1]),
    ]


_MIXED: Final = "mixed"


def _filed(told: Told, name: str, periods: Iterable[int], marks: Sequence[str]) -> list[Filed]:
    keys = _keys(told, name, marks)
    return [Filed(key, period, worth) for period in periods for key, worth in keys.items()]


def _keys(told: Told, name: str, marks: Sequence[str]) -> dict[str, int]:
    sort = family(told.type) if name == _MIXED else told.type
    return {f"{sort} {name} {mark}": _worth(mark) for mark in marks}


def _is_long(told: Told) -> bool:
    return told.days is None or told.days[1] - told.days[0] > OPEN


def _is_recalled(told: Told) -> bool:
    return told.background and not told.dated and told.published is not None


def _weeks(told: Told) -> tuple[int, int]:
    """A day before and after too: a wrong day, a night."""
    first, last = _days(told)
    return (first - 1) // 7, (last + 1) // 7 + 1


def _years(told: Told) -> list[int]:
    """0 stands for no day at all."""
    if told.days is None:
        return [0]
    first, last = _days(told)
    return list(range(_year(first) - (RECALLED if _is_recalled(told) else 0), _year(last) + 1))


def _days(told: Told) -> tuple[int, int]:
    assert told.days
    first, last = told.days
    return (first if told.dated else min(first, last - FOLLOWED), last)


def _year(day: int) -> int:
    return date.fromordinal(max(1, min(day, date.max.toordinal()))).year


def _marks(told: Told) -> list[str]:
    """The heaviest first: ids of place and parties, then words by their rarity. A word is one mark whether a
    party, a place or the report has it."""
    ids = sorted(m for m in told.spot | told.who | told.whom if m[0] == "=")
    words = {m[1:] for m in told.spot | told.who | told.whom if m[0] == "w"} | told.topic
    rare = sorted((w for w in words if weight(w) >= RARE), key=lambda w: (-weight(w), w))
    return ids[:3] + rare


def _worth(mark: str) -> int:
    return SHARED if mark[0] != "=" and weight(mark) >= SELDOM else 1
