"""A record with values that a person set: marked, without spans, and nothing else changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import REPORT, coded
from strategies import codeds

from tidings.model.contract import event_from_json, event_id, event_json, state_from_json, state_json
from tidings.model.judgement_fields import FIELDS, value_of, with_corrections
from tidings.model.record import Correction, Event

(ATTACK,), (SOLDIERS,) = coded().events, coded().states


def correct(field: str, value: str) -> Correction:
    return Correction(field, value, "null", "ana", "2024-05-01T10:00:00.000000+00:00", "a misprint")


def test_a_number_that_is_set_loses_its_spans_and_says_who_set_it() -> None:
    found = with_corrections(ATTACK, [correct("killed", "[6,6]")])
    assert found.killed is not None
    assert (found.killed.value, found.killed.spans) == ((6, 6), ())
    assert found.judged == (replace(correct("killed", "[6,6]"), was="[4,null]"),)
    assert ("killed", "ana set it.") in found.why
    assert found.id == ATTACK.id


def test_a_value_that_was_read_so_keeps_its_spans() -> None:
    found = with_corrections(ATTACK, [correct("killed", "[4,null]"), correct("actors", '["Harrow Front"]')])
    assert found.killed == ATTACK.killed
    assert found.actors == ATTACK.actors[1:]


def test_a_new_type_takes_away_a_mode_that_it_has_not() -> None:
    found = with_corrections(ATTACK, [correct("type", '"PROTEST"')])
    assert (found.type, found.mode) == ("PROTEST", None)
    assert [(c.field, c.value, c.was) for c in found.judged] == [
        ("type", '"PROTEST"', '"ASSAULT"'),
        ("mode", "null", '"heavy-weapons"'),
    ]
    both = with_corrections(ATTACK, [correct("mode", '"riot"'), correct("type", '"PROTEST"')])
    assert (both.type, both.mode) == ("PROTEST", "riot")


def test_a_new_kind_takes_away_a_status_that_it_has_not() -> None:
    assert with_corrections(SOLDIERS, [correct("kind", '"tally"')]).status is None
    assert with_corrections(SOLDIERS, [correct("kind", '"control"')]).status == "holds"


def test_a_value_that_a_person_set_has_no_chance() -> None:
    found = with_corrections(ATTACK, [correct("when", "null")])
    assert (found.when, [field for field, _ in found.confidences]) == (None, ["type", "actors"])


def test_a_state_can_be_given_another_holder_role_and_count() -> None:
    given_ = [correct("holder", '"Harrow Front"'), correct("role", '"garrison"'), correct("count", "[9,9]")]
    found = with_corrections(SOLDIERS, given_)
    assert found.holder is not None
    assert found.count is not None
    assert (found.holder.name, found.holder.spans, found.role, found.role_span) == (
        "Harrow Front", (), "garrison", None,
    )  # fmt: skip
    assert (found.count.value, found.count.spans) == ((9, 9), ())


@given(codeds())
def test_setting_every_value_to_what_was_read_changes_nothing_but_the_mark(one: object) -> None:
    for record in (*one.events, *one.states):  # type: ignore[attr-defined]
        sort = "event" if isinstance(record, Event) else "state"
        same = with_corrections(record, [correct(f, value_of(record, f)) for f in FIELDS[sort]])
        assert all(c.was == c.value for c in same.judged)
        unmarked = replace(same, judged=())
        if isinstance(record, Event):
            assert unmarked == replace(record, confidences=unmarked.confidences, why=unmarked.why)
        else:
            assert unmarked == record


@pytest.mark.parametrize("field", [f for f in FIELDS["event"] if f not in ("type", "status", "background")])
def test_a_field_can_be_emptied(field: str) -> None:
    value = "[]" if field in ("actors", "recipients") else "null"
    assert value_of(with_corrections(ATTACK, [correct(field, value)]), field) == value


@given(st.sampled_from(("killed", "place", "when", "actors", "weapon")))
def test_a_corrected_record_is_written_and_read_back(field: str) -> None:
    value = "[]" if field == "actors" else "null"
    found = with_corrections(ATTACK, [correct(field, value)])
    written = json.loads(json.dumps(event_json(found)))
    assert written["judged"][0]["by"] == "ana"
    assert event_from_json(written) == found
    state = with_corrections(SOLDIERS, [correct("place", "null")])
    assert state_from_json(json.loads(json.dumps(state_json(state)))) == state


def test_who_corrected_a_record_is_no_part_of_its_id() -> None:
    marked = replace(ATTACK, judged=(correct("killed", "[4,null]"),))
    assert event_id(REPORT.id, marked) == ATTACK.id
