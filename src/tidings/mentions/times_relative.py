"""Weeks, months and years counted from publication or from what was told before."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from tidings.mentions import times_resolve as days
from tidings.mentions.times_grammar import ORDINALS, VAGUE_NUMBERS, vague_value
from tidings.mentions.times_grammar import words_value as number_of
from tidings.mentions.times_setting import (
    DURATION_CODES,
    NO_ANCHOR,
    NO_DATE,
    Match,
    Reading,
    Setting,
    duration_value,
    unit_name,
    unread,
)
from tidings.model.mention import Interval

_OVER: Final = re.compile(r"(?i)\b(?:over|within|during|for|through|in)\s$")
PARTS_OF_WEEK: Final = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}
"""Days from Monday: "late last week" was Thursday to Sunday in each of three places."""
_VERB_BEFORE: Final = re.compile(r"(?i)\b(?:to|will|would|could|may|might|and|can|should|must|which|that)\s$")


def read_rel_unit(m: Match, s: Setting) -> Reading | None:
    """ "last week", "earlier this month", "the following year"."""
    unit, mod = unit_name(m["unit"]), (m["mod"] or "").lower()
    rel = re.sub(r"\s+", " ", m["rel"].lower()).removeprefix("the ").removeprefix("later ")
    if unit in ("second", "minute", "hour") or (unit == "night" and rel == "last"):
        return None
    if unit == "day" and rel in ("this", "last", "past", "current"):
        return None
    from_anchor = rel in ("that", "same", "previous", "following") or (
        rel == "next" and m["rel"].lower().startswith("the ")
    )
    if from_anchor and s.anchor and s.anchor.start:
        base, why = s.anchor.start, "counted from the date before it"
    elif from_anchor and rel in ("that", "same", "following"):
        return unread("DATE", NO_ANCHOR)
    elif s.published is None:
        return unread("DATE", NO_DATE)
    else:
        base, why = s.published, "counted from the day of publication"
    step = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "next": 1,
        "coming": 1,
        "this coming": 1,
        "following": 1,
        "this past": -1,
    }.get(rel, 0)
    if m["rel"].lower() in ("the past", "the last") and unit not in ("weekend",):
        end = s.published or base
        return Reading(
            "DURATION",
            "P1" + DURATION_CODES[unit][-1],
            days.days(days.shift(end, unit, -1), end),
            "the stretch that ends on the day of publication",
        )
    if unit == "weekend":
        base = _weekend_day(base, rel, s)
        step = 0 if rel not in ("next", "following") else 1
    if (
        m["rel"].lower() in ("the next", "the coming")
        and unit in ("week", "month", "year", "decade")
        and s.published
        and _OVER.search(s.before)
        and s.direction() == "future"
    ):
        return Reading(
            "DATE",
            days.value_of(days.shift(base, unit, 1), unit),
            days.days(s.published, days.shift(s.published, unit, 1)),
            "the stretch that begins on the day of publication",
        )
    day = days.shift(base, unit, step)
    interval = days.unit_around(day, unit)
    part = (
        mod.split()[-1]
        if mod in ("early", "late", "mid")
        else "early"
        if "beginning" in mod or "start" in mod
        else "late"
        if "end of" in mod
        else "mid"
        if "middle" in mod
        else ""
    )
    if mod == "earlier" or "rest" in mod or mod == "later" or "later" in m["rel"].lower():
        if not from_anchor and interval.start and (final := interval.end) and s.published:
            earlier = mod == "earlier"
            begin, end = (interval.start, min(s.published, final)) if earlier else (s.published, final)
            if begin <= end:
                interval = days.days(begin, end)
    elif part and unit == "month":
        interval = days.part_of_month(day.year, day.month, part)
    elif part and unit == "year":
        interval = days.part_of_year(day.year, part)
    elif part in PARTS_OF_WEEK and unit == "week" and interval.start:
        first, last = PARTS_OF_WEEK[part]
        interval = days.days(interval.start + timedelta(first), interval.start + timedelta(last))
    return Reading("DATE", days.value_of(day, unit), interval, why)


def _weekend_day(base: date, rel: str, s: Setting) -> date:
    if rel in ("this coming", "coming") or (rel == "this" and s.direction() == "future"):
        return base
    if rel in ("this", "past", "last", "this past") and base.weekday() < 5:
        return base - timedelta(7)
    return base - timedelta(7) if rel == "last" else base


def read_rel_units(m: Match, s: Setting) -> Reading | None:
    """ "the past few days", "the next two weeks"."""
    unit, rel, quantity = unit_name(m["unit"]), m["rel"].lower().strip(), m["n"]
    whole = (
        quantity is None and rel in ("past", "last", "next", "coming") and m["lead"].strip().lower() == "the"
    )
    if not m["s"] and not whole and (quantity is None or number_of(quantity.split("-")[0]) != 1):
        return None
    if m["s"] and unit == "second" and quantity is None:
        return None
    amount = number_of(quantity) if quantity else (None if m["s"] else number_of("one"))
    value = duration_value(amount, unit)
    if (
        rel in ("first", "final", "intervening", "ensuing", "following", "previous", "preceding", "prior")
        or s.published is None
    ):
        return Reading("DURATION", value, None, "a stretch of time; where it lies the words do not say")
    n = (
        int(amount)
        if amount is not None and amount.denominator == 1
        else (vague_value(quantity) if quantity else None)
    )
    if n is None and quantity is None and m["s"]:
        n = VAGUE_NUMBERS["few"]
    if n is None:
        return Reading("DURATION", value, None, "a stretch of time of no given length")
    pub = s.published
    if rel == "last" and quantity and not m["lead"].strip() and _VERB_BEFORE.search(s.before):
        return None  # "will last five days"
    anchor = s.anchor.end if s.anchor else None
    if rel == "next" and unit == "day" and anchor and anchor < pub - timedelta(n) and s.direction() == "past":
        return Reading(
            "DURATION",
            value,
            days.days(anchor + timedelta(1), anchor + timedelta(n)),
            "the stretch that follows the date before it",
        )
    if rel in ("next", "coming", "past or next"):
        return Reading(
            "DURATION",
            value,
            days.days(pub, days.shift(pub, unit, n)),
            "the stretch that begins on the day of publication",
        )
    # "the past three days": the day of publication is one of them
    back = n - 1 if unit == "day" and n > 1 and amount is not None else n
    interval = days.days(days.shift(pub, unit, -back), pub)
    if rel in ("recent", "latest"):
        return Reading("DATE", "PAST_REF", interval, f"some {unit}s up to publication")
    return Reading("DURATION", value, interval, "the stretch that ends on the day of publication")


def read_within(m: Match, s: Setting) -> Reading | None:
    unit, quantity = unit_name(m["unit"]), (m["n"] or "").strip()
    amount = number_of(re.sub(r"(?i)^(?:less|more) than\s|^about\s", "", quantity)) if quantity else None
    n = int(amount) if amount is not None else (vague_value(quantity) or 3)
    value = duration_value(amount, unit)
    if s.published is None or (s.direction() == "past" and not m["rel"]):
        return Reading("DURATION", value, None, "a stretch of time; where it lies the words do not say")
    interval = days.days(s.published, days.shift(s.published, unit, n))
    return Reading("DURATION", value, interval, "the stretch that begins on the day of publication")


_EXACTLY: Final = re.compile(r"(?i)\b(?:exactly|precisely|to\sthe\sday)\s$")


def read_ago(m: Match, s: Setting) -> Reading | None:
    groups = m.groupdict()
    if groups.get("vague"):
        return Reading("DATE", "PAST_REF", None, "long before; no length is given")
    unit, way, quantity, approx = (
        unit_name(m["unit"]),
        m["dir"].lower(),
        groups.get("n"),
        m["approx"].lower().strip(),
    )
    plural = re.match(r"s\b", m.string[m.end("unit") : m.end("unit") + 2]) is not None
    if quantity is None and not plural:
        return None
    back = way in ("ago", "earlier", "before", "previously", "beforehand")
    amount = number_of(re.sub(r"(?i)[-\s](?:more|full|long|other)$", "", quantity)) if quantity else None
    if amount is not None and (amount.denominator != 1 or amount > 100_000):
        return None
    if amount is None:
        kind = "PAST_REF" if way == "ago" else ""
        if way in ("before", "after"):
            return Reading(
                "DURATION", duration_value(None, unit), None, "a length of time before or after what follows"
            )
        span = (
            Interval(s.published - timedelta(6), s.published - timedelta(2), "range")
            if (way == "ago" and unit == "day" and s.published)
            else None
        )
        if way == "ago" and unit in ("second", "minute", "hour") and s.published:
            span = days.one_day(s.published)
        return Reading("DATE", kind, span, "no number is given")
    if amount is not None and groups.get("half"):
        return Reading(
            "DURATION", duration_value(amount + Fraction(1, 2), unit), None, "a stretch between two moments"
        )
    n = int(amount)
    if unit == "year" and n == 1 and s.quarter and way in ("ago", "earlier", "before"):
        return read_year_ago(m, s)
    if way in ("before", "after") and not re.match(r"\s?(?:[.,;:]|$)", s.after):
        return Reading(
            "DURATION", duration_value(amount, unit), None, "a length of time before or after what follows"
        )
    if unit in ("second", "minute", "hour") and way != "ago":
        return Reading("DURATION", duration_value(amount, unit), None, "a stretch between two moments")
    if way in ("ago", "from now", "hence"):
        if s.published is None:
            return unread("DATE", NO_DATE)
        base, why = s.published, "counted from the day of publication"
    elif s.anchor and s.anchor.start and s.anchor.end:
        if unit in ("day", "night", "week", "fortnight") and (s.anchor.end - s.anchor.start).days > 6:
            return unread("DATE", "cannot be resolved: the date before it is no single day")
        base, why = (s.anchor.start if back else s.anchor.end), "counted from the date before it"
    elif unit in ("month", "quarter", "year", "decade") and s.published and back and way != "before":
        base, why = s.published, "counted from the day of publication, as no other date is near"
    else:
        return unread("DATE", NO_ANCHOR)
    day = days.shift(base, unit, -n if back else n)
    if groups.get("this") and way == "ago":
        return _to_the_day(day, groups["this"].lower().split()[-1])
    # "two weeks ago" is that day in 11 of 16 places; "two months ago" mostly that month
    close = unit in ("week", "fortnight") and (
        not approx or approx.startswith(("just", "at least", "more", "over"))
    )
    interval = days.one_day(day) if close or _EXACTLY.search(s.before) else days.unit_around(day, unit)
    fewer = number_of(groups["n0"]) if groups.get("n0") else None
    if fewer is not None and fewer < n and fewer.denominator == 1:
        near = days.unit_around(days.shift(base, unit, -int(fewer) if back else int(fewer)), unit)
        ends = [d for i in (interval, near) for d in (i.start, i.end) if d]
        interval = days.days(min(ends), max(ends))
    if way == "ago" and s.published:
        if approx.startswith(("less", "fewer", "under")):
            interval = (
                days.days(day + timedelta(1), s.published - timedelta(1))
                if day < s.published - timedelta(1)
                else interval
            )
        elif approx.startswith(("more than", "over", "at least")):
            interval = Interval(None, day, "range")
    return Reading("DATE", days.value_of(day, unit), interval, why)


def _to_the_day(day: date, unit: str) -> Reading:
    """ "ten years ago today", "four years ago this week"."""
    unit = "day" if unit == "today" else unit
    interval = days.one_day(day) if unit == "day" else days.unit_around(day, unit)
    return Reading("DATE", days.value_of(day, unit), interval, "so long before the day of publication")


def read_year_ago(m: Match, s: Setting) -> Reading | None:
    """ "a year earlier" in a report of results: the same quarter of the year before."""
    if s.published is None:
        return unread("DATE", NO_DATE)
    named = m.groupdict().get("q")
    if named:
        year, quarter = (s.quarter[0] if s.quarter else s.published.year) - 1, ORDINALS[named.lower()]
        return Reading(
            "DATE", f"{year:04d}-Q{quarter}", days.quarter_of(year, quarter), "that quarter a year before"
        )
    if s.quarter:
        year, quarter = s.quarter[0] - 1, s.quarter[1]
        return Reading(
            "DATE",
            f"{year:04d}-Q{quarter}",
            days.quarter_of(year, quarter),
            "a year before the quarter told of",
        )
    year = s.published.year - 1
    return Reading("DATE", f"{year:04d}", days.year_of(year), "a year before publication")


def read_year_quarter(m: Match, s: Setting) -> Reading | None:
    """ "the 1988 quarter": the quarter told of, in that year."""
    year = int(m["y"])
    if s.quarter is None:
        return Reading("DATE", f"{year:04d}", days.year_of(year), "a year", explicit=True)
    interval = days.quarter_of(year, s.quarter[1])
    return Reading(
        "DATE", f"{year:04d}-Q{s.quarter[1]}", interval, "the quarter told of, in that year", explicit=True
    )


def read_the_quarter(m: Match, s: Setting) -> Reading | None:
    if s.published is None:
        return unread("DATE", NO_DATE)
    if "current" in m["told"].lower():
        year, quarter = s.published.year, (s.published.month + 2) // 3
    elif s.quarter:
        year, quarter = s.quarter
    else:
        before = days.shift_months(s.published, -3)
        year, quarter = before.year, (before.month + 2) // 3
    return Reading(
        "DATE",
        f"{year:04d}-Q{quarter}",
        days.quarter_of(year, quarter),
        "the quarter told of, else the last full one",
    )
