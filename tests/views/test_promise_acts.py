"""What is told in words of speech and promises nothing, on short reports of our own."""

from __future__ import annotations

from datetime import date

import pytest
from promise_reports import Tell, coded
from test_promises import ask

MAY = date(2024, 5, 6)


def listed(text: str, type: str, trigger: str, who: str = "") -> list[str]:
    """Standings of the promises that the report's one event makes."""
    report = coded("delta", MAY, text, Tell(trigger, type, who))
    return [promise.standing.standing for promise in ask([report], MAY)]


@pytest.mark.parametrize(
    ("text", "type", "trigger"),
    [
        ("The navy admitted that its gunboat had fired first.", "CONCEDE", "admitted"),
        ("The council revoked the order to empty the valley on Monday.", "CONCEDE", "revoked"),
        ("The ministry lifted the ban on night fishing.", "CONCEDE", "lifted"),
        ("Her party called off a march that had been set for Friday.", "PROTEST", "march"),
        ("Villagers asked the colonel why the ford had no guard.", "REQUEST", "asked"),
        ("The council revoked the evacuation order for the valley on Monday.", "REQUEST", "order"),
        ("The order to empty the valley was lifted on Monday.", "REQUEST", "order"),
        ("A driver asked not to be named.", "REQUEST", "asked"),
        ("The bishop called for calm on both banks.", "REQUEST", "called"),
        ("The column left the ford as agreed.", "AGREE", "agreed"),
    ],
)  # fmt: skip
def test_what_is_done_in_being_told_is_no_promise(text: str, type: str, trigger: str) -> None:
    assert listed(text, type, trigger) == []


@pytest.mark.parametrize(
    ("text", "type", "trigger"),
    [
        ("The navy said it would lift the ban on night fishing.", "CONCEDE", "lift"),
        ("The council agreed to free the ferrymen.", "CONCEDE", "agreed"),
        ("The mission will withdraw from two bases and hand them over.", "CONCEDE", "hand"),
        ("Villagers asked the colonel to say when the ford would open.", "REQUEST", "asked"),
        ("The bishop called for an inquiry.", "REQUEST", "called"),
        ("The council gave the evacuation order for the valley on Monday.", "REQUEST", "order"),
    ],
)  # fmt: skip
def test_what_is_to_come_is_pending(text: str, type: str, trigger: str) -> None:
    assert listed(text, type, trigger) == ["pending"]


def test_what_was_promised_and_arrived_in_the_same_breath_is_done() -> None:
    assert listed("The engineers that the premier promised arrived at the dam.", "AGREE", "promised") == [
        "done"
    ]
    assert listed("The engineers that the premier promised never arrived.", "AGREE", "promised") == [
        "pending"
    ]


def test_an_act_keeps_the_demand_for_it() -> None:
    asked = coded(
        "ridge", date(2024, 4, 2), "The fishermen demanded that the Tarn Ministry lift its ban.",
        Tell("demanded", "REQUEST", "fishermen", "Tarn Ministry"),
    )  # fmt: skip
    lifted = coded(
        "delta", MAY, "The Tarn Ministry eased its ban on Sunday.", Tell("eased", "CONCEDE", "Tarn Ministry")
    )
    (promise,) = ask([asked, lifted], MAY)
    assert promise.standing.standing == "done"
