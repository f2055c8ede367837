"""Days and intervals: what "last week" or "early June" cover, counted from a given day."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final

from tidings.model.mention import Interval

BACKGROUND_DAYS: Final = 14
"""What ended this many days before publication is background (annotation guidelines)."""
SEASONS: Final = {
    "spring": (3, "SP"),
    "summer": (6, "SU"),
    "autumn": (9, "FA"),
    "fall": (9, "FA"),
    "winter": (12, "WI"),
}
"""First month and TIMEX3 code; northern, as in the guidelines' news."""
PARTS: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days(start: date, end: date, precision: str = "range") -> Interval:
    return Interval(start, end, precision)


def one_day(day: date) -> Interval:
    return Interval(day, day, "day")


def month_of(year: int, month: int) -> Interval:
    return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def part_of_month(year: int, month: int, part: str) -> Interval:
    """ "early" 1-10, "mid" 11-20, "late" 21 to the month's end."""
    first, last = PARTS[part]
    return Interval(
        date(year, month, first), date(year, month, min(last, calendar.monthrange(year, month)[1])), "range"
    )


def year_of(year: int) -> Interval:
    return Interval(date(year, 1, 1), date(year, 12, 31), "year")


def part_of_year(year: int, part: str) -> Interval:
    """Thirds of the year: January to April, May to August, September to December."""
    first = {"early": 1, "mid": 5, "late": 9}[part]
    return Interval(date(year, first, 1), month_of(year, first + 3).end, "range")


def years_from(first: int, count: int, precision: str) -> Interval | None:
    if not 1 <= first <= first + count - 1 <= 9999:
        return None
    return Interval(date(first, 1, 1), date(first + count - 1, 12, 31), precision)


def quarter_of(year: int, quarter: int) -> Interval:
    return Interval(date(year, 3 * quarter - 2, 1), month_of(year, 3 * quarter).end, "quarter")


def season_of(year: int, name: str) -> Interval:
    """Three months; a winter is that which begins in December of the year."""
    first = SEASONS[name][0]
    start = date(year, first, 1)
    return Interval(start, shift_months(start, 3) - timedelta(1), "season")


def week_of(day: date) -> Interval:
    """Monday to Sunday."""
    monday = day - timedelta(day.weekday())
    return Interval(monday, monday + timedelta(6), "week")


def weekend_of(day: date) -> Interval:
    """Saturday and Sunday of the day's week."""
    monday = day - timedelta(day.weekday())
    return Interval(monday + timedelta(5), monday + timedelta(6), "range")


def shift_months(day: date, months: int) -> date:
    """The same day some months on, at the latest the month's last day. OverflowError past year 9999."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year} is no calendar year")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, n: int) -> date:
    """`n` units on (back where negative). OverflowError outside years 1 to 9999."""
    if unit in ("second", "minute", "hour"):
        return day + timedelta(n // 24 if unit == "hour" and abs(n) >= 24 else 0)
    if unit in ("day", "night", "weekend", "week", "fortnight"):
        return day + timedelta(n * {"day": 1, "night": 1, "fortnight": 14}.get(unit, 7))
    if abs(n) > 9999:
        raise OverflowError("more years than the calendar has")
    return shift_months(
        day, n * {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    )


def unit_around(day: date, unit: str) -> Interval:
    """The calendar unit that the day lies in."""
    if unit in ("week", "fortnight"):
        return week_of(day)
    if unit == "weekend":
        return weekend_of(day)
    if unit in ("month", "season"):
        return month_of(day.year, day.month)
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "year":
        return year_of(day.year)
    if unit == "decade":
        return years_from(day.year // 10 * 10, 10, "decade") or one_day(day)
    if unit == "century":
        return years_from(day.year // 100 * 100, 100, "range") or one_day(day)
    return one_day(day)


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the calendar unit that the day lies in."""
    iso = day.isocalendar()
    year = f"{day.year:04d}"
    return {
        "week": f"{iso.year}-W{iso.week:02d}", "fortnight": f"{iso.year}-W{iso.week:02d}",
        "weekend": f"{iso.year}-W{iso.week:02d}-WE", "month": f"{year}-{day.month:02d}",
        "season": f"{year}-{day.month:02d}", "quarter": f"{year}-Q{(day.month + 2) // 3}", "year": year,
        "decade": year[:3], "century": year[:2],
    }.get(unit, day.isoformat())  # fmt: skip


def nearest_weekday(day: date, weekday: int, *, future: bool) -> date:
    """The last such day up to and including `day`, or the first from `day` on."""
    return (
        day + timedelta((weekday - day.weekday()) % 7)
        if future
        else day - timedelta((day.weekday() - weekday) % 7)
    )


def overlap(a: Interval, b: Interval) -> Interval | None:
    """The days in both, None where there are none. Open bounds reach without end."""
    start = max((d for d in (a.start, b.start) if d), default=None)
    end = min((d for d in (a.end, b.end) if d), default=None)
    if start and end and start > end:
        return None
    return Interval(start, end, a.precision if (start, end) == (a.start, a.end) else b.precision)


def covers(a: Interval, b: Interval) -> bool:
    """Whether every day of `b` lies in `a`."""
    starts = a.start is None or (b.start is not None and a.start <= b.start)
    return starts and (a.end is None or (b.end is not None and b.end <= a.end))


def is_background(interval: Interval, published: date | None) -> bool:
    """Whether it ended `BACKGROUND_DAYS` or more before publication; False where either is unknown."""
    return bool(interval.end and published and (published - interval.end).days >= BACKGROUND_DAYS)


def is_ahead(interval: Interval, published: date | None) -> bool:
    """Whether it begins after the day of publication."""
    return bool(interval.start and published and interval.start > published)


def up_to(interval: Interval, published: date | None) -> Interval:
    """The interval cut off at publication, for what has already happened ("this week")."""
    if published and interval.end and interval.start and interval.start <= published < interval.end:
        return Interval(interval.start, published, "range")
    return interval


def before_publication(value: str, published: date) -> Interval | None:
    """The stretch of a TIMEX3 duration's length that ends on the day of publication ("for a week",
    of something that goes on). None for a length that is not given ("PXD")."""
    unit = {"D": "day", "W": "week", "M": "month", "Y": "year", "E": "decade"}.get(value[-1:])
    if not value.startswith("P") or "T" in value or unit is None or not value[1:-1].isdigit():
        return None
    try:
        return days(shift(published, unit, -int(value[1:-1])), published)
    except (OverflowError, ValueError):
        return None


_VALUE: Final = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)|Q([1-4])))?(?:T\w*)?$")


def interval_of(value: str) -> Interval | None:
    """The days of a TIMEX3 date ("2013", "2013-07", "2013-07-03", "2013-W27", "2013-Q3"), None for others."""
    found = _VALUE.match(value)
    if found is None:
        return None
    year, month, day, week, quarter = (int(g) if g else 0 for g in found.groups())
    try:
        if week:
            return week_of(date.fromisocalendar(year, week, 1))
        if quarter:
            return quarter_of(year, quarter)
        if day:
            return one_day(date(year, month, day))
        return month_of(year, month) if month else year_of(year)
    except ValueError:
        return None
