"""Where reports disagree, and what was announced."""

from __future__ import annotations

import csv
from collections import Counter
from html import unescape

import pytest
from desk_finding import lines, shelling
from starlette.testclient import TestClient


def test_disputed_figures_stand_side_by_side_with_their_sources(client: TestClient) -> None:
    page = unescape(client.get("/disputes?field=killed").text)
    assert f"/incident/{shelling(client)}" in page
    rows = lines(client, "/export/disputes.jsonl?field=killed")
    assert len({str(row["value"]) for row in rows}) > 1
    for row in rows:
        assert row["source"] in page
        assert f"/report/{row['report']}?at=" in page


def test_disputes_are_asked_for_by_field_and_filter(client: TestClient) -> None:
    every = {row["incident"] for row in lines(client, "/export/disputes.jsonl")}
    status = {row["incident"] for row in lines(client, "/export/disputes.jsonl?field=status")}
    coerced = {row["incident"] for row in lines(client, "/export/disputes.jsonl?type=COERCE")}
    assert status < every
    assert coerced < every
    assert not status & coerced


def test_disputes_as_known_before_the_second_report_are_none(client: TestClient) -> None:
    assert lines(client, "/export/disputes.jsonl?known_on=1999-01-01") == []
    assert "None matches" in client.get("/disputes?actor=nobody+at+all").text


@pytest.mark.parametrize("query", ["field=weather", "sort=colour", "page=0", "since=never"])
@pytest.mark.parametrize("page", ["disputes", "promises"])
def test_what_a_list_cannot_be_asked_is_said(client: TestClient, page: str, query: str) -> None:
    answer = client.get(f"/{page}?{query}")
    if page == "promises" and query.startswith("field"):
        return
    assert answer.status_code == 400
    assert query.partition("=")[2] in answer.text


def test_each_promise_has_its_standing_and_words(client: TestClient) -> None:
    rows = lines(client, "/export/promises.jsonl?standing=done")
    assert rows
    page = unescape(client.get("/promises?standing=done").text)
    for row in rows:
        assert f"/incident/{row['id']}" in page
        first = row["told"][0]
        assert f"/report/{first['report']}?at={first['start']}-{first['end']}" in page


def test_standings_are_counted_and_filtered(client: TestClient) -> None:
    counts = Counter(row["standing"] for row in lines(client, "/export/promises.jsonl"))
    for standing, n in counts.items():
        assert len(lines(client, f"/export/promises.jsonl?standing={standing}")) == n
        assert f"{standing} {n}<" in client.get("/promises").text
    not_done = lines(client, "/export/promises.jsonl?standing=open")
    assert {row["standing"] for row in not_done} <= {"pending", "under way", "done in part", "overdue"}


def test_before_the_deed_was_told_the_promise_is_pending(client: TestClient) -> None:
    done = lines(client, "/export/promises.jsonl?standing=done")[0]
    known = {
        row["id"]: row["standing"]
        for row in lines(client, f"/export/promises.jsonl?as_of={done['told'][0]['published']}")
    }
    assert known[done["id"]] in ("pending", "overdue")


def test_filters_and_orders_hold_for_promises(client: TestClient) -> None:
    every = [row["id"] for row in lines(client, "/export/promises.jsonl")]
    oldest = [row["id"] for row in lines(client, "/export/promises.jsonl?sort=oldest")]
    assert oldest == every[::-1]
    agreed = lines(client, "/export/promises.jsonl?type=AGREE")
    assert 0 < len(agreed) < len(every)


def test_an_incident_shows_the_promise_that_it_keeps(client: TestClient) -> None:
    kept = next(row for row in lines(client, "/export/promises.jsonl?standing=done") if row["by"])
    page = client.get(f"/incident/{kept['by'][0]['incident']}").text
    assert "what became of it" in page
    assert "✓" in page


def test_promises_are_exported_for_spreadsheets(client: TestClient) -> None:
    rows = list(csv.DictReader(client.get("/export/promises.csv").text.splitlines()))
    assert {"standing", "announced", "due", "words"} <= rows[0].keys()


def test_an_export_of_no_known_kind_is_not_found(client: TestClient) -> None:
    for thing in ("promises", "disputes", "review", "history"):
        assert client.get(f"/export/{thing}.xlsx").status_code == 404
