"""What a time expression is read against, and what comes of reading it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from tidings.mentions.times_grammar import PART_CODES
from tidings.model.mention import Interval

Match = re.Match[str]


NO_DATE: Final = "cannot be resolved: the report has no publication date"


NO_ANCHOR: Final = "cannot be resolved: no date stands before it in this or the previous sentence"


DURATION_CODES: Final = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "weekend": "WE", "week": "W",
    "fortnight": "W",
    "month": "M", "quarter": "Q", "season": "S", "year": "Y", "decade": "E", "century": "C",
}  # fmt: skip


_HALVES: Final = {"year": "6M", "minute": "30S", "hour": "30M", "day": "T12H"}
"""Half of a unit in the next smaller one: "two and a half years" is P2Y6M."""


@dataclass(frozen=True, slots=True)
class Reading:
    type: str
    value: str
    interval: Interval | None
    why: str
    explicit: bool = False
    """Whether the text itself gives the year."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against. `anchor`: the days of the last date told before it."""

    published: date | None
    anchor: Interval | None
    direction: Callable[[], str]
    year: int | None
    """A year that stands with it in the same clause."""
    before: str
    after: str
    quarter: tuple[int, int] | None = None
    """Year and quarter that the text last spoke of."""


def unread(kind: str, why: str) -> Reading:
    return Reading(kind, "", None, why)


def unit_name(text: str) -> str:
    low = text.lower()
    return "century" if low.startswith("centur") else low


def duration_value(amount: Fraction | None, unit: str) -> str:
    """TIMEX3 value of so many units; "X" where the number is not given."""
    code = DURATION_CODES[unit]
    if amount is not None and unit == "decade":
        amount, code = 10 * amount, "Y"
    smaller = _HALVES.get(unit) if amount is not None and amount % 1 == Fraction(1, 2) else None
    if amount is not None and smaller is not None:
        whole = f"{int(amount)}{code[-1]}" if amount > 1 else ""
        return ("PT" if code.startswith("T") else "P") + whole + smaller
    if amount is not None:
        number = amount * 2 if unit == "fortnight" else amount
        text = str(int(number)) if number.denominator == 1 else f"{float(number):g}"
    else:
        text = "X"
    return f"PT{text}{code[1]}" if code.startswith("T") else f"P{text}{code}"


def full_year(text: str, near: date | None) -> int:
    if len(text) == 4:
        return int(text)
    century = (near.year if near else 2000) // 100 * 100
    year = century + int(text)
    return year - 100 if near and year > near.year + 20 else year


def which_year(word: str | None, s: Setting) -> int | None:
    if word is None:
        return s.year
    word = word.lower().removeprefix("the ")
    if word in ("previous", "following", "that", "same"):
        if s.anchor is None or s.anchor.start is None:
            return None
        return s.anchor.start.year + {"previous": -1, "following": 1}.get(word, 0)
    return s.published.year + {"last": -1, "next": 1}.get(word, 0) if s.published else None


def given_year(m: Match, s: Setting) -> int | None:
    """The year that the expression itself names."""
    groups = m.groupdict()
    for key in ("y", "y0", "y3", "yy"):
        if groups.get(key):
            return full_year(groups[key], s.published)
    return which_year(groups.get("which"), s)


def part_named(m: Match) -> str | None:
    low = re.sub(r"\s+", " ", (m.groupdict().get("mod") or m.groupdict().get("mod2") or "").lower()).strip(
        " -"
    )
    if not low:
        return None
    words = low.split()
    if "early" in words or "beginning" in words or "start" in words:
        return "early"
    if "late" in words or "end" in words:
        return "late"
    return "mid" if words[0].startswith("mid") or "middle" in words else None


def timed(day: date, part: str | None) -> tuple[str, str]:
    """Type and value of a day or a part of it."""
    code = PART_CODES.get(re.sub(r"(?<=^mid)\s?(?=[ma])", "-", (part or "").lower()))
    if part and part.lower() == "overnight":
        code = "NI"
    return ("TIME", f"{day.isoformat()}T{code}") if code else ("DATE", day.isoformat())


def clock_value(text: str) -> str:
    """The hour and minute of "5:30 p.m.", as TIMEX3 has them after the day."""
    low = text.lower()
    if low.startswith(("noon", "midday")):
        return "T12:00"
    if low.startswith("midnight"):
        return "T24:00"
    got = re.match(r"(\d{1,2})(?:[:.]?(\d\d))?", low)
    hour, minute = (int(got[1]), got[2] or "00") if got else (0, "00")
    if re.search(r"\d\s?p\.?\s?m", low) and hour < 12:
        hour += 12
    if re.search(r"\d\s?a\.?\s?m", low) and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute}"
