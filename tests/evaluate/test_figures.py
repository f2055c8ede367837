"""The arithmetic of the figures, on cases that can be checked by hand."""

from __future__ import annotations

import pytest

from tidings.evaluate.figures import Tally, accuracy, macro_f1, mean_error, pearson


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    tally = Tally()
    tally.compare({"a", "b", "c", "d"}, {"a", "b", "e"})
    assert tally.figures("x_") == {"x_precision": 50.0, "x_recall": 66.67, "x_f1": 57.14}


def test_nothing_found_and_nothing_to_find_is_zero_and_no_error() -> None:
    assert Tally().shares == (0.0, 0.0, 0.0)
    assert macro_f1([], []) == accuracy([], []) == mean_error([], []) == pearson([], []) == 0.0


def test_macro_f1_counts_classes_that_only_the_predictions_have() -> None:
    assert macro_f1(["A", "A", "B"], ["A", "C", "B"]) == pytest.approx((2 / 3 + 1 + 0) / 3)


def test_correlation_does_not_care_for_scale_and_is_zero_where_nothing_varies() -> None:
    assert pearson([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert pearson([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert pearson([1, 2, 3], [2, 2, 2]) == 0
    assert mean_error([3, -3], [2.5, -1]) == 1.25
