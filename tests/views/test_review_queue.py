"""What waits for a person: doubtful records, disputed incidents, and events that may be one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from test_incidents_gathered import telling

from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, state_of
from tidings.ledger.judging import judge_pair, judge_value, judge_wrong, undo
from tidings.model.contract import with_ids
from tidings.model.record import Coded
from tidings.views.compare import columns
from tidings.views.current import all_views
from tidings.views.incident.series import toll_series
from tidings.views.incidents import find, load, of_event, several
from tidings.views.linking.likely import likely, nearest
from tidings.views.review import DISPUTED, DOUBTFUL, doubted, event_of, events_of, queue

DAY = date(2023, 5, 2)


def sure(coded: Coded, confidence: float) -> Coded:
    events = [replace(event, confidence=confidence) for event in coded.events]
    return with_ids(coded.report, events, ())


ONE = [sure(telling(n, "Kestrelton", DAY, 4 + n, lag=n), 0.3 + n / 10) for n in range(3)]
LATER = sure(telling(9, "Kestrelton", DAY + timedelta(2), 4, lag=1, deed="raid"), 0.95)
ELSEWHERE = sure(telling(8, "Harrowmere", DAY, 7), 0.2)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "review.db") as store:
        for one in (*ONE, LATER, ELSEWHERE):
            store.add_coded(one, reader="test")
        judge_pair(store, id_of(LATER), id_of(ONE[0]), same=False, by="Ada")
        bring_up_to_date(store, all_views())
        yield store


def linked(store: Store) -> Store:
    bring_up_to_date(store, all_views())
    return store


def id_of(coded: Coded) -> str:
    return coded.events[0].id


def test_the_doubtful_are_listed_by_how_little_sure_they_are(store: Store) -> None:
    assert queue(store, DOUBTFUL) == [id_of(ELSEWHERE), id_of(ONE[0]), id_of(ONE[1])]
    assert queue(store, DOUBTFUL, below=0.25) == [id_of(ELSEWHERE)]


def test_the_disputed_queue_has_all_events_of_disputed_incidents(store: Store) -> None:
    assert set(queue(store, DISPUTED)) == {id_of(one) for one in ONE}


def test_a_set_value_takes_a_record_from_the_queue_until_it_is_undone(store: Store) -> None:
    judge_value(store, id_of(ELSEWHERE), "killed", "[8,8]", by="Ada")
    assert id_of(ELSEWHERE) not in queue(linked(store), DOUBTFUL)
    undo(store, None, by="Ada")
    assert id_of(ELSEWHERE) in queue(linked(store), DOUBTFUL)


def test_what_is_wrong_waits_no_more_and_is_in_no_incident(store: Store) -> None:
    judge_wrong(store, id_of(ELSEWHERE), by="Ada")
    linked(store)
    assert id_of(ELSEWHERE) not in queue(store, DOUBTFUL)
    assert event_of(store, id_of(ELSEWHERE)) is None
    assert of_event(store, id_of(ELSEWHERE)) is None


def test_events_are_found_as_people_have_corrected_them(store: Store) -> None:
    judge_value(store, id_of(ELSEWHERE), "status", '"denied"', by="Ada")
    found = events_of(linked(store), [id_of(ELSEWHERE), "e00000000000000000000"])
    assert [(id, row.event.status) for id, row in found.items()] == [(id_of(ELSEWHERE), "denied")]


def test_in_doubt_is_the_least_sure_field_that_can_be_set() -> None:
    event = ONE[0].events[0]
    assert doubted(event) == "type"
    told = replace(event, confidences=(("type", 0.9), ("place", 0.4), ("sources", 0.1)))
    assert doubted(told) == "place"


def test_the_likely_pair_is_the_one_of_the_same_town(store: Store) -> None:
    with store.reading() as connection:
        found = likely(connection, id_of(LATER))
    assert found[0].event in {id_of(ONE[1]), id_of(ONE[2])}
    assert found[0].incident == of_event(store, id_of(ONE[0]))
    assert found[0].why


def test_a_pair_that_was_judged_is_not_asked_about_again(store: Store) -> None:
    for one in ONE:
        judge_pair(store, id_of(LATER), id_of(one), same=False, by="Ada")
    with linked(store).reading() as connection:
        assert {one.event for one in likely(connection, id_of(LATER))} <= {id_of(ELSEWHERE)}


def test_nothing_is_like_an_event_that_is_not_there(store: Store) -> None:
    with store.reading() as connection:
        assert likely(connection, "e00000000000000000000") == []
        assert nearest(connection, "e00000000000000000000", find(store, id_of(LATER))) is None


def test_the_nearest_event_of_an_incident_is_one_of_its_own(store: Store) -> None:
    incident = find(store, id_of(ONE[0]))
    with store.reading() as connection:
        assert nearest(connection, id_of(LATER), incident) in {id_of(one) for one in ONE}


def test_incidents_come_in_the_order_asked_for(store: Store) -> None:
    ids = [find(store, id_of(one)) for one in (LATER, ONE[0], ELSEWHERE)]
    assert [one.id for one in several(store, [*ids, "i0"])] == ids


def test_the_series_says_what_was_known_by_each_day(store: Store) -> None:
    series = toll_series(load(store, find(store, id_of(ONE[0]))), "killed")
    assert [(k.day, k.low, k.best, k.high) for k in series] == [
        (DAY, 4, 4, 4), (DAY + timedelta(1), 4, 5, 5), (DAY + timedelta(2), 4, 6, 6)
    ]  # fmt: skip


def test_the_columns_keep_the_words_of_each_value(store: Store) -> None:
    for column in columns(load(store, find(store, id_of(ONE[0])))):
        assert column.values == {name: [s.value for s in said] for name, said in column.said.items()}
        assert all(said.spans for said in column.said["killed"])


def test_a_judgement_gives_the_views_another_state(store: Store) -> None:
    before = state_of(store)
    assert state_of(store) == before
    judge_wrong(store, id_of(ELSEWHERE), by="Ada")
    assert state_of(linked(store)) != before
