"""Values of records as marks in the text."""

from __future__ import annotations

from dataclasses import replace

from make import ATTACK, DOUBT, REPORT, TEXT, at, coded

from tidings.model.record import Evidence
from tidings.views.marks import Use, marks_of, read_of


def by_words() -> dict[tuple[str, str], tuple[Use, ...]]:
    return {(m.layer, m.span.of(TEXT)): m.uses for m in marks_of(coded(unclear=(DOUBT,)))}


def test_every_value_is_marked_where_it_was_read() -> None:
    found = by_words()
    assert found["counts", "at least four"] == (Use("1", "killed", "4 or more"),)
    assert found["counts", "six"] == (Use("1", "claim", "A doctor: killed 6"),)
    assert found["times", "on Tuesday"] == (
        Use("1", "when", "2022-06-07", "The Tuesday before publication."),
    )
    assert found["sources", "Interior Ministry"] == (Use("1", "sources", "Interior Ministry (said)"),)
    assert found["states", "are"][0].role == "trigger"
    assert found["unclear", "put"] == (Use("u1", "unclear", "ACCUSE 38 %, ASSAULT 12 %"),)


def test_two_records_share_the_mark_of_one_place() -> None:
    assert [use.number for use in by_words()["places", "Vellmar"]] == ["1", "s1"]


def test_a_place_says_how_exact_it_is() -> None:
    assert by_words()["places", "Vellmar"][0].value == "Vellmar, DE (town, 51.36, 9.48)"


def test_marks_stand_in_the_order_of_the_text() -> None:
    starts = [m.span.start for m in marks_of(coded())]
    assert starts == sorted(starts)


def test_a_whole_sentence_is_a_stretch_and_its_trigger_is_none() -> None:
    marks = marks_of(coded(events=(ATTACK,), states=()))
    assert [m.is_stretch for m in marks if m.layer == "events"] == [True, False, False]
    only = coded(events=(replace(ATTACK, evidence=(Evidence(at("fired"), at("fired")),)),))
    assert not next(m for m in marks_of(only) if m.span == at("fired")).is_stretch


def test_an_empty_value_with_a_reason_is_told() -> None:
    event = coded(REPORT).events[0]
    empty = replace(ATTACK, place=None, why=(("place", "None is near."),))
    assert [r.why for r in read_of(empty) if r.role == "place"] == ["None is near."]
    assert all(r.value for r in read_of(event))
