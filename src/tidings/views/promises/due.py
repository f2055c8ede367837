"""The day that a report sets for what it says is going to happen."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from tidings.mentions.times import find_times
from tidings.model.report import Report
from tidings.text import segment

_AT: Final = re.compile(r"(?i)\b(?:within|from|on|in|at|for|of)\s(?:the\s|about\s|\w+day,\s)?$")
_BY: Final = re.compile(
    r"(?i)\b(?:by|before|until|till|no later than|not later than)\s"
    r"(?:the\s|about\s|\w+day,\s|(?:the\s)?(?:end|middle|start)\sof\s)?$"
)
_BEFORE: Final = re.compile(r"(?i)\bbefore\s(?:the\s)?$")
_WITHIN: Final = re.compile(r"(?i)\b(?:within|in)\s(?:the next\s|\w+\s)?$")
_COMING: Final = re.compile(r"(?i)\b(?:next|tomorrow|coming|later this)\b")
_RECALLED: Final = timedelta(7)
_WEEKDAY: Final = re.compile(r"(?i)day\b")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_GOES_ON: Final = re.compile(
    r"(?i)^(?:[\"“]?(?:it|they|the|this|these|that|both|each|all)\b[^.]*?\b(?:is|are|was|were) to\b|"
    r"[^.]*\b(?:will|due|would)\b)"
)
_IS_OUT: Final = re.compile(r"(?i)\bbefore the (week|month|year) (?:is|was) (?:out|over)\b")
_PERIOD: Final = re.compile(r"P(\d+)([DWMY])\Z")
_DAYS: Final = {"D": 1, "W": 7, "M": 30, "Y": 365}


def due_in(sentence: str, after: str, said: date, published: date | None) -> tuple[date, date] | None:
    """First and last day that the sentence sets, or the one after it where that goes on about the same ("It
    is to arrive by the end of May"); None where neither does. `said`: the day of the promise, which what is
    set must come after; periods ("within 30 days") are counted from it."""
    found = _set_in(sentence, said, published)
    if found is None and _GOES_ON.match(after):
        found = _set_in(after, said, published)
    return found


def _out(sentence: str, said: date) -> tuple[date, date] | None:
    """ "before the month is out"."""
    found = _IS_OUT.search(sentence)
    if found is None:
        return None
    if found[1].lower() == "week":
        end = said + timedelta(6 - said.weekday())
    elif found[1].lower() == "year":
        end = date(said.year, 12, 31)
    else:
        end = date(said.year + said.month // 12, said.month % 12 + 1, 1) - timedelta(1)
    return (said, end) if end > said else None


def _set_in(sentence: str, said: date, published: date | None) -> tuple[date, date] | None:
    # A promise of long ago stands beside days of other deeds: "delivered on Tuesday what it pledged in May".
    recalled = published is not None and published - said > _RECALLED
    stages: tuple[date, date] | None = None
    doc = segment(Report("sentence", sentence, published))
    for time in find_times(doc):
        before, words = sentence[: time.span.start], time.span.of(sentence)
        by = _BY.search(before) is not None
        if not (by or (not recalled and (_AT.search(before) or _COMING.search(words)))):
            continue
        period = _PERIOD.match(time.value) if time.type == "DURATION" and _WITHIN.search(before) else None
        if period:
            end = said + timedelta(int(period[1]) * _DAYS[period[2]])
            return end, end
        if time.type not in ("DATE", "TIME") or time.interval is None or time.interval.end is None:
            continue
        start, end = time.interval.start or time.interval.end, time.interval.end
        if end <= said and by and not _YEAR.search(words):
            # "vowed to leave by mid-July", told with a verb of the past, is read as the July before.
            on = _week_on if _WEEKDAY.search(words) and not any(c.isdigit() for c in words) else _year_on
            start, end = on(start), on(end)
        if end <= said or (time.interval.precision in ("range", "year") and start <= said):
            continue  # "since Monday" lasts up to publication and sets no day
        if _BEFORE.search(before):
            start = end = start - timedelta(1)
        if end > said and stages is not None and not (by and end > stages[1]):
            continue
        if end > said:
            stages = max(start, said), end
            if not by:
                return stages
    return stages or _out(sentence, said)


def _week_on(day: date) -> date:
    return day + timedelta(7)


def _year_on(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
