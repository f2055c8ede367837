import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from make import ATTACK, REPORT, coded

from tidings.errors import StoreError
from tidings.ledger import Counts, Store, content_digest, verify
from tidings.ledger.migrations import MIGRATIONS, migrate
from tidings.ledger.schema import METADATA

OTHER = replace(REPORT, title="Another")


def filled(path: Path) -> Path:
    with Store.open(path) as store:
        store.add_coded(coded(), reader="reader 1")
    return path


def refusal(path: Path, *, read_only: bool = False) -> str:
    with pytest.raises(StoreError) as error:
        Store.open(path, read_only=read_only, wait=0.05)
    assert str(error.value).startswith(f"{path}: ")
    assert str(error.value).endswith(".")
    return str(error.value)


def test_a_store_is_one_file_once_it_is_closed(tmp_path: Path) -> None:
    filled(tmp_path / "a.db")
    assert [p.name for p in tmp_path.iterdir()] == ["a.db"]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    filled(tmp_path / "a.db")


def test_odd_characters_in_the_name_are_no_matter(tmp_path: Path) -> None:
    path = filled(tmp_path / "a b?c#d%20é.db")
    assert path.is_file()
    with Store.open(path, read_only=True) as store:
        assert store.counts().events == 1


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes.\n" * 99)
    assert "is no tidings store. Give another file." in refusal(path)
    assert path.read_text().startswith("These are my notes.")


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE migration (name TEXT)")
    raw.close()
    before = path.read_bytes()
    assert "database of another program" in refusal(path)
    assert path.read_bytes() == before


def test_a_folder_a_missing_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert "this is a folder" in refusal(tmp_path)
    assert "does not exist. Make it first." in refusal(tmp_path / "no" / "a.db")
    assert "there is no store here" in refusal(tmp_path / "a.db", read_only=True)
    assert not list(tmp_path.iterdir())


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO migration VALUES (99, 'm0099_later', '')")
    raw.close()
    for read_only in (False, True):
        said = refusal(path, read_only=read_only)
        assert f"is a store of version 99; this tidings knows versions up to {len(MIGRATIONS)}." in said


def test_an_older_store_is_brought_up_to_date_and_keeps_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "a.db")

    def m9999_adds_a_table(connection: object) -> None:
        connection.exec_driver_sql("CREATE TABLE added (id TEXT)")  # type: ignore[attr-defined]

    steps = (*MIGRATIONS, m9999_adds_a_table)
    monkeypatch.setattr("tidings.ledger.store.MIGRATIONS", steps)
    assert f"older version {len(MIGRATIONS)} and is opened for reading only" in refusal(path, read_only=True)
    with Store.open(path) as store:
        assert store.coded(REPORT.id) == coded()
        with store.reading() as connection:
            names = connection.exec_driver_sql("SELECT name FROM migration ORDER BY version").scalars().all()
    assert names == [*(step.__name__ for step in MIGRATIONS), "m9999_adds_a_table"]


def test_a_store_of_before_chances_of_fields_is_read_and_verifies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = coded(events=[replace(ATTACK, confidences=())])
    path = filled(tmp_path / "a.db")
    with Store.open(path) as store:
        store.add_coded(old, reader="reader 2")
    with sqlite3.connect(path) as raw:  # what the first version wrote: no such column, no such key
        raw.execute("ALTER TABLE coding DROP COLUMN unclear")
        raw.execute("ALTER TABLE coding DROP COLUMN types")
        raw.execute("DROP TABLE own_actor")
        raw.execute("DROP INDEX event_id")
        raw.execute("DROP INDEX state_id")
        raw.execute("DELETE FROM migration WHERE version > 1")
    raw.close()
    with Store.open(path) as store:
        assert store.coded(REPORT.id) == old
        assert list(verify(store)) == []


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    def m9999_fails(connection: object) -> None:
        connection.exec_driver_sql("CREATE TABLE added (id TEXT)")  # type: ignore[attr-defined]
        raise RuntimeError

    with Store.open(filled(tmp_path / "a.db")) as store:
        with pytest.raises(RuntimeError), store.writing() as connection:
            migrate(connection, (*MIGRATIONS, m9999_fails))
        with store.reading() as connection:
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert "added" not in tables


def test_the_migrations_make_the_tables_that_the_queries_know(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store, store.reading() as connection:
        for table in METADATA.sorted_tables:
            made = connection.exec_driver_sql(f"PRAGMA table_info({table.name})").all()
            key = {row[1] for row in made if row[5]}
            assert [row[1] for row in made] == [c.name for c in table.columns], table.name
            assert key == {c.name for c in table.primary_key.columns}, table.name
            for row in made:
                nullable = not row[3] and row[1] not in key
                assert nullable == table.columns[row[1]].nullable, (table.name, row[1])


def test_a_store_that_another_program_writes_can_be_read_and_says_so_to_a_writer(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    with Store.open(path, wait=0.05) as store:
        assert store.coded(REPORT.id) == coded()
        with pytest.raises(StoreError, match="another program is using the store") as error:
            store.add_report(REPORT)
    assert str(error.value).startswith(str(path))
    raw.close()


def test_a_store_that_another_program_has_locked_wholly_says_so(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    raw.execute("BEGIN EXCLUSIVE")
    assert "another program is using the store" in refusal(path)
    assert "another program is using the store" in refusal(path, read_only=True)
    raw.close()


def test_writing_to_a_store_opened_for_reading_is_refused(tmp_path: Path) -> None:
    with (
        Store.open(filled(tmp_path / "a.db"), read_only=True) as store,
        pytest.raises(StoreError, match="cannot be written to"),
    ):
        store.add_report(OTHER)


@pytest.mark.parametrize("left", [50, 99, 100, 512, 4096, 5000, -4096, -1])
def test_a_store_whose_end_is_missing_is_refused(tmp_path: Path, left: int) -> None:
    path = filled(tmp_path / "a.db")
    data = path.read_bytes()
    path.write_bytes(data[:left])
    for read_only in (False, True):
        assert "the file is damaged: its end is missing. Restore a copy" in refusal(path, read_only=read_only)
    assert path.read_bytes() == data[:left]


def test_a_store_with_a_broken_middle_is_named_where_it_is_read(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="the file is damaged"), Store.open(path) as store:
        list(store.events())


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of our own while we are nobody: root may write everywhere."""
    folder = Path(tempfile.mkdtemp())
    Store.open(folder / "warm.db").close()  # imports what is imported late
    (folder / "warm.db").unlink()
    root = os.geteuid() == 0
    if root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(stat.S_IRWXU)
    shutil.rmtree(folder)


def test_a_store_in_a_folder_that_cannot_be_written_can_still_be_read(unprivileged: Path) -> None:
    path = filled(unprivileged / "a.db")
    path.chmod(0o444)
    unprivileged.chmod(0o555)
    with Store.open(path, read_only=True) as store:
        assert store.coded(REPORT.id) == coded()
        assert list(verify(store)) == []


def test_a_file_or_folder_that_cannot_be_written_says_so_to_a_writer(unprivileged: Path) -> None:
    path = filled(unprivileged / "a.db")
    path.chmod(0o444)
    with Store.open(path) as store, pytest.raises(StoreError, match="cannot be written to"):
        store.add_report(OTHER)
    unprivileged.chmod(0o555)
    assert "cannot be opened. Check that the folder exists and may be written to" in refusal(
        unprivileged / "b.db"
    )


def test_a_file_that_cannot_be_read_says_so(unprivileged: Path) -> None:
    path = filled(unprivileged / "a.db")
    path.chmod(0)
    assert "it cannot be read (Permission denied). Check its permissions." in refusal(path)


ENDLESS = """
import sys
from dataclasses import replace
from make import ATTACK, REPORT, coded
from tidings.ledger import Store
with Store.open(sys.argv[1]) as store:
    for n in range(int(sys.argv[2]), 10**9):
        report = replace(REPORT, doc=str(n), text=f"{REPORT.text} {n}")
        events = [replace(ATTACK, confidence=0.5, mode=m) for m in ("explosives", "firearms", "aerial")]
        store.add_coded(coded(report, events=events), reader="reader 1")
        print(n, flush=True)
"""


def kill_while_adding(path: Path, first: int, *, after: int) -> int:
    """Start adding reports, kill it with the given number acknowledged, return the last acknowledged."""
    import tidings.ledger

    src, tests = Path(tidings.ledger.__file__).parents[2], Path(__file__).parents[1]
    env = os.environ | {"PYTHONPATH": f"{src}{os.pathsep}{tests}"}
    child = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(path), str(first)], stdout=subprocess.PIPE, text=True, env=env
    )
    assert child.stdout
    last = [int(child.stdout.readline()) for _ in range(after)][-1]
    child.send_signal(signal.SIGKILL)
    last = max([last, *(int(line) for line in child.stdout if line.endswith("\n"))])
    child.stdout.close()
    child.wait()
    return last


@pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")
def test_a_killed_program_loses_no_report_that_was_added_and_leaves_none_half(tmp_path: Path) -> None:
    path, first = tmp_path / "a.db", 0
    for after in (1, 7, 20):
        last = kill_while_adding(path, first, after=after)
        with Store.open(path) as store:
            docs = {int(r.doc) for r in store.reports()}
            assert docs >= set(range(last + 1))
            assert all(len(one.events) == 3 and len(one.states) == 1 for one in store.codeds())
            assert list(verify(store)) == []
        first = last + 1


def test_two_programs_can_fill_one_store(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store.open(path) as one, Store.open(path) as other:
        one.add_coded(coded(), reader="reader 1")
        other.add_coded(coded(), reader="reader 2")
        assert one.counts() == other.counts() == Counts(1, 1, 1)
        assert content_digest(one) == content_digest(other)
