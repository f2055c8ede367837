"""`tidings train`, and `--model` on the commands that read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from running import ROOT

from tidings.cli import cli
from tidings.ontology import Labelled, read_labelled, read_types
from tidings.reader import Reader

EXAMPLE = ROOT / "docs" / "how-to" / "own-types"
ROWS = [
    *(
        f"{who} hacked the computers of {whose},HACK"
        for who in ("Spies", "Boys")
        for whose in ("a bank", "us")
    ),
    *(f"Ministers met in {where} on Monday,NONE" for where in ("Lima", "Rome", "Oslo", "Bern")),
]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight labelled sentences; training then passes over the sentences of the news, which take long."""
    monkeypatch.setattr("tidings.ontology.train.news_sentences", list)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.csv"
    path.write_text("text,type\n" + "\n".join(ROWS) + "\n", encoding="utf-8")
    return path


def tidings(*args: object, **environment: str) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], env={"TIDINGS_MODEL": "", **environment})


@pytest.mark.model
def test_a_model_is_trained_and_read_with(table: Path, vector_reader: Reader) -> None:
    done = tidings("train", table, "--out", "m")
    assert done.exit_code == 0, done.stderr
    assert "HACK" in done.stdout
    assert "1 type from 8 texts in " in done.stdout
    assert "Warning: HACK has 4 examples" in done.stderr
    Path("r.txt").write_text("Spies hacked the computers of a ministry in Lima.", encoding="utf-8")
    for args, env in ((("--model", "m"), {}), ((), {"TIDINGS_MODEL": "m"})):
        coded = json.loads(tidings("code", "r.txt", *args, **env).stdout)
        assert [e["type"] for e in coded["events"]] == ["HACK"]
        assert coded["types"][0]["name"] == "HACK"
    plain, own, again = (
        tidings("read", "r.txt", *args).stdout for args in ((), ("--model", "m"), ("--model", "m"))
    )
    assert "already known" not in plain + own
    assert "(1 already known)" in again
    assert "HACK" in tidings("show", "--type", "hack").stdout


@pytest.mark.model
def test_a_bad_line_is_told_and_the_rest_learnt_from(table: Path, vector_reader: Reader) -> None:
    with table.open("a", encoding="utf-8") as more:
        more.write("one,two,three\n")
    done = tidings("train", table, "--out", "m", "--quiet")
    assert done.exit_code == 3
    assert "Not read: " in done.stderr
    assert "a.csv, line 10: 3 columns, the first line has 2." in done.stderr
    assert Path("m", "model.json").is_file()


def test_what_cannot_be_trained_from_leaves_no_folder(table: Path) -> None:
    Path("types.csv").write_text("type,parent\nHACK,WAR\n", encoding="utf-8")
    Path("bad.csv").write_text("sentence\n", encoding="utf-8")
    Path("there").mkdir()
    Path("there", "notes").touch()
    for args, code, said in (
        (("bad.csv", "--out", "m"), 3, "bad.csv: no column text and no column type in its first line"),
        (("none.csv", "--out", "m"), 3, "none.csv: it cannot be read"),
        ((table, "--out", "m", "--types", "types.csv"), 3, "types.csv, line 2, field parent: 'WAR' is no"),
        ((table, "--out", "there"), 2, "there holds other things than a model (notes)"),
        ((table,), 2, "Missing option '--out'"),
    ):
        done = tidings("train", *args)
        assert (done.exit_code, said in done.stderr) == (code, True), done.stderr
        assert not Path("m").exists()


@pytest.mark.model
def test_a_folder_that_is_no_model_exits_five(table: Path) -> None:
    for command in ("code", "read"):
        done = tidings(command, table, "--model", "none")
        assert done.exit_code == 5
        assert "no model in none: it has no model.json" in done.stderr


def test_the_worked_example_can_be_read_and_has_enough_of_each_type() -> None:
    found = list(read_labelled([EXAMPLE / "labelled.csv"]))
    assert all(isinstance(item, Labelled) for item in found)
    told = [label.type for item in found if isinstance(item, Labelled) for label in item.labels]
    types = [own.name for own in read_types(EXAMPLE / "types.csv")]  # type: ignore[union-attr]
    assert types == sorted(set(told))
    assert all(told.count(name) >= 40 for name in types)
    assert sum(isinstance(item, Labelled) and not item.labels for item in found) >= 70
