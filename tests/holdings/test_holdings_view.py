"""The view in a store: the same in any order and portions, and after a coding is taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news import News
from sqlalchemy import select

from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.views.holdings.query import HoldingFilter, holdings, last_day
from tidings.views.holdings.records import records
from tidings.views.holdings.view import METADATA, Holdings

PLACES, HOLDERS = ("Dorma", "Orvane", "Cabra"), ("Kestrel Front", "Malian army", "Delta Mission", "soldiers")


@st.composite
def news(draw: st.DrawFn) -> News:
    """A report in which one party holds, takes or leaves one of few places, so that reports meet."""
    holder, place = draw(st.sampled_from(HOLDERS)), draw(st.sampled_from(PLACES))
    day = f"2021-0{draw(st.integers(1, 6))}-1{draw(st.integers(0, 9))}"
    source = draw(st.sampled_from(("The army", "Kestrel Front spokesman", "residents")))
    text = f"{source} said that {holder} took, held and left {place} in Mali."
    more: dict[str, Any] = {"place": place, "country": draw(st.sampled_from(("ML", "NE", None)))}
    if draw(st.booleans()):
        more["source"] = source
    one = News(text, day, outlet=draw(st.sampled_from(("Harbour Courier", "Lowland Post"))))
    what = draw(st.sampled_from(("hold", "take", "leave", "lost")))
    if what in ("hold", "lost"):
        kind = draw(st.sampled_from(("control", "presence")))
        count = {"count": (draw(st.integers(1, 9)) * 100, None)} if kind == "presence" else {}
        return one.state(kind, text, holder, status="holds" if what == "hold" else "lost", **more, **count)
    type, mode, word = ("ASSAULT", "capture", "took") if what == "take" else ("RETREAT", "withdraw", "left")
    return one.event(type, mode, text, word, by=[holder], **more)


def tables(store: Store) -> list[Any]:
    with store.reading() as connection:
        return [
            sorted(tuple(row) for row in connection.execute(select(table)).all())
            for table in METADATA.sorted_tables
        ]


def answers(store: Store, day: str = "2021-12-31", **asked: Any) -> list[Any]:
    with store.reading() as connection:
        on = date.fromisoformat(day)
        return list(records(connection, holdings(connection, on, HoldingFilter(**asked)), on))


@given(st.lists(news(), min_size=1, max_size=8), st.randoms(use_true_random=False), st.integers(1, 4))
def test_order_and_portions_of_loading_play_no_part(told: list[News], random: Any, portion: int) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db") as one:
        with Store.open(Path(folder) / "b.db") as other:
            for item in told:
                one.add_coded(item.coded(), reader="r")
            bring_up_to_date(one, [Holdings()])
            for item in shuffled:
                other.add_coded(item.coded(), reader="r")
                bring_up_to_date(other, [Holdings()], portion=portion)
            assert tables(one) == tables(other)
            assert answers(one) == answers(other)
            rebuild(other, [Holdings()], portion=portion)
            assert tables(one) == tables(other)


@given(st.lists(news(), min_size=2, max_size=6, unique_by=lambda n: n.text), st.integers(0, 1))
def test_a_report_read_again_leaves_nothing_of_its_first_reading(told: list[News], which: int) -> None:
    again = News(told[which].text, told[which].published, outlet=told[which].outlet)
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db") as one:
        with Store.open(Path(folder) / "b.db") as other:
            for item in told:
                one.add_coded(item.coded(), reader="r")
            bring_up_to_date(one, [Holdings()])
            one.add_coded(again.coded(), reader="later")
            bring_up_to_date(one, [Holdings()])
            for item in [again, *(t for n, t in enumerate(told) if n != which)]:
                other.add_coded(item.coded(), reader="r")
            bring_up_to_date(other, [Holdings()])
            assert answers(one) == answers(other)


HELD = News("The Kestrel Front holds Dorma in Niger.", "2021-05-01").state(
    "control", "The Kestrel Front holds Dorma", "Kestrel Front", place="Dorma", country="NE"
)
TAKEN = News("The Delta Mission captured Dorma in Niger on 4 June.", "2021-06-05", outlet="Lowland Post").event(
    "ASSAULT", "capture", "The Delta Mission captured Dorma", "captured", by=["Delta Mission"], place="Dorma",
    country="NE", days=("2021-06-04", "2021-06-04"),
)  # fmt: skip
ELSEWHERE = News("About 300 Chadian soldiers are in Orvane in Chad.", "2021-06-20").state(
    "presence", "300 Chadian soldiers are in Orvane", "Chadian soldiers", place="Orvane", country="TD",
    count=(285, 315),
)  # fmt: skip
GONE = News("All Chadian troops have left Chad's neighbour Niger.", "2021-07-20").event(
    "RETREAT", "withdraw", "All Chadian troops have left", "left", by=["Chadian troops"], place="Niger",
    country="NE", precision="country",
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "s.db")
    for one in (HELD, TAKEN, ELSEWHERE, GONE):
        store.add_coded(one.coded(), reader="r")
    bring_up_to_date(store, [Holdings()])
    return store


def test_what_was_known_on_a_day_is_asked_of_the_reports_published_by_then(store: Store) -> None:
    then = answers(store, "2021-06-04", known_on=date(2021, 6, 4), kind="control")
    assert [(a["holder"]["name"], a["status"]) for a in then] == [("Kestrel Front", "holds")]
    now = answers(store, "2021-06-04", kind="control")
    assert [(a["holder"]["name"], a["status"]) for a in now] == [
        ("Delta Mission", "holds"), ("Kestrel Front", "ended"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"place": "dorma"}, {"Dorma"}),
        ({"place": "Niger"}, {"Dorma", "Niger"}),
        ({"place": "TD"}, {"Orvane"}),
        ({"actor": "kestrel"}, {"Dorma"}),
        ({"actor": "Chad"}, {"Orvane", "Niger"}),
        ({"actor": "chadian soldiers", "place": "Orvane"}, {"Orvane"}),
        ({"place": "nowhere"}, set()),
        ({"status": "ended"}, {"Dorma", "Niger"}),
    ],
)
def test_filters_ask_by_place_country_party_and_status(
    store: Store, asked: dict[str, str], found: set[str]
) -> None:
    assert {a["place"]["name"] for a in answers(store, **asked)} == found


def test_every_answer_leads_to_words_in_reports(store: Store) -> None:
    for answer in answers(store):
        for told in answer["from"]:
            report = store.report(told["report"])
            assert report.text[told["start"] : told["end"]] == told["says"] != ""


def test_who_left_a_country_has_left_its_towns(tmp_path: Path) -> None:
    there = News("About 300 Chadian soldiers are in Dorma in Niger.", "2021-06-20").state(
        "presence", "300 Chadian soldiers are in Dorma", "Chadian soldiers", place="Dorma", country="NE"
    )
    with Store.open(tmp_path / "s.db") as store:
        for one in (there, GONE):
            store.add_coded(one.coded(), reader="r")
        bring_up_to_date(store, [Holdings()])
        for day, status in (("2021-07-01", "holds"), ("2021-08-01", "ended")):
            (answer,) = answers(store, day, place="Dorma")
            assert answer["status"] == status


def test_the_last_day_is_that_of_the_last_report(store: Store) -> None:
    with store.reading() as connection:
        assert last_day(connection) == date(2021, 7, 20)
        assert last_day(connection, date(2021, 6, 10)) == date(2021, 6, 5)


@pytest.mark.parametrize("asked", [{"kind": "tally"}, {"status": "lost"}, {"place": "…"}])
def test_what_can_match_nothing_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        HoldingFilter(**asked)  # type: ignore[arg-type]
