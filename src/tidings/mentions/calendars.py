"""Days of feasts and days that go by a name, computed or from short tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from tidings.mentions.calendars_reckoned import (
    diwali,
    easter,
    hanukkah,
    hijri_in,
    lunar_new_year,
    nowruz,
    orthodox_easter,
    ram_navami,
    rosh_hashanah,
)
from tidings.model.mention import Interval


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


def _from_orthodox(days: int, length: int = 1) -> Callable[[int], tuple[date, int]]:
    return lambda year: (orthodox_easter(year) + timedelta(days), length)


def _from_hijri(month: int, day: int, length: int) -> Callable[[int], tuple[date, int]]:
    return lambda year: (hijri_in(year, month, day), length)


def _from_rosh(days: int, length: int = 1) -> Callable[[int], tuple[date, int]]:
    """Days from the Jewish new year in the autumn of the year."""
    return lambda year: (rosh_hashanah(year) + timedelta(days), length)


FEASTS: Final[dict[str, Callable[[int], tuple[date, int]]]] = {
    "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31), "new year's": _fixed(1, 1),
    "epiphany": _fixed(1, 6), "orthodox christmas": _fixed(1, 7), "coptic christmas": _fixed(1, 7),
    "orthodox epiphany": _fixed(1, 19), "valentine's day": _fixed(2, 14),
    "international women's day": _fixed(3, 8), "st. patrick's day": _fixed(3, 17), "newroz": _fixed(3, 21),
    "april fools' day": _fixed(4, 1), "anzac day": _fixed(4, 25), "may day": _fixed(5, 1),
    "victory day": _fixed(5, 9), "nakba day": _fixed(5, 15), "juneteenth": _fixed(6, 19),
    "canada day": _fixed(7, 1), "bastille day": _fixed(7, 14), "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1), "all souls' day": _fixed(11, 2), "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11), "christmas": _fixed(12, 25), "christmas day": _fixed(12, 25),
    "christmas eve": _fixed(12, 24), "boxing day": _fixed(12, 26), "easter": _from_easter(0),
    "easter sunday": _from_easter(0), "easter monday": _from_easter(1),
    "easter weekend": _from_easter(-2, 4), "good friday": _from_easter(-2),
    "maundy thursday": _from_easter(-3), "palm sunday": _from_easter(-7),
    "ash wednesday": _from_easter(-46), "mardi gras": _from_easter(-47), "holy week": _from_easter(-7, 7),
    "ascension day": _from_easter(39), "pentecost": _from_easter(49), "orthodox easter": _from_orthodox(0),
    "orthodox good friday": _from_orthodox(-2), "coptic easter": _from_orthodox(0),
    "orthodox palm sunday": _from_orthodox(-7), "ramadan": _from_hijri(9, 1, 30),
    "ramadhan": _from_hijri(9, 1, 30), "ramazan": _from_hijri(9, 1, 30),
    "eid al-fitr": _from_hijri(10, 1, 3), "eid al-adha": _from_hijri(12, 10, 4),
    "feast of the sacrifice": _from_hijri(12, 10, 4), "feast of sacrifice": _from_hijri(12, 10, 4),
    "hajj": _from_hijri(12, 8, 6), "islamic new year": _from_hijri(1, 1, 1),
    "muharram": _from_hijri(1, 1, 30), "ashura": _from_hijri(1, 10, 1), "ashoura": _from_hijri(1, 10, 1),
    "tasua": _from_hijri(1, 9, 1), "arbaeen": _from_hijri(2, 20, 1), "arba'een": _from_hijri(2, 20, 1),
    "arbain": _from_hijri(2, 20, 1), "mawlid": _from_hijri(3, 12, 1),
    "milad-un-nabi": _from_hijri(3, 12, 1), "rosh hashanah": _from_rosh(0, 2),
    "rosh hashana": _from_rosh(0, 2), "jewish new year": _from_rosh(0, 2), "yom kippur": _from_rosh(9),
    "sukkot": _from_rosh(14, 7), "simchat torah": _from_rosh(22), "passover": _from_rosh(-163, 8),
    "purim": _from_rosh(-193), "shavuot": _from_rosh(-113), "hanukkah": lambda y: (hanukkah(y), 8),
    "chanukah": lambda y: (hanukkah(y), 8), "nowruz": lambda y: (nowruz(y), 1),
    "norouz": lambda y: (nowruz(y), 1), "noruz": lambda y: (nowruz(y), 1),
    "persian new year": lambda y: (nowruz(y), 1), "chinese new year": lambda y: (lunar_new_year(y), 1),
    "lunar new year": lambda y: (lunar_new_year(y), 1), "diwali": lambda y: (diwali(y), 1),
    "deepavali": lambda y: (diwali(y), 1), "election day": lambda y: (_nth(y, 11, 0, 1) + timedelta(1), 1),
    "thanksgiving": lambda y: (_nth(y, 11, 3, 4), 1), "thanksgiving day": lambda y: (_nth(y, 11, 3, 4), 1),
    "labor day": lambda y: (_nth(y, 9, 0, 1), 1), "memorial day": lambda y: (_nth(y, 5, 0, -1), 1),
    "martin luther king day": lambda y: (_nth(y, 1, 0, 3), 1),
    "presidents day": lambda y: (_nth(y, 2, 0, 3), 1), "presidents' day": lambda y: (_nth(y, 2, 0, 3), 1),
    "columbus day": lambda y: (_nth(y, 10, 0, 2), 1), "ram navami": lambda y: (ram_navami(y), 1),
}  # fmt: skip
"""Lower-case name to first day and number of days. National days are those of the country whose news
calls them by the bare name."""
NATIONAL: Final = ("independence day", "national day", "republic day", "liberation day")
"""Each country has its own, and the words do not say whose."""
EITHER: Final = {"eid": ("eid al-fitr", "eid al-adha")}
"""Names that two feasts of a year go by: that nearer to publication is meant."""


def plain_name(name: str) -> str:
    """The name as FEASTS has it: "Eid-ul-Fitr" is that of "eid al-fitr"."""
    low = name.lower().replace("\u2019", "'")
    return re.sub(r"^eid[- ][aeu]l[- ](?=fitr|adha)", "eid al-", low)


def feast(name: str, year: int) -> Interval | None:
    """The days of a feast in a year; None where the name or the year is not known here."""
    rule = FEASTS.get(plain_name(name))
    if rule is None or not 1583 <= year <= 2500:
        return None
    first, length = rule(year)
    return Interval(first, first + timedelta(length - 1), "day" if length == 1 else "range")
