"""Dates of the calendar: days, months, seasons, quarters, halves."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Final

from tidings.mentions import times_resolve as days
from tidings.mentions.times_grammar import (
    ORDINAL_DAYS,
    ORDINALS,
    month_number,
    weekday_number,
    words_value,
)
from tidings.mentions.times_setting import (
    NO_DATE,
    Match,
    Reading,
    Setting,
    clock_value,
    full_year,
    given_year,
    part_named,
    timed,
    unread,
)
from tidings.model.mention import Interval


def read_iso(m: Match, s: Setting) -> Reading | None:
    day = days.day_of(int(m["y"]), int(m["m"]), int(m["d"]))
    if day is None or not 1500 <= day.year <= 2100:
        return None
    return Reading("DATE", day.isoformat(), days.one_day(day), "a full date", explicit=True)


def read_numeric(m: Match, s: Setting) -> Reading | None:
    """Day first or month first: what the calendar allows, else what lies nearer to publication."""
    if m["sep"] == "-" and len(m["y"]) == 2:
        return None
    a, b, year = int(m["a"]), int(m["b"]), full_year(m["y"], s.published)
    if not 1500 <= year <= 2100:
        return None
    found = [d for d in (days.day_of(year, b, a), days.day_of(year, a, b)) if d]
    if not found:
        return None
    if len(set(found)) > 1 and s.published:
        near = s.published
        found.sort(key=lambda d: (abs((d - near).days), d))
    why = (
        "a full date"
        if len(set(found)) == 1
        else "a full date, day and month in the order that is nearer to publication"
    )
    return Reading("DATE", found[0].isoformat(), days.one_day(found[0]), why, explicit=True)


def _yearless(month: int, day: int, s: Setting) -> tuple[date, str] | None:
    """A day of the year without its year."""
    if s.published is None:
        return None
    pub = s.published
    past = next(
        (d for y in range(pub.year, pub.year - 9, -1) if (d := days.day_of(y, month, day)) and d <= pub), None
    )
    ahead = next(
        (d for y in range(pub.year, pub.year + 9) if (d := days.day_of(y, month, day)) and d >= pub), None
    )
    if past is None or ahead is None:
        return None
    way = s.direction()
    if way == "future" and (ahead - pub).days < 200:
        return ahead, "the next such day, as it stands with what lies ahead"
    # "payable Dec. 7" in November: a year back nobody writes the day without its year
    as_noun = re.search(r"(?i)\b(?:the|a|after|since)\s$", s.before) and re.match(
        r"\s(?!deadline)[a-z]", s.after
    )
    if (ahead - pub).days <= 40 and not as_noun:
        return ahead, "the nearest such day"
    return past, "the last such day before publication"


ATTACKS: Final = date(2001, 9, 11)
_ATTACKS: Final = re.compile(r"\s(?:terror(?:ist|ism)?\s)?(?:attacks|hijack\w+|atrocities)\b")


def _after_attacks(s: Setting) -> bool:
    return s.published is None or s.published > ATTACKS


def read_attacks_day(m: Match, s: Setting) -> Reading | None:
    """ "9/11"."""
    if not _after_attacks(s):
        return None
    return Reading("DATE", ATTACKS.isoformat(), days.one_day(ATTACKS), "the day the attacks are called by")


def _day_number(text: str) -> int:
    """Of "24", "24th" or "twenty-fourth"."""
    words = re.sub(r"\s", "-", text.lower())
    return ORDINAL_DAYS[words] if words in ORDINAL_DAYS else int(re.sub(r"\D", "", text))


_LOWER_LEAD: Final = re.compile(
    r"(?i)\b(?:on|of|since|until|till|by|from|to|between|through|before|after|last|next|this|the|dated?|for|in)\s$|^\s*$|[,(]\s?$"
)


def _is_lower_date(m: Match, s: Setting) -> bool:
    """Whether a date in lower case is one: "in december 1988", "on 11 may", no "march 28 miles"."""
    if not m["month"][0].islower():
        return True
    if m["month"] not in ("may", "march"):
        return True
    return bool(m.groupdict().get("y") or _LOWER_LEAD.search(s.before))


def read_month_day(m: Match, s: Setting) -> Reading | None:
    if not _is_lower_date(m, s):
        return None
    month, day = month_number(m["month"]), _day_number(m["d"])
    weekday = m.groupdict().get("w") or m.groupdict().get("w2")
    year = given_year(m, s)
    explicit = bool(m.groupdict().get("y") or m.groupdict().get("y3"))
    rel = (m.groupdict().get("rel") or "").lower()
    if year is None and rel in ("last", "past", "this past") and s.published:
        then = days.day_of(s.published.year, month, day)
        year = s.published.year - (then is None or then >= s.published)
    if year is None and (month, day) == (9, 11) and _ATTACKS.match(s.after) and _after_attacks(s):
        return Reading(
            "DATE", ATTACKS.isoformat(), days.one_day(ATTACKS), "the day the attacks are called by"
        )
    if year is not None:
        found = days.day_of(year, month, day)
        why = "a full date" if explicit else "day and month with the year that stands near it"
    else:
        near = _yearless(month, day, s)
        if near is None:
            return unread("DATE", NO_DATE) if days.day_of(2000, month, day) else None
        found, why = near
        if weekday and s.published and found.weekday() != weekday_number(weekday):
            years = range(s.published.year, s.published.year - 7, -1)
            same = [
                d
                for y in years
                if (d := days.day_of(y, month, day)) and d.weekday() == weekday_number(weekday)
            ]
            found, why = (same[0], "the last such day that is a " + weekday) if same else (found, why)
    if found is None:
        return None
    kind, value = timed(found, m.groupdict().get("p"))
    if m.groupdict().get("clock"):
        kind, value = "TIME", found.isoformat() + clock_value(m["clock"])
    return Reading(kind, value, days.one_day(found), why, explicit=explicit)


def read_month_days(m: Match, s: Setting) -> Reading | None:
    month, first, last = (
        month_number(m["month"]),
        int(re.sub(r"\D", "", m["d"])),
        int(re.sub(r"\D", "", m["e"])),
    )
    if not _is_lower_date(m, s) or (m.groupdict().get("row") and not _follow(m["row"])):
        return None
    year = given_year(m, s)
    why = "a range of days"
    if year is None:
        near = _yearless(month, first, s)
        if near is None:
            return unread("DATE", NO_DATE)
        year, why = near[0].year, near[1]
    start, end = days.day_of(year, month, first), days.day_of(year, month, last)
    if start is None or end is None or start >= end:
        return None
    return Reading(
        "DATE", f"{start.isoformat()}/{end.isoformat()}", days.days(start, end), why, explicit=bool(m["y"])
    )


def _follow(row: str) -> bool:
    """Whether days told one by one are a stretch: "13, 14 and 15 June"."""
    told = [int(n) for n in re.findall(r"\d+", row)]
    return all(b - a == 1 for a, b in pairwise(told))


def read_month(m: Match, s: Setting) -> Reading | None:
    name = m["month"]
    if name.islower() and not _is_lower_month(m, s):
        return None
    bare = not (m["mod"] or m["rel"] or m["y"] or m["yy"] or m["which"] or m["ago"])
    if name.lower().rstrip(".") in ("may", "march") and bare and not _is_month_here(name, s):
        return None
    if (
        name.endswith(".")
        and bare
        and name != name.upper()
        and not re.search(r"(?i)\b(?:in|since|until|of|from|to|by|and)\s$", s.before)
    ):
        return None
    if re.match(r"\s[A-Z][a-z]+\s(?:said|told|was)\b", s.after) or (
        re.match(r"\s(?:said|says|told|added)\b", s.after) and bare
    ):
        return None
    month, year, why = month_number(name), given_year(m, s), "month and year"
    if year is None:
        got = _month_year(month, m["rel"], bool(m["ago"]), s)
        if isinstance(got, str):
            return unread("DATE", got)
        year, why = got
    part = part_named(m)
    interval = days.part_of_month(year, month, part) if part else days.month_of(year, month)
    return Reading("DATE", f"{year:04d}-{month:02d}", interval, why, explicit=bool(m["y"] or m["yy"]))


def _is_lower_month(m: Match, s: Setting) -> bool:
    """ "in september", "early june", "december 1988"; "march" and "may" only with a year."""
    told = m["y"] or m["yy"] or m["which"]
    if m["month"] in ("may", "march"):
        return bool(told and _LOWER_LEAD.search(s.before))
    return bool(
        told or m["mod"] or m["rel"] or re.search(r"(?i)\b(?:in|since|until|till|during)\s$", s.before)
    )


_MONTH_LEAD: Final = re.compile(
    r"(?i)\b(?:in|since|until|till|of|from|to|by|for|during|between|"
    r"through|before|after|back in|a|the|this|last|next|"
    r"(?:January|February|March|April|June)(?:,| and| or))\s$"
)


def _is_month_here(name: str, s: Setting) -> bool:
    """Whether a bare "May" or "March" is the month: after a preposition, before no verb."""
    if name[0].islower() or not _MONTH_LEAD.search(s.before):
        return False
    led = re.search(r"(?i)\b(?:the|a|to)\s$", s.before) is not None
    if led and re.match(r"\s(?:of|on|to|through|against|for|in)\s(?:[A-Z]|the\b)", s.after):
        return False
    if re.match(r"\s(?:be|not|have|also|never|well|I|we|he|she|they|it|said|says|told)\b", s.after):
        return False
    return not re.search(r"(?i)\b(?:the|a)\s$", s.before) or re.match(r"\s[a-z]+", s.after) is not None


def _month_year(month: int, rel: str | None, ago: bool, s: Setting) -> tuple[int, str] | str:
    rel = re.sub(r"^the ", "", (rel or "").lower())
    if rel in ("that", "same", "following", "previous") and s.anchor and s.anchor.start:
        start = s.anchor.start
        step = {
            "following": 1 if month <= start.month else 0,
            "previous": -1 if month >= start.month else 0,
        }.get(rel, 0)
        return start.year + step, "counted from the date before it"
    if s.published is None:
        return NO_DATE
    pub = s.published
    if ago:
        return pub.year - 1, "a year before publication"
    if rel == "last" and pub.month - month == 1:
        return pub.year - 1, "that of last year, as the month just over is called otherwise"
    if rel in ("last", "past", "this past", "previous"):
        return pub.year - (month >= pub.month), "the last such month before that of publication"
    if rel in ("next", "coming", "this coming"):
        return pub.year + (month <= pub.month), "the next such month after that of publication"
    if rel == "this":
        return pub.year, "in the year of publication"
    ahead, back = (month - pub.month) % 12, (pub.month - month) % 12
    by_then = not s.direction() or re.search(
        r"(?i)\b(?:by|through|until|till)\s(?:early\s|late\s|mid-?)?$", s.before
    )
    if s.direction() == "future" or (by_then and ahead * 2 < back):
        return pub.year + (month < pub.month), "the next such month, as it stands with what lies ahead"
    return pub.year - (month > pub.month), "the last such month up to publication"


def read_season(m: Match, s: Setting) -> Reading | None:
    groups = m.groupdict()
    name = m["season"].lower()
    year, rel = (
        given_year(m, s) if groups.get("y") or groups.get("which") else None,
        (groups.get("rel") or "").lower(),
    )
    if year is None:
        if s.published is None:
            return unread("DATE", NO_DATE)
        pub = s.published
        year = pub.year
        start = days.season_of(year, name)
        rel = rel.removeprefix("the ")
        if rel in ("last", "past", "previous") or (not rel and s.direction() != "future"):
            step = start.end if rel else start.start
            if (step and step >= pub) or (
                rel and start.end and start.end.year == pub.year and pub <= start.end
            ):
                year -= 1
        elif rel in ("next", "coming") and start.start and start.start <= pub:
            year += 1
        if name == "winter" and rel == "this" and pub.month < 6:
            year -= 1
    if groups.get("y2") and name != "winter":
        return None
    code = days.SEASONS[name][1]
    return Reading(
        "DATE",
        f"{year:04d}-{code}",
        days.season_of(year, name),
        "a season of three months",
        explicit=bool(groups.get("y")),
    )


def read_quarter(m: Match, s: Setting) -> Reading | None:
    groups = m.groupdict()
    quarter = int(groups["qn"]) if groups.get("qn") else ORDINALS.get(m["q"].lower(), 4)
    year, rel = given_year(m, s), (groups.get("rel") or "").lower()
    if year is None:
        if s.published is None:
            return unread("DATE", NO_DATE)
        pub = s.published
        now = (pub.month + 2) // 3
        year = pub.year - 1 if "last" in rel else pub.year + 1 if rel == "next" else pub.year
        if not rel and (quarter > now and s.direction() != "future"):
            year -= 1
    return Reading(
        "DATE",
        f"{year:04d}-Q{quarter}",
        days.quarter_of(year, quarter),
        "a quarter",
        explicit=bool(groups.get("y")),
    )


def read_half(m: Match, s: Setting) -> Reading | None:
    year = s.published.year if m["theyear"] and s.published else given_year(m, s)
    if year is None:
        return unread("DATE", NO_DATE)
    half = 1 if m["h"] == "first" else 2
    start, end = date(year, 6 * half - 5, 1), days.month_of(year, 6 * half).end
    return Reading(
        "DATE", f"{year:04d}-H{half}", Interval(start, end, "range"), "half a year", explicit=bool(m["y"])
    )


def read_first_months(m: Match, s: Setting) -> Reading | None:
    """ "the first six months of 2022"."""
    year, amount = given_year(m, s), words_value(m["n"])
    if year is None:
        return unread("DATE", NO_DATE)
    if amount is None or amount.denominator != 1 or not 1 < amount < 12:
        return None
    n = int(amount)
    first, last = (1, n) if m["end"].lower() == "first" else (13 - n, 12)
    interval = days.days(date(year, first, 1), days.month_of(year, last).end or date(year, last, 28))
    return Reading("DATE", f"{year:04d}", interval, "some months of a year", explicit=bool(m["y"]))


def read_week_of(m: Match, s: Setting) -> Reading | None:
    """ "the week of June 23": Monday to Sunday."""
    month, day = month_number(m["month"] or m["month2"]), _day_number(m["d"] or m["d2"])
    if m["y"]:
        found, why = days.day_of(int(m["y"]), month, day), "a full date"
    else:
        near = _yearless(month, day, s)
        if near is None:
            return unread("DATE", NO_DATE)
        found, why = near
    if found is None:
        return None
    week = days.week_of(found)
    return Reading(
        "DATE", days.value_of(found, "week"), week, f"the week of a day: {why}", explicit=bool(m["y"])
    )
