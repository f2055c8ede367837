"""`tidings export`, `tidings code` and `tidings verify` through the installed command."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
from pathlib import Path

import pytest
from running import SAMPLES, Run, clean_environment, installed_command

from tidings.model.contract import check, from_json

pytestmark = pytest.mark.model


def test_every_line_of_the_export_keeps_the_rules_of_the_format(run: Run, sample_store: Path) -> None:
    lines = run("export", "--store", sample_store).stdout.splitlines()
    assert len(lines) > 12
    for line in lines:
        check(from_json(json.loads(line)))


@pytest.mark.slow
def test_code_says_the_same_as_read_and_export(run: Run, sample_store: Path) -> None:
    exported = run("export", "--store", sample_store).stdout.splitlines()
    coded = run("code", SAMPLES).stdout.splitlines()
    assert sorted(exported) == sorted(coded)


def test_code_keeps_the_order_of_its_inputs_and_writes_no_store(run: Run, tmp_path: Path) -> None:
    files = [SAMPLES / "tal-mirwan-3-army.txt", SAMPLES / "court-verdict.txt", SAMPLES / "coup-denial.txt"]
    done = run("code", *files)
    assert [json.loads(line)["doc"] for line in done.stdout.splitlines()] == [f.stem for f in files]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_whatever_the_order_of_sets(run: Run) -> None:
    """Python orders the words of a set differently in each process."""
    first, second, third = (run("code", SAMPLES, PYTHONHASHSEED=str(seed)).stdout for seed in range(3))
    assert first == second == third != ""


@pytest.mark.parametrize("command", ["code", "export"])
def test_only_records_of_at_least_the_chance_asked_for_are_written(
    run: Run, sample_store: Path, command: str
) -> None:
    args = (SAMPLES / "coup-denial.txt",) if command == "code" else ("--store", sample_store)

    def chances(*more: str) -> list[float]:
        reports = map(json.loads, run(command, *args, *more).stdout.splitlines())
        return [r["confidence"] for report in reports for r in (*report["events"], *report["states"])]

    least = sorted(chances())[len(chances()) // 2]
    assert sorted(chances("--min-confidence", str(least))) == sorted(c for c in chances() if c >= least)
    rows = run(command, *args, "--min-confidence", str(least), "--format", "csv").stdout.splitlines()
    assert all(float(row["confidence"]) >= least for row in csv.DictReader(rows))


def test_code_goes_on_after_a_bad_input_and_exits_three(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = run("code", "empty.txt", SAMPLES / "court-verdict.txt")
    assert done.returncode == 3
    assert done.stderr.startswith("Not read: empty.txt: it is empty.")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["events", "states"])
def test_a_csv_has_one_row_a_record(run: Run, sample_store: Path, kind: str) -> None:
    records = [json.loads(line)[kind] for line in run("export", "--store", sample_store).stdout.splitlines()]
    ids = {record["id"] for report in records for record in report}
    exported = run("export", "--store", sample_store, "--format", "csv", "--kind", kind).stdout
    coded = run("code", SAMPLES, "--format", "csv", "--kind", kind).stdout
    assert {row["id"] for row in csv.DictReader(exported.splitlines())} == ids
    assert sorted(coded.splitlines()) == sorted(exported.splitlines())


def test_a_file_is_replaced_only_when_all_is_written(run: Run, sample_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("what stood here")
    assert run("export", "--store", "missing.db", "--out", out).returncode == 4
    assert out.read_text() == "what stood here"
    assert run("export", "--store", sample_store, "--out", out).stdout == ""
    assert out.read_text(encoding="utf-8") == run("export", "--store", sample_store).stdout
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_file_that_cannot_be_made_exits_two(run: Run, sample_store: Path) -> None:
    done = run("export", "--store", sample_store, "--out", "no/such/folder/out.csv")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("command", ["export", "show", "states --format json", "export --out /dev/full"])
def test_a_full_disk_is_told_with_exit_two(sample_store: Path, command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*installed_command(), *command.split(), "--store", str(sample_store)],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", env=clean_environment(), timeout=60,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_sound_store_verifies(run: Run, sample_store: Path) -> None:
    done = run("verify", "--store", sample_store)
    assert done.returncode == 0
    assert " is sound: " in done.stdout


def test_a_store_whose_text_was_altered_does_not_verify(run: Run, sample_store: Path, tmp_path: Path) -> None:
    altered = tmp_path / "altered.db"
    altered.write_bytes(sample_store.read_bytes())
    with sqlite3.connect(altered) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE report SET text = replace(text, 'nine', 'five')")
    raw.close()
    done = run("verify", "--store", altered)
    assert done.returncode == 4
    assert "the content gives" in done.stderr
    assert done.stdout == ""
