"""Outlets and cited sources."""

from __future__ import annotations

import csv
import io
import json

import pytest
from starlette.testclient import TestClient


def test_outlets_and_sources_are_listed(client: TestClient) -> None:
    page = client.get("/sources").text
    assert "Meridian Wire" in page
    assert "Reports without an outlet" in page
    assert "Interior Ministry" in page


@pytest.mark.parametrize("sort", ["reports", "copies", "copied", "newest", "name"])
def test_outlets_are_sorted(client: TestClient, sort: str) -> None:
    assert client.get(f"/sources?sort={sort}").status_code == 200
    assert client.get("/sources?sort=colour").status_code == 400


def test_an_outlet_has_its_reports(client: TestClient) -> None:
    page = client.get("/source?name=Meridian+Wire").text
    assert "in its own words" in page
    assert "Five killed as rockets hit grain market" in page


def test_what_a_source_denies_leads_to_its_words(client: TestClient) -> None:
    page = client.get("/source?name=Sons+of+the+Plain+Brigade&kind=denials").text
    assert 'class="status status--denied"' in page
    assert "?at=" in page


def test_a_source_with_a_longer_name_is_offered(client: TestClient) -> None:
    assert "Interior Ministry" in client.get("/source?name=ministry").text


@pytest.mark.parametrize("query", ["", "name=", "name=!!!", "name=x&kind=lies", "name=x&said=0"])
def test_what_cannot_be_asked_is_said(client: TestClient, query: str) -> None:
    assert client.get(f"/source?{query}").status_code == 400


def test_a_name_that_nobody_has_is_said(client: TestClient) -> None:
    page = client.get("/source?name=<script>alert(1)</script>").text
    assert "No report is of an outlet with this name" in page
    assert "<script>alert" not in page


def test_the_lists_are_files_too(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/export/outlets.csv").content.decode("utf-8-sig"))))
    assert sum(int(row["reports"]) for row in rows) > 10
    lines = client.get("/export/cited.jsonl").text.splitlines()
    assert all(json.loads(line)["reports"] for line in lines)
    assert len(lines) > 30
