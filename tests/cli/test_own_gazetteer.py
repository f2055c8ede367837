"""`tidings gazetteer` through the installed command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run

pytestmark = pytest.mark.model

TABLE = "name\tlatitude\tlongitude\tcountry\nZorbaqullu\t36.5\t37.1\tSY\nBad\tnorth\t1\tSY\n"


def test_what_is_added_is_used_by_code_until_it_is_removed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "r.txt").write_text("Gunmen killed five people in Zorbaqullu on Monday.", encoding="utf-8")
    own = {"TIDINGS_GAZETTEER": str(tmp_path / "own.sqlite")}
    added = run("gazetteer", "add", "mine.tsv", **own)
    assert added.returncode == 3
    assert "mine.tsv, line 3: latitude 'north'" in added.stderr
    assert added.stdout.startswith("mine: 1 place added")
    assert "mine: 1 place from mine.tsv" in run("gazetteer", **own).stdout
    coded = json.loads(run("code", "r.txt", "--published", "2020-01-07", **own).stdout)
    assert coded["events"][0]["place"]["lat"] == 36.5
    assert run("gazetteer", "remove", "mine", **own).stdout == "mine: 1 place removed.\n"
    assert run("gazetteer", "remove", "mine", **own).returncode == 3
    coded = json.loads(run("code", "r.txt", "--published", "2020-01-07", **own).stdout)
    assert coded["events"][0]["place"]["lat"] is None


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    done = run("gazetteer", "add", "nowhere.txt", TIDINGS_GAZETTEER=str(tmp_path / "own.sqlite"))
    assert (done.returncode, done.stderr.startswith("Error: nowhere.txt: ")) == (3, True)
