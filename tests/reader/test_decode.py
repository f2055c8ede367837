from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tidings.reader.decode import broken_sentences, decode_spans, decode_tree

small = st.floats(-8, 8, width=32)


def is_tree(heads: tuple[int, ...]) -> bool:
    def rises(word: int) -> bool:
        for _ in heads:
            word = heads[word - 1] if word else 0
        return word == 0

    return heads.count(0) == 1 and all(rises(w) for w in range(1, len(heads) + 1))


@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=small)))
def test_the_tree_is_the_best_of_all_trees_with_one_root(scores: np.ndarray) -> None:
    n = len(scores)
    found = tuple(decode_tree(scores).tolist())
    best = max(
        sum(float(scores[i, h]) for i, h in enumerate(heads))
        for heads in product(range(n + 1), repeat=n)
        if is_tree(heads)
    )
    assert is_tree(found)
    assert sum(float(scores[i, h]) for i, h in enumerate(found)) >= best - 1e-3


def is_well_formed(tags: tuple[int, ...]) -> bool:
    inside = None
    for tag in tags:
        kind, place = ((tag - 1) // 4, (tag - 1) % 4) if tag else (None, None)
        if inside is None:
            if place in (1, 2):
                return False
            inside = kind if place == 0 else None
        elif kind != inside or place not in (1, 2):
            return False
        elif place == 2:
            inside = None
    return inside is None


def tags_of(spans: list[tuple[int, int, int]], length: int) -> list[int]:
    tags = [0] * length
    for first, last, kind in spans:
        tags[first : last + 1] = [2 + 4 * kind] * (last + 1 - first)
        tags[first], tags[last] = 1 + 4 * kind, 3 + 4 * kind
        if first == last:
            tags[first] = 4 + 4 * kind
    return tags


@given(arrays(np.float32, (2, 3, 9), elements=small), st.integers(1, 3))
def test_the_spans_are_the_best_of_all_well_formed_taggings(scores: np.ndarray, length: int) -> None:
    lengths = np.array([length, 3])
    for row, spans in enumerate(decode_spans(scores, lengths)):
        n = int(lengths[row])
        best = max(
            sum(float(scores[row, i, t]) for i, t in enumerate(tags))
            for tags in product(range(9), repeat=n)
            if is_well_formed(tags)
        )
        mine = tags_of(spans, n)
        assert is_well_formed(tuple(mine))
        assert sum(float(scores[row, i, t]) for i, t in enumerate(mine)) >= best - 1e-3


def test_sentences_with_a_cycle_two_roots_or_none_are_broken() -> None:
    sent = np.array([0, 0, 1, 1, 2, 2, 3, 3])
    heads = np.array([0, 1, 4, 3, 0, 0, 8, 0])
    assert broken_sentences(heads, sent) == [1, 2]
