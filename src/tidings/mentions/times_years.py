"""Years, decades, centuries and feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from tidings.mentions import times_resolve as days
from tidings.mentions.calendars import EITHER, NATIONAL, feast, plain_name
from tidings.mentions.numerals import TENS, UNITS
from tidings.mentions.times_grammar import TENS_NAMES
from tidings.mentions.times_setting import NO_DATE, Match, Reading, Setting, given_year, part_named, unread
from tidings.model.mention import Interval

_UNDATED: Final = re.compile(
    r"(?i)^\s?(?:people|men|women|troops|soldiers|civilians|members|fighters|percent|per\s?cent|km|kilomet|meters|metres|miles|"
    r"dollars|euros|tons|tonnes|refugees|votes|feet|times|more|words|others|homes|houses|jobs|local\stime|gmt|hours|points)\b|^[-\u2013]\d|^['\u2019]?\w"
)


_COUNTED: Final = re.compile(
    r"(?i)(?:\$|\u20ac|\u00a3|#|no\.?|number|resolution|boeing|flight|room|at\sleast|more\sthan|about|some|over|nearly|almost|up\sto|less\sthan|around|article|section|route|act|unit|area|model|page)\s?$"
)


def read_year(m: Match, s: Setting) -> Reading | None:
    year, part = int(m["y"]), part_named(m)
    before = s.before.rstrip()
    leads = re.search(
        r"(?i)\b(?:in|since|until|till|by|from|during|of|before|after|between|and|to|through|the|late|early|year|,|\(|than)$",
        before,
    )
    if not (m["mod"] or m["pre"]):
        if _COUNTED.search(s.before) or _UNDATED.match(s.after):
            return None
        if re.match(r"\s(?:and|to|until)\s(?:2[2-4]\d\d|0\d\d\d)(?!\d)", s.after):
            return None  # "between 1830 and 2200": hours
        if re.match(r"\s?[a-z]+s\b(?<!s's)", s.after) and not leads:
            return None
        if not leads and not 1900 <= year <= 2049:
            return None
        if leads is None and not re.match(r"\s[A-Za-z]|[.,;)'\u2019]|$", s.after):
            return None
    if year > 2100 or (year < 1700 and leads is None):
        return None
    interval = days.part_of_year(year, part) if part else days.year_of(year)
    return Reading("DATE", f"{year:04d}", interval, "a year", explicit=True)


def read_year_range(m: Match, s: Setting) -> Reading | None:
    first = int(m["y"])
    last = int(m["z"]) if len(m["z"]) == 4 else first // 100 * 100 + int(m["z"])
    if not first < last <= min(first + 100, 2100):
        return None
    interval = Interval(date(first, 1, 1), date(last, 12, 31), "range")
    return Reading("DATE", f"{first:04d}/{last:04d}", interval, "a range of years", explicit=True)


def read_year_words(m: Match, s: Setting) -> Reading | None:
    """ "nineteen seventy-nine", as speech is written down."""
    words = re.split(r"[\s-]+", m["words"].lower())
    if words[0] == "two":
        led = m["pre"] or re.search(r"(?i)\b(?:in|since|by|until|of)\s$", s.before)
        if not led or (len(words) == 2 and re.match(r"\s[a-z]", s.after) and not m["pre"]):
            return None
        year = 2000 + sum(UNITS[w] for w in words[2:] if w != "and")
    else:
        year = 1900 + sum(UNITS.get(w, 0) + TENS.get(w, 0) for w in words[1:])
    return Reading("DATE", f"{year:04d}", days.year_of(year), "a year in words", explicit=True)


def read_year_end(m: Match, s: Setting) -> Reading | None:
    """ "by year-end": that of the year of publication; after "since" that of the year before."""
    if s.published is None:
        return unread("DATE", NO_DATE)
    year = s.published.year - bool(re.search(r"(?i)\b(?:since|at|last)\s$", s.before))
    if m.group().lower().startswith("the"):
        return Reading(
            "DATE", f"{year:04d}", days.part_of_year(year, "late"), "the end of the year of publication"
        )
    last = date(year, 12, 31)
    return Reading("DATE", last.isoformat(), days.one_day(last), "the last day of the year of publication")


def read_year_ended(m: Match, s: Setting) -> Reading | None:
    """ "for the year ended June 30": a year's length, the day stands after it."""
    return Reading("DURATION", "P1Y", None, "a year that ends on the day told after it")


def read_decade(m: Match, s: Setting) -> Reading | None:
    groups = m.groupdict()
    if groups.get("name"):
        if not re.search(r"(?i)\bthe\b", m.group()) or s.before.rstrip().lower().endswith(
            ("his", "her", "their")
        ):
            return None
        first = 1900 + TENS_NAMES[groups["name"].lower()]
    else:
        century = groups["c"] if groups["c"].isdigit() else ("20" if groups["t"] in "012" else "19")
        first = int(century) * 100 + 10 * int(groups["t"])
    part = part_named(m)
    interval = days.years_from(first, 10, "decade")
    if part and interval:
        start, count = {"early": (first, 4), "mid": (first + 4, 3), "late": (first + 6, 4)}[part]
        interval = days.years_from(start, count, "range")
    return Reading("DATE", f"{first // 10}", interval, "a decade", explicit=True)


def read_century(m: Match, s: Setting) -> Reading | None:
    n = int(m["n"])
    interval = days.years_from((n - 1) * 100 + 1, 100, "range")
    return (
        Reading("DATE", f"{n - 1:02d}", interval, "a century", explicit=True) if interval and n < 22 else None
    )


def read_feast(m: Match, s: Setting) -> Reading | None:
    name, year = plain_name(m["feast"]), given_year(m, s)
    if name in NATIONAL:
        return unread("DATE", "cannot be resolved: each country has its own")
    if year is None:
        if s.published is None:
            return unread("DATE", NO_DATE)
        interval = _feast_near(name, s.published, s.direction())
    else:
        interval = feast(name, year)
    if interval is None or interval.start is None:
        return unread("DATE", "cannot be resolved: the calendar does not give it")
    value = (
        interval.start.isoformat() if interval.start == interval.end else f"{interval.start}/{interval.end}"
    )
    return Reading("DATE", value, interval, "by the feast's calendar", explicit=bool(m["y"]))


def _feast_near(name: str, published: date, way: str) -> Interval | None:
    """The next where the words look ahead, the last where they look back, else the nearest."""
    found = [
        f
        for y in range(published.year - 1, published.year + 2)
        for n in EITHER.get(name, (name,))
        if (f := feast(n, y)) and f.start and f.end
    ]
    if way == "future":
        found = [f for f in found if f.end and f.end >= published]
    elif way == "past":
        # the moon is seen a day sooner or later than reckoned
        found = [f for f in found if f.start and f.start <= published + timedelta(1)]
    return min(found, key=lambda f: _apart(f, published), default=None)


def _apart(feast_days: Interval, day: date) -> int:
    """Days between a feast and a day, 0 inside it."""
    start, end = feast_days.start or day, feast_days.end or day
    return max((start - day).days, (day - end).days, 0)
