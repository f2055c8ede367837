"""Promises of a store: the same whatever the order and the portions, and again after a rebuild."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promise_reports import Tell, coded
from sqlalchemy import select
from test_promises import BASES, LAST, ORLIN, QUIET, RICE, SHELLS, TRUCE

from tidings.ledger import EventFilter, Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.ledger.judging import judge_value
from tidings.model.contract import with_ids
from tidings.model.record import Coded
from tidings.views.copies import Copies
from tidings.views.linking import Incidents
from tidings.views.promises import (
    Promises,
    promise_json,
    promise_rows,
    promises_of,
    promises_with,
    standings_on,
    view,
)
from tidings.views.promises.tables import promises_block, promises_key, promises_link, promises_promise

VIEWS = [Copies(), Incidents(), Promises()]
ALL = [BASES, ORLIN, LAST, TRUCE, QUIET, SHELLS, RICE]


def read_into(store: Store, reports: Sequence[Coded], portion: int = 200) -> None:
    for one in reports:
        store.add_coded(one, reader="test")
    bring_up_to_date(store, VIEWS, portion=portion)


def kept(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return [
            tuple(row)
            for table in (promises_block, promises_key, promises_link, promises_promise)
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]


def asked(store: Store, on: date | None = None) -> list[dict[str, object]]:
    return [promise_json(row) for row in promise_rows(store, on)]


@settings(max_examples=15, deadline=None)
@given(
    order=st.permutations(ALL),
    cut=st.integers(0, 7),
    portion=st.integers(1, 8),
    full=st.sampled_from([1, 2, 24]),
)
def test_order_and_portions_play_no_part(
    tmp_path_factory: pytest.TempPathFactory, order: list[Coded], cut: int, portion: int, full: int
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    with (
        pytest.MonkeyPatch.context() as patch,
        Store.open(folder / "a.db") as a,
        Store.open(folder / "b.db") as b,
    ):
        patch.setattr(
            view, "FULL", full
        )  # with one or two incidents a key is full: blocks fill as reports come
        read_into(a, ALL)
        read_into(b, order[:cut], portion)
        read_into(b, order[cut:], portion)
        assert kept(a) == kept(b)
        assert asked(a) == asked(b)
        rebuild(b, VIEWS)
        assert kept(a) == kept(b)


def test_a_reading_that_goes_takes_its_deeds_with_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as a, Store.open(tmp_path / "b.db") as b:
        read_into(a, ALL)
        a.add_coded(with_ids(SHELLS.report, (), ()), reader="another")
        bring_up_to_date(a, VIEWS)
        read_into(b, [one for one in ALL if one is not SHELLS])
        assert kept(a) == kept(b)


def test_a_row_says_who_what_when_and_leads_to_the_words(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        read_into(store, [BASES, ORLIN])
        (row,) = asked(store, date(2023, 3, 21))
    assert row["who"] == ["Marsh Brigade"]
    assert (row["announced"], row["days_ago"], row["due"]) == ("2023-03-01", 20, "2023-04-30")
    assert row["standing"] == "done in part"
    (deed,) = row["by"]  # type: ignore[misc]
    told = deed["told"][0]
    assert ORLIN.report.text[told["start"] : told["end"]] == told["says"]
    assert deed["score"] >= 2.5
    assert deed["why"].endswith(".")


def test_without_a_day_it_is_that_of_the_last_report(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        read_into(store, [BASES, LAST])
        (row,) = asked(store)
    assert row["on"] == "2023-04-20"


def test_filters_and_open_ones(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        read_into(store, ALL)
        who = [
            r.told[0].event.actors[0].name for r in promise_rows(store, None, EventFilter(actor="corvania"))
        ]
        assert who == ["Corvania"]
        still = {r.promise.standing.standing for r in promise_rows(store, date(2023, 4, 20), only_open=True)}
        assert still == {"pending"}
        assert list(promise_rows(store, date(2020, 1, 1))) == []


def test_a_key_of_very_many_incidents_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "FULL", 5)
    days = [date(2023, 3, 2 + 4 * n) for n in range(7)]
    many = [
        coded(f"many-{day}", date(2023, 3, 30), f"Rangers left the market on {day.day} March.",
              Tell("left", "RETREAT", "Rangers", when=(day, day)))
        for day in days
    ]  # fmt: skip
    promise = coded(
        "said",
        date(2023, 3, 1),
        "Rangers promised to leave the market.",
        Tell("promised", "CONCEDE", "Rangers"),
    )
    with Store.open(tmp_path / "a.db") as store:
        read_into(store, [promise, *many[:3]])
        assert len(asked(store)[0]["by"]) == 3  # type: ignore[arg-type]
        read_into(store, many)
        assert asked(store)[0]["by"] == []


@pytest.mark.parametrize("on", [None, date(2024, 3, 5), date(1990, 1, 1)])
def test_standings_alone_are_those_of_whole_promises(tmp_path: Path, on: date | None) -> None:
    with Store.open(tmp_path / "store.db") as store:
        read_into(store, ALL)
        rows = list(promise_rows(store, on))
        whole = [(r.promise.id, r.promise.standing.standing, r.promise.standing.due) for r in rows]
        assert standings_on(store, on) == whole
        if rows:
            assert promises_of(store, [r.promise.id for r in rows], rows[0].on) == rows


def test_an_incident_finds_the_promises_it_tells_and_those_it_keeps(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store.db") as store:
        read_into(store, ALL)
        rows = list(promise_rows(store))
        with store.reading() as connection:
            every = connection.execute(select(promises_promise.c.incident)).scalars().all()
        named = {id for row in rows for id in (*row.promise.incidents, *(deed for deed, _, _ in row.deeds))}
        assert len(named) > len(rows)
        for id in {*named, *every}:
            wanted = {
                row.promise.id
                for row in rows
                if id in row.promise.incidents or any(deed == id for deed, _, _ in row.deeds)
            }
            assert {row.promise.id for row in promises_with(store, id)} == wanted


@pytest.mark.parametrize(
    "where",
    [
        EventFilter(type="AGREE"),
        EventFilter(actor="army"),
        EventFilter(status="planned"),
        EventFilter(place="Orlin"),
        EventFilter(min_confidence=0.9),
        EventFilter(since=date(2024, 3, 1)),
    ],
)
def test_filters_give_the_same_promises_with_and_without_their_events(
    tmp_path: Path, where: EventFilter
) -> None:
    with Store.open(tmp_path / "store.db") as store:
        read_into(store, ALL)
        event = next(promise_rows(store)).told[0].event
        judge_value(store, event.id, "actors", '["the army"]', by="Ada")
        bring_up_to_date(store, VIEWS)
        whole = [row.promise.id for row in promise_rows(store, None, where)]
        assert [id for id, _, _ in standings_on(store, None, where)] == whole
