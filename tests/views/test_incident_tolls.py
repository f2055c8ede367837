"""Of each source the last figure counts; low, best and high follow from those."""

from __future__ import annotations

import pytest
from tellings import told

from tidings.ledger.filters import EventRow
from tidings.views.incident import Toll, assemble
from tidings.views.incident.tolls import figure


def killed(*rows: EventRow, **groups: str) -> Toll:
    by_doc = {row.report.doc: row.report.id for row in rows}
    return assemble(rows, {by_doc[doc]: group for doc, group in groups.items()}).killed


def bounds(toll: Toll) -> tuple[int | None, int | None, int | None]:
    return toll.low, toll.best, toll.high


def test_three_sources_with_three_figures_give_a_range_and_the_latest_is_the_best() -> None:
    toll = killed(
        told("Post", 1, killed=5, by="Interior Ministry"),
        told("Star", 2, killed=(9, None), by="the hospital"),
        told("Echo", 3, killed=7, by="the army"),
    )
    assert bounds(toll) == (5, 7, None)
    assert toll.disputed


def test_a_lower_figure_of_the_same_source_is_a_correction() -> None:
    toll = killed(
        told("Post", 1, killed=34, by="Interior Ministry"),
        told("Star", 4, killed=23, by="the Interior Ministry's spokesman"),
    )
    assert bounds(toll) == (23, 23, 23)
    assert not toll.disputed
    assert [s.lasts for s in toll.said] == [False, True]


def test_a_rising_toll_of_one_outlet_is_its_last_figure() -> None:
    assert bounds(killed(told("Post", 1, killed=3), told("Post", 2, killed=8))) == (8, 8, 8)


def test_nobody_gives_a_figure_and_it_is_unknown_and_not_zero() -> None:
    assert bounds(killed(told("Post", 1), told("Star", 2))) == (None, None, None)
    assert bounds(killed(told("Post", 1), told("Star", 2, killed=0))) == (0, 0, 0)


def test_at_least_four_does_not_exclude_six_but_at_least_nine_does_exclude_five() -> None:
    assert bounds(killed(told("Post", 1, killed=(4, None)), told("Star", 1, killed=6))) == (4, 4, 6)
    assert not killed(told("Post", 1, killed=(4, None)), told("Star", 1, killed=6)).disputed
    assert killed(told("Post", 1, killed=(9, None)), told("Star", 1, killed=5)).disputed


def test_of_several_figures_of_the_last_day_the_one_of_most_outlets_is_the_best_then_the_lowest() -> None:
    two = (told("Post", 1, killed=8), told("Star", 1, killed=6))
    assert killed(*two).best == 6
    assert killed(*two, told("Echo", 1, killed=8)).best == 8


def test_copies_of_one_text_have_one_voice() -> None:
    rows = [told("Post", 1, killed=8), told("Star", 1, killed=8), told("Echo", 1, killed=6)]
    assert killed(*rows).best == 8
    assert killed(*rows, Post="g", Star="g").best == 6


def test_a_party_whose_figure_differs_is_a_source_of_its_own() -> None:
    toll = killed(told("Post", 1, killed=4, by="Interior Ministry", claims=[("A doctor", "killed", (6, 6))]))
    assert bounds(toll) == (4, 4, 6)
    assert toll.disputed
    assert [s.said_by for s in toll.said] == ["Interior Ministry", "A doctor"]


def test_a_report_without_a_date_is_never_the_latest() -> None:
    assert killed(told("Post", 1, killed=5), told("Star", None, killed=9)).best == 5


def test_two_figures_of_one_source_in_one_report_are_a_whole_and_a_part() -> None:
    text = "Post counts nine dead, two of them children."
    rows = [told("Post", 1, killed=9, text=text), told("Post", 1, killed=2, text=text, background=True)]
    assert bounds(killed(*rows)) == (9, 9, 9)


@pytest.mark.parametrize(
    ("value", "number"),
    [((5, 5), 5), ((855, 945), 900), ((20, 99), 20), ((9, None), 9), ((None, 60), 60), ((0, 0), 0)],
)
def test_a_rounded_figure_stands_for_its_middle_and_an_open_one_for_its_bound(
    value: tuple[int | None, int | None], number: int
) -> None:
    assert figure(value) == number
