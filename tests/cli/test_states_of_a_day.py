"""`tidings states --as-of`: what held on a day, by the reports of a store."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from news import News
from running import Run

from tidings.ledger import Store

HELD = News("The Kestrel Front holds Dorma in Niger.", "2021-05-01").state(
    "control", "The Kestrel Front holds Dorma", "Kestrel Front", place="Dorma", country="NE"
)
TAKEN = News("The Delta Mission captured Dorma in Niger.", "2021-06-05", outlet="Lowland Post").event(
    "ASSAULT", "capture", "The Delta Mission captured Dorma", "captured", by=["Delta Mission"],
    place="Dorma", country="NE", days=("2021-06-04", "2021-06-04"),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "s.db"
    with Store.open(path) as ledger:
        for one in (HELD, TAKEN):
            ledger.add_coded(one.coded(), reader="r")
    return path


def test_a_day_is_answered_with_who_held_what_and_from_which_words(run: Run, store: Path) -> None:
    done = run("states", "--store", store, "--as-of", "2021-05-20", "--place", "Niger", "--format", "json")
    assert done.returncode == 0, done.stderr
    (answer,) = json.loads(done.stdout)
    assert (answer["holder"]["name"], answer["status"], answer["country"]) == ("Kestrel Front", "holds", "NE")
    (told,) = answer["from"]
    assert told["says"] == "The Kestrel Front holds Dorma"
    assert told["doc"] == "Harbour Courier"


def test_the_table_says_of_which_day_it_is(run: Run, store: Path) -> None:
    done = run("states", "--store", store, "--known-on", "2021-06-30", "--kind", "control")
    assert done.returncode == 0, done.stderr
    assert (
        "As of 2021-06-05, the last day of publication, by reports published until 2021-06-30" in done.stdout
    )
    assert "Delta Mission holding Dorma, NE" in done.stdout
    assert "no longer: Kestrel Front holding" in done.stdout


def test_nothing_known_is_said_in_words(run: Run, store: Path) -> None:
    done = run("states", "--store", store, "--as-of", "2021-05-20", "--place", "Chad")
    assert (done.returncode, "Nothing that matches" in done.stdout) == (0, True)


def test_a_day_before_the_first_report_is_told_as_that(run: Run, store: Path, tmp_path: Path) -> None:
    done = run("states", "--store", store, "--known-on", "2020-01-01")
    assert "No report was published by 2020-01-01" in done.stderr
    with Store.open(tmp_path / "undated.db") as ledger:
        ledger.add_coded(replace(HELD, published=None).coded(), reader="r")
    done = run("states", "--store", tmp_path / "undated.db", "--known-on", "2020-01-01")
    assert "No report with a publication date is known" in done.stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["states", "--as-of", "2024-02-30"], "'2024-02-30' is no day; write it as 2020-03-16\n"),
        (["states", "--known-on", "2024"], "'2024' is no single day; write it as 2020-03-16\n"),
        (["read", "x.txt", "--published", "06/03/2024"], "'06/03/2024' is no day; write it as 2020-03-16\n"),
        (["show", "--since", "soon"], "'soon' is no day; write it as 2020-03-16, 2020-03 or 2020\n"),
    ],
)
def test_what_is_no_day_is_told_with_what_is_one_there(run: Run, args: list[str], says: str) -> None:
    done = run(*args)
    assert (done.returncode, done.stderr.endswith(says)) == (2, True), done.stderr


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["--since", "2020"], "--since asks for what single reports say"),
        (["--kind", "tally"], "none of the states of a day"),
        (["--status", "lost"], "none of the states of a day"),
    ],
)
def test_filters_of_single_reports_are_refused(run: Run, store: Path, asked: list[str], says: str) -> None:
    done = run("states", "--store", store, "--as-of", "2021-05-20", *asked)
    assert done.returncode == 2
    assert says in done.stderr
