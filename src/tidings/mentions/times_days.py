"""Days counted from publication or from the day told before: weekdays, clock times, "yesterday"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from tidings.mentions import times_resolve as days
from tidings.mentions.times_grammar import weekday_number
from tidings.mentions.times_setting import (
    NO_ANCHOR,
    NO_DATE,
    Match,
    Reading,
    Setting,
    clock_value,
    timed,
    unread,
)

INTO: Final = re.compile(r"(?i)\b(?:over)?night\s(?:in)?to\s$")
"""What stands before the day that a night ends on: "in the night to Friday"."""


def read_weekday(m: Match, s: Setting) -> Reading | None:
    groups = m.groupdict()
    weekday = weekday_number(m["w"])
    part = groups.get("p")
    if (groups.get("pre") or "").lower() == "overnight":
        part = "overnight"
    if s.published is None:
        return unread("TIME" if part else "DATE", NO_DATE)
    rel, pub = re.sub(r"^the ", "", (groups.get("rel") or "").lower()), s.published
    which = groups.get("which")
    if which:
        week = pub + timedelta({"last": -7, "next": 7}.get(which.lower(), 0))
        day, why = week - timedelta(week.weekday()) + timedelta(weekday), f"that day of {which} week"
    elif rel in ("next", "coming", "this coming"):
        day, why = (
            days.nearest_weekday(pub + timedelta(1), weekday, future=True),
            "the next such day after publication",
        )
    elif rel in ("following", "next", "same", "that") and s.anchor and s.anchor.end:
        step = 0 if rel in ("same", "that") else 1
        day = days.nearest_weekday(s.anchor.end + timedelta(step), weekday, future=True)
        why = "counted from the date before it"
    elif rel == "previous" and s.anchor and s.anchor.start:
        day = days.nearest_weekday(s.anchor.start - timedelta(1), weekday, future=False)
        why = "counted from the date before it"
    elif rel in ("last", "past", "this past", "previous"):
        day, why = (
            days.nearest_weekday(pub - timedelta(1), weekday, future=False),
            "the last such day before publication",
        )
    elif s.direction() == "future" or (rel == "this" and s.direction() != "past"):
        day, why = (
            days.nearest_weekday(pub, weekday, future=True),
            "the next such day, as it stands with what lies ahead",
        )
    else:
        day, why = days.nearest_weekday(pub, weekday, future=False), "the last such day up to publication"
    kind, value = timed(day, part)
    interval = days.one_day(day)
    if part and part.lower() == "overnight":
        interval = days.days(day, min(day + timedelta(1), max(pub, day)))
    elif not part and INTO.search(s.before):
        interval, why = days.days(day - timedelta(1), day), f"the night before it: {why}"
    return Reading(kind, value, interval, why)


def read_clock_day(m: Match, s: Setting) -> Reading | None:
    word = m["w"].lower()
    if word in ("today", "yesterday", "tomorrow"):
        if s.published is None:
            return unread("TIME", NO_DATE)
        day = s.published + timedelta({"yesterday": -1, "tomorrow": 1}.get(word, 0))
        return Reading(
            "TIME", day.isoformat() + clock_value(m["clock"]), days.one_day(day), "counted from publication"
        )
    if s.published is None:
        return unread("TIME", NO_DATE)
    future = s.direction() == "future" or m["rel"] == "next"
    day = days.nearest_weekday(s.published, weekday_number(word), future=future)
    return Reading("TIME", day.isoformat() + clock_value(m["clock"]), days.one_day(day), "a time of that day")


def read_clock(m: Match, s: Setting) -> Reading | None:
    if re.match(r"\d{1,2}:\d\d(?::\d\d)?$", m["clock"]) and not re.search(
        r"(?i)\b(?:at|around|about|by|from|until|before|after|to)\s$", s.before
    ):
        return None
    day = s.anchor.start if s.anchor and s.anchor.start and s.anchor.start == s.anchor.end else s.published
    if day is None:
        return unread("TIME", NO_DATE)
    return Reading(
        "TIME",
        day.isoformat() + clock_value(m["clock"]),
        None,
        "a time of day; the text does not say which day",
    )


def read_deictic(m: Match, s: Setting) -> Reading | None:
    groups = m.groupdict()
    word = groups["d"].lower()
    part = groups.get("p")
    if s.published is None:
        return unread("TIME" if part or word in ("tonight", "overnight") else "DATE", NO_DATE)
    pub = s.published
    if word == "overnight":
        if re.match(r"\s(?:stay|success|train|flight|bag|visit|low|rate)", s.after):
            return None
        interval = days.days(pub - timedelta(1), pub)
        return Reading("TIME", pub.isoformat() + "TNI", interval, "the night before publication")
    if word == "that":
        if s.anchor is None or s.anchor.end is None:
            return unread("TIME", NO_ANCHOR)
        kind, value = timed(s.anchor.end, part)
        return Reading(kind, value, days.one_day(s.anchor.end), "the day told before it")
    offsets = {
        "the day before yesterday": -2,
        "yesterday": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
        "last": -1,
    }
    day = pub + timedelta(offsets.get(re.sub(r"\s+", " ", word), 0))
    kind, value = timed(day, part or ("night" if word.startswith("toni") else None))
    return Reading(kind, value, days.one_day(day), "counted from the day of publication")


def read_next_day(m: Match, s: Setting) -> Reading | None:
    rel, unit, way = m["rel"].lower().strip(), m["unit"].lower(), (m["dir"] or "").lower()
    if (rel == "the" and not way) or (rel == "that" and way) or (rel.startswith("the ") and way):
        return None
    if rel == "the" and re.match(
        r"\s(?:the|a|an|his|her|its|their|[A-Z]|[a-z]+ing\b|he|she|they|it)", s.after
    ):
        if re.search(r"\d,\s?$", s.before):
            return None  # "on May 3, the day before he left": the day has been told
        return unread(
            "DATE" if unit == "day" else "TIME", f"cannot be resolved: it is told as {way} what follows"
        )
    if s.anchor is None or s.anchor.start is None or s.anchor.start != s.anchor.end:
        return unread("DATE" if unit == "day" else "TIME", NO_ANCHOR)
    step = 0
    if "next" in rel or "following" in rel or way in ("after", "later"):
        step = 1
    elif "previous" in rel or way in ("before", "earlier"):
        step = -1
    day = s.anchor.start + timedelta(step)
    kind, value = timed(day, unit if unit != "day" else None)
    return Reading(kind, value, days.one_day(day), "counted from the date before it")


def read_weekend(m: Match, s: Setting) -> Reading | None:
    if s.published is None:
        return unread("DATE", NO_DATE)
    ahead = s.direction() == "future" or m["lead"].lower() == "ahead of"
    back = 7 if s.published.weekday() < 5 and not ahead else 0
    interval = days.weekend_of(s.published - timedelta(back))
    return Reading(
        "DATE", days.value_of(interval.start or s.published, "weekend"), interval, "the nearest weekend"
    )


def read_day_part(m: Match, s: Setting) -> Reading | None:
    """ "in the morning": of the day told before it, else of no day that the words give."""
    if not m["lead"] and not re.match(r"(?i)by", m.group()):
        return None
    one = s.anchor is not None and s.anchor.start is not None and s.anchor.start == s.anchor.end
    day = s.anchor.start if one and s.anchor else s.published
    if day is None:
        return unread("TIME", NO_DATE)
    kind, value = timed(day, m["p"])
    if not one:
        return Reading(kind, value, None, "a part of a day; the text does not say of which")
    return Reading(kind, value, days.one_day(day), "a part of the day told before it")


def read_since_then(m: Match, s: Setting) -> Reading | None:
    """ "since then": from the day told before it to publication."""
    if s.anchor is None or s.anchor.start is None or s.published is None or s.anchor.start > s.published:
        return None
    value = s.anchor.start.isoformat() if s.anchor.start == s.anchor.end else "PAST_REF"
    interval = days.days(s.anchor.start, s.published)
    return Reading("DATE", value, interval, "since the date before it, up to publication")
