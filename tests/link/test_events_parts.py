"""Parts follow from the pairs alone, are small, and change only where a pair is new."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.link.events import JUDGED, parts_of
from tidings.link.events.parts import FULL, SURE

EVEN = -1.0
Pairs = dict[tuple[int, int], float]


def near_of(pairs: Pairs) -> dict[int, dict[int, float]]:
    near: dict[int, dict[int, float]] = {}
    for (a, b), score in pairs.items():
        near.setdefault(a, {})[b] = score
        near.setdefault(b, {})[a] = score
    return near


def parts(seeds: set[int], pairs: Pairs) -> list[frozenset[int]]:
    near = near_of(pairs)
    return [part.members for part in parts_of(seeds, lambda _: defaultdict(dict, near), EVEN)]


def chain(length: int, score: float, first: int = 0) -> Pairs:
    return {(n, n + 1): score for n in range(first, first + length - 1)}


def test_a_record_without_pairs_is_a_part() -> None:
    assert parts({3}, {}) == [frozenset({3})]


def test_a_short_chain_is_one_part() -> None:
    assert parts({0}, chain(FULL, 0.0)) == [frozenset(range(FULL))]


def test_a_long_chain_falls_apart_where_it_is_weak() -> None:
    pairs = chain(50, 3.0) | chain(50, 3.0, 50) | {(49, 50): 0.0}
    assert parts(set(range(100)), pairs) == [frozenset(range(50)), frozenset(range(50, 100))]


@pytest.mark.parametrize("score", [JUDGED, 4.5])
def test_what_is_sure_is_never_cut(score: float) -> None:
    assert parts({0}, chain(2 * FULL, score)) == [frozenset(range(2 * FULL))]


NODES = 3 * FULL
graphs = st.dictionaries(
    st.tuples(st.integers(0, NODES), st.integers(0, NODES)).filter(lambda p: p[0] < p[1]),
    st.sampled_from([-0.8, -0.3, 0.2, 0.7, 1.2, 4.0]),
    max_size=5 * FULL,
)


@given(graphs)
def test_every_record_of_a_part_has_this_part(pairs: Pairs) -> None:
    for part in parts(set(range(NODES + 1)), pairs):
        assert len(part) <= FULL or all(max(near_of(pairs)[n].values()) > SURE for n in part)
        assert parts(set(part), pairs) == [part]


@given(graphs, st.data())
def test_parts_are_the_same_when_asked_for_in_portions(pairs: Pairs, data: st.DataObject) -> None:
    near, known = defaultdict(dict, near_of(pairs)), set()
    order = data.draw(st.permutations(range(NODES + 1)))
    found = [
        p
        for at in range(0, NODES + 1, 50)
        for p in parts_of(order[at : at + 50], lambda _: near, EVEN, known)
    ]
    assert sorted(found, key=lambda part: min(part.members)) == parts_of(order, lambda _: near, EVEN)


@given(graphs, st.data())
def test_a_new_record_changes_only_parts_with_a_pair_above_their_bar(
    pairs: Pairs, data: st.DataObject
) -> None:
    """Those that it compares less well with are not looked at again."""
    new = data.draw(st.integers(0, NODES))
    before = {p: s for p, s in pairs.items() if new not in p}
    bars = {
        n: p
        for p in parts_of(range(NODES + 1), lambda _: defaultdict(dict, near_of(before)), EVEN)
        for n in p.members
    }
    reached = {n for n, score in near_of(pairs).get(new, {}).items() if score > bars[n].bar}
    seeds = {m for n in reached for m in bars[n].members} | {new}
    touched = {n for part in parts(seeds, pairs) for n in part}
    everybody = set(range(NODES + 1))
    was, now = parts(everybody, before), parts(everybody, pairs)
    assert {p for p in was if not p & touched} == {p for p in now if not p & touched}


@given(graphs, st.data())
def test_new_pairs_change_only_the_parts_they_touch(pairs: Pairs, data: st.DataObject) -> None:
    new = data.draw(st.lists(st.sampled_from(sorted(pairs)), unique=True, max_size=3)) if pairs else []
    before = {p: s for p, s in pairs.items() if p not in new}
    ends = {n for pair in new for n in pair}
    seeds = {n for part in parts(ends, before) for n in part}
    everybody = set(range(NODES + 1))
    touched = {n for part in parts(seeds, pairs) for n in part}
    was, now = parts(everybody, before), parts(everybody, pairs)
    assert {p for p in was if not p & touched} == {p for p in now if not p & touched}


@given(graphs, st.data())
def test_pairs_that_go_change_only_the_parts_they_touch(pairs: Pairs, data: st.DataObject) -> None:
    """A record goes with all its pairs: those that it was compared well with tell what has changed."""
    gone = data.draw(st.integers(0, NODES))
    after = {p: s for p, s in pairs.items() if gone not in p}
    near = near_of(pairs)
    reached = {gone, *near.get(gone, {})}
    seeds = {n for part in parts(reached, pairs) for n in part} - {gone}
    everybody = set(range(NODES + 1)) - {gone}
    touched = {n for part in parts(seeds, after) for n in part} | {gone}
    was, now = parts(everybody, pairs), parts(everybody, after)
    assert {p for p in was if not p & touched} == {p for p in now if not p & touched}
