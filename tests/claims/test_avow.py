"""Who claims a deed, and who denies it, stands among the disputes of the deed that is meant."""

from __future__ import annotations

from datetime import date

import pytest

import tidings

pytestmark = pytest.mark.model
PUBLISHED = date(2021, 5, 12)
LEAD = "A car bomb exploded at a market in Harmat on Monday and killed 12 people, the police said. "


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("claimed responsibility for the bombing.", [("actors", "Harrow Front")]),
        ("claimed the attack.", [("actors", "Harrow Front")]),
        ("said that it was behind the blast.", [("actors", "Harrow Front")]),
        ("denied any involvement in the attack.", [("status", "denied")]),
        ("said that it had nothing to do with it.", [("status", "denied")]),
        ("said that its men had no part in the bombing.", [("status", "denied")]),
        ("denied any role in the salt trade.", []),
        ("did not claim responsibility.", []),
    ],
)
def test_claims_and_denials_are_kept_with_their_deed(text: str, claims: list[tuple[str, str]]) -> None:
    events = tidings.read_text(f"{LEAD}The Harrow Front {text}", published=PUBLISHED).events
    found = [c for e in events for c in e.claims]
    assert [(c.field, c.value) for c in found] == claims
    assert {c.source for c in found} <= {"Harrow Front"}


def test_each_points_at_its_word() -> None:
    text = LEAD + "The Harrow Front denied any involvement in the attack."
    events = tidings.read_text(text, published=PUBLISHED).events
    assert [s.of(text) for e in events for c in e.claims for s in c.spans] == ["denied"]


def test_a_man_who_tells_what_others_did_claims_nothing() -> None:
    text = LEAD + '"They killed my brother," said Omar Salid, who sells melons there.'
    events = tidings.read_text(text, published=PUBLISHED).events
    assert [c for e in events for c in e.claims if c.field in ("actors", "status")] == []


def test_a_report_taken_back_is_denied() -> None:
    text = "The Post withdraws its article about the killing of passengers. The killing did not happen."
    events = tidings.read_text(text, published=PUBLISHED).events
    assert [e.status for e in events if e.type == "ASSAULT"] == ["denied"]


def test_the_sum_told_in_a_clause_of_result_goes_before_the_last_death() -> None:
    text = LEAD.replace(" and killed 12 people", "") + (
        "A third passenger died of burns on Tuesday, so that the attack has now left three dead."
    )
    events = tidings.read_text(text, published=PUBLISHED).events
    assert [e.killed.value for e in events if e.killed] == [(3, 3)]


def test_a_story_that_the_next_sentence_calls_wrong_is_denied() -> None:
    text = "This paper wrote on Monday that rebels had blown up a dam at Harmat. The story was wrong."
    events = tidings.read_text(text, published=PUBLISHED).events
    assert [e.status for e in events if e.type == "ASSAULT"] == ["denied"]


def test_what_a_spokesman_denies_his_group_denies() -> None:
    text = LEAD + "The spokesman of the Harrow Front, Omar Salid, denied any role in the bombing."
    events = tidings.read_text(text, published=PUBLISHED).events
    assert {c.source for e in events for c in e.claims if c.field == "status"} == {
        "Omar Salid",
        "Harrow Front",
    }
