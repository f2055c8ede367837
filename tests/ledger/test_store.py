import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import ATTACK, DOUBT, REPORT, SOLDIERS, coded
from sqlalchemy import insert
from strategies import codeds

from tidings.errors import StoreError, UsageError
from tidings.ledger import Added, Counts, EventFilter, Store, content_digest, replay, verify
from tidings.ledger.judging import judge_wrong
from tidings.ledger.schema import LEDGER, judgement, note
from tidings.model.contract import dumps
from tidings.model.own_actors import OwnActor
from tidings.model.record import Coded
from tidings.model.report import Report

READER = "reader 1"
NUMBERS = count()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores")


def fresh(folder: Path) -> Store:
    return Store.open(folder / f"{next(NUMBERS)}.db")


def report(n: int) -> Report:
    return replace(REPORT, doc=f"report {n}", published=date(2022, 6, 1 + n % 28), text=f"{REPORT.text} {n}")


def test_what_was_added_comes_back_as_it_was(store: Store) -> None:
    assert store.add_coded(coded(), reader=READER) == Added(1, 1)
    assert store.coded(REPORT.id) == coded()
    assert list(store.reports()) == [REPORT]


def test_a_report_read_again_adds_nothing(store: Store) -> None:
    store.add_coded(coded(), reader=READER)
    before = content_digest(store)
    assert store.add_coded(coded(), reader=READER) == Added(0, 0)
    assert store.has_coding(REPORT.id, READER)
    assert (store.counts(), content_digest(store)) == (Counts(1, 1, 1), before)


def test_a_report_without_records_is_kept_too(store: Store) -> None:
    assert store.add_report(REPORT)
    assert not store.add_report(REPORT)
    assert store.coded(REPORT.id) == Coded(REPORT, (), ())
    assert not store.has_coding(REPORT.id, READER)


def test_what_is_unclear_and_chances_of_fields_are_kept(store: Store) -> None:
    one = coded(unclear=[DOUBT])
    store.add_coded(one, reader=READER)
    assert store.coded(REPORT.id) == one
    assert store.coded(REPORT.id).events[0].confidences == ATTACK.confidences


def test_the_latest_coding_counts_and_the_older_stays(store: Store) -> None:
    newer = coded(events=[replace(ATTACK, status="denied")])
    store.add_coded(coded(), reader=READER)
    store.add_coded(newer, reader="reader 2")
    assert store.coded(REPORT.id) == newer
    assert [row.event.status for row in store.events()] == ["denied"]
    assert [(reader, one) for reader, _, one in store.codings(REPORT.id)] == [
        (READER, coded()),
        ("reader 2", newer),
    ]


def test_the_coding_added_last_counts_though_the_clock_ran_backwards(store: Store) -> None:
    newer = coded(events=[replace(ATTACK, status="denied")])
    store.add_coded(coded(), reader=READER, at=datetime(2999, 1, 1, tzinfo=UTC))
    store.add_coded(newer, reader="reader 2")
    assert store.coded(REPORT.id) == newer


def test_a_report_under_two_names_is_one_and_has_the_first_in_the_alphabet(folder: Path) -> None:
    for docs in permutations(("b", "a", "c")):
        with fresh(folder) as store:
            for doc in docs:
                store.add_coded(coded(replace(REPORT, doc=doc)), reader=READER)
            assert [r.doc for r in store.reports()] == ["a"]
            assert {store.find_report(doc) for doc in docs} == {REPORT.id}


def test_a_record_that_breaks_a_rule_keeps_the_whole_report_out(store: Store) -> None:
    good = coded()
    bad = replace(good, events=(replace(good.events[0], evidence=()),))
    with pytest.raises(ValueError, match="evidence: no place in the text reports it"):
        store.add_coded(bad, reader=READER)
    assert store.counts() == Counts(0, 0, 0)


def test_an_error_in_the_middle_of_a_report_undoes_all_of_it(store: Store) -> None:
    store.add_report(REPORT)
    with pytest.raises(RuntimeError), store.writing() as connection:  # noqa: PT012
        connection.execute(insert(note), {"id": "n1", "target": "x", "text": "x", "by": "x", "at": "x"})
        raise RuntimeError
    with store.reading() as connection:
        assert connection.execute(note.select()).all() == []


def test_a_report_is_found_by_id_start_of_id_and_name(store: Store) -> None:
    store.add_report(REPORT)
    for asked in (REPORT.id, REPORT.id[:5], "vellmar"):
        assert store.find_report(asked) == REPORT.id
    for asked in (REPORT.id[:4], "vell", ""):
        with pytest.raises(UsageError, match="no report"):
            store.find_report(asked)


def test_a_name_of_several_reports_is_refused_with_their_ids(store: Store) -> None:
    for n in range(2):
        store.add_report(replace(report(n), doc="same"))
    with pytest.raises(UsageError, match=r"means several reports: r[0-9a-f]{20}, r[0-9a-f]{20}"):
        store.find_report("same")


def test_an_unknown_id_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no report 'r0'"):
        store.coded("r0")


def test_reports_come_by_day_of_publication_and_those_without_last(store: Store) -> None:
    undated = replace(report(0), published=None)
    for one in (undated, report(9), report(2), report(5)):
        store.add_report(one)
    assert list(store.reports()) == [report(2), report(5), report(9), undated]


def test_many_reports_stream_in_the_order_of_their_events_days(store: Store) -> None:
    for n in range(40):
        store.add_coded(coded(report(n)), reader=READER)
    rows = list(store.events())
    assert len(rows) == 40
    assert [r.report.published for r in rows] == sorted(r.report.published for r in rows)  # type: ignore[type-var]
    assert len(list(store.codeds())) == len({r.report.id for r in rows}) == 40


@pytest.mark.parametrize("table", [t.name for t in LEDGER])
def test_no_row_of_the_ledger_can_be_changed_or_removed(store: Store, table: str) -> None:
    store.add_coded(coded(), reader=READER)
    store.add_own_actors([OwnActor(("Ember Front",), "IQ", "REB")])
    with store.writing() as connection:
        for kept in (judgement, note):
            row = {c.name: "x" for c in kept.columns}
            connection.execute(insert(kept), row)
    with sqlite3.connect(store.path) as raw:
        column = raw.execute(f"SELECT * FROM {table}").description[0][0]
        for change in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="the ledger is append-only"):
                raw.execute(change)
    raw.close()


def test_replacing_a_row_is_refused_too(store: Store) -> None:
    store.add_report(REPORT)
    change = "INSERT OR REPLACE INTO report SELECT id, 'other', published, title, outlet, url, at FROM report"
    with pytest.raises(StoreError, match="append-only"), store.writing() as connection:
        connection.exec_driver_sql(change)


@settings(max_examples=25, deadline=None)
@given(st.lists(codeds(), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_loading_does_not_matter(folder: Path, several: list[Coded], random: object) -> None:
    shuffled = list(several)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with fresh(folder) as one, fresh(folder) as other:
        for store, order in ((one, several), (other, shuffled)):
            for item in order:
                # of two results of one reader for one report the first stays, so each has its own
                store.add_coded(item, reader=dumps(item).hex())
        assert content_digest(one) == content_digest(other)
        assert list(one.reports()) == list(other.reports())


@settings(max_examples=25, deadline=None)
@given(st.lists(codeds(), max_size=4))
def test_a_replayed_ledger_equals_the_one_that_grew(folder: Path, several: list[Coded]) -> None:
    with fresh(folder) as grown, fresh(folder) as replayed:
        for n, item in enumerate(several):
            grown.add_coded(item, reader=f"reader {n % 2}")
            replay(grown, replayed)
        assert content_digest(grown) == content_digest(replayed)
        assert list(grown.codeds()) == list(replayed.codeds())
        assert list(grown.events()) == list(replayed.events())
        assert list(verify(grown)) == list(verify(replayed)) == []


def test_replay_takes_every_coding_judgement_and_note_along(folder: Path) -> None:
    denied = coded(events=[replace(ATTACK, status="denied")])
    with fresh(folder) as one, fresh(folder) as other:
        one.add_coded(coded(), reader="b")
        one.add_coded(denied, reader="a")
        with one.writing() as connection:
            connection.execute(insert(note), {c.name: "x" for c in note.columns})
        judge_wrong(one, coded().events[0].id, by="ana")
        replay(one, other)
        replay(one, other)
        assert other.judgements() == one.judgements() != []
        assert content_digest(one) == content_digest(other)
        assert other.codings(REPORT.id)[-1][2] == denied


def test_every_difference_shows_in_the_digest(folder: Path) -> None:
    digests = []
    unsure = replace(ATTACK, confidence=0.1)
    for events, reader in (((ATTACK,), "1"), ((), "1"), ((ATTACK,), "2"), ((unsure,), "1")):
        with fresh(folder) as store:
            store.add_coded(coded(events=events), reader=reader)
            digests.append(content_digest(store))
    assert len(set(digests)) == 4


def test_the_records_column_is_the_formats_json(store: Store) -> None:
    store.add_coded(coded(), reader=READER)
    with sqlite3.connect(store.path) as raw:
        (record,) = raw.execute("SELECT record FROM event").fetchone()
    raw.close()
    assert json.loads(record)["weapon"] == "rockets"


def test_filters_reach_the_store(store: Store) -> None:
    store.add_coded(coded(states=[SOLDIERS]), reader=READER)
    assert [r.event.type for r in store.events(EventFilter(actor="harrow"))] == ["ASSAULT"]
    assert not list(store.events(EventFilter(actor="hollow")))


def test_a_store_can_be_closed_while_its_rows_are_being_read(store: Store) -> None:
    for n in range(3):
        store.add_coded(coded(report(n)), reader=READER)
    rows, reports = store.events(), store.codeds()
    next(rows)
    next(reports)
    store.close()
    rows.close()  # type: ignore[attr-defined]
    reports.close()  # type: ignore[attr-defined]
    assert [p.name for p in store.path.parent.iterdir()] == ["a.db"]
