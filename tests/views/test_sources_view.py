"""Outlets with the copies among their reports, and the sources that are cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from make import ATTACK, REPORT, coded

from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.ledger.judging import judge_wrong
from tidings.model.report import Report
from tidings.views.current import all_views
from tidings.views.sources import carried, cited, key_of, outlet_reports, outlets, sayings, totals
from tidings.views.sources.cited import like
from tidings.views.sources.outlets import copies_of

VIEWS = all_views()
COPY = replace(REPORT, doc="copy", outlet="Harbour Gazette", published=date(2022, 6, 10))
REPRINT = replace(REPORT, doc="reprint", published=date(2022, 6, 11))
NOBODY = replace(REPORT, doc="nobody", outlet=None, published=date(2022, 6, 12))
DENIAL = replace(ATTACK, status="denied", claims=())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "s.db")
    for report in (COPY, REPORT, REPRINT, NOBODY):
        store.add_coded(coded(report), reader="hand/1")
    bring_up_to_date(store, VIEWS)
    return store


def test_a_text_is_the_own_of_who_was_first_with_it(store: Store) -> None:
    found = {o.name: (o.reports, o.own, o.copies, o.copied) for o in outlets(store)}
    assert found == {"Lowland Post": (2, 2, 0, 2), "Harbour Gazette": (1, 0, 1, 0), "": (1, 0, 1, 0)}
    assert [o.name for o in outlets(store)] == ["Lowland Post", "Harbour Gazette", ""]


def test_who_carries_whose_texts(store: Store) -> None:
    pairs = [(c.by_name, c.of_name, c.texts) for c in carried(store, "harbour gazette")]
    assert pairs == [("Harbour Gazette", "Lowland Post", 1)]
    total, (report,) = outlet_reports(store, "harbour gazette")
    assert (total, report.original) == (1, (REPORT.id, "Lowland Post"))
    assert [id for id, _, _ in copies_of(store, COPY.id)] == [REPORT.id, REPRINT.id, NOBODY.id]


def test_cited_sources_are_counted_by_what_they_say(store: Store) -> None:
    store.add_coded(coded(replace(REPORT, text=REPORT.text + " "), events=(DENIAL,)), reader="hand/1")
    bring_up_to_date(store, VIEWS)
    total, found = cited(store)
    assert total == 2
    ministry = totals(store, ["interior ministry"])["interior ministry"]
    assert (ministry.reports, ministry.says, ministry.denies, ministry.differs) == (5, 5, 1, 0)
    assert [c.name for c in cited(store, kind="figures")[1]] == ["A doctor"]
    assert [c.name for c in cited(store, kind="denials")[1]] == ["Interior Ministry"]
    assert found[0] == ministry


def test_what_a_source_says_leads_to_its_words(store: Store) -> None:
    total, said = sayings(store, key_of("the Doctor"), kind="figures")
    assert total == 4
    assert {one.field for one in said} == {"killed"}
    assert all(one.span.of(one.report.text).startswith("Gunmen") for one in said)
    assert like(store, "ministry") == ["interior ministry"]


def test_a_wrong_record_is_nobodys_word(store: Store) -> None:
    for report in (COPY, REPORT, REPRINT, NOBODY):
        judge_wrong(store, store.coded(report.id).events[0].id, by="Ada", because=None)
    bring_up_to_date(store, VIEWS)
    assert cited(store) == (0, [])


def test_rebuilding_counts_the_same(store: Store) -> None:
    before = outlets(store), cited(store), carried(store)
    rebuild(store, VIEWS, portion=1)
    assert (outlets(store), cited(store), carried(store)) == before


def test_a_report_without_a_day_is_nobodys_original(tmp_path: Path) -> None:
    undated = Report("undated", REPORT.text, None, outlet="Archive")
    with Store.open(tmp_path / "u.db") as store:
        for report in (undated, REPORT):
            store.add_coded(coded(report), reader="hand/1")
        bring_up_to_date(store, VIEWS)
        assert [(c.by_name, c.of_name) for c in carried(store)] == [("Archive", "Lowland Post")]
