"""Every kind of bad input in one folder, read by the installed command: what the user is told."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from running import Run, clean_environment, installed_command

pytestmark = pytest.mark.model
GOOD = "Shells fell on the harbour of Ostrava Bay on Monday, killing two dockers, the port authority said."


def record(**fields: object) -> bytes:
    return json.dumps({"text": GOOD} | fields).encode()


REFUSED = {
    "empty.txt": (b"", "it is empty. Give"),
    "blank.txt": (b" \n\t\n", "it is empty. Give"),
    "marks.txt": (b"... !!! 123", "it holds no words."),
    "binary.txt": (bytes(range(256)) * 40, "it holds NUL bytes, so it is a binary file"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
    "paper.txt": (b"%PDF-1.7 stream", "this is a PDF document, not text. Save its text as a .txt file"),
    "utf16.txt": (GOOD.encode("utf-16-le"), "UTF-16 without a byte order mark"),
    "cyrillic.txt": ("Двое погибли в порту, сообщили врачи".encode("cp1251"), "wrong encoding"),
    "half.txt": ("Café in Łódź — “said”".encode() + b"\xe2\x80 and more", "broken character at byte"),
    "long.txt": (b"word " * 2_000_000, "it is larger than 4,000,004 bytes. Split it"),
    "long.json": (record(text="word " * 2_000_000), "10,000,000 characters is more than one report can have"),
    "menu.html": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "the page holds no article"),
    "untold.json": (b'{"title": "x"}', "untold.json, field text: it is missing. Give {"),
    "null.json": (b'{"text": null}', "null.json, field text: it is missing."),
    "number.json": (b'{"text": 5}', "number.json, field text: text is expected, this is a number."),
    "digits.json": (b'{"text": ' + b"9" * 5000 + b"}", "broken JSON: a number of more than 4,300 digits."),
    "nested.json": (b"[" * 100_000, "JSON nested too deeply."),
    "half.json": (b'{"text": "Shells fell', "broken JSON at column 10: "),
    "lines.json": (b'{\n "text": "Shells fell"\n "doc": 1}', "broken JSON at line 3, column 2: "),
    "words.json": (b'"Shells fell on Monday."', "a report is a JSON object, this is text."),
    "none.json": (b"[]", "the list is empty."),
    "day.json": (record(published="05/03/2020"), 'day.json, field published: "05/03/2020" is no ISO date.'),
    "leap.json": (record(published="2021-02-29"), 'field published: "2021-02-29" is no ISO date.'),
    "stamp.json": (record(published=1583020800), "field published: 1583020800 is no ISO date."),
    "title.json": (record(title=["a"]), "title.json, field title: text is expected, this is a list."),
    "lone.json": (b'{"text": "Shells \\ud800 fell."}', "half a character (\\ud800) at position 7 cannot be"),
    "nul.json": (b'{"text": "Shells \\u0000 fell."}', "a NUL character at position 7 cannot be stored."),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, compiled_gazetteer: None) -> dict[str, str]:
    """What `tidings read` says of each file, in one run; one good report is among them."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "in").mkdir()
    (folder / "in" / "good.json").write_bytes(record(published="2021-05-19"))
    for name, (data, _) in REFUSED.items():
        (folder / "in" / name).write_bytes(data)
    done = subprocess.run(
        [*installed_command(), "read", "in"],
        capture_output=True, encoding="utf-8", cwd=folder, env=clean_environment(), timeout=120,
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stdout.startswith("1 report, ")
    assert f", {len(REFUSED)} not read, store tidings.db" in done.stdout
    lines = done.stderr.splitlines()
    assert len(lines) == len(REFUSED)
    return {line.removeprefix("Not read: in/").split(":")[0].split(",")[0]: line for line in lines}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_input_is_told_with_its_name_and_what_to_do(told: dict[str, str], name: str) -> None:
    assert told[name].startswith(f"Not read: in/{name}")
    assert REFUSED[name][1] in told[name]
    assert told[name].endswith(".")


def test_bad_items_of_a_list_are_told_by_number_and_the_others_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([1, {"text": GOOD}, {"text": ""}]), encoding="utf-8")
    done = run("read", "list.json", "--published", "2021-05-19")
    assert done.returncode == 3
    assert done.stdout.startswith("1 report, ")
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == [
        "list.json, item 1", "list.json, item 3",
    ]  # fmt: skip


def test_control_and_right_to_left_characters_stay_and_are_not_obeyed(run: Run, tmp_path: Path) -> None:
    text = GOOD.replace("harbour", "\u202eharbour\u202c \x1b[31mnorth\x1b[0m").replace("two", "two\u200f\x07")
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8")
    assert run("read", "odd.txt", "--published", "2021-05-19").returncode == 0
    assert json.loads(run("export").stdout)["text"] == text
    shown = run("show", "odd").stdout
    assert "\\x1b[31mnorth" in shown
    assert not set("\u202e\u202c\u200f\x1b\x07") & set(shown)


def test_the_user_is_told_of_a_day_in_the_future(run: Run, tmp_path: Path) -> None:
    (tmp_path / "early.json").write_bytes(record(doc="early", published="2999-01-02"))
    done = run("read", "early.json")
    assert done.returncode == 0
    assert done.stderr == "Note: early.json: its publication day 2999-01-02 lies in the future; check it\n"
    assert json.loads(run("export").stdout)["published"] == "2999-01-02"


def test_a_store_whose_end_is_missing_is_told_with_exit_four(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_bytes(record(published="2021-05-19"))
    run("read", "good.json")
    store = tmp_path / "tidings.db"
    store.write_bytes(store.read_bytes()[:5000])
    for args in (("read", "good.json"), ("show",), ("verify",)):
        done = run(*args)
        assert done.returncode == 4
        assert done.stderr.startswith("Error: tidings.db: the file is damaged: its end is missing.")
        assert "Traceback" not in done.stderr


def test_notes_past_the_twentieth_are_counted(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{GOOD} It was attack {n}."}) for n in range(23)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("read", "many.jsonl")
    assert done.stderr.count("no publication date") == 20
    assert done.stderr.startswith("Note: many.jsonl, line 1: no publication date was given or found")
    assert done.stderr.endswith("Note: and 3 more notes like these.\n")
