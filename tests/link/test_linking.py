"""Mentions are linked by their words, parties, places and reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.link.documents import Story
from tidings.link.rarity import Rarity, shared
from tidings.link.same import Linker, load_table, reasons, weighed
from tidings.link.telling import Telling
from tidings.link.words import stem

NONE = np.zeros(0, np.float32)
BASE = Telling(
    doc="a", at=3, sentence=0, line=0, word="shell", own=frozenset({"shell"}), pos="VERB", relation="root",
    pointing=False, who=frozenset({"harrow", "front"}), whom=frozenset({"port"}), beside=frozenset(),
    around=frozenset({"front", "port"}), under=frozenset({"front", "port", "vellmar"}),
    said=frozenset({"front", "port", "vellmar"}), names=frozenset({"vellmar"}),
    days=frozenset({"2022-06-07/2022-06-07"}), places=frozenset({"vellmar"}), fact=2.5, background=-2.0,
    left=NONE, right=NONE, types=NONE,
)  # fmt: skip
SAME = replace(BASE, doc="b", at=5, word="shelling", own=frozenset({"shelling"}), pos="NOUN")
OTHER = replace(
    BASE, doc="c", at=2, word="elect", own=frozenset({"elect"}), who=frozenset({"party"}),
    whom=frozenset({"chair"}), around=frozenset({"party"}), under=frozenset({"party"}),
    said=frozenset({"party", "chair", "arda"}), names=frozenset({"arda"}), places=frozenset({"arda"}),
)  # fmt: skip


def story(*lines: str) -> Story:
    sets = tuple(frozenset(line.split()) for line in lines)
    return Story(Counter(w for line in lines for w in line.split()), sets)


STORIES = {
    "a": story("front shell port vellmar", "dock burn"),
    "b": story("front shelling port vellmar", "dock burn"),
    "c": story("party elect chair arda", "vote count"),
    "d": story("team win cup", "crowd cheer"),
}
LINKER = Linker(STORIES)


def test_two_reports_of_one_shelling_score_above_a_shelling_and_an_election() -> None:
    score = LINKER.score([BASE, SAME, OTHER])
    assert score[0, 1] > max(score[0, 2], score[1, 2])


@given(st.permutations(range(4)))
def test_groups_are_the_same_in_whatever_order_the_mentions_come(order: list[int]) -> None:
    mentions = [BASE, SAME, OTHER, replace(OTHER, at=9, sentence=1, line=1)]
    straight = LINKER.link(mentions)
    turned = LINKER.link([mentions[n] for n in order])
    assert sorted(sorted(order[n] for n in group) for group in turned) == straight


def test_every_number_of_the_comparators_is_symmetric() -> None:
    for name, square in LINKER.numbers([BASE, SAME, OTHER]).items():
        assert square == pytest.approx(square.T), name


def test_what_the_comparators_say_is_what_the_mentions_have() -> None:
    numbers = LINKER.numbers([BASE, SAME, OTHER])
    assert (numbers["word"][0, 1], numbers["stem"][0, 1], numbers["stem"][0, 2]) == (0.0, 1.0, 0.0)
    assert (numbers["who"][0, 1], numbers["who other"][0, 2]) == (pytest.approx(1.0), 1.0)
    assert (numbers["places"][0, 1], numbers["places other"][0, 2]) == (1.0, 1.0)
    assert numbers["reports"][0, 1] > numbers["reports"][0, 2]


def test_a_reason_is_told_for_each_comparator() -> None:
    told = reasons(BASE, SAME)
    assert told[:3] == (
        '"shell" and "shelling" have one stem',
        "the same who: front, harrow; whom: port",
        "the same days: 2022-06-07/2022-06-07",
    )
    assert reasons(BASE, OTHER)[0] == 'other words: "shell", "elect"'


def test_no_mention_gives_no_group_and_one_a_group_of_its_own() -> None:
    assert LINKER.link([]) == []
    assert LINKER.link([BASE]) == [[0]]


def test_the_share_of_rare_words_counts_and_empty_sets_share_nothing() -> None:
    rarity = Rarity([{"port": 1, "front": 1}, {"front": 1}, {"front": 1}])
    share, both = shared([frozenset({"port", "front"}), frozenset({"port"}), frozenset()], rarity)
    assert (share[0, 1], share[0, 2]) == (pytest.approx(1.0), 0.0)
    assert both[0, 1] == pytest.approx(rarity.of("port"))
    assert rarity.of("port") > rarity.of("front")
    assert rarity.of("the") == 0.0


@pytest.mark.parametrize(("a", "b"), [("decide", "deciding"), ("shoot", "shooting"), ("report", "reported")])
def test_words_of_one_family_have_one_stem(a: str, b: str) -> None:
    assert stem(a) == stem(b)


def test_a_pair_is_as_central_as_the_less_central_of_the_two() -> None:
    pairs = {"word": np.ones((2, 2), np.float32)}
    out = weighed(pairs, np.array([2.0, -1.0], np.float32))
    assert out["less central"][0, 1] == -1.0
    assert out["more central"][0, 1] == 2.0


def test_the_packaged_table_has_weights_for_every_number() -> None:
    table = load_table()
    numbers = LINKER.numbers([BASE, OTHER])
    assert set(numbers) <= set(table.weights["first"])
    assert {"even", "always", "less central"} <= set(table.weights["second"])
