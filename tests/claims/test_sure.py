"""Chances of records and of their values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import ATTACK

import tidings
from tidings.claims import linear
from tidings.claims.linear import load_linear, probability
from tidings.claims.sure import OF_EVENT, OF_STATE, chance, confidences_of
from tidings.claims.unclear import BY_NETWORK, BY_WORD, LEAST
from tidings.model.codes import CONFIDENCE_FIELDS, STATE_KINDS

TEXT = "Rebels shelled the port of Asmarat on Monday, killing three dockers, the harbour master said."
SCORES = st.floats(-50, 50)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "data" / "claims" / "confidence.tsv"
    path.parent.mkdir(parents=True)
    monkeypatch.setattr(linear, "files", lambda _: tmp_path)
    load_linear.cache_clear()
    yield path
    load_linear.cache_clear()


def test_a_chance_is_the_sum_of_what_the_table_gives_each_number(table: Path) -> None:
    table.write_text("place: always\t-1\t9\nplace: score\t0.5\t9\nwhen: score\t9\t9\n", encoding="utf-8")
    assert chance("place", {"score": 3.0, "never seen": 5.0}) == probability(0.5)
    assert chance("place", {"score": 1e9}) == probability(0.5 * linear.MOST - 1)


def test_a_field_that_the_table_does_not_know_has_the_chance_of_its_score(table: Path) -> None:
    table.write_text("", encoding="utf-8")
    assert chance("place", {"score": 1.0}) == probability(1.0)


def test_only_what_an_event_fills_has_a_chance() -> None:
    numbers = {field: {"score": 1.0} for field in CONFIDENCE_FIELDS}
    bare = replace(ATTACK, place=None, when=None, actors=(), sources=())
    assert [name for name, _ in confidences_of(numbers, bare)] == [
        "type",
        "status",
        "background",
        "recipients",
    ]
    assert [name for name, _ in confidences_of(numbers, ATTACK)] == list(CONFIDENCE_FIELDS)


def test_the_packaged_table_knows_every_field_and_no_score_counts_against_itself() -> None:
    weights = load_linear("confidence").weights
    for field in (*CONFIDENCE_FIELDS, OF_EVENT, OF_STATE, BY_WORD, BY_NETWORK):
        assert abs(weights[f"{field}: always"]) < 5
        assert 0 <= weights.get(f"{field}: score", 0.0) < 4
    assert any(f"state: kind={kind}" in weights for kind in STATE_KINDS)


@given(st.sampled_from((*CONFIDENCE_FIELDS, OF_EVENT)), SCORES, SCORES)
def test_a_higher_score_never_has_a_lower_chance(field: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < chance(field, {"score": low}) <= chance(field, {"score": high}) < 1


@pytest.mark.model
def test_an_event_and_its_values_come_with_chances() -> None:
    (event,) = tidings.read_text(TEXT, published=date(2021, 5, 20)).events
    chances = dict(event.confidences)
    assert {"type", "status", "background", "actors", "place", "when"} <= chances.keys()
    assert 0.5 < event.confidence < 1
    assert all(0 < c < 1 for c in chances.values())


@pytest.mark.model
def test_what_is_unclear_is_no_record_and_names_its_likeliest_types() -> None:
    text = (Path(__file__).parents[2] / "samples" / "tal-mirwan-3-army.txt").read_text(encoding="utf-8")
    reading = tidings.read_text(text)
    for one in reading.unclear:
        trigger, sentence = one.evidence.trigger, one.evidence.span
        assert one.types[0][1] >= LEAST
        assert [c for _, c in one.types] == sorted((c for _, c in one.types), reverse=True)
        told = {e.type for e in reading.events for v in e.evidence if v.span == sentence}
        assert trigger is not None
        assert one.types[0][0] not in told
