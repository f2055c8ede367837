"""Time expressions: the cases in tests/cases/time, and what must hold for any text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from blocks import blocks
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.mentions.times import find_times
from tidings.model.doc import Doc
from tidings.model.mention import Interval, TimeMention
from tidings.model.report import Report
from tidings.text import segment

PUBLISHED = date(2021, 5, 12)
FRAGMENTS = """
Monday Tuesday's early mid-June late March May 14 2014 2,003 the next day two weeks ago since from
to between and last this night 9999 years later ago 31/02/2013 1990s every overnight 99 centuries ,
. - earlier
"""
WORDS = st.sampled_from(FRAGMENTS.split())


def read(text: str, published: date | None = PUBLISHED) -> tuple[Doc, tuple[TimeMention, ...]]:
    doc = segment(Report("case", text, published))
    return doc, find_times(doc)


def show(interval: Interval | None) -> str:
    return f"{interval.start or 'open'} .. {interval.end or 'open'}" if interval else "-"


def cases() -> list[object]:
    return [
        pytest.param(lines, id=f"{path.stem}: {lines[1].removeprefix('text: ')[:50]}")
        for path, lines in blocks("time")
    ]


@pytest.mark.parametrize("lines", cases())
def test_a_case_is_read_as_its_file_says(lines: list[str]) -> None:
    day = lines[0].removeprefix("published: ")
    text = lines[1].removeprefix("text: ")
    doc, times = read(text, None if day == "unknown" else date.fromisoformat(day))
    got = [f"{t.span.of(doc.text)} | {t.type} | {t.value or '-'} | {show(t.interval)}" for t in times]
    assert got == lines[2:]


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join)), st.none() | st.dates())
@settings(max_examples=150, deadline=None)
def test_any_text_gives_ordered_mentions_on_token_bounds(text: str, published: date | None) -> None:
    doc, times = read(text, published)
    for t in times:
        assert (t.span.start, t.span.end) == (doc.tokens[t.first].start, doc.tokens[t.last].end)
        assert t.type in ("DATE", "TIME", "DURATION", "SET")
        assert t.why
        if t.interval and t.interval.start and t.interval.end:
            assert t.interval.start <= t.interval.end
    assert all(a.last < b.first for a, b in pairwise(times))


@given(st.lists(WORDS, max_size=20).map(" ".join))
@settings(max_examples=80, deadline=None)
def test_without_a_publication_date_nothing_is_counted_from_one(text: str) -> None:
    for t in read(text, None)[1]:
        assert t.interval is None or "publication" not in t.why


def test_an_unresolved_expression_says_why() -> None:
    assert "no publication date" in read("It fell last week.", None)[1][0].why


def test_a_name_with_a_date_of_its_own_is_left_alone() -> None:
    assert read("The 14 February Movement called for calm.")[1] == ()


def test_a_day_told_by_an_event_says_that_it_is() -> None:
    (time,) = read("The bridge fell the day after the vote.")[1]
    assert time.why == "cannot be resolved: it is told as after what follows"


def test_a_national_day_is_no_day_without_its_country() -> None:
    (time,) = read("They marched on Independence Day.")[1]
    assert time.interval is None
    assert "its own" in time.why


def test_the_night_to_a_day_is_of_two_days() -> None:
    _, (friday,) = read("Police arrested forty men in the night to Friday.")
    assert friday.interval is not None
    assert friday.interval.start is not None
    assert friday.interval.end is not None
    assert (friday.interval.end - friday.interval.start).days == 1
    assert friday.interval.end.weekday() == 4
