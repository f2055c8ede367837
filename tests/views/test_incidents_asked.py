"""Incidents of a store: the tables answer filters as the incidents themselves do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tellings import KARN, OSTRIN, coded, told

from tidings.errors import UsageError
from tidings.ledger import EventFilter, Store
from tidings.ledger.derived import bring_up_to_date
from tidings.views.current import all_views
from tidings.views.incidents import IncidentFilter, find, incidents, load, rows
from tidings.views.timeline import timeline

MINE = "A mine blew up a bus on the road out of Karn; {} people died, {}."
FIRE = "A petrol bomb set the tax office in Ostrin on fire."


def mine(doc: str, day: int, killed: int, by: str, **more: object) -> object:
    text = MINE.format(killed, f"the {by} said")
    return told(doc, day, text=text, killed=killed, by=by, on=2, place=KARN, actors=["Harrow Front"], **more)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    reports = [
        mine("Post", 3, 4, "Interior Ministry"),
        mine("Star", 4, 6, "district hospital"),
        told("Echo", 5, text=FIRE, type="ASSAULT", place=OSTRIN, on=4, status="possible"),
        told("Lamp", 6, text="A walk-out is planned at the mill.", type="PROTEST", on=20, status="planned"),
        told("Dusk", None, text="Somebody threatened the mill.", type="THREATEN", background=True),
    ]
    store = Store.open(tmp_path / "s.db")
    for row in reports:
        store.add_coded(coded(row), reader="hand/1")  # type: ignore[arg-type]
    bring_up_to_date(store, all_views())
    return store


FILTERS = [
    {},
    {"type": "ASSAULT"},
    {"status": "planned"},
    {"place": "Karn"},
    {"place": "Germany"},
    {"actor": "harrow front"},
    {"actor": "Front Harrow"},
    {"source": "hospital"},
    {"source": "Ministry", "type": "ASSAULT"},
    {"since": date(2023, 5, 3)},
    {"until": date(2023, 5, 3)},
    {"since": date(2023, 5, 3), "until": date(2023, 5, 10)},
    {"report": "Star"},
    {"background": True},
    {"min_confidence": 0.5},
]


@pytest.mark.parametrize("asked", FILTERS)
@pytest.mark.parametrize("more", [{}, {"disputed": True}, {"outlets": 2}])
def test_tables_and_incidents_give_the_same_answer(
    store: Store, asked: dict[str, object], more: dict[str, object]
) -> None:
    chosen = IncidentFilter(where=EventFilter(**asked), **more)  # type: ignore[arg-type]
    everything = list(incidents(store))
    expected = [one.id for one in everything if chosen.matches(one)]
    assert [json.loads(row)["id"] for row in rows(store, chosen)] == expected
    assert [one.id for one in incidents(store, chosen)] == expected


def test_reports_on_one_happening_are_one_incident_with_both_figures(store: Store) -> None:
    (found,) = incidents(store, IncidentFilter(where=EventFilter(place="Karn")))
    assert (found.killed.low, found.killed.best, found.killed.high) == (4, 6, 6)
    assert found.disputed == ("killed",)
    assert found.outlets == 2


def test_an_incident_is_found_by_its_id_an_events_and_the_start_of_either(store: Store) -> None:
    (found,) = incidents(store, IncidentFilter(where=EventFilter(place="Karn")))
    event = found.tellings[1].event.id
    for asked in (found.id, found.id[:8], event, event[:8]):
        assert find(store, asked) == found.id
    assert load(store, found.id) == found


def test_what_is_in_no_store_is_said_plainly(store: Store) -> None:
    for asked in ("i0000", "ixxxxxx", "%%%%%"):
        with pytest.raises(UsageError, match="tidings incidents"):
            find(store, asked)


def test_what_was_known_on_a_day_leaves_out_later_reports(store: Store) -> None:
    on_third = IncidentFilter(known_on=date(2023, 5, 3))
    (found,) = incidents(store, on_third)
    assert (found.killed.low, found.killed.best, found.killed.high) == (4, 4, 4)
    assert not found.disputed
    assert load(store, found.id, known_on=date(2023, 5, 3)) == found
    assert not list(incidents(store, IncidentFilter(known_on=date(2023, 5, 3), disputed=True)))
    with pytest.raises(UsageError, match="published by 2023-05-02"):
        load(store, found.id, known_on=date(2023, 5, 2))


def test_a_timeline_has_incidents_on_their_days_and_announcements_on_those_of_reports(store: Store) -> None:
    entries = timeline(store, IncidentFilter())
    assert [(e.day.day, e.what, e.incident["type"]) for e in entries] == [
        (2, "happens", "ASSAULT"),
        (4, "happens", "ASSAULT"),
        (5, "announced", "ASSAULT"),
        (6, "announced", "PROTEST"),
        (20, "happens", "PROTEST"),
    ]


def test_the_period_of_a_timeline_chooses_entries(store: Store) -> None:
    where = EventFilter(since=date(2023, 5, 5), until=date(2023, 5, 19))
    for known_on in (None, date(2023, 5, 19)):
        entries = timeline(store, IncidentFilter(where=where, known_on=known_on))
        assert [(e.day.day, e.what) for e in entries] == [(5, "announced"), (6, "announced")]


def test_every_answer_stays_the_same_when_all_is_linked_anew(store: Store) -> None:
    before = list(rows(store))
    from tidings.ledger.derived import rebuild

    rebuild(store, all_views())
    assert list(rows(store)) == before
