"""The situation as one file."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from make import VELLMAR

from tidings.desk import Desk
from tidings.desk.asked import Asked
from tidings.desk.onefile import make
from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.ledger.judging import judge_value
from tidings.views.current import current
from tidings.views.incidents import ALL, incidents

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def html(sample_store: Path) -> str:
    return make(Desk(sample_store), Asked(), made=date(2026, 11, 28)).html


def test_nothing_in_the_file_is_fetched(html: str) -> None:
    page = re.sub(r"<script>.*?</script>", "", html, flags=re.S)
    assert not re.findall(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=", page)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "http:" not in policy[1]


def test_every_script_ends_where_it_should(html: str) -> None:
    assert len(re.findall(r"<script", html)) == len(re.findall(r"</script", html))


def test_the_words_of_a_value_stand_beside_it(html: str) -> None:
    cells = re.findall(r"<tr[^>]*>.*?</tr>", html, re.S)
    killed = [c for c in cells if "<mark>" in c and ">Killed</th>" in c]
    assert killed
    assert all(re.search(r"<blockquote>.*<mark>[^<]+</mark>.*</blockquote>", c, re.S) for c in killed)


def test_the_same_store_gives_the_same_bytes(sample_store: Path, html: str) -> None:
    assert make(Desk(sample_store), Asked(), made=date(2026, 11, 28)).html == html


def test_filters_hold_in_the_file(sample_store: Path) -> None:
    found = make(Desk(sample_store), Asked(status="planned"))
    assert 0 < found.incidents == found.matching
    assert not re.search(r'data-status="(?!planned)', found.html)


def test_the_latest_incidents_are_kept_and_the_rest_is_told(sample_store: Path) -> None:
    found = make(Desk(sample_store), Asked(), most=3)
    assert found.incidents == 3 < found.matching
    assert f"the latest 3 of {found.matching}" in found.html


def test_the_command_writes_it_whole_or_not_at_all(run: Run, sample_store: Path, tmp_path: Path) -> None:
    done = run("report", "--store", sample_store, "--out", "r.html", "--type", "ASSAULT", "--title", "A <b>")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "r.html").read_text("utf-8")
    assert text.endswith("</html>\n") or text.endswith("</html>")
    assert "<h1>A &lt;b&gt;</h1>" in text
    assert run("report", "--store", sample_store, "--out", "none/r.html").returncode == 2


def test_a_place_lies_in_the_part_of_the_map_that_was_asked_for() -> None:
    place = replace(VELLMAR, lat=10.0, lon=179.0)
    assert Asked(bbox=(170, 0, -170, 20)).holds(place)
    assert not Asked(bbox=(-170, 0, 170, 20)).holds(place)
    assert Asked().holds(None)
    assert not Asked(bbox=(0, 0, 1, 1)).holds(None)


@pytest.mark.parametrize(
    "query", ["confidence=2", "outlets=0", "bbox=1,2,3", "bbox=0,9,1,8", "disputed=maybe"]
)
def test_what_cannot_be_asked_names_its_field(query: str) -> None:
    name, _, value = query.partition("=")
    with pytest.raises(UsageError, match=name):
        Asked.of({name: value})


def test_filters_go_into_an_address_and_come_back() -> None:
    asked = Asked(type="ASSAULT", since=date(2020, 3, 1), disputed=True, bbox=(1.5, 2, 3, 4), confidence=0.5)
    assert Asked.of({name: str(value) for name, value in asked.query().items()}) == asked


def test_what_a_person_set_is_theirs_and_has_no_words(tmp_path: Path, sample_store: Path) -> None:
    path = tmp_path / "set.db"
    shutil.copy(sample_store, path)
    with current(path) as store:
        told = next(t for one in incidents(store, ALL) for t in one.tellings if t.event.killed)
    with Store.open(path) as store:
        judge_value(store, told.event.id, "killed", "[999,999]", by="ana")
    with current(path):
        page = make(Desk(path), Asked(), made=date(2026, 11, 28)).html
    (row,) = [row for row in re.findall(r"<tr[^>]*>.*?</tr>", page, re.S) if "set by ana" in row]
    assert "999" in row
    assert "no words: a person set it" in row
    assert "<blockquote>" not in row
