"""The public API: what `import tidings` gives."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from make import REPORT, coded

import tidings
from tidings.ledger import Store
from tidings.model.contract import check

TEXT = "Rebels shelled the port of Asmarat on Monday, killing three dockers, the harbour master said."


def test_every_public_name_is_there_and_documented() -> None:
    assert len(tidings.__all__) == len(set(tidings.__all__))
    for name in tidings.__all__:
        assert name in dir(tidings)
        found = getattr(tidings, name)
        # The errors are explained together, in the tree at the top of tidings.errors.
        is_error = isinstance(found, type) and issubclass(found, Exception)
        assert found == tidings.__version__ or is_error or found.__doc__, name


def test_type_checkers_see_the_names_that_import_gives() -> None:
    tree = ast.parse(Path(tidings.__file__).read_text(encoding="utf-8"))
    typed = {
        alias.name: node.module
        for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for alias in node.names if node.module != "typing"
    }  # fmt: skip
    assert typed == tidings._HOME
    assert {*typed, "__version__"} == set(tidings.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'reed'"):
        tidings.reed  # noqa: B018


def test_importing_is_fast_because_names_come_when_used() -> None:
    code = "import sys, tidings; print(len([m for m in sys.modules if m.startswith('tidings')]))"
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == 1
    assert time.monotonic() - started < 5


@pytest.mark.model
def test_a_text_is_read_into_events_and_states_that_point_at_it() -> None:
    reading = tidings.read_text(TEXT, published=date(2021, 5, 20), title="Port shelled", outlet="Coast Post")
    check(reading)
    assert reading.report.text == TEXT
    assert reading.report.published == date(2021, 5, 20)
    assert {e.type for e in reading.events} == {"ASSAULT"}
    assert "shelled" in reading.events[0].evidence[0].span.of(TEXT)
    assert json.loads(json.dumps(reading.to_json()))["events"][0]["id"] == reading.events[0].id


@pytest.mark.model
def test_without_a_day_the_reading_says_so() -> None:
    reading = tidings.read_text(TEXT)
    assert reading.report.published is None
    assert any("date" in note for note in reading.notes)


@pytest.mark.model
def test_paths_give_readings_and_errors_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").touch()
    first, second = tidings.read_paths(tmp_path, published=date(2021, 5, 20))
    assert isinstance(first, tidings.Reading)
    assert first.report.doc == "a"
    assert isinstance(second, tidings.InputError)


def test_text_without_words_is_an_input_error() -> None:
    with pytest.raises(tidings.InputError):
        tidings.read_text(" … ")


def test_a_store_is_opened_and_filtered(tmp_path: Path) -> None:
    with tidings.open(tmp_path / "a.db", read_only=False) as store:
        assert isinstance(store, Store)
        store.add_coded(coded(), reader="hand/1")
    with tidings.open(tmp_path / "a.db") as store:
        assert [row.event.type for row in store.events(tidings.EventFilter(actor="harrow"))] == ["ASSAULT"]
        assert store.coded(REPORT.id) == coded()


def test_a_missing_store_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(tidings.StoreError, match="there is no store here"):
        tidings.open(tmp_path / "none.db")
