"""The search page: what it finds, how it leads to the words, and what it refuses."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient


def test_without_words_it_says_how_much_there_is(client: TestClient) -> None:
    page = client.get("/search").text
    assert re.search(r"[1-9][0-9]* reports can be searched", page)
    assert 'type="search" name="q"' in page


def test_a_report_is_found_with_its_words_marked(client: TestClient) -> None:
    page = client.get("/search?q=rocket+market").text
    assert "<mark>rocket</mark>" in page
    address = re.search(r'href="(/report/r[0-9a-f]+\?at=[0-9]+-[0-9]+)">Open at', page)
    assert address
    assert client.get(address[1]).status_code == 200


def test_records_are_found_and_lead_to_their_words(client: TestClient) -> None:
    page = client.get("/search?q=ministry&in=records&type=ASSAULT&status=occurred").text
    address = re.search(r'href="(/report/[^"]*)"><span class="kind" title="Uses violence', page)
    assert address
    assert 'class="card record asked"' in client.get(address[1].replace("&amp;", "&")).text


def test_what_is_not_there_is_said(client: TestClient) -> None:
    assert "Nothing has these words" in client.get("/search?q=zyzzyva").text


@pytest.mark.parametrize(
    "query",
    ["q=a&in=books", "q=a&order=worst", "q=a&page=0", "q=a&page=x", "q=a&since=soon", "q=-a", "q=a&outlet=!"],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(client: TestClient, query: str) -> None:
    assert client.get(f"/search?{query}").status_code == 400


def test_a_question_shows_as_text(client: TestClient) -> None:
    page = client.get('/search?q="><script>alert(1)</script> market').text
    assert "<script>alert" not in page


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(words=st.text(max_size=40))
def test_no_words_break_the_page(client: TestClient, words: str) -> None:
    safe = quote(words.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    assert client.get(f"/search?q={safe}").status_code in (200, 400)


def test_what_is_found_is_a_file_too(client: TestClient) -> None:
    rows = [json.loads(line) for line in client.get("/export/search.jsonl?q=rocket").text.splitlines()]
    assert rows
    assert all("rocket" in row["words"].lower() for row in rows)
    assert client.get("/export/search.csv?q=rocket&in=records").text.startswith("report,doc,")
    assert client.get("/export/search.xml?q=rocket").status_code == 404
