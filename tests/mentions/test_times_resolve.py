"""The calendar behind the time expressions."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tidings.mentions.calendars import FEASTS, feast
from tidings.mentions.calendars_reckoned import (
    diwali,
    easter,
    hanukkah,
    hijri,
    lunar_new_year,
    nowruz,
    orthodox_easter,
    rosh_hashanah,
)
from tidings.mentions.times_resolve import (
    before_publication,
    covers,
    is_ahead,
    is_background,
    month_of,
    nearest_weekday,
    overlap,
    part_of_month,
    shift_months,
    up_to,
    week_of,
    year_of,
)
from tidings.model.mention import Interval

DAYS = st.dates(date(1600, 1, 1), date(2400, 1, 1))


def test_easter_fell_on_these_days() -> None:
    assert [easter(y) for y in (1961, 2000, 2016, 2024)] == [
        date(1961, 4, 2), date(2000, 4, 23), date(2016, 3, 27), date(2024, 3, 31),
    ]  # fmt: skip


@given(st.integers(1583, 2500))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_the_islamic_year_1442_began_in_august_2020() -> None:
    assert abs((hijri(1442, 1, 1) - date(2020, 8, 20)).days) <= 1


@given(st.integers(1700, 2400))
def test_ramadan_lies_in_the_year_asked_for(year: int) -> None:
    found = feast("Ramadan", year)
    assert found is not None
    assert found.start is not None
    assert found.start.year == year


def test_an_unknown_feast_has_no_days() -> None:
    assert feast("Saint Nobody's Day", 2020) is None


@given(DAYS, st.integers(0, 6), st.booleans())
def test_the_nearest_weekday_is_less_than_a_week_off(day: date, weekday: int, future: bool) -> None:
    found = nearest_weekday(day, weekday, future=future)
    assert found.weekday() == weekday
    assert 0 <= (found - day if future else day - found).days < 7


@given(DAYS)
def test_a_week_is_monday_to_sunday_around_its_day(day: date) -> None:
    week = week_of(day)
    assert week.start is not None
    assert week.start.weekday() == 0
    assert covers(week, Interval(day, day))


@given(DAYS, st.integers(-500, 500))
def test_months_there_and_back_end_in_the_same_month(day: date, months: int) -> None:
    back = shift_months(shift_months(day, months), -months)
    assert (back.year, back.month) == (day.year, day.month)


@given(st.integers(1600, 2400), st.integers(1, 12))
def test_the_parts_of_a_month_make_up_the_month(year: int, month: int) -> None:
    early, mid, late = (part_of_month(year, month, p) for p in ("early", "mid", "late"))
    assert (early.start, late.end) == (month_of(year, month).start, month_of(year, month).end)
    assert early.end is not None
    assert mid.start == early.end + timedelta(1)


def test_fourteen_days_make_background() -> None:
    assert is_background(Interval(date(2021, 4, 1), date(2021, 4, 28)), date(2021, 5, 12))
    assert not is_background(Interval(date(2021, 4, 1), date(2021, 4, 29)), date(2021, 5, 12))
    assert not is_background(Interval(date(2021, 4, 1), None), date(2021, 5, 12))


def test_what_begins_tomorrow_lies_ahead() -> None:
    assert is_ahead(Interval(date(2021, 5, 13), date(2021, 5, 13)), date(2021, 5, 12))
    assert not is_ahead(year_of(2021), date(2021, 5, 12))


def test_apart_intervals_do_not_overlap_and_open_ones_reach_on() -> None:
    assert overlap(month_of(2020, 1), month_of(2020, 2)) is None
    both = overlap(Interval(date(2020, 1, 20), None), month_of(2020, 1))
    assert both is not None
    assert (both.start, both.end) == (date(2020, 1, 20), date(2020, 1, 31))


def test_this_year_up_to_publication_ends_there() -> None:
    assert up_to(year_of(2021), date(2021, 5, 12)).end == date(2021, 5, 12)
    assert up_to(year_of(2020), date(2021, 5, 12)) == year_of(2020)


def test_a_length_of_time_is_laid_before_publication() -> None:
    assert before_publication("P1W", date(2021, 5, 12)) == Interval(
        date(2021, 5, 5), date(2021, 5, 12), "range"
    )
    assert before_publication("PXW", date(2021, 5, 12)) is None
    assert before_publication("PT3H", date(2021, 5, 12)) is None


def test_reckoned_new_years_fall_on_the_days_they_were_kept() -> None:
    assert [lunar_new_year(y) for y in (2012, 2016, 2020, 2023)] == [
        date(2012, 1, 23),
        date(2016, 2, 8),
        date(2020, 1, 25),
        date(2023, 1, 22),
    ]
    assert [nowruz(y) for y in (2016, 2019, 2020, 2024)] == [
        date(2016, 3, 20),
        date(2019, 3, 21),
        date(2020, 3, 20),
        date(2024, 3, 20),
    ]
    assert [rosh_hashanah(y) for y in (2020, 2021, 2023)] == [
        date(2020, 9, 19),
        date(2021, 9, 7),
        date(2023, 9, 16),
    ]


def test_moveable_feasts_fall_on_the_days_they_were_kept() -> None:
    assert [orthodox_easter(y) for y in (2016, 2017, 2024)] == [
        date(2016, 5, 1),
        date(2017, 4, 16),
        date(2024, 5, 5),
    ]
    assert [hanukkah(y) for y in (2019, 2021, 2024)] == [
        date(2019, 12, 23),
        date(2021, 11, 29),
        date(2024, 12, 26),
    ]
    assert [diwali(y) for y in (2018, 2020, 2023)] == [
        date(2018, 11, 7),
        date(2020, 11, 14),
        date(2023, 11, 12),
    ]


@given(st.sampled_from(sorted(FEASTS)), st.integers(1900, 2100))
def test_every_feast_of_a_year_falls_in_it(name: str, year: int) -> None:
    days = feast(name, year)
    assert days is not None
    assert days.start is not None
    assert days.start.year in (year, year + 1)
