"""What became of what was announced: the rules, on short reports of our own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from promise_reports import Tell, coded

from tidings.model.record import Coded
from tidings.views.promises.amounts import amounts, places_listed
from tidings.views.promises.due import due_in
from tidings.views.promises.situation import Promise, link, promises_on
from tidings.views.promises.telling import Telling, tellings
from tidings.views.promises.words import shown

MARCH = date(2023, 3, 1)
BASES = coded(
    "harbour", MARCH,
    "The Marsh Brigade will hand over its bases at Orlin, Tesk and Vadu to the army by 30 April, it said.",
    Tell("hand", "CONCEDE", "Marsh Brigade", "army", "Orlin"),
)  # fmt: skip
ORLIN = coded(
    "lowland", date(2023, 3, 20),
    "The Marsh Brigade left its base at Orlin on Sunday. A band played.",
    Tell("left", "RETREAT", "Marsh Brigade", "", "Orlin", when=(date(2023, 3, 19), date(2023, 3, 19))),
)  # fmt: skip
LAST = coded(
    "ridge", date(2023, 4, 20),
    "The last base of the Marsh Brigade, Vadu, was handed to the army on Tuesday.",
    Tell("handed", "RETREAT", "", "army", "Vadu", when=(date(2023, 4, 18), date(2023, 4, 18))),
)  # fmt: skip


def ask(reports: Sequence[Coded], on: date, together: Sequence[Sequence[str]] = ()) -> list[Promise]:
    """The promises by that day, each event an incident of its own."""
    groups: dict[str, list[Telling]] = {}
    for report in reports:
        for one in tellings(report.report, report.events):
            groups.setdefault(one.event, []).append(one)
    links = {
        a: {b: found for b in groups for found in link(groups[a], groups[b], same=a == b)} for a in groups
    }
    return promises_on(groups, links, on)


def standing(reports: Sequence[Coded], on: date) -> str:
    (promise,) = ask(reports, on)
    return promise.standing.standing


def test_what_nothing_tells_of_is_pending() -> None:
    assert standing([BASES], date(2023, 3, 2)) == "pending"


def test_one_base_of_three_is_done_in_part() -> None:
    (promise,) = ask([BASES, ORLIN], date(2023, 3, 21))
    assert promise.standing.standing == "done in part"
    assert promise.standing.by == (ORLIN.events[0].id,)
    assert "Tesk" in promise.standing.why


def test_the_last_base_makes_it_done() -> None:
    assert standing([BASES, ORLIN, LAST], date(2023, 4, 21)) == "done"


def test_after_the_set_day_it_is_overdue() -> None:
    assert standing([BASES], date(2023, 4, 30)) == "pending"
    assert standing([BASES], date(2023, 5, 1)) == "overdue"
    assert standing([BASES, ORLIN], date(2023, 5, 1)) == "overdue"


def test_what_was_published_later_counts_for_nothing() -> None:
    assert standing([BASES, ORLIN, LAST], date(2023, 3, 10)) == "pending"
    assert ask([BASES, ORLIN], date(2023, 2, 1)) == []


def test_a_deed_of_others_elsewhere_keeps_nothing() -> None:
    other = coded(
        "far", date(2023, 3, 20), "The Steppe Legion left its base at Kuldan on Sunday.",
        Tell("left", "RETREAT", "Steppe Legion", "", "Kuldan"),
    )  # fmt: skip
    assert standing([BASES, other], date(2023, 3, 21)) == "pending"


def test_a_deed_before_the_promise_does_not_keep_it() -> None:
    early = coded(
        "early", date(2023, 2, 20), "The Marsh Brigade left its base at Orlin on Sunday.",
        Tell("left", "RETREAT", "Marsh Brigade", "", "Orlin", when=(date(2023, 2, 19), date(2023, 2, 19))),
    )  # fmt: skip
    assert standing([BASES, early], date(2023, 3, 21)) == "pending"


TRUCE = coded(
    "truce", MARCH, "The Marsh Brigade declared a truce with the Coast Guard Union from 5 March.",
    Tell("declared", "CONCEDE", "Marsh Brigade", "Coast Guard Union"),
    Tell("truce", "RETREAT", "Marsh Brigade", more=(("mode", "ceasefire"),), when=(MARCH, MARCH)),
)  # fmt: skip
QUIET = coded(
    "quiet", date(2023, 3, 7), "The ceasefire of the Marsh Brigade came into force on Sunday.",
    Tell("ceasefire", "RETREAT", "Marsh Brigade", more=(("mode", "ceasefire"),),
         when=(date(2023, 3, 5), date(2023, 3, 5))),
)  # fmt: skip
SHELLS = coded(
    "shells", date(2023, 3, 15), "The Marsh Brigade shelled a village of the Coast Guard Union on Tuesday.",
    Tell("shelled", "ASSAULT", "Marsh Brigade", "village", when=(date(2023, 3, 14), date(2023, 3, 14))),
)  # fmt: skip


def test_a_truce_declared_is_no_deed_yet_and_under_way_when_it_holds() -> None:
    assert standing([TRUCE], MARCH) == "pending"
    assert standing([TRUCE, QUIET], date(2023, 3, 8)) == "under way"


def test_an_attack_by_a_party_breaks_a_truce() -> None:
    (promise,) = ask([TRUCE, QUIET, SHELLS], date(2023, 3, 16))
    assert promise.standing.standing == "broken"
    assert promise.standing.by == (SHELLS.events[0].id,)


RICE = coded(
    "rice", MARCH, "Corvania promised Lesk 30,000 tonnes of rice. It is to arrive by the end of May.",
    Tell("promised", "AGREE", "Corvania", "Lesk"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("tonnes", "expected"), [("10,000", "done in part"), ("29,000", "done"), ("30,000", "done")]
)
def test_numbers_tell_a_part_from_the_whole(tonnes: str, expected: str) -> None:
    ship = coded(
        "ship", date(2023, 4, 10), f"A ship from Corvania delivered {tonnes} tonnes of rice on Friday.",
        Tell("delivered", "AID", "Corvania"),
    )  # fmt: skip
    assert standing([RICE, ship], date(2023, 4, 11)) == expected


def test_the_day_may_stand_in_the_next_sentence() -> None:
    assert ask([RICE], date(2023, 4, 1))[0].standing.due == date(2023, 5, 31)
    assert standing([RICE], date(2023, 6, 1)) == "overdue"


def test_a_promise_recalled_is_one_promise() -> None:
    later = coded(
        "later", date(2023, 4, 2), "The rice that Corvania had pledged in March has not been seen in Lesk.",
        Tell("pledged", "AGREE", "Corvania", "", when=(date(2023, 3, 1), date(2023, 3, 31))),
    )  # fmt: skip
    (promise,) = ask([RICE, later], date(2023, 4, 3))
    assert len(promise.told) == 2


def test_a_promise_that_does_not_stand_any_more_is_called_off() -> None:
    later = coded(
        "later", date(2023, 4, 2), "Corvania said that its pledge of rice to Lesk was off the table.",
        Tell("pledge", "AGREE", "Corvania"),
    )  # fmt: skip
    assert standing([RICE, later], date(2023, 4, 3)) == "called off"


def test_of_a_demand_those_it_was_put_to_are_to_do_it() -> None:
    demand = coded(
        "demand", MARCH, "The Lake Council demanded that the Reed Guard leave Orlin.",
        Tell("demanded", "REQUEST", "Lake Council", "Reed Guard", "Orlin"),
    )  # fmt: skip
    left = coded(
        "left", date(2023, 3, 9), "The Reed Guard left Orlin on Wednesday.",
        Tell("left", "RETREAT", "Reed Guard", "", "Orlin"),
    )  # fmt: skip
    (promise,) = ask([demand, left], date(2023, 3, 10))
    assert promise.standing.standing == "done"
    ((_, found, _),) = promise.links
    assert "Reed Guard was to do it" in found.why


def test_a_planned_deed_is_a_promise_by_itself() -> None:
    plan = coded(
        "plan", MARCH, "The Reed Guard will parade in Tesk on 9 March.",
        Tell("parade", "MOBILIZE", "Reed Guard", "", "Tesk", when=(date(2023, 3, 9), date(2023, 3, 9)),
             more=(("status", "planned"),)),
    )  # fmt: skip
    (promise,) = ask([plan], date(2023, 3, 10))
    assert (promise.standing.standing, promise.standing.due) == ("overdue", date(2023, 3, 9))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He promised to leave by 15 July.", date(2024, 7, 15)),
        ("He promised to leave before 15 July.", date(2024, 7, 14)),
        ("He promised to leave within 30 days.", date(2024, 4, 3)),
        ("The force undertook to vacate by mid-July.", date(2024, 7, 20)),
        ("He promised rice in 2023.", None),
        ("He has promised it since Monday.", None),
    ],
)
def test_set_days(sentence: str, expected: date | None) -> None:
    found = due_in(sentence, "", date(2024, 3, 4), date(2024, 3, 5))
    assert (found[1] if found else None) == expected


def test_the_day_of_another_deed_is_not_set_by_an_old_promise() -> None:
    said, published = date(2024, 2, 1), date(2024, 4, 10)
    assert due_in("He delivered on Tuesday half of what he had pledged.", "", said, published) is None


def test_amounts_and_lists() -> None:
    assert amounts("The first 150 of 400 promised soldiers came.") == {"soldier": 400, "part:soldier": 150}
    assert amounts("They gave 2 million euros to three clinics.")["clini"] == 3
    assert places_listed("bases at Orlin, Tesk and Vadu", "Tesk") == ("Orlin", "Tesk", "Vadu")
    assert places_listed("a base at Orlin", "Orlin") == ()


def test_a_folded_name_is_shown_as_a_name() -> None:
    assert shown(" troops of the joint lakes mission ") == "Troops of the Joint Lakes Mission"
    assert shown("the orlin governor's guard") == "The Orlin Governor's Guard"


def test_of_several_stages_the_last_day_counts() -> None:
    sentence = "They will leave in two stages, the first by 15 May and the second by 30 June."
    found = due_in(sentence, "", date(2024, 3, 4), date(2024, 3, 5))
    assert found is not None
    assert found[1] == date(2024, 6, 30)


def test_before_the_month_is_out_is_its_last_day() -> None:
    found = due_in("Soldiers will be here before the month is out.", "", date(2024, 12, 4), date(2024, 12, 5))
    assert found == (date(2024, 12, 4), date(2024, 12, 31))
