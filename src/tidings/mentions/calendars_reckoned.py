"""Days of other calendars, reckoned: the moon's, the Jewish, Islamic and Persian, the Julian Easter."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import radians, sin
from typing import Final

_MONTH: Final = 29.530588861
"""Days from one new moon to the next, on average."""
_LEAP_33: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Persian leap years by their place in a cycle of 33; right against the equinox for 1925 to 2087."""


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


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches: the Julian one (Meeus), as a Gregorian day."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def hijri(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar; sightings of the moon move it by a day or two.

    Raises ValueError or OverflowError outside the years that `date` knows.
    """
    days = day + -(-(59 * (month - 1)) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(227014 + days)


def hijri_in(year: int, month: int, day: int) -> date:
    """The first such Islamic day that falls in the year."""
    guess = int((year - 622) * 33 / 32)
    return next(found for n in range(guess - 1, guess + 4) if (found := hijri(n, month, day)).year >= year)


def rosh_hashanah(year: int) -> date:
    """The first day of the Jewish year that begins in the autumn of `year`; the feast begins the evening
    before (Reingold and Dershowitz)."""
    before, this, after = (_jewish_days(year + 3761 + n) for n in (-1, 0, 1))
    moved = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return date.fromordinal(this + moved - 1373427)


def _jewish_days(year: int) -> int:
    """Days from the Jewish epoch to the new year, as the mean moon and the week have it."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + (3 * (day + 1) % 7 < 3)


def hanukkah(year: int) -> date:
    """25 Kislev; the month before it has 29 or 30 days."""
    start = rosh_hashanah(year)
    return start + timedelta(84 if (rosh_hashanah(year + 1) - start).days in (355, 385) else 83)


def nowruz(year: int) -> date:
    """The first day of the Persian year that begins in `year`."""
    day, now = date(2020, 3, 20), 2020
    while now < year:
        day, now = day + timedelta(365 + ((now - 621) % 33 in _LEAP_33)), now + 1
    while now > year:
        now -= 1
        day -= timedelta(365 + ((now - 621) % 33 in _LEAP_33))
    return day


def new_moon(near: date) -> datetime:
    """The new moon nearest to a day, in universal time, to about half an hour (Meeus, chapter 49, the
    largest terms)."""
    k = round((near.toordinal() - date(2000, 1, 6).toordinal()) / _MONTH)
    t = k / 1236.85
    sun = radians(2.5534 + 29.1053567 * k)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    node = radians(160.7108 + 390.67050284 * k)
    days = (
        5.59766 + _MONTH * k + 0.00015437 * t * t
        - 0.4072 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
        + 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun)
    )  # fmt: skip
    return datetime(2000, 1, 1) + timedelta(days)


def lunar_new_year(year: int) -> date:
    """Chinese New Year: the day in China of the new moon from 21 January to 20 February."""
    for near in (date(year, 1, 21), date(year, 2, 20)):
        day = (new_moon(near) + timedelta(hours=8)).date()
        if date(year, 1, 21) <= day <= date(year, 2, 20):
            return day
    return (new_moon(date(year, 2, 5)) + timedelta(hours=8)).date()


def diwali(year: int) -> date:
    """The last evening in India before the new moon from mid October to mid November; a day off where
    the moon turns near sunset."""
    for near in (date(year, 10, 17), date(year, 11, 14)):
        moon = new_moon(near)
        day = (moon - timedelta(hours=12, minutes=30)).date()
        if date(year, 10, 17) <= day <= date(year, 11, 15):
            return day
    return (new_moon(date(year, 11, 1)) - timedelta(hours=12, minutes=30)).date()


def ram_navami(year: int) -> date:
    """The ninth day of the moon that is new from 14 March to 12 April, by the sun of India; a day off in
    some years."""
    for near in (date(year, 3, 14), date(year, 4, 12)):
        moon = new_moon(near)
        if date(year, 3, 14) <= moon.date() <= date(year, 4, 12):
            return (moon + timedelta(days=8, hours=20)).date()
    return (new_moon(date(year, 3, 28)) + timedelta(days=8, hours=20)).date()
