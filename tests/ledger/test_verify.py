import sqlite3
from pathlib import Path

import pytest
from make import REPORT, coded

from tidings.errors import StoreError
from tidings.ledger import Store, verify
from tidings.ledger.judging import judge_value

EVENT = coded().events[0].id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "a.db") as store:
        store.add_coded(coded(), reader="reader 1")
    return store.path


def tampered(path: Path, *changes: str) -> list[str]:
    """What verify says after changes that someone made with the triggers taken away."""
    raw = sqlite3.connect(path)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    for change in changes:
        assert raw.execute(change).rowcount > 0
    raw.commit()
    raw.close()
    with Store.open(path, read_only=True) as store:
        return [f"{problem.where}: {problem.what}" for problem in verify(store)]


def test_nothing_is_said_of_a_sound_store(path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        assert list(verify(store)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE report SET text = text || '!'", f"report {REPORT.id}: the content gives r"),
        ("UPDATE report SET published = 'soon'", "published 'soon' is no ISO date"),
        ("DELETE FROM receipt", "no receipt says under which name"),
        ("UPDATE coding SET reader = 'other'", "report and reader give c"),
        ("DELETE FROM event", "its records are not those that were added"),
        ("UPDATE event SET status = 'denied'", "column status says 'denied', the record gives 'occurred'"),
        ("UPDATE event SET first_day = '2001-01-01'", "column first_day says '2001-01-01'"),
        ("UPDATE event SET id = 'e0'", "column id says 'e0'"),
        ("UPDATE event SET record = '{'", "a record cannot be read"),
        (
            "UPDATE event SET record = replace(record, 'occurred', 'planned')",
            f"event {EVENT}, id: the content",
        ),
        ("UPDATE event SET record = replace(record, '\"end\":75', '\"end\":9999')", "runs past the text's"),
        ("UPDATE state SET kind = 'control'", "column kind says 'control'"),
        ("DELETE FROM slot WHERE role = 'place'", "its slots name others than its records do"),
        ("UPDATE slot SET folded = ' else '", "its slots name others than its records do"),
    ],
)
def test_what_was_changed_behind_its_back_is_found(path: Path, change: str, said: str) -> None:
    assert [problem for problem in tampered(path, change) if said in problem]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE judgement SET by = 'ben'", "id: the content gives j"),
        ("UPDATE judgement SET value = 'nine'", "value: 'nine' is no JSON"),
        ("UPDATE judgement SET targets = '[]'", "targets: a pair has two"),
        ("UPDATE judgement SET targets = '['", "Expecting value"),
    ],
)
def test_a_judgement_that_somebody_changed_is_found(path: Path, change: str, said: str) -> None:
    with Store.open(path) as store:
        judge_value(store, EVENT, "killed", "[9,9]", by="ana")
    found = tampered(path, change)
    assert [problem for problem in found if problem.startswith("judgement j") and said in problem]
    with Store.open(path, read_only=True) as store, pytest.raises(StoreError, match="is damaged"):
        list(store.events())


def test_a_coding_without_its_report_is_found(path: Path) -> None:
    assert [p for p in tampered(path, "DELETE FROM report") if "points at a report that is not there" in p]


def test_a_damaged_page_is_found_and_ends_in_words(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[2 * 4096 : 4 * 4096] = b"\xff" * (2 * 4096)
    path.write_bytes(data)
    with Store.open(path, read_only=True) as store:
        found = [problem.what for problem in verify(store)]
    assert found
    assert all("damaged" in what for what in found)
