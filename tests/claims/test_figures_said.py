"""Figures that several speakers give stand under who gives them."""

from __future__ import annotations

from datetime import date

import pytest

import tidings

pytestmark = pytest.mark.model
PUBLISHED = date(2021, 5, 12)
LEAD = "A car bomb exploded at a market in Harmat on Monday and killed 12 people, the police said. "


def figures(text: str) -> set[tuple[str, str, object]]:
    events = tidings.read_text(text, published=PUBLISHED).events
    return {
        (c.source, c.field, c.value) for e in events for c in e.claims if c.field in ("killed", "detained")
    }


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("The union spoke of thirty.", ("union", "killed", (30, 30))),
        ("The Health Ministry puts the dead at nine.", ("Health Ministry", "killed", (9, 9))),
        ("The hospital keeps to 14.", ("hospital", "killed", (14, 14))),
        ("The governor gives the number as 19.", ("governor", "killed", (19, 19))),
    ],
)
def test_a_counting_verb_gives_its_subjects_figure(text: str, given: tuple[str, str, object]) -> None:
    assert given in figures(LEAD + text)


@pytest.mark.xfail(reason="read right until minilm-5: the lawyers are no source of it", strict=True)
def test_how_many_were_arrested_is_counted_by_both_sides() -> None:
    text = "Police detained 28 youths on Monday, their lawyers say; the ministry gives the number as 19."
    assert figures(text) == {("lawyers", "detained", (28, 28)), ("ministry", "detained", (19, 19))}


def test_a_part_told_in_somebodys_words_is_no_figure_of_his() -> None:
    text = LEAD + '"Two women died on the way," said Omar Salid, a nurse.'
    assert all(value != (2, 2) for _, _, value in figures(text))


def test_a_number_of_other_things_is_none() -> None:
    assert figures(LEAD + "The governor spoke of thirty lorries.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The governor condemned on Tuesday the bombing in Harmat that killed eleven teachers.",
        "The governor condemned the murder of a judge in Harmat on Monday.",
        "A third man died on Tuesday, raising the death toll from the shooting in Harmat to three.",
    ],
)
def test_who_judges_a_deed_or_dies_of_it_gives_no_figure(text: str) -> None:
    assert figures(text) == set()
