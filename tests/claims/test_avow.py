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
        ("The Harrow Front claimed responsibility for the bombing.", [("Harrow Front", "actors", "Harrow Front")]),
        ("The Harrow Front claimed the attack.", [("Harrow Front", "actors", "Harrow Front")]),
        ("The Harrow Front said that it was behind the blast.", [("Harrow Front", "actors", "Harrow Front")]),
        ("The Harrow Front denied any involvement in the attack.", [("Harrow Front", "status", "denied")]),
        ("The Harrow Front said that it had nothing to do with it.", [("Harrow Front", "status", "denied")]),
        ("The Harrow Front said that its men had no part in the bombing.", [("Harrow Front", "status", "denied")]),
        ("The Harrow Front denied any role in the salt trade.", []),
        ("The Harrow Front did not claim responsibility.", []),
    ],
)  # fmt: skip
def test_claims_and_denials_are_kept_with_their_deed(text: str, claims: list[tuple[str, str, str]]) -> None:
    events = tidings.read_text(LEAD + text, published=PUBLISHED).events
    found = [(c.source, c.field, c.value) for e in events for c in e.claims]
    assert found == claims


def test_each_points_at_its_word() -> None:
    text = LEAD + "The Harrow Front denied any involvement in the attack."
    events = tidings.read_text(text, published=PUBLISHED).events
    assert [s.of(text) for e in events for c in e.claims for s in c.spans] == ["denied"]


def test_a_man_who_tells_what_others_did_claims_nothing() -> None:
    text = LEAD + '"They killed my brother," said Omar Salid, who sells melons there.'
    events = tidings.read_text(text, published=PUBLISHED).events
    assert [c for e in events for c in e.claims] == []


def test_a_report_taken_back_is_denied() -> None:
    text = "The Post withdraws its article about the killing of passengers in Harmat. The killing did not happen."
    events = tidings.read_text(text, published=PUBLISHED).events
    assert [e.status for e in events if e.type == "ASSAULT"] == ["denied"]


def test_the_sum_told_in_a_clause_of_result_goes_before_the_last_death() -> None:
    text = LEAD.replace(" and killed 12 people", "") + (
        "A third passenger died of burns on Tuesday, so that the attack has now left three dead."
    )
    events = tidings.read_text(text, published=PUBLISHED).events
    assert [e.killed.value for e in events if e.killed] == [(3, 3)]
