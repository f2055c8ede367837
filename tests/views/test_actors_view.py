"""The view of actors says what the records say, in any order and portions, whatever was judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from make import ATTACK, REPORT, SOLDIERS, at, coded
from sqlalchemy import select

from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.ledger.judging import judge_wrong
from tidings.model.own_actors import OwnActor
from tidings.model.record import Coded, Party
from tidings.views.actors import Actors, actor_rows
from tidings.views.actors.ask import ActorFilter, actors, actors_called, count_actors
from tidings.views.actors.profile import count_incidents, deeds, incidents_of, profile
from tidings.views.actors.tables import METADATA
from tidings.views.actors.ties import TieFilter, network
from tidings.views.copies import Copies
from tidings.views.linking import Incidents

VIEWS = [Copies(), Incidents(), Actors()]


def named(*names: str) -> Party:
    return Party(names[0], names, (at("Gunmen"),))


def telling(day: int, who: Party, whom: Party, **more: Any) -> Coded:
    report = replace(REPORT, doc=f"r{day}", published=date(2022, 6, day), outlet=f"Outlet {day}")
    return coded(
        report, events=[replace(ATTACK, actors=(who,), recipients=(whom,), **more)], states=[SOLDIERS]
    )


SEVERAL = [
    telling(8, named("Kata'ib Hezbollah", "the group"), named("Iraqi soldiers")),
    telling(9, named("US troops"), named("Kataib Hizballah")),
    telling(10, named("Ada Orel", "Orel"), named("villagers")),
    telling(11, named("Orel", "Ada Orel"), named("villagers"), status="planned"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "s.db") as store:
        for one in SEVERAL:
            store.add_coded(one, reader="r")
        bring_up_to_date(store, VIEWS, portion=3)
        yield store


def tables(store: Store) -> list[Any]:
    with store.reading() as connection:
        return [sorted(map(tuple, connection.execute(select(t)))) for t in METADATA.sorted_tables]


def listed(store: Store) -> set[tuple[Any, ...]]:
    with store.reading() as connection:
        return {
            (a.key, a.name, a.country, a.done, a.suffered, a.reports)
            for a in actors(connection, ActorFilter())
        }


def computed(store: Store) -> set[tuple[Any, ...]]:
    return {
        (r.key, r.actor.name, r.actor.country, r.done, r.suffered, len(r.reports)) for r in actor_rows(store)
    }


def test_the_tables_say_what_the_records_say(store: Store) -> None:
    assert len(listed(store)) > 4
    assert listed(store) == computed(store)


def test_order_and_portions_play_no_part(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other.db") as other:
        for one in reversed(SEVERAL):
            other.add_coded(one, reader="r")
            bring_up_to_date(other, VIEWS, portion=1)
        assert tables(other) == tables(store)
    before = tables(store)
    rebuild(store, VIEWS, portion=2)
    assert tables(store) == before


def test_what_is_judged_wrong_counts_no_more(store: Store) -> None:
    event = next(iter(store.coded(store.find_report("r9")).events))
    judge_wrong(store, event.id, by="Ada")
    bring_up_to_date(store, VIEWS)
    assert listed(store) == computed(store)
    with store.reading() as connection:
        assert not actors_called(connection, "US troops")


def test_actors_of_ones_own_are_known_at_once_and_in_all_reports(store: Store, tmp_path: Path) -> None:
    store.add_own_actors([OwnActor(names=("Ada Orel",), country="NO", sector="MED")])
    bring_up_to_date(store, VIEWS)
    with store.reading() as connection:
        (orel,) = actors_called(connection, "ada orel")
    assert (orel.sector, orel.country, orel.done) == ("MED", "NO", 2)
    after = tables(store)
    rebuild(store, VIEWS)
    assert tables(store) == after


def test_actors_are_listed_by_filter_and_order(store: Store) -> None:
    with store.reading() as connection:
        groups = actors(connection, ActorFilter(kind="armed group"))
        assert [g.name for g in groups if not g.described] == ["Kataib Hezbollah"]
        assert {a.country for a in actors(connection, ActorFilter(country="Iraq"))} == {"IQ"}
        names = [a.name for a in actors(connection, ActorFilter(order="name"))]
        assert names == sorted(names, key=str.casefold)
        assert count_actors(connection, ActorFilter(described=False)) < len(names)
        assert actors(connection, ActorFilter(order="name"), limit=1, offset=1)[0].name == names[1]


@pytest.mark.parametrize(
    "asked", [{"kind": "wizards"}, {"order": "size"}, {"named": "?"}, {"country": "Mordor"}]
)
def test_what_matches_nothing_is_said(asked: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        ActorFilter(**asked)


def test_a_profile_leads_from_names_to_incidents(store: Store) -> None:
    with store.reading() as connection:
        (orel,) = actors_called(connection, "Orel")
        found = profile(connection, orel.key)
        assert found is not None
        assert dict(found.names) == {"Ada Orel": 2, "Orel": 2}
        done = deeds(connection, orel.key)
        assert [(d.side, d.type, d.month, d.events) for d in done] == [("done", "ASSAULT", "2022-06", 2)]
        ids = [head["id"] for head in incidents_of(connection, orel.key)]
        assert len(set(ids)) == len(ids) == count_incidents(connection, orel.key)
        assert profile(connection, "name:nobody") is None


def test_ties_are_weighed_in_incidents_and_filtered(store: Store) -> None:
    with store.reading() as connection:
        every = network(connection, TieFilter())
        assert {(t.one.name, t.events) for t in every.ties if t.one.name == "Ada Orel"} == {("Ada Orel", 2)}
        assert all(t.types[0][0] == "ASSAULT" for t in every.ties)
        done = network(connection, TieFilter(done=True))
        assert {t.events for t in done.ties if t.one.name == "Ada Orel"} == {1}
        group = actors_called(connection, "Kataib Hezbollah")[0]
        mine = network(connection, TieFilter(key=group.key))
        assert {(t.one.name == group.name, t.other.name == group.name) for t in mine.ties} == {
            (True, False), (False, True),
        }  # fmt: skip
        few = network(connection, TieFilter(), most=2)
        assert len({end.key for t in few.ties for end in (t.one, t.other)}) == 2
        assert few.left_out == len(every.ties) - len(few.ties)
        assert not network(connection, TieFilter(until=date(2022, 1, 1))).ties
