"""Battles and their parts: which belong together, never in a circle, whatever the order of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from battles import ALL, ANSWER, ARREST, BATTLE, BOMB, DRIVE, ELSEWHERE, LATER, MILL, VAGUE
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.model.contract import with_ids
from tidings.model.record import Coded
from tidings.views.copies import Copies
from tidings.views.linking import Incidents, incident_event
from tidings.views.parts import Parts, links_of, related, view
from tidings.views.parts.compare import compare, is_larger
from tidings.views.parts.side import Side
from tidings.views.parts.tables import parts_block, parts_link, parts_side

VIEWS = [Copies(), Incidents(), Parts()]


def read_into(store: Store, reports: Sequence[Coded], portion: int = 200) -> None:
    for one in reports:
        store.add_coded(one, reader="test")
    bring_up_to_date(store, VIEWS, portion=portion)


def wholes(store: Store, reports: Sequence[Coded]) -> dict[str, str | None]:
    """By report the report of the whole that its event is a part of."""
    doc = {one.events[0].id: one.report.doc for one in reports}
    with store.reading() as connection:
        rows = connection.execute(select(incident_event.c.event, incident_event.c.incident)).all()
        of = {row.incident: doc[row.event] for row in rows}
        near = related(connection, of)
        for id, mine in near.items():
            assert all(near[part].part_of == id for part in mine.parts)
        return {of[id]: of[mine.part_of] if mine.part_of else None for id, mine in near.items()}


def kept(store: Store) -> list[tuple[object, ...]]:
    """Everything that does not number incidents by arrival."""
    with store.reading() as connection:
        out: list[tuple[object, ...]] = []
        for table in (parts_link, parts_block):
            rows = connection.execute(select(table).order_by(*table.primary_key.columns))
            out += [tuple(row) for row in rows]
        sides = select(parts_side.c.incident, parts_side.c.side).order_by(parts_side.c.incident)
        return out + [tuple(row) for row in connection.execute(sides)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "s.db")


def test_deeds_of_a_battle_are_its_parts_and_others_are_not(store: Store) -> None:
    some = [BATTLE, BOMB, MILL, LATER, ELSEWHERE]
    read_into(store, some)
    assert wholes(store, some) == {"r1": None, "r2": "r1", "r3": "r1", "r4": None, "r5": None}


def test_revenge_and_arrests_stand_beside_it(store: Store) -> None:
    some = [BATTLE, ANSWER, ARREST]
    read_into(store, some)
    assert set(wholes(store, some).values()) == {None}


def test_the_nearest_whole_is_the_smaller_one(store: Store) -> None:
    some = [BATTLE, BOMB, DRIVE]
    read_into(store, some)
    assert wholes(store, some) == {"r2": "r1", "r1": "r8", "r8": None}


def test_a_battle_told_vaguely_is_no_part_of_itself(store: Store) -> None:
    some = [BATTLE, VAGUE]
    read_into(store, some)
    assert set(wholes(store, some).values()) == {None}


def test_two_attacks_without_a_whole_are_no_part_of_each_other(store: Store) -> None:
    some = [BOMB, MILL, LATER]
    read_into(store, some)
    assert set(wholes(store, some).values()) == {None}


def test_a_battle_that_is_only_planned_has_no_parts(store: Store) -> None:
    event = replace(BATTLE.events[0], id="", status="planned")
    some = [with_ids(BATTLE.report, (event,), ()), BOMB]
    read_into(store, some)
    assert set(wholes(store, some).values()) == {None}


def test_one_toll_is_one_deed_told_vaguely(store: Store) -> None:
    event = replace(BOMB.events[0], id="", killed=BATTLE.events[0].killed)
    some = [BATTLE, with_ids(BOMB.report, (event,), ())]
    read_into(store, some)
    assert wholes(store, some).get("r2") is None


def test_every_link_says_why(store: Store) -> None:
    read_into(store, [BATTLE, BOMB])
    with store.reading() as connection:
        (row,) = connection.execute(select(parts_link)).all()
        (link,) = links_of(connection, row.part)
        assert links_of(connection, row.whole) == [link]
    assert link.score == row.score
    assert link.json()["why"][1] == {
        "comparator": "when", "score": 1.5, "why": "on 2023-05-05, within 2023-05-03 to 2023-05-09"
    }  # fmt: skip


def test_what_was_not_told_by_a_day_is_left_out(store: Store) -> None:
    read_into(store, [BATTLE, BOMB])
    with store.reading() as connection:
        part = connection.execute(select(parts_link.c.part)).scalar_one()
        assert related(connection, [part], known_on=date(2023, 5, 9))[part].part_of is None
        assert related(connection, [part], known_on=date(2023, 5, 10))[part].part_of is not None


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(ALL), cut=st.integers(0, 9), portion=st.integers(1, 9),
    full=st.sampled_from([(1, 2), (1, 400), (2, 4), (16, 400)]),
)  # fmt: skip
def test_order_and_portions_play_no_part(
    tmp_path_factory: pytest.TempPathFactory,
    order: list[Coded], cut: int, portion: int, full: tuple[int, int],
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("stores")
    with (
        pytest.MonkeyPatch.context() as patch,
        Store.open(folder / "a.db") as a,
        Store.open(folder / "b.db") as b,
    ):
        patch.setattr(view, "WHOLES", full[0])  # blocks get full as reports come
        patch.setattr(view, "PARTS", full[1])
        read_into(a, ALL)
        read_into(b, order[:cut], portion)
        read_into(b, order[cut:], portion)
        assert kept(a) == kept(b)
        rebuild(b, VIEWS, portion=portion)
        assert kept(a) == kept(b)


@pytest.mark.parametrize("goes", [BATTLE, BOMB])
def test_a_reading_that_goes_takes_its_links_with_it(tmp_path: Path, goes: Coded) -> None:
    with Store.open(tmp_path / "a.db") as a, Store.open(tmp_path / "b.db") as b:
        read_into(a, ALL)
        a.add_coded(with_ids(goes.report, (), ()), reader="another")
        bring_up_to_date(a, VIEWS)
        read_into(b, [one for one in ALL if one is not goes])
        assert kept(a) == kept(b)


names = st.frozensets(st.sampled_from(["wkestr", "wharro", "wwexm", "=7", "cKE"]), max_size=3)
words = st.frozensets(st.sampled_from(["kestr", "harro", "wexm", "silo"]), max_size=3)


@st.composite
def sides(draw: st.DrawFn) -> Side:
    first = draw(st.none() | st.integers(738_000, 738_020))
    return Side(
        type=draw(st.sampled_from(["ASSAULT", "PROTEST", "MOBILIZE"])), mode=None,
        level=draw(st.integers(0, 2)), first=first,
        last=None if first is None else first + draw(st.integers(0, 9)),
        told=draw(st.booleans()), country=draw(st.sampled_from([None, "KE", "UG"])), lat=None, lon=None,
        precision=draw(st.sampled_from(["town", "region", "none"])), spot=draw(names), who=draw(names),
        near=draw(words), about=draw(words), killed=draw(st.none() | st.integers(0, 9)),
        within=draw(st.booleans()), after=draw(st.booleans()), reports=draw(words),
    )  # fmt: skip


@given(sides(), sides(), sides())
def test_larger_is_an_order_so_that_there_is_no_circle(a: Side, b: Side, c: Side) -> None:
    assert not is_larger(a, a)
    assert not (is_larger(a, b) and is_larger(b, a))
    if is_larger(a, b) and is_larger(b, c):
        assert is_larger(a, c)
    if compare(a, b):
        assert is_larger(b, a)


@given(sides())
def test_a_side_comes_back_from_json(side: Side) -> None:
    assert Side.from_json(side.to_json()) == side
