"""Views are told once of each coding that counts, in whatever portions, and made anew with a new version."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from make import ATTACK, REPORT, coded
from sqlalchemy import Column, Connection, MetaData, Table, Text, delete, insert, select

from tidings.ledger import Store
from tidings.ledger.derived import Change, bring_up_to_date, is_up_to_date, rebuild, state_of
from tidings.model.report import Report

TABLES = MetaData()
held = Table("held", TABLES, Column("coding", Text, primary_key=True))


class Held:
    """Holds the codings it was told of."""

    name = "held"
    tables = TABLES

    def __init__(self, version: str = "1", fail_at: int = 0) -> None:
        self.version = version
        self.told = 0
        self.fail_at = fail_at

    def take(self, connection: Connection, change: Change) -> None:
        self.told += 1
        if self.told == self.fail_at:
            raise RuntimeError("stopped")
        if change.gone:
            connection.execute(delete(held).where(held.c.coding.in_(change.gone)))
        if change.new:
            connection.execute(insert(held), [{"coding": c} for c in change.new])

    def settle(self, connection: Connection, change: Change) -> bool:
        return False


def fill(store: Store, first: int, last: int, *, reader: str = "one") -> None:
    for n in range(first, last):
        report = Report(f"r{n}", REPORT.text, date(2022, 6, 9), outlet=f"Outlet {n}")
        store.add_coded(coded(report, events=(ATTACK,)), reader=reader)


def codings(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(held.c.coding).order_by(held.c.coding)).scalars())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "s.db")


def test_a_view_gets_every_coding_once(store: Store) -> None:
    fill(store, 0, 7)
    assert bring_up_to_date(store, [Held()], portion=3) == 7
    assert len(codings(store)) == 7
    assert is_up_to_date(store, [Held()])
    assert bring_up_to_date(store, [Held()]) == 0


def test_new_reports_are_taken_in_later(store: Store) -> None:
    fill(store, 0, 2)
    bring_up_to_date(store, [Held()])
    fill(store, 2, 5)
    assert not is_up_to_date(store, [Held()])
    assert bring_up_to_date(store, [Held()]) == 3
    assert len(codings(store)) == 5


def test_a_second_reading_takes_the_place_of_the_first(store: Store) -> None:
    fill(store, 0, 2)
    bring_up_to_date(store, [Held()])
    before = codings(store)
    fill(store, 0, 1, reader="two")
    bring_up_to_date(store, [Held()])
    after = codings(store)
    assert len(after) == 2
    assert len(set(after) - set(before)) == 1


def test_a_stopped_update_goes_on_where_it_was(store: Store) -> None:
    fill(store, 0, 6)
    with pytest.raises(RuntimeError):
        bring_up_to_date(store, [Held(fail_at=2)], portion=2)
    assert len(codings(store)) == 2
    assert not is_up_to_date(store, [Held()])
    bring_up_to_date(store, [Held()], portion=2)
    assert len(codings(store)) == 6


def test_another_version_of_a_view_is_made_anew(store: Store) -> None:
    fill(store, 0, 3)
    bring_up_to_date(store, [Held()])
    assert not is_up_to_date(store, [Held("2")])
    assert bring_up_to_date(store, [Held("2")]) == 3
    assert rebuild(store, [Held("2")]) == 3
    assert len(codings(store)) == 3


def test_two_programs_at_once_link_every_coding_once(tmp_path: Path) -> None:
    fill(first := Store.open(tmp_path / "s.db"), 0, 12)
    errors: list[BaseException] = []

    def link() -> None:
        try:
            with Store.open(tmp_path / "s.db") as own:
                bring_up_to_date(own, [Held()], portion=1)
        except BaseException as error:
            errors.append(error)

    threads = [Thread(target=link) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(codings(first)) == 12
    assert is_up_to_date(first, [Held()])


def test_no_two_writings_of_the_views_have_one_state(store: Store) -> None:
    """What is worked out between two of them must not be taken for what comes after."""

    class Settling(Held):
        left = 2

        def settle(self, connection: Connection, change: Change) -> bool:
            self.left -= 1
            return self.left > 0

    states: list[object] = []

    def told(done: int, total: int) -> None:
        states.append(state_of(store))

    fill(store, 0, 4)
    bring_up_to_date(store, [Settling()], portion=2, told=told)
    states.append(state_of(store))
    assert len(states) == 5
    for _ in range(2):
        rebuild(store, [Settling()], portion=2, told=told)
        states.append(state_of(store))
    assert len(set(map(str, states))) == len(states) == 15
    assert state_of(store) == states[-1]
