"""Searching reports and records: what is found, what a question may hold, and that it follows the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import ATTACK, REPORT, SOLDIERS, coded
from sqlalchemy import select, text

from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.ledger.judging import judge_wrong
from tidings.model.record import Coded
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.views.search import Asked, Search, search
from tidings.views.search.passage import LONGEST, hits, passages, pieces
from tidings.views.search.question import question_of
from tidings.views.search.tables import search_record

FERRY = Report(
    "ferry", "A ferry ran aground at Belmé on Sunday.\nAll 61 on board were brought ashore.",
    date(2023, 3, 5), title="Ferry aground", outlet="Lowland Post",
)  # fmt: skip
VIEWS = [Search()]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "s.db")
    store.add_coded(coded(), reader="hand/1")
    store.add_coded(Coded(FERRY, (), ()), reader="hand/1")
    bring_up_to_date(store, VIEWS)
    return store


def found(store: Store, words: str, **more: object) -> list[str]:
    return [hit.report.doc for hit in search(store, Asked(words=words, **more)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "docs"),
    [
        ("ferry", ["ferry"]),
        ("FERRIES belme", ["ferry"]),
        ('"ran aground"', ["ferry"]),
        ('"aground ran"', []),
        ("on -ferry", ["vellmar"]),
        ("ferr*", ["ferry"]),
        ("rockets OR ashore", ["ferry", "vellmar"]),
        ("rockets ashore", []),
    ],
)
def test_words_are_found(store: Store, words: str, docs: list[str]) -> None:
    assert sorted(found(store, words)) == docs


@pytest.mark.parametrize("words", ["", "-ferry", '"', "* - ()", "x" * 501, " ".join(["a"] * 41)])
def test_what_cannot_be_looked_for_is_said(store: Store, words: str) -> None:
    with pytest.raises(UsageError):
        search(store, Asked(words=words))


@given(words=st.text(max_size=60))
def test_no_words_are_a_wrong_question(store_for_words: Store, words: str) -> None:
    try:
        search(store_for_words, Asked(words=words))
        search(store_for_words, Asked(words=words, within="records"))
    except UsageError:
        pass


@pytest.fixture(scope="module")
def store_for_words(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store.open(tmp_path_factory.mktemp("words") / "s.db")
    store.add_coded(coded(), reader="hand/1")
    bring_up_to_date(store, VIEWS)
    return store


def test_records_are_found_by_their_words_and_by_the_names_these_stand_for(store: Store) -> None:
    hit = search(store, Asked(words="the Front", within="records")).hits[0]
    assert (hit.kind, hit.type, hit.names) == ("event", "ASSAULT", ("Harrow Front", "the Front"))
    assert [p.text for p in hit.passages[0].pieces if p.marked] == ["the", "Front"]


def test_records_are_narrowed_by_type_status_outlet_and_day(store: Store) -> None:
    asked = {"words": "vellmar", "within": "records"}
    assert len(found(store, **asked)) == 2
    assert len(found(store, type="presence", **asked)) == 1
    assert found(store, status="denied", **asked) == []
    assert found(store, outlet="highland", **asked) == []
    assert found(store, since=date(2022, 6, 10), **asked) == []


def test_a_record_that_is_wrong_is_not_found_any_more(store: Store) -> None:
    event = store.coded(REPORT.id).events[0]
    assert len(found(store, "depot", within="records")) == 1
    judge_wrong(store, event.id, by="Ada", because=None)
    bring_up_to_date(store, VIEWS)
    assert found(store, "depot", within="records") == []
    assert found(store, "depot") == ["vellmar"]


def test_a_second_reading_takes_the_place_of_the_first(store: Store) -> None:
    store.add_coded(coded(events=(), states=(SOLDIERS,)), reader="hand/2")
    bring_up_to_date(store, VIEWS)
    assert found(store, "depot", within="records") == []
    assert found(store, "soldiers", within="records") == ["vellmar"]


@pytest.mark.parametrize("portion", [1, 50])
def test_rebuilding_finds_the_same(store: Store, portion: int) -> None:
    store.add_coded(coded(events=(ATTACK,), states=()), reader="hand/2")
    bring_up_to_date(store, VIEWS, portion=portion)
    before = search(store, Asked(words="front OR ferry")), search(store, Asked(words="f*", within="records"))
    rebuild(store, VIEWS, portion=portion)
    after = search(store, Asked(words="front OR ferry")), search(store, Asked(words="f*", within="records"))
    assert after == before
    check_indexes(store)


def check_indexes(store: Store) -> None:
    """The index of words holds what its table holds (SQLite's own check compares them)."""
    with store.writing() as connection:
        connection.execute(
            text("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)")
        )
        rows = connection.execute(select(search_record.c.row)).all()
        assert rows


def test_passages_lie_in_their_lines_and_mark_what_was_asked() -> None:
    long = "The fair closed early. " * 30 + "Then rockets fell on the stalls.\nNobody was hurt by rockets."
    spans = hits([long], question_of("rocket").any_of)[0]
    assert [span.of(long) for span in spans] == ["rockets", "rockets"]
    found = passages(long, spans)
    assert len(found) == 2
    for passage in found:
        shown = "".join(piece.text for piece in passage.pieces)
        assert shown == passage.span.of(long)
        assert "\n" not in shown
        assert len(shown) <= LONGEST + 10


def test_marks_may_overlap() -> None:
    cut = pieces("one two three", Span(0, 13), [Span(0, 7), Span(4, 9)])
    assert [(p.text, p.marked) for p in cut] == [
        ("one ", True), ("two", True), (" t", True), ("hree", False),
    ]  # fmt: skip


@given(words=st.text(max_size=80), more=st.text(max_size=80))
def test_hits_are_offsets_into_the_text(words: str, more: str) -> None:
    text_ = f"{more} ferry {words}".replace("\x00", "").encode("utf-8", "replace").decode()
    for span in hits([text_], question_of("ferry").any_of)[0]:
        assert "ferr" in span.of(text_).casefold()
