"""A judgement says who decided what about which words; its id is a hash of all of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import REPORT, coded
from strategies import codeds, judgements

from tidings.model.contract import dumps_json
from tidings.model.judgement import Judgement, check_judgement, judgement_from_json
from tidings.model.judgement_fields import PLACE_KEYS, check_value
from tidings.model.judgement_find import target_of

ONE = coded()
EVENT = target_of(REPORT.id, ONE.events[0], ONE.events)
STATE = target_of(REPORT.id, ONE.states[0], ONE.states)
AT = "2024-05-01T10:00:00.000000+00:00"


def place(country: str, lat: float | None, lon: float | None, precision: str) -> str:
    return dumps_json(dict(zip(PLACE_KEYS, ("X", country, lat, lon, None, precision), strict=True)))


WRONG = Judgement("record", "wrong", "ana", AT, (EVENT,), because="a film")
SET = Judgement("field", "set", "ana", AT, (EVENT,), field="killed", value="[9,12]")


@given(st.data())
def test_what_is_written_is_read_back(data: st.DataObject) -> None:
    for one in data.draw(judgements([data.draw(codeds())])):
        check_judgement(one)
        assert judgement_from_json(json.loads(json.dumps(one.to_json()))) == one


def test_everything_that_is_said_is_in_the_id() -> None:
    others = [
        replace(WRONG, by="ben"), replace(WRONG, at=AT.replace("10:", "11:")), replace(WRONG, because=None),
        replace(WRONG, targets=(STATE,)), SET, replace(SET, field="injured"), replace(SET, value="[9,13]"),
        Judgement("undo", "undone", "ana", AT, undoes=WRONG.id),
    ]  # fmt: skip
    ids = {one.id for one in (WRONG, *others)}
    assert len(ids) == 1 + len(others)
    assert all(id.startswith("j") for id in ids)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "j0"}, "id: the content gives j"),
        ({"by": " "}, "by: the name is empty"),
        ({"by": None}, "by: a text is expected"),
        ({"at": "2024-05-01"}, "at: '2024-05-01' is no UTC time"),
        ({"at": "2024-05-01T10:00:00.000000+02:00"}, "is no UTC time"),
        ({"kind": "note"}, "kind: 'note' is none of pair"),
        ({"verdict": "same"}, "verdict: 'same' is none of set"),
        ({"field": "colour"}, "field: 'colour' is none that can be set"),
        ({"value": None}, "field: given where a value is set"),
        ({"value": "[9, 12]"}, "is not written as it would be here"),
        ({"value": "[12,9]"}, "cannot be the killed of an event"),
        ({"value": "nine"}, "is no JSON"),
        ({"because": "\ud800"}, "because: it holds a character that cannot be stored"),
        ({"because": "\0"}, "because: it holds a character that cannot be stored"),
        ({"targets": []}, "targets: a pair has two"),
        ({"targets": [{"report": "r"}]}, "neither an event nor a state is named"),
        ({"targets": ["e1"]}, "targets: a list of objects is expected"),
        ({"targets": [{**SET.targets_json()[0], "end": "9"}]}, "start and end are expected"),
        ({"targets": [{**SET.targets_json()[0], "start": 99}]}, "runs backwards"),
        ({"more": 1}, "more: no such field"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_field(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("[", r"\[")):
        judgement_from_json({**SET.to_json(), **change})


def test_only_two_different_events_are_a_pair() -> None:
    for targets in ((EVENT,), (EVENT, EVENT), (EVENT, STATE)):
        with pytest.raises(ValueError, match="targets"):
            check_judgement(Judgement("pair", "same", "ana", AT, targets))


@pytest.mark.parametrize(
    ("sort", "field", "value"),
    [
        ("event", "kind", '"presence"'), ("state", "killed", "[1,1]"), ("event", "type", '"assault"'),
        ("event", "status", "null"), ("event", "status", '"holds"'), ("state", "status", '"denied"'),
        ("event", "background", "1"), ("event", "killed", "[null,null]"), ("event", "killed", "[-1,2]"),
        ("event", "killed", "[true,2]"), ("event", "actors", '["A","A"]'), ("event", "actors", '[" "]'),
        ("event", "actors", "null"), ("event", "weapon", '""'), ("state", "holder", "[]"),
        ("event", "when", '{"start":null,"end":null,"precision":"day"}'),
        ("event", "when", '{"start":"2020-02-30","end":null,"precision":"day"}'),
        ("event", "when", '{"start":"2020-02-02","end":"2020-02-01","precision":"day"}'),
        ("event", "when", '{"start":"2020-02-02","precision":"day"}'),
        ("event", "place", '"Taji"'),
        ("event", "place", place("Iraq", None, None, "town")),
        ("event", "place", place("IQ", 91.0, 0.0, "town")),
        ("event", "place", place("IQ", 1.0, None, "town")),
        ("event", "place", place("IQ", 1.0, 1.0, "country")),
        ("event", "killed", "[" * 100_000),
    ],
)  # fmt: skip
def test_a_value_that_the_field_cannot_hold_is_refused(sort: str, field: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"field|value"):
        check_value(sort, field, value)
