"""Incidents of a store: the same whatever the order and the portions, and again after a rebuild."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.model.contract import with_ids
from tidings.model.mention import Interval
from tidings.model.record import Coded, Event, Evidence, Number, Party, Place, When
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.views.copies import Copies
from tidings.views.linking import Incidents, incident, incident_event, incident_name


def telling(
    n: int, town: str, day: date, dead: int, *, deed: str = "attack", lag: int = 0, dated: bool = True
) -> Coded:
    """A report of one sentence on an attack in a town."""
    text = f"Gunmen killed {dead} people in an {deed} on {town} on {day:%d %B}, the mayor of {town} said."
    report = Report(f"r{n}", text, day + timedelta(lag), title=f"Attack on {town}", outlet=f"Outlet {n}")

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    event = Event(
        id="", type="ASSAULT", mode="firearms", status="occurred", background=False,
        evidence=(Evidence(Span(0, len(text)), at(deed)),),
        actors=(Party("Gunmen", ("Gunmen",), (at("Gunmen"),)),),
        recipients=(Party(f"{dead} people", (f"{dead} people",), (at(f"{dead} people"),)),),
        place=Place(town, "KE", (at(town),)),
        when=When(Interval(day, day), (at(f"{day:%d %B}"),)) if dated else None,
        killed=Number((dead, dead), (at(str(dead)),)),
        confidence=0.9,
    )  # fmt: skip
    return with_ids(report, (event,), ())


DAY = date(2023, 5, 2)
ONE = [telling(n, "Kestrelton", DAY, 4 + n, lag=n) for n in range(4)]
NEXT = [telling(10 + n, "Kestrelton", DAY + timedelta(5), 2, lag=n) for n in range(2)]
OTHER = [telling(20 + n, "Harrowmere", DAY, 4, lag=n) for n in range(2)]


def read_into(store: Store, reports: Sequence[Coded], portion: int = 200) -> None:
    for one in reports:
        store.add_coded(one, reader="test")
    bring_up_to_date(store, [Copies(), Incidents()], portion=portion)


def shown(store: Store) -> list[tuple[object, ...]]:
    """Everything that is kept and does not number events by arrival."""
    with store.reading() as connection:
        out: list[tuple[object, ...]] = []
        for query in (
            select(incident).order_by(incident.c.id),
            select(incident_event.c.event, incident_event.c.incident).order_by(incident_event.c.event),
            select(incident_name).order_by(*incident_name.primary_key.columns),
        ):
            out += [tuple(row) for row in connection.execute(query)]
        return out


def together(store: Store, reports: Sequence[Coded]) -> set[str]:
    wanted = [one.events[0].id for one in reports]
    with store.reading() as connection:
        query = select(incident_event.c.incident).where(incident_event.c.event.in_(wanted))
        return set(connection.execute(query).scalars())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "s.db")


def test_one_attack_told_by_four_outlets_is_one_incident(store: Store) -> None:
    read_into(store, ONE)
    assert len(together(store, ONE)) == 1


def test_two_attacks_on_one_town_stay_two(store: Store) -> None:
    read_into(store, [*ONE, *NEXT])
    assert len(together(store, NEXT)) == 1
    assert not together(store, ONE) & together(store, NEXT)


def test_attacks_on_two_towns_on_one_day_stay_two(store: Store) -> None:
    read_into(store, [*ONE, *OTHER])
    assert not together(store, ONE) & together(store, OTHER)


UNDATED = [telling(30 + n, "Kestrelton", DAY, 4, lag=3 * n, dated=False) for n in range(4)]
ALL = [*ONE, *NEXT, *OTHER, *UNDATED]


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(ALL), cut=st.integers(0, len(ALL)), portion=st.integers(1, 9))
def test_order_and_portions_play_no_part(
    tmp_path_factory: pytest.TempPathFactory, order: list[Coded], cut: int, portion: int
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    with Store.open(folder / "a.db") as first, Store.open(folder / "b.db") as second:
        read_into(first, ALL)
        read_into(second, order[:cut], portion)
        read_into(second, order[cut:], portion)
        assert shown(first) == shown(second)
        rebuild(second, [Copies(), Incidents()])
        assert shown(first) == shown(second)


def test_a_report_that_goes_leaves_what_was_there_without_it(tmp_path: Path) -> None:
    again = [telling(n, "Kestrelton", DAY, 4 + n, lag=n, deed="attack") for n in range(4)]
    empty = with_ids(again[2].report, (), ())
    with Store.open(tmp_path / "a.db") as first, Store.open(tmp_path / "b.db") as second:
        read_into(first, [*ONE, *OTHER])
        first.add_coded(empty, reader="another")
        bring_up_to_date(first, [Copies(), Incidents()])
        read_into(second, [ONE[0], ONE[1], ONE[3], *OTHER])
        with first.reading() as connection:
            gone = connection.execute(
                select(incident_event).where(incident_event.c.report == again[2].report.id)
            ).all()
        assert not gone
        assert shown(first) == shown(second)


def test_a_hundred_reports_of_one_attack_are_one_incident(store: Store) -> None:
    many = [telling(n, "Kestrelton", DAY, 4, lag=n % 3) for n in range(100, 200)]
    read_into(store, many)
    assert len(together(store, many)) == 1
