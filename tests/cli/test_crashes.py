"""Killed at any moment, or out of room: nothing committed is lost, and the next command goes on."""

from __future__ import annotations

import random
import re
import resource
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from make import REPORT, coded
from running import SAMPLES, Run, clean_environment, installed_command

from tidings.ledger import Store, content_digest, verify
from tidings.model.report import Report

pytestmark = pytest.mark.slow


@pytest.fixture
def moments() -> random.Random:
    return random.Random(20200316)


def many_reports(folder: Path, count: int) -> Path:
    folder.mkdir()
    text = (SAMPLES / "tal-mirwan-3-army.txt").read_text(encoding="utf-8")
    for n in range(count):
        (folder / f"r{n:03}.txt").write_text(f"{text}\nThis is copy {n}.\n", encoding="utf-8")
    return folder


def kept(store: Path) -> set[str]:
    """The codings that are there now, as another program sees them."""
    if not store.exists():
        return set()
    raw = sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=5)
    try:
        return {id for (id,) in raw.execute("SELECT id FROM coding")}
    except sqlite3.OperationalError:
        return set()  # killed before there was a table
    finally:
        raw.close()


def start(*args: object, limit: int | None = None) -> subprocess.Popen[str]:
    """The installed command on its way; `limit`: bytes that it may write to any one file."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    before: Callable[[], None] | None = small if limit else None
    return subprocess.Popen(
        [*installed_command(), *map(str, args)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean_environment(), preexec_fn=before,
    )  # fmt: skip


@pytest.mark.model
def test_reading_that_is_killed_again_and_again_gets_there(
    run: Run, tmp_path: Path, moments: random.Random
) -> None:
    folder, store = many_reports(tmp_path / "in", 60), tmp_path / "killed.db"
    before: set[str] = set()
    for n in range(8):
        reading = start("read", folder, "--store", store)
        if n < 2:  # while it starts, makes the store or reads its first reports
            time.sleep(moments.uniform(0.1, 1.5))
        else:
            while reading.poll() is None and kept(store) == before:
                time.sleep(0.02)
            time.sleep(moments.uniform(0, 0.1))
        reading.kill()
        reading.communicate()
        now = kept(store)
        assert before <= now
        before = now
        if now:
            assert run("verify", "--store", store).returncode == 0
    assert 6 <= len(before) < 60
    done = run("read", folder, "--store", store)
    assert f"60 reports ({len(before)} already known)" in done.stdout
    run("read", folder, "--store", "whole.db")
    assert run("export", "--store", store).stdout == run("export", "--store", "whole.db").stdout != ""
    with Store.open(store) as one, Store.open(tmp_path / "whole.db") as other:
        assert content_digest(one) == content_digest(other)


def test_judging_that_is_killed_loses_nothing_it_confirmed(tmp_path: Path, moments: random.Random) -> None:
    path = tmp_path / "judged.db"
    with Store.open(path) as store:
        for n in range(3):
            store.add_coded(coded(Report(f"r{n}", REPORT.text, outlet=f"Outlet {n}")), reader="one")
        events = [row.event.id for row in store.events()]
    confirmed: set[str] = set()
    for n in range(14):
        judging = start("set", events[n % 3], "killed", n, "--by", "ana", "--store", path)
        time.sleep(moments.uniform(0.1, 1.6))
        judging.kill()
        out, _ = judging.communicate()
        confirmed |= set(re.findall(r"j[0-9a-f]{20}", out))
        with Store.open(path) as store:
            assert confirmed <= {one.id for one in store.judgements()}
            assert list(verify(store)) == []
    last = start("undo", "--by", "ana", "--store", path)
    out, err = last.communicate()
    assert last.returncode == 0 or "no judgement left" in err, out + err


@pytest.mark.model
def test_a_store_that_cannot_grow_ends_with_exit_four_and_goes_on_when_there_is_room(
    run: Run, tmp_path: Path
) -> None:
    folder, store = many_reports(tmp_path / "in", 30), tmp_path / "full.db"
    reading = start("read", folder, "--store", store, limit=500_000)
    _, err = reading.communicate()
    assert reading.returncode == 4, err
    assert "Traceback" not in err
    assert f"{store}: " in err
    had = kept(store)
    assert 0 < len(had) < 30
    assert run("verify", "--store", store).returncode == 0
    done = run("read", folder, "--store", store)
    assert f"30 reports ({len(had)} already known)" in done.stdout
    assert run("verify", "--store", store).returncode == 0
