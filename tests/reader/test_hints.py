"""Scores of words and pairs of words, and the distance between words that is part of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.reader.hints import RELATIONS, Hints, log_softmax
from tidings.reader.marked import gelu, root_scores
from tidings.reader.pairs import apart, step_to

WORDS, WIDTH = 9, 4
TYPES = ("O", "ASSAULT", "PROTEST")


def made(seed: int = 3) -> tuple[Hints, dict[str, np.ndarray], dict[str, np.ndarray]]:
    rng = np.random.default_rng(seed)
    draw = lambda *size: rng.normal(size=size).astype(np.float32)  # noqa: E731
    task = {"trigger": draw(WORDS, 3), "mention": draw(WORDS, 6), "fact": draw(WORDS, 1),
            "left": draw(WORDS, WIDTH), "right": draw(WORDS, WIDTH)}  # fmt: skip
    task |= {part: draw(WORDS, 5) for part in ("source", "cue", "content")}
    pairs = {"mix": draw(len(RELATIONS), WIDTH + 1, WIDTH + 1), "apart": draw(12, len(RELATIONS))}
    return Hints(task, pairs, [(0, 5), (5, WORDS)], TYPES), task, pairs


def test_a_pair_is_scored_by_both_ends_and_how_far_they_stand_apart() -> None:
    hints, task, pairs = made()
    left, right = np.append(task["left"][6], 1), np.append(task["right"][2], 1)
    expected = left @ pairs["mix"][RELATIONS.index("place")] @ right + pairs["apart"][6][2]
    assert hints.pair("place", 6, [2])[0] == pytest.approx(float(expected), abs=1e-4)
    assert hints.pair("place", 6, []) == []


def test_chances_of_types_add_up_and_are_turned_to_log_odds() -> None:
    hints, _, _ = made()
    chances = [1 / (1 + math.exp(-hints.tells(4, (t,)))) for t in TYPES]
    assert sum(chances) == pytest.approx(1.0, abs=1e-4)
    both = 1 / (1 + math.exp(-hints.tells(4, TYPES[1:])))
    assert both == pytest.approx(chances[1] + chances[2], abs=1e-4)


def test_statuses_are_weighed_against_each_other() -> None:
    hints, _, _ = made()
    assert sum(1 / (1 + math.exp(-hints.status(0, n))) for n in range(5)) == pytest.approx(1.0, abs=1e-4)


def test_spans_may_go_on_into_the_next_sentence() -> None:
    _, task, pairs = made()
    tags = np.full((WORDS, 5), -9.0, np.float32)
    tags[range(WORDS), [0, 0, 1, 2, 2, 2, 3, 0, 4]] = 9.0
    hints = Hints(task | {"content": tags}, pairs, [(0, 5), (5, WORDS)], TYPES)
    assert hints.spans["content"] == [(2, 6), (8, 8)]


@pytest.mark.parametrize(
    ("left", "right", "sentences", "step"),
    [(9, 1, (0, 0), 0), (9, 2, (0, 0), 1), (9, 8, (0, 0), 2), (9, 10, (0, 0), 3), (9, 12, (0, 0), 4),
     (9, 17, (0, 0), 5), (9, 9, (0, 0), 11), (40, 9, (1, 0), 6), (40, 9, (2, 0), 7), (40, 9, (9, 0), 8),
     (9, 40, (0, 1), 9), (9, 40, (0, 5), 10)],
)  # fmt: skip
def test_steps_between_two_words(left: int, right: int, sentences: tuple[int, int], step: int) -> None:
    a, b = (np.array([s]) for s in sentences)
    assert apart(np.array([left]), np.array([right]), a, b).tolist() == [step]


@given(st.integers(0, 999), st.integers(0, 999), st.integers(0, 99), st.integers(0, 99))
def test_every_two_words_have_one_of_twelve_steps(left: int, right: int, one: int, other: int) -> None:
    (step,) = apart(np.array([left]), np.array([right]), np.array([one]), np.array([other]))
    assert 0 <= step < 12
    assert step_to(left, right, one, other) == step


def test_gelu_is_x_times_the_normal_distribution() -> None:
    x = np.linspace(-6, 6, 201, dtype=np.float32)
    exact = [0.5 * v * (1 + math.erf(v / math.sqrt(2))) for v in x]
    assert np.abs(gelu(x) - exact).max() < 1e-5


def test_roots_are_log_probabilities_and_without_marks_the_whole_sentence_stands_for_both() -> None:
    rng = np.random.default_rng(5)
    draw = lambda *size: rng.normal(size=size).astype(np.float32)  # noqa: E731
    weights = {"ask": draw(WIDTH, 2 * WIDTH), "ask_bias": draw(WIDTH), "inner": draw(6, 3 * WIDTH),
               "inner_bias": draw(6), "outer": draw(3, 6), "outer_bias": draw(3)}  # fmt: skip
    vectors = draw(WORDS, WIDTH)
    assert np.exp(root_scores(vectors, [0, 1], [4], weights)).sum() == pytest.approx(1.0, abs=1e-5)
    every = list(range(WORDS))
    assert np.allclose(root_scores(vectors, [], [], weights), root_scores(vectors, every, every, weights))


def test_log_probabilities_of_no_words_are_none() -> None:
    assert log_softmax(np.zeros((0, 3), np.float32)).shape == (0, 3)
