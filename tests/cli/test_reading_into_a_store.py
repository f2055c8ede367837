"""`tidings read` through the installed command."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from running import SAMPLES, Run, clean_environment, installed_command

from tidings.cli import cli

pytestmark = pytest.mark.model
SHELLING = (
    "Shells fell on the harbour of Ostrava Bay on Monday, killing two dockers, the port authority said."
)
FRENCH = (
    "Le ministre des affaires étrangères a déclaré mardi que les négociations avec les rebelles reprendraient"
    " la semaine prochaine dans la capitale, après trois mois de combats qui ont fait des centaines de morts."
)


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_reading_the_samples_twice_adds_nothing(run: Run, sample_store: Path, tmp_path: Path) -> None:
    first = run("export", "--store", sample_store).stdout
    (tmp_path / "copy.db").write_bytes(sample_store.read_bytes())
    again = run("read", SAMPLES, "--store", "copy.db")
    assert again.returncode == 0
    reports = len(first.splitlines())
    assert f"{reports} reports ({reports} already known), 0 events, 0 states" in again.stdout
    assert run("export", "--store", "copy.db").stdout == first


@pytest.mark.slow
def test_the_order_of_reading_does_not_matter(run: Run, tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("tal-mirwan-*.txt"))
    run("read", *files, "--store", "a.db")
    run("read", *reversed(files), "--store", "b.db")
    assert run("export", "--store", "a.db").stdout == run("export", "--store", "b.db").stdout != ""


def test_the_summary_says_how_much_was_read_and_where_it_is(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", one=SHELLING)
    done = run("read", "in", "--published", "2021-05-19")
    assert done.stdout.startswith("1 report, ")
    assert done.stdout.splitlines()[0].endswith("store tidings.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "tidings.db").exists()


def test_what_was_read_is_linked_at_the_end_unless_that_is_left_out(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", one=SHELLING)
    read = ("read", "in", "--published", "2021-05-19")
    assert "incidents" not in run(*read, "--store", "a.db", "--no-link").stdout
    assert "0 readings linked" not in run("link", "--store", "a.db").stdout
    said = run(*read, "--store", "b.db").stdout.splitlines()[1]
    assert re.fullmatch(r"\d+ events? (is|are) \d+ incidents?\.", said)
    assert "0 readings linked" in run("link", "--store", "b.db").stdout


def test_ctrl_c_while_linking_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in", one=SHELLING)
    store = ("--store", str(tmp_path / "stopped.db"))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("tidings.views.linking.Incidents.take", stop)
        done = CliRunner().invoke(cli, ["read", str(tmp_path / "in"), "--published", "2021-05-19", *store])
    assert done.exit_code == 130
    assert "1 report, " in done.output
    assert "Stopped while linking." in done.output
    assert "ASSAULT" in CliRunner().invoke(cli, ["incidents", *store]).output


def test_quiet_says_only_what_could_not_be_read(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", one=SHELLING, empty="")
    done = run("read", "in", "--quiet")
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("Not read: in/empty.txt: ")


def test_a_report_without_a_date_is_read_and_the_user_told(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", undated=SHELLING)
    done = run("read", "in")
    assert done.returncode == 0
    assert done.stderr.startswith("Note: in/undated.txt: ")
    assert "date" in done.stderr


def test_a_report_in_another_language_is_kept_marked_and_not_coded(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", dépêche=FRENCH)
    done = run("read", "in", "--published", "2021-05-19")
    assert done.returncode == 0
    assert "1 report, 0 events, 0 states" in done.stdout
    record = json.loads(run("export").stdout)
    assert (record["doc"], record["text"], record["language"]) == ("dépêche", FRENCH, "fr")
    assert record["events"] == record["states"] == []
    assert record["notes"]
    assert "Note: in/dépêche.txt: " in done.stderr


def test_a_date_that_lies_ahead_is_kept_and_said(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", early=SHELLING)
    assert run("read", "in", "--published", "2999-01-02").returncode == 0
    record = json.loads(run("export").stdout)
    assert record["published"] == "2999-01-02"
    assert "lies in the future" in record["published_why"]


def test_broken_inputs_are_listed_and_the_others_read(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", good=SHELLING, empty="", blank=" \n", line="word " * 2_200_000)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "latin.txt").write_bytes("Łódź said Ω on".encode("iso-8859-2", "replace") + b"\x81\x8d\xff")
    (folder / "nothing.json").write_text('{"title": "No text here", "published": "2020-01-01"}')
    (folder / "menu.html").write_text(
        "<!doctype html><html><body><nav><a href='/'>Home</a></nav></body></html>"
    )
    done = run("read", folder, "--published", "2021-05-19")
    told = done.stderr.splitlines()
    assert done.returncode == 3
    assert all(line.startswith("Not read: ") for line in told)
    for name in ("empty.txt", "blank.txt", "line.txt", "binary.txt", "nothing.json", "menu.html"):
        assert sum(name in line for line in told) == 1, name
    assert done.stdout.startswith("1 report, ")
    assert f"{len(told)} not read" in done.stdout


def test_a_broken_third_line_of_five_costs_only_that_line(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"doc": f"line-{n}", "text": f"{SHELLING} It was attack {n}."}) for n in range(1, 6)]
    lines[2] = lines[2][:40]
    (tmp_path / "five.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("read", "five.jsonl", "--published", "2021-05-19")
    assert done.returncode == 3
    assert "line 3" in done.stderr
    assert done.stderr.count("\n") == 1
    docs = [json.loads(line)["doc"] for line in run("export").stdout.splitlines()]
    assert sorted(docs) == ["line-1", "line-2", "line-4", "line-5"]


def test_standard_input_is_read(run: Run) -> None:
    done = run("read", "-", "--published", "2021-05-19", input=SHELLING)
    assert done.stdout.startswith("1 report, ")
    assert json.loads(run("export").stdout)["text"] == SHELLING


def test_a_missing_path_is_told_and_exits_three(run: Run) -> None:
    done = run("read", "nowhere.txt")
    assert done.returncode == 3
    assert done.stderr == "Not read: nowhere.txt: no such file or folder. Check the name.\n"


@pytest.mark.slow
def test_a_store_that_another_program_holds_is_told_with_exit_four(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", one=SHELLING)
    run("read", "in")
    holder = sqlite3.connect(tmp_path / "tidings.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    write(tmp_path / "in", two=SHELLING.replace("two", "three"))
    done = run("read", "in")
    holder.close()
    assert done.returncode == 4
    assert "another program is using the store" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_store_of_a_later_version_is_told_with_exit_four(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", one=SHELLING)
    run("read", "in")
    with sqlite3.connect(tmp_path / "tidings.db") as raw:
        raw.execute("INSERT INTO migration VALUES (99, 'm0099_later', '')")
    raw.close()
    for args in (("read", "in"), ("show",), ("export",), ("verify",)):
        done = run(*args)
        assert done.returncode == 4
        assert "version 99" in done.stderr


def test_a_file_that_is_no_store_is_left_alone_with_exit_four(run: Run, tmp_path: Path) -> None:
    notes = write(tmp_path / "in", notes="My notes, not a database. " * 20) / "notes.txt"
    done = run("read", "in", "--store", notes)
    assert done.returncode == 4
    assert notes.read_text().startswith("My notes, not a database.")


def many_reports(folder: Path, count: int) -> Path:
    text = (SAMPLES / "tal-mirwan-3-army.txt").read_text(encoding="utf-8")
    return write(folder, **{f"r{n:03}": f"{text}\nThis is copy {n}.\n" for n in range(count)})


def start_and_wait(folder: Path, store: Path, *, committed: int) -> subprocess.Popen[str]:
    """`tidings read` on its way, with that many reports in the store."""
    reading = subprocess.Popen(
        [*installed_command(), "read", str(folder), "--store", str(store)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean_environment(),
    )  # fmt: skip
    for _ in range(600):
        assert reading.poll() is None, "it finished before it could be stopped"
        if store.exists() and committed_in(store) >= committed:
            break
        time.sleep(0.05)
    return reading


def committed_in(store: Path) -> int:
    try:
        raw = sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=5)
        try:
            return int(raw.execute("SELECT count(*) FROM coding").fetchone()[0])
        finally:
            raw.close()
    except sqlite3.OperationalError:
        return 0


@pytest.mark.slow
def test_a_killed_reading_loses_nothing_committed_and_can_be_completed(run: Run, tmp_path: Path) -> None:
    folder = many_reports(tmp_path / "in", 40)
    store = tmp_path / "killed.db"
    reading = start_and_wait(folder, store, committed=3)
    reading.send_signal(signal.SIGKILL)
    reading.communicate()
    assert run("verify", "--store", store).returncode == 0
    kept = len(run("export", "--store", store).stdout.splitlines())
    assert 3 <= kept < 40
    done = run("read", folder, "--store", store)
    assert f"40 reports ({kept} already known)" in done.stdout
    run("read", folder, "--store", "whole.db")
    assert run("export", "--store", store).stdout == run("export", "--store", "whole.db").stdout


@pytest.mark.slow
def test_ctrl_c_ends_with_a_summary_and_exit_130(run: Run, tmp_path: Path) -> None:
    folder = many_reports(tmp_path / "in", 600)
    store = tmp_path / "stopped.db"
    reading = start_and_wait(folder, store, committed=2)
    reading.send_signal(signal.SIGINT)
    out, err = reading.communicate(timeout=60)
    assert reading.returncode == 130
    assert "Stopped. What was read is in the store" in err
    assert "Traceback" not in err
    assert " reports, " in out
    assert run("verify", "--store", store).returncode == 0


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs file permissions as POSIX has them")
def test_a_store_that_may_not_be_written_is_told_with_exit_four(sample_store: Path) -> None:
    folder = Path(tempfile.mkdtemp())
    store = folder / "kept.db"
    store.write_bytes(sample_store.read_bytes())
    read, show = (
        ["read", str(SAMPLES), "--store", str(store)],
        ["show", "--limit", "1", "--store", str(store)],
    )
    # Once as ourselves: what is imported late may lie where another user cannot read.
    assert [CliRunner().invoke(cli, args).exit_code for args in (show, read)] == [0, 0]
    store.chmod(0o444)
    folder.chmod(0o555)
    was = os.geteuid()
    try:
        if was == 0:  # nothing is read-only for root
            os.seteuid(65534)
        done, shown = (CliRunner().invoke(cli, args) for args in (read, show))
    finally:
        os.seteuid(was)
        folder.chmod(0o755)
    assert done.exit_code == 4, done.output
    assert "cannot be written to" in done.stderr
    assert shown.exit_code == 0
