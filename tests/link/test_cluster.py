"""Groups from numbers for pairs."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tidings.link.cluster import cut, joints


def plain(score: np.ndarray, even: float) -> list[list[int]]:
    """The two groups with the highest mean first, by looking at all of them each time."""
    groups = [[i] for i in range(len(score))]
    while len(groups) > 1:
        means = {
            (x, y): float(score[np.ix_(groups[x], groups[y])].mean())
            for x in range(len(groups))
            for y in range(x)
        }
        (x, y), best = max(means.items(), key=lambda item: item[1])
        if best <= even:
            break
        groups[y] += groups.pop(x)
    return sorted(sorted(g) for g in groups)


def symmetric(square: np.ndarray) -> np.ndarray:
    return (square + square.T) / 2


squares = st.integers(1, 9).flatmap(
    lambda n: st.permutations(range(n * n)).map(lambda values: np.array(values, float).reshape(n, n) ** 1.3)
)


@given(squares, st.floats(0, 60))
def test_following_neighbours_gives_what_looking_at_all_pairs_gives(square: np.ndarray, even: float) -> None:
    score = symmetric(square)
    assert cut(len(score), joints(score), even) == plain(score, even)


@given(arrays(np.float64, (6, 6), elements=st.floats(-9, 9)), st.permutations(range(6)))
def test_groups_do_not_depend_on_the_order_of_the_members(square: np.ndarray, order: list[int]) -> None:
    score = symmetric(square + np.arange(36).reshape(6, 6) ** 1.7 / 1e3)  # no two pairs alike
    turned = cut(6, joints(score[np.ix_(order, order)]), 0.0)
    assert sorted(sorted(order[n] for n in g) for g in turned) == cut(6, joints(score), 0.0)


def test_a_chain_of_likely_pairs_is_no_group_where_its_ends_cannot_be_one() -> None:
    score = np.array([[0, 3, -9], [3, 0, 2], [-9, 2, 0.0]])
    assert cut(3, joints(score), 0.0) == [[0, 1], [2]]


def test_no_member_and_one_member_are_no_special_case() -> None:
    assert cut(0, joints(np.zeros((0, 0))), 0.0) == []
    assert cut(1, joints(np.zeros((1, 1))), 0.0) == [[0]]
