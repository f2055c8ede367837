"""Best values of an incident, what is disputed in it, who claims and who denies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tellings import HERE, KARN, NORTH, OSTRIN, told

from tidings.ledger.filters import EventRow
from tidings.model.record import Evidence
from tidings.model.span import Span
from tidings.views.incident import assemble


def statuses(*pairs: tuple[str, int, str]) -> list[EventRow]:
    return [told(doc, day, status=status) for doc, day, status in pairs]


@pytest.mark.parametrize(
    ("told_so", "best", "disputed"),
    [
        ([("Post", 1, "planned"), ("Star", 5, "occurred")], "occurred", False),
        ([("Post", 1, "planned"), ("Star", 5, "ongoing"), ("Post", 9, "occurred")], "occurred", False),
        ([("Post", 5, "occurred"), ("Star", 6, "planned")], "occurred", False),
        ([("Post", 1, "occurred"), ("Star", 2, "occurred"), ("Echo", 3, "denied")], "occurred", True),
        ([("Post", 1, "occurred"), ("Post", 3, "denied")], "denied", False),
        ([("Post", 1, "occurred"), ("Star", 2, "denied")], "denied", True),
        ([("Post", 1, "possible"), ("Star", 2, "denied")], "denied", False),
        ([("Post", 1, "planned"), ("Star", 2, "possible")], "possible", False),
    ],
)
def test_status_over_reports(told_so: list[tuple[str, int, str]], best: str, disputed: bool) -> None:
    found = assemble(statuses(*told_so), {})
    assert found.status.best == best
    assert ("status" in found.disputed) == disputed


def test_an_announcement_carried_out_is_a_change_on_the_day_of_the_report() -> None:
    found = assemble(
        statuses(
            ("Post", 1, "planned"), ("Star", 3, "planned"), ("Echo", 8, "ongoing"), ("Post", 9, "ongoing")
        ),
        {},
    )
    assert found.changes == ((date(2023, 5, 1), "planned"), (date(2023, 5, 8), "ongoing"))


def test_a_region_speaks_for_the_town_in_it_and_two_towns_far_apart_are_disputed() -> None:
    in_region = assemble([told("Post", 1, place=KARN), told("Star", 1, place=NORTH)], {})
    assert in_region.place.best == KARN
    assert not in_region.place.disputed
    apart = [told("Post", 1, place=OSTRIN), told("Star", 2, place=KARN), told("Echo", 3, place=KARN)]
    assert assemble(apart, {}).place.best == KARN
    assert assemble(apart, {}).disputed == ("place",)


def test_a_name_on_no_map_is_no_dispute_and_neither_is_one_name_in_two_countries() -> None:
    village = replace(KARN, name="Dol", lat=None, lon=None, geonames=None, precision="unresolved")
    assert not assemble([told("Post", 1, place=KARN), told("Star", 1, place=village)], {}).disputed
    abroad = replace(KARN, country="AT", geonames=99)
    assert not assemble([told("Post", 1, place=KARN), told("Star", 1, place=abroad)], {}).disputed


def test_the_week_speaks_for_the_day_in_it() -> None:
    found = assemble([told("Post", 9, on=3), told("Star", 9, on=(1, 7))], {})
    assert found.when.best is not None
    assert found.when.best.start == found.when.best.end == date(2023, 5, 3)
    assert not found.disputed


def test_a_wrong_day_is_outvoted_and_disputed() -> None:
    found = assemble([told("Post", 4, on=3), told("Star", 5, on=3), told("Echo", 6, on=5)], {})
    assert found.when.best is not None
    assert found.when.best.start == date(2023, 5, 3)
    assert found.disputed == ("when",)


def test_a_day_that_its_outlet_corrected_is_no_dispute() -> None:
    found = assemble([told("Post", 4, on=3), told("Post", 5, on=4)], {})
    assert found.when.best is not None
    assert found.when.best.start == date(2023, 5, 4)
    assert not found.disputed


def test_the_day_it_happened_goes_before_the_day_it_was_planned_for() -> None:
    rows = [
        told("Post", 1, on=10, status="planned"),
        told("Star", 2, on=10, status="planned"),
        told("Echo", 13, on=12),
    ]
    found = assemble(rows, {})
    assert found.when.best is not None
    assert found.when.best.start == date(2023, 5, 12)


def test_gunmen_are_no_dispute_but_two_groups_are() -> None:
    first = told("Post", 1, actors=["Gunmen", "Harrow Front"])
    assert not assemble([first, told("Star", 2, actors=["gunmen"])], {}).disputed
    assert not assemble([first, told("Star", 2, actors=["the Harrow Front"])], {}).disputed
    found = assemble([first, told("Star", 2, actors=["Lowland Brigades"])], {})
    assert found.disputed == ("actors",)
    assert found.actors.best == ("Harrow Front", "Lowland Brigades")


def test_two_organisers_of_a_march_are_no_dispute() -> None:
    rows = [told("Post", 1, type="PROTEST", actors=["Bakers Union"])]
    rows += [told("Star", 1, type="PROTEST", actors=["Students for Karn"])]
    assert not assemble(rows, {}).disputed


def test_a_state_and_its_army_are_one_side() -> None:
    rows = [told("Post", 1, actors=["Israel"]), told("Star", 2, actors=["Israeli army"])]
    assert not assemble(rows, {}).disputed


def test_who_says_to_have_done_it_claims_it() -> None:
    rows = [
        told("Post", 1, actors=["Harrow Front"], by="the Harrow Front"),
        told("Star", 2, actors=["Lowland Brigades"], by="group", cue="claimed"),
        told("Echo", 2, actors=["rebels"], by="Interior Ministry", cue="claimed"),
    ]
    assert [s.value for s in assemble(rows, {}).claimed] == ["Harrow Front", "Lowland Brigades"]


def test_who_denies_stands_beside() -> None:
    text = "The Harrow Front denied that it was behind the attack."
    deed = (Evidence(Span(0, 54), Span(46, 53)),)
    said = told("Post", 1, text=text, evidence=deed, status="possible")
    rejects = told(
        "Post", 1, text=text, type="REJECT", actors=["Harrow Front"], evidence=(Evidence(Span(0, 54)),)
    )
    found = assemble([said], {}, [rejects])
    assert [s.value for s in found.denied] == ["Harrow Front"]
    assert not assemble([said], {}).denied


def test_a_named_culprit_who_denies_it_makes_the_culprits_disputed() -> None:
    blames = told("Post", 1, actors=["Harrow Front"])
    denies = told("Star", 2, actors=[], claims=[("the Harrow Front", "status", "denied")])
    found = assemble([blames, denies], {})
    assert [s.said_by for s in found.denied] == ["the Harrow Front"]
    assert "actors" in found.disputed
    other = told("Star", 2, actors=[], claims=[("Lowland Brigades", "status", "denied")])
    assert "actors" not in assemble([blames, other], {}).disputed


def test_outlets_count_once_with_copies_under_the_first() -> None:
    rows = [told("Post", 1), told("Star", 2), told("star", 3, outlet="STAR"), told("Echo", 3)]
    assert assemble(rows, {}).outlets == 3
    copies = {rows[0].report.id: "g", rows[1].report.id: "g"}
    # The Star's own report of the third is its own word.
    assert assemble(rows, copies).outlets == 3
    assert assemble(rows[:2], copies).outlets == 1
    assert assemble(rows, copies).reports == 4


def test_outlets_without_a_name_count_by_report() -> None:
    assert assemble([told("a", 1, outlet=None), told("b", 1, outlet=None)], {}).outlets == 2


def test_background_only_where_nobody_tells_it_as_news() -> None:
    old = told("Post", 1, background=True, confidence=0.9)
    assert assemble([old], {}).background
    both = assemble([old, told("Star", 2, confidence=0.4)], {})
    assert not both.background
    assert both.confidence == 0.4


def test_every_value_is_kept_with_its_report_and_spans() -> None:
    rows = [told("Post", 1, place=KARN, killed=4), told("Star", 2, place=OSTRIN, killed=5)]
    found = assemble(rows, {})
    assert [(s.value, s.telling.report.doc, s.spans) for s in found.place.said] == [
        (KARN, "Post", HERE),
        (OSTRIN, "Star", HERE),
    ]
    assert [s.telling.event.id for s in found.killed.said] == [row.event.id for row in rows]


def test_an_incident_keeps_its_id_when_later_reports_join() -> None:
    rows = [told("Post", 1), told("Star", 2), told("Echo", None)]
    assert len({assemble(rows[:n], {}).id for n in (1, 2, 3)}) == 1


def test_no_members_make_no_incident() -> None:
    with pytest.raises(ValueError, match="at least one"):
        assemble([], {})
