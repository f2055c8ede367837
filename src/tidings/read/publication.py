"""The day a report was published, from the lines that say so and never from running prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*(?:the\s+)?"
# A year may run into the same date said again ("3 May 20213 May 2021"), as copying two versions of it does.
_YEAR = rf"(?P<y{{0}}>(?:19|20)\d\d)(?!\d(?!\d?\s*{_MONTH}))"
_DATE = re.compile(
    rf"(?<![\w/.-])(?P<weekday>{_WEEKDAY})?(?:"
    rf"(?P<m1>{_MONTH})\s*(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR.format(1)}"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<m2>{_MONTH}),?[\s-]*{_YEAR.format(2)}"
    rf"|{_YEAR.format(3)}(?P<s3>[-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})(?=T\d|(?!\d))"
    rf"|(?P<a>\d{{1,2}})(?P<s4>[/.-])(?P<b>\d{{1,2}})(?P=s4){_YEAR.format(4)})"
    r"(?P<time>[T,\s]*(?:at\s+|[-–—|]\s*)?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:\(?(?:Z|[A-Z]{2,5})?(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?)?(?![\w]))?",
    re.IGNORECASE,
)
_PUBLISHED = (
    r"(?:first\s+|originally\s+)?(?:published|posted|issued|released|publication\s+date|release\s+date)"
)
_LABEL = re.compile(
    rf"(?:^|[|·•(–—;,]\s*|\s{{2,}}|\t)(?:(?P<pub>{_PUBLISHED}|date(?:line)?)|"
    r"(?P<upd>(?:last\s+)?(?:updated?|modified|edited|changed|revised)))\b"
    # Between label and date stand no words of a sentence ("Published reports of 3 May say").
    r"\W*(?:(?:on|at|by|in)\b.{0,40})?$",
    re.IGNORECASE,
)
_LABELS = re.compile(
    rf"\b(?:{_PUBLISHED}|(?:last\s+)?(?:updated?|modified)|date)\b\s*(?:on|at)?\s*:?", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:written\s+|reported\s+|posted\s+)?by\s+\S.{0,80}", re.IGNORECASE)
_NAMES = re.compile(r"[A-Z][\w.'’-]*(?:[ ,]+(?:(?:of|the|and|for|in|de|al|la)\s+)?[A-Z(][\w.'’)-]*){0,5}")
_TIME = re.compile(r"\W*|\d{1,2}[:.]\d\d.{0,12}|updated?|at|on", re.IGNORECASE)
_AFTER_DATELINE = re.compile(r"\s*[,)]?\s*(?:\([^)]{2,30}\)\s*)?(?:[-–—]{1,2}|:|\()\s*\S")
_NO_YEAR = re.compile(
    rf"\W*[A-Z][A-Z .,'’-]{{2,40}}(?:,|\s\()\s*"
    rf"(?i:{_MONTH}\s*\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?!\w|,?\s*\d{{4}})"
)
_CREDIT = re.compile(
    r"(?:source|editors?|author|photos?|section|category|topics?)\b:?\s*\S.{0,40}|"
    r"\d+\s*min(?:ute)?s?(?: read)?|(?:\d+\s*)?(?:comments?|views?|shares?)(?:\s*\(?\d+\)?)?",
    re.IGNORECASE,
)
_EDGES: Final = " \t|·•,;:-–—()[]/*#_"
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")

HEAD_LINES: Final = 12
_PARAGRAPH: Final = 150
_HEAD_PARAGRAPHS: Final = 3
"""A publication line stands among the first twelve lines, at most three of them paragraphs:
standfirsts and photo captions can be long."""
_TAIL_LINES: Final = 4
_MAX_LINE: Final = 160


_SAYS: Final = (
    "says when it was published",
    "is a date line",
    "opens with a dateline",
    "says when it was updated",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A publication day, None where there is none, and one sentence on where it was read."""

    day: date | None
    why: str


@dataclass(frozen=True, slots=True)
class _Reading:
    rank: int  # 0 labelled as published, 1 a line of its own, 2 dateline, 3 labelled as updated
    order: int
    day: date | None
    words: str
    line: int


def find_published(text: str) -> Found:
    """Look for the publication day in a text as copied from a site.

    Counted are lines among the first twelve that state a date as published, that consist of a date
    with a byline, place or outlet, or that open with an agency dateline; at the end only a line
    that says "published" or holds nothing but a date. A date in a sentence never counts. Numeric
    dates whose day and month could be swapped give no day unless a weekday settles them.
    """
    readings = sorted(_readings(text), key=lambda r: (r.rank, r.order))
    if len({r.day for r in readings if r.rank in (1, 2)}) > 2:  # a chronology: its date lines are headings
        readings = [r for r in readings if r.rank in (0, 3)]
    for r in readings:
        if r.day is not None:
            return Found(r.day, f'Line {r.line} of the text {_SAYS[r.rank]}: "{r.words}".')
    if readings:
        r = readings[0]
        return Found(None, f'Line {r.line} says "{r.words}", whose day and month could be swapped.')
    for number, line in list(_lines(text))[:HEAD_LINES]:
        if m := _NO_YEAR.match(line):
            return Found(None, f'Line {number} says "{m[0].strip()}", which names no year.')
    return Found(None, "No publication date was given, and no line of the text states one.")


def date_in_url(url: str) -> Found | None:
    """The day in an address such as …/2024/03/05/…, None where it has none."""
    for m in _IN_URL.finditer(url):
        if day := _day(int(m[1]), int(m[2]), int(m[3])):
            return Found(day, f'Read from the address: "{m[0]}".')
    return None


def is_date_line(line: str, *, first: bool = False) -> bool:
    """Whether a line only says when (and by whom, where) the report was published. `first`: it is the
    text's first line, so it may be a headline that ends in a date."""
    return any(_rank(line, m, first=first) is not None for m in _dates(line[:_MAX_LINE]))


def without_dates(line: str) -> str:
    """What remains of a line when dates, times and their labels are taken out, ends trimmed."""
    out = _DATE.sub(" | ", line)
    out = _LABELS.sub(" | ", out)
    return out.strip(" \t|·•,;:-–—()[]\r\n")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(re.split(r"\r\n|\r|\n|\u2028|\u2029", text), start=1):
        if stripped := line.strip():
            yield number, stripped


def _readings(text: str) -> Iterator[_Reading]:
    lines = list(_lines(text))
    paragraphs = scanned = 0
    for k, (number, line) in enumerate(lines[:HEAD_LINES]):
        scanned = k + 1
        yield from _read_line(line, number, first=k == 0)
        paragraphs += len(line) > _PARAGRAPH
        if paragraphs >= _HEAD_PARAGRAPHS:
            break
    for number, line in lines[scanned:][-_TAIL_LINES:]:
        for reading in _read_line(line, number, first=False):
            if reading.rank in (0, 3) or number == lines[-1][0]:
                yield reading


def _read_line(line: str, number: int, *, first: bool) -> Iterator[_Reading]:
    head = line[:_MAX_LINE]
    for m in _dates(head):
        rank = _rank(line, m, first=first)
        if rank is not None:
            words = head if len(head) <= 60 else m[0].strip()
            yield _Reading(rank, number * 1000 + m.start(), _day_of(m), words, number)


def _dates(line: str) -> Iterator[re.Match[str]]:
    return (m for m in _DATE.finditer(line) if _days_of(m))


def _rank(line: str, m: re.Match[str], *, first: bool) -> int | None:
    before, after = line[: m.start()], line[m.end() :]
    ends_sentence = re.search(r"[.!?]['\"”’]?$", line) is not None
    label = _LABEL.search(before)
    # "Released on 3 May 2021, the two men went home." is prose; a label leaves no sentence behind the date.
    if label and len(line) <= _MAX_LINE and not (ends_sentence and len(after.split()) > 3):
        return 0 if label["pub"] else 3
    if _opens_dateline(before, after):
        return 2
    parts = [part for part in (before.strip(_EDGES), after.strip(_EDGES + ".")) if part]
    if len(line) > _MAX_LINE or (ends_sentence and parts):
        return None
    return 1 if all(_is_label(part, first=first) for part in parts) else None


def _is_label(part: str, *, first: bool) -> bool:
    """A byline, a place, an outlet or section name beside a date; in the first line only a short one,
    since a headline may end in a date."""
    part = without_dates(part)
    if _BYLINE.fullmatch(part):
        return True
    most = 3 if first else 6
    pieces = [p.strip(" ,;:()[]") for p in re.split(r"\s*[|·•]\s*|\s+[-–—/]\s+", part)]
    return all(
        any(form.fullmatch(p) for form in (_BYLINE, _TIME, _CREDIT))
        or (_NAMES.fullmatch(p) and len(p.split()) <= most and not (first and " in " in p))
        for p in pieces
    )


def _opens_dateline(before: str, after: str) -> bool:
    """ "GENEVA, 5 January 2020 (Agency) — The …": capitals before the date, a dash or bracket after."""
    place = before.strip(" ,()-–—")
    if not place or len(place) > 40 or not _AFTER_DATELINE.match(after):
        return False
    if place.upper() == place:
        return True
    # "Elections 5 May 2024: what to know" is a headline, "Geneva, 5 May 2024: The" is none.
    is_apart = before.rstrip().endswith((",", ")", "(", "-", "–", "—"))
    return is_apart and _NAMES.fullmatch(place) is not None and len(place.split()) <= 3


def _day_of(m: re.Match[str]) -> date | None:
    """The day a match of _DATE means, None where day and month could be swapped."""
    days = _days_of(m)
    return days.pop() if len(days) == 1 else None


def _days_of(m: re.Match[str]) -> set[date]:
    if m["m1"]:
        found = [_day(int(m["y1"]), _month(m["m1"]), int(m["d1"]))]
    elif m["m2"]:
        found = [_day(int(m["y2"]), _month(m["m2"]), int(m["d2"]))]
    elif m["m3"]:
        found = [_day(int(m["y3"]), int(m["m3"]), int(m["d3"]))]
    else:
        year, a, b = int(m["y4"]), int(m["a"]), int(m["b"])
        found = [_day(year, b, a), _day(year, a, b)]
    days = {day for day in found if day}
    if len(days) > 1 and m["weekday"]:
        named = _DAYS.index(m["weekday"][:3].lower())
        days = {day for day in days if day.weekday() == named} or days
    return days


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
