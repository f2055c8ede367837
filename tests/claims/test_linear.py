"""Sums of weights, and the tables they are read from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tidings
from tidings.claims import linear
from tidings.claims.linear import Linear, load_linear, probability

TABLES = sorted((Path(tidings.__file__).parent / "data" / "claims").glob("*.tsv"))
WEIGHTS = st.dictionaries(st.text(max_size=6), st.floats(-9, 9), max_size=8)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the table "made" is read from while a test runs."""
    path = tmp_path / "data" / "claims" / "made.tsv"
    path.parent.mkdir(parents=True)
    monkeypatch.setattr(linear, "files", lambda _: tmp_path)
    load_linear.cache_clear()
    yield path
    load_linear.cache_clear()


def test_a_score_is_the_sum_of_the_weights_known() -> None:
    model = Linear({"always": -1.0, "passive": 2.5, "quoted": 0.25})
    assert model.score(["always", "passive", "never seen"]) == 1.5
    assert model.score([]) == 0.0


@given(WEIGHTS, st.data())
def test_the_order_of_features_plays_no_part(weights: dict[str, float], data: st.DataObject) -> None:
    features = data.draw(st.permutations([*weights, "never seen"]))
    assert Linear(weights).score(features) == pytest.approx(sum(weights.values()))


def test_the_strongest_features_are_named_but_never_the_one_that_is_always_there() -> None:
    model = Linear({"always": -9.0, "passive": 2.5, "quoted": -3.0, "dated": 0.1})
    assert model.strongest(["always", "dated", "passive", "quoted", "never seen"]) == ["quoted", "passive"]
    assert model.strongest(["never seen"]) == []


@given(st.floats(-1e6, 1e6))
def test_a_chance_lies_between_none_and_all_and_turns_with_the_sign(score: float) -> None:
    assert 0.0 < probability(score) < 1.0
    assert probability(score) + probability(-score) == pytest.approx(1.0)


def test_even_chances_are_a_score_of_nothing_and_one_is_73_percent() -> None:
    assert probability(0.0) == 0.5
    assert round(probability(1.0), 2) == 0.73


def test_a_table_is_read_with_its_comments_passed_over(table: Path) -> None:
    table.write_text("# made by hand\npassive\t2.5\t17\nin headline\t-1\t4\n", encoding="utf-8")
    assert load_linear("made").weights == {"passive": 2.5, "in headline": -1.0}


@pytest.mark.parametrize("row", ["passive", "passive\tmuch\t17"])
def test_a_malformed_row_is_named_with_its_line(table: Path, row: str) -> None:
    table.write_text(f"# made by hand\nquoted\t1.0\t3\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"made\.tsv:3: a feature and its weight"):
        load_linear("made")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_packaged_table_names_each_feature_once_with_a_weight_that_can_be_added(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    names = Counter(line.split("\t")[0] for line in lines if not line.startswith("#"))
    assert lines[0].startswith("# ")
    assert [name for name, n in names.items() if n > 1] == []
    assert all(math.isfinite(w) and abs(w) < 20 for w in load_linear(path.stem).weights.values())


HINTED = Linear({"passive": 2.0, "*table": 0.5, "*hint 1": 2.0, "*hint 2": -1.0, "*even": 0.25})


def test_hints_of_the_network_are_added_with_weights_of_their_own() -> None:
    assert HINTED.score(["passive"], (1.5, 0.5)) == 0.5 * 2.0 + 2.0 * 1.5 - 0.5 + 0.25


def test_without_hints_the_table_speaks_alone() -> None:
    assert HINTED.score(["passive"]) == 2.0
    assert Linear({"passive": 2.0}).score(["passive"], (3.0,)) == 2.0


def test_a_hint_beyond_all_measure_counts_as_a_strong_one() -> None:
    assert HINTED.score([], (1e9, 0.0)) == HINTED.score([], (linear.MOST, 0.0))


def test_a_table_of_several_judgements_is_asked_for_one_part() -> None:
    model = Linear(
        {"denied: passive": 1.0, "denied: *table": 2.0, "denied: *hint 1": 1.0, "denied: *even": 0.0}
    )
    assert model.score(["passive"], (0.5,), part="denied: ") == 2.5
