"""Days of feasts and days that go by a name, computed or from short tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from tidings.model.mention import Interval


def easter(year: int) -> date:
    """Western Easter Sunday (Gauss's rule as given by Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def hijri(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar; sightings of the moon move it by a day or two.

    Raises ValueError or OverflowError outside the years that `date` knows.
    """
    days = day + -(-(59 * (month - 1)) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(227014 + days)


def _hijri_in(year: int, month: int, day: int) -> date:
    """The first such Islamic day that falls in the year."""
    guess = int((year - 622) * 33 / 32)
    return next(found for n in range(guess - 1, guess + 4) if (found := hijri(n, month, day)).year >= year)


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    """The nth weekday of a month (n = -1: the last)."""
    if n < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta((after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))


def _fixed(month: int, day: int, length: int = 1) -> Callable[[int], tuple[date, int]]:
    return lambda year: (date(year, month, day), length)


def _from_easter(days: int, length: int = 1) -> Callable[[int], tuple[date, int]]:
    return lambda year: (easter(year) + timedelta(days), length)


def _from_hijri(month: int, day: int, length: int) -> Callable[[int], tuple[date, int]]:
    return lambda year: (_hijri_in(year, month, day), length)


FEASTS: Final[dict[str, Callable[[int], tuple[date, int]]]] = {
    "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31), "new year's": _fixed(1, 1),
    "christmas": _fixed(12, 25), "christmas day": _fixed(12, 25), "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26), "halloween": _fixed(10, 31), "valentine's day": _fixed(2, 14),
    "international women's day": _fixed(3, 8), "may day": _fixed(5, 1), "bastille day": _fixed(7, 14),
    "nowruz": _fixed(3, 20), "norouz": _fixed(3, 20), "newroz": _fixed(3, 21), "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11), "independence day": _fixed(7, 4), "orthodox christmas": _fixed(1, 7),
    "easter": _from_easter(0), "easter sunday": _from_easter(0), "easter monday": _from_easter(1),
    "good friday": _from_easter(-2), "palm sunday": _from_easter(-7), "ash wednesday": _from_easter(-46),
    "holy week": _from_easter(-7, 7), "pentecost": _from_easter(49),
    "ramadan": _from_hijri(9, 1, 30), "eid al-fitr": _from_hijri(10, 1, 3),
    "eid ul-fitr": _from_hijri(10, 1, 3),
    "eid al-adha": _from_hijri(12, 10, 4), "eid ul-adha": _from_hijri(12, 10, 4),
    "ashura": _from_hijri(1, 10, 1), "ashoura": _from_hijri(1, 10, 1), "muharram": _from_hijri(1, 1, 30),
    "thanksgiving": lambda y: (_nth(y, 11, 3, 4), 1), "thanksgiving day": lambda y: (_nth(y, 11, 3, 4), 1),
    "labor day": lambda y: (_nth(y, 9, 0, 1), 1), "memorial day": lambda y: (_nth(y, 5, 0, -1), 1),
    "martin luther king day": lambda y: (_nth(y, 1, 0, 3), 1),
    "presidents day": lambda y: (_nth(y, 2, 0, 3), 1),
}  # fmt: skip
"""Lower-case name to first day and number of days. A bare "Eid" is left out: there are two a year."""


def feast(name: str, year: int) -> Interval | None:
    """The days of a feast in a year; None where the name or the year is not known here."""
    rule = FEASTS.get(name.lower().replace("\u2019", "'"))
    if rule is None or not 1583 <= year <= 2500:
        return None
    first, length = rule(year)
    return Interval(first, first + timedelta(length - 1), "day" if length == 1 else "range")
