"""Killed while views grow, or out of room: what was committed stays, and the next call goes on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from running import ROOT, clean_environment
from test_derived import Held, codings, fill

from tidings.errors import StoreError
from tidings.ledger import Store, verify
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.ledger.judging import judge_value

UPDATING = """
import sys, test_derived
from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date
with Store.open(sys.argv[1]) as store:
    print("open", flush=True)
    bring_up_to_date(store, [test_derived.Held(sys.argv[2])], portion=2)
"""


@pytest.mark.slow
def test_views_that_are_killed_while_they_grow_hold_the_same_in_the_end(
    tmp_path: Path,
) -> None:
    path, moments = tmp_path / "viewed.db", random.Random(20200316)
    with Store.open(path) as store:
        fill(store, 0, 60)
    environment = clean_environment()
    folders = [ROOT / "tests", ROOT / "tests" / "ledger", environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(map(str, folders))
    stopped = 0
    for n in range(8):
        version = "1" if n < 5 else "2"  # in between it is all made anew
        growing = subprocess.Popen(
            [sys.executable, "-c", UPDATING, str(path), version],
            stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        assert growing.stdout
        assert growing.stdout.readline() == "open\n"
        time.sleep(moments.uniform(0, 0.08))
        stopped += growing.poll() is None
        growing.kill()
        growing.communicate()
        with Store.open(path) as store:
            assert list(verify(store)) == []
            fill(store, 60 + n, 61 + n)
    assert stopped
    with Store.open(path) as store:
        bring_up_to_date(store, [Held("2")])
        grown = codings(store)
        rebuild(store, [Held("2")])
        assert grown == codings(store)
        assert len(grown) == 68


def test_a_full_disk_undoes_the_last_report_or_judgement_only(tmp_path: Path) -> None:
    """SQLite says SQLITE_FULL at its own limit of pages as it does for a disk that is full."""
    with Store.open(tmp_path / "full.db") as store:
        fill(store, 0, 5)
        event = next(store.events()).event.id
        limit_pages(store, more=4)
        with pytest.raises(StoreError, match="the disk is full"):
            fill(store, 5, 500)
        reports = store.counts().reports
        with pytest.raises(StoreError, match="the disk is full"):
            judge_often(store, event)
        said = len(store.judgements())
        assert list(verify(store)) == []
        limit_pages(store, more=1000)
        fill(store, 0, 20)
        judge_value(store, event, "killed", "[9,9]", by="ana")
        assert (reports < 20, store.counts().reports, len(store.judgements())) == (True, 20, said + 1)


def judge_often(store: Store, event: str) -> None:
    for n in range(500):
        judge_value(store, event, "killed", f"[{n},{n}]", by="ana")


def limit_pages(store: Store, *, more: int) -> None:
    with store.reading() as connection:
        (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + more}")
