"""MUC, B³ and CEAFe on the textbook's example and on made partitions."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tidings.evaluate.coreference import Cluster, Share, assign, b_cubed, ceaf_e, clusters_of, muc

GOLD = [frozenset("12345"), frozenset("67"), frozenset("89ABC")]
FOUND = [frozenset("12345"), frozenset("6789ABC")]


def shares(share: Share) -> tuple[float, float]:
    return share.right_found / share.found, share.right_gold / share.gold


def test_the_textbooks_example() -> None:
    assert shares(muc(FOUND, GOLD)) == pytest.approx((0.9, 1.0))
    assert shares(b_cubed(FOUND, GOLD)) == pytest.approx((16 / 21, 1.0))
    # {1..5} with itself 1, {6..C} with {8..C} 2 * 5 / 12
    assert shares(ceaf_e(FOUND, GOLD)) == pytest.approx(((1 + 10 / 12) / 2, (1 + 10 / 12) / 3))


def partition(labels: list[int]) -> list[Cluster]:
    return clusters_of(enumerate(labels))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_a_partition_is_wholly_like_itself(labels: list[int]) -> None:
    clusters = partition(labels)
    linked = any(len(c) > 1 for c in clusters)
    assert muc(clusters, clusters).f1 == pytest.approx(1.0 if linked else 0.0)
    assert b_cubed(clusters, clusters).f1 == ceaf_e(clusters, clusters).f1 == pytest.approx(1.0)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=10))
def test_precision_one_way_is_recall_the_other(pairs: list[tuple[int, int]]) -> None:
    found, gold = partition([a for a, _ in pairs]), partition([b for _, b in pairs])
    for measure in (muc, b_cubed, ceaf_e):
        one, other = measure(found, gold), measure(gold, found)
        assert (one.right_found, one.found) == pytest.approx((other.right_gold, other.gold))


@given(
    st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
        lambda shape: arrays(np.float64, shape, elements=st.floats(0, 1))
    )
)
def test_no_way_to_pair_rows_and_columns_gains_more(gain: np.ndarray) -> None:
    wide = gain if gain.shape[0] <= gain.shape[1] else gain.T
    best = max(
        sum(wide[row, column] for row, column in enumerate(columns))
        for columns in permutations(range(wide.shape[1]), wide.shape[0])
    )
    pairs = assign(gain)
    assert sum(gain[row, column] for row, column in pairs) == pytest.approx(best)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs) == min(gain.shape)


def test_shares_of_topics_add_up() -> None:
    assert b_cubed(FOUND, GOLD) + Share() == b_cubed(FOUND, GOLD)
