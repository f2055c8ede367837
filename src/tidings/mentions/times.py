"""Time expressions of a report, as TIMEX3 and as the days they cover.

A publication date is what relative expressions are counted from; without one they stay unresolved
and say so. The intervals follow the annotation guidelines ("last week": Monday to Sunday before;
"early June": 1 to 10; "since Monday": from Monday to publication).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from tidings.mentions.times_apart import told_apart
from tidings.mentions.times_grammar import BRANDS, NAMES, NEEDS, ORDINAL_DAYS, RULES
from tidings.mentions.times_readings import READERS, Reading, Setting
from tidings.mentions.times_tense import direction
from tidings.model.doc import Doc, Sentence
from tidings.model.mention import Interval, TimeMention

_WEEK: Final = timedelta(days=7)
_BLANKS: Final = re.compile(r"[^\S ]")
_YEAR_AFTER: Final = re.compile(
    r"\s?(?:and|to|or|through|until|-|\u2013|,)\s?(?:(?:early|late|mid)[-\s])?(?:[A-Z][a-z]{2,8}\.?\s)(?:\d{1,2},?\s)?((?:19|20)\d\d)(?!\d)"
)
_SINCE: Final = re.compile(
    r"(?i)\b(?:ever\s)?since\s(?:(?:late|early)\son\s|the\s|at\sleast\s|about\s|around\s)?$"
)
_FROM: Final = re.compile(r"(?i)\b(?:from|between)\s(?:the\s|about\s|around\s|early\s|late\s)?$")
_TO: Final = re.compile(
    r"(?i)^\s?(?:to|until|till|through|and|-|\u2013|\u2014)\s?(?:the\s|about\s|around\s|early\s|late\s|on\s)?$"
)


_NTH: Final = re.compile(
    r"(?i)\bfor\s(?:a|the|its)\s(?:straight\s|consecutive\s)?(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"\s(?:straight\s|consecutive\s|successive\s)?(?:day|night)\s(?:running\s|in\sa\srow\s)?(?:on\s)?$"
)


def find_times(doc: Doc) -> tuple[TimeMention, ...]:
    """The time expressions of a report, in text order, none inside another.

    A date that opens or closes a range ("from March 3 to March 7") keeps its own TIMEX3 value; its
    interval is the whole range. After "since" the interval runs to the day of publication.
    """
    out: list[TimeMention] = []
    for sentence in doc.sentences:
        _read_sentence(doc, sentence, out)
    return tuple(out)


def _read_sentence(doc: Doc, sentence: Sentence, out: list[TimeMention]) -> None:
    # one character for one, so that offsets hold
    text = _BLANKS.sub(" ", doc.text[sentence.start : sentence.end])
    starts = [t.start - sentence.start for t in doc.tokens[sentence.first : sentence.last]]
    ends = [t.end - sentence.start for t in doc.tokens[sentence.first : sentence.last]]
    found: list[TimeMention] = []
    reach = 0
    for begin, stop, name, match in _candidates(_without_that(doc, sentence, text)):
        if begin < reach:
            continue
        k = bisect_right(starts, begin) - 1
        j = bisect_right(starts, stop - 1) - 1
        if k < 0 or j < k or ends[k] <= begin or (found and found[-1].last >= sentence.first + k):
            continue
        first, last = sentence.first + k, sentence.first + j
        setting = Setting(
            doc.report.published,
            _anchor(doc, sentence, out, found),
            partial(direction, doc, sentence.i, first, last),
            _year_near(text, stop),
            text[max(0, begin - 40) : begin],
            text[stop : stop + 40],
            _quarter(out, found),
        )
        try:
            reading = READERS[name](match, setting)
        except (OverflowError, ValueError):
            reading = None
        if reading is None:
            continue
        reach = stop
        reading = _nth_day(_since(reading, setting), setting)
        span = doc.span(first, last)
        found.append(
            TimeMention(span, first, last, reading.type, reading.value, reading.interval, reading.why)
        )
    out.extend(told_apart(doc, _joined(doc, sentence, found)))


def _without_that(doc: Doc, sentence: Sentence, text: str) -> str:
    """The text without the "that" that opens a clause, dots in its place: "said that Tuesday's raid" tells of
    no "that Tuesday"."""
    if "that " not in text or not doc.has("parse"):
        return text
    for t in range(sentence.first, sentence.last):
        token = doc.tokens[t]
        if doc.parse.dep[t] == "mark" and token.text == "that":
            text = f"{text[: token.start - sentence.start]}····{text[token.end - sentence.start :]}"
    return text


def _candidates(text: str) -> list[tuple[int, int, str, re.Match[str]]]:
    """All matches, from left to right, at one place the longest first."""
    taken = [m.span() for m in NAMES.finditer(text)]
    out: list[tuple[int, int, str, re.Match[str]]] = []
    for name, rule in RULES:
        if name in NEEDS and not NEEDS[name].search(text):
            continue
        for match in rule.finditer(text):
            begin, stop = match.span("told" if "told" in rule.groupindex else 0)
            if begin == stop or any(s < stop and begin < e for s, e in taken):
                continue
            if name in ("month_day", "month") and BRANDS.match(text[stop : stop + 20]):
                continue
            out.append((begin, stop, name, match))
    out.sort(key=lambda c: (c[0], -c[1]))
    return out


def _anchor(
    doc: Doc, sentence: Sentence, out: list[TimeMention], found: list[TimeMention]
) -> Interval | None:
    """The days of the nearest date before, in this sentence or the one before it."""
    for time in (*reversed(found), *reversed(out[-6:])):
        if doc.tokens[time.first].sent < sentence.i - 1:
            return None
        if time.type in ("DATE", "TIME") and time.interval and time.interval.start and time.interval.end:
            return time.interval
    return None


def _quarter(out: list[TimeMention], found: list[TimeMention]) -> tuple[int, int] | None:
    """Year and quarter of the latest quarter among the last few times: the one reported on, not
    that of the year before it is compared with."""
    told = [t.value for t in (*out[-12:], *found) if t.interval and t.interval.precision == "quarter"]
    named = [(int(v[:4]), int(v[-1])) for v in told if v[4:6] == "-Q"]
    return max(named, default=None)


def _year_near(text: str, stop: int) -> int | None:
    """The year in "from June to August 2014", for June."""
    after = _YEAR_AFTER.match(text[stop : stop + 40])
    return int(after[1]) if after else None


def _since(reading: Reading, setting: Setting) -> Reading:
    """ "since Monday": up to the day of publication."""
    interval, published = reading.interval, setting.published
    if interval is None or interval.start is None or not _SINCE.search(setting.before):
        return reading
    if published is None or published < interval.start:
        return replace(
            reading,
            interval=Interval(interval.start, None, "range"),
            why=reading.why + '; open, as it stands after "since"',
        )
    return replace(
        reading,
        interval=Interval(interval.start, published, "range"),
        why=reading.why + '; up to publication, as it stands after "since"',
    )


def _nth_day(reading: Reading, setting: Setting) -> Reading:
    """ "for a third day on Monday": from Saturday to Monday."""
    told, interval = _NTH.search(setting.before), reading.interval
    if told is None or interval is None or interval.start is None or interval.start != interval.end:
        return reading
    first = interval.start - timedelta(ORDINAL_DAYS[told[1].lower()] - 1)
    why = f"{reading.why}; with the days before it, as it is the {told[1].lower()} of them"
    return replace(reading, interval=Interval(first, interval.start, "range"), why=why)


def _joined(doc: Doc, sentence: Sentence, found: list[TimeMention]) -> list[TimeMention]:
    """Ranges with two dates: both ends take the whole interval.

    Weekdays are taken one by one as the nearest, so a range may come out backwards: "from Thursday
    to Monday" then begins a week earlier, and one that begins today or later ends in the week after.
    """
    out = list(found)
    for n in range(len(out) - 1):
        left, right = out[n], out[n + 1]
        before = doc.text[max(sentence.start, left.span.start - 20) : left.span.start]
        between = doc.text[left.span.end : right.span.start]
        opened = _FROM.search(before)
        if not _TO.match(between) or not (
            opened or between.strip() in ("-", "\u2013", "and", "and on", "and in")
        ):
            continue
        a, b = left.interval, right.interval
        if (
            "and" in between.lower()
            and not (opened and "between" in opened[0].lower())
            and not _in_a_row(a, b)
        ):
            continue
        if (
            left.type == "DURATION"
            or right.type == "DURATION"
            or a is None
            or b is None
            or a.start is None
            or b.end is None
        ):
            continue
        begin, end = a.start, b.end
        if end < begin:
            if (begin - end).days > 7 or "day" not in (a.precision, b.precision):
                continue
            published = doc.report.published
            if published is not None and begin >= published and b.precision == "day":
                end += _WEEK
                if right.value == b.end.isoformat():
                    right = replace(right, value=end.isoformat())
            elif a.precision == "day":
                begin -= _WEEK
                if left.value == a.start.isoformat():
                    left = replace(left, value=begin.isoformat())
            if end < begin:
                continue
        whole = Interval(begin, end, "range")
        out[n] = replace(left, interval=whole, why=left.why + "; the beginning of a range")
        out[n + 1] = replace(right, interval=whole, why=right.why + "; the end of a range")
    return out


def _in_a_row(a: Interval | None, b: Interval | None) -> bool:
    """ "Friday and Saturday", "January and February": one stretch."""
    if a is None or b is None or a.end is None or b.start is None or a.precision != b.precision:
        return False
    apart = (b.start - a.end).days
    # -6: two weekdays of which one was taken from another week
    return a.precision in ("day", "month", "year") and (apart == 1 or (apart == -6 and a.precision == "day"))
