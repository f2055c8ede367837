import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.errors import InputError
from tidings.model.report import Report
from tidings.read import read_paths, read_text
from tidings.read.paths import read_placed
from tidings.read.received import MAX_CHARS, receive

TEXT = "Ferry crews stop work\n\n3 May 2021\n\nThe crews stopped work on Monday, the operator said.\n"
RECORD = json.dumps({"doc": "ferry", "text": TEXT})


def docs(*paths: object) -> list[str]:
    return [r.doc if isinstance(r, Report) else f"! {r.what}" for r in read_paths(map(str, paths))]


def piped(data: bytes) -> list[Report | InputError]:
    return list(read_paths(["-"], stdin=io.BytesIO(data)))


def test_a_text_file_becomes_a_report_named_after_it(tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    (report,) = read_paths([str(file)])
    assert isinstance(report, Report)
    assert (report.doc, report.text) == ("ferry", TEXT.replace("\n", "\r\n"))
    assert (report.title, report.published) == ("Ferry crews stop work", date(2021, 5, 3))


def test_a_folder_is_read_in_sorted_order_and_side_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "b" / ".git").mkdir(parents=True)
    for name in ("c.txt", "a.md", "b/d.TXT", "b/.git/x.txt", ".y.txt", "README.md", "notes.docx"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "e.json").write_text(RECORD)
    (tmp_path / "e.ann.json").write_text("{}")
    assert docs(tmp_path) == ["a", "c", "ferry", "d"]


def test_a_glob_finds_files_and_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(TEXT)
    assert docs(tmp_path / "*.txt", tmp_path / "a.txt", tmp_path) == ["a", "b", "c"]


def test_a_file_whose_name_looks_like_a_glob_is_read(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(TEXT)
    assert docs(tmp_path / "a[1].txt") == ["a[1]"]


def test_what_is_not_there_or_empty_is_reported_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "empty").mkdir()
    (tmp_path / "none.txt").write_text("")
    got = docs(
        tmp_path / "gone.txt",
        tmp_path / "*.html",
        tmp_path / "empty",
        tmp_path / "none.txt",
        "\0",
        tmp_path / "a.txt",
    )
    missing = "! no such file or folder"
    assert got == [missing, missing, "! no reports in this folder", "! it is empty", missing, "a"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    assert docs(tmp_path / "a.txt") == ["! Permission denied"]


def test_ten_megabytes_of_one_line_are_refused_with_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * 2_000_000)
    (error,) = read_paths([str(tmp_path)])
    assert isinstance(error, InputError)
    assert "larger than" in error.what


def test_more_characters_than_a_report_can_have_are_refused() -> None:
    with pytest.raises(InputError, match="1,000,000"):
        read_text("a" * (MAX_CHARS + 1))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode(), TEXT),
        (b"\xef\xbb\xbf" + RECORD.encode(), TEXT),
        (f"[{RECORD}]".encode(), TEXT),
        (f"{RECORD}\n{RECORD}\n".encode(), TEXT),
        (b"[Update] Crews stop work in the port.", "[Update] Crews stop work in the port."),
    ],
)
def test_standard_input_is_taken_for_what_it_is(data: bytes, text: str) -> None:
    assert all(isinstance(r, Report) and r.text == text for r in piped(data))


def test_json_lines_on_standard_input_keep_their_broken_line_apart() -> None:
    results = piped(f"{RECORD}\n{RECORD}\n{{\n{RECORD}\n{RECORD}\n".encode())
    assert [isinstance(r, Report) for r in results] == [True, True, False, True, True]


def test_a_page_on_standard_input_is_read_as_one() -> None:
    sentence = "The crews stopped work on Monday and blocked the ramps."
    (report,) = piped(f"<html><body><article><p>{sentence}</p></article></body></html>".encode())
    assert isinstance(report, Report)
    assert report.text == sentence


def test_what_is_read_is_placed_by_file_and_line_or_item(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(f"{RECORD}\n\n{{\n", encoding="utf-8")
    (tmp_path / "c.json").write_text(f"[{RECORD}, 7]", encoding="utf-8")
    paths = ["a.txt", "b.jsonl", "c.json", "d.txt"]
    found = [where for where, _ in read_placed([str(tmp_path / path) for path in paths])]
    assert [where.removeprefix(f"{tmp_path}/") for where in found] == [
        "a.txt", "b.jsonl, line 1", "b.jsonl, line 3", "c.json, item 1", "c.json, item 2", "d.txt",
    ]  # fmt: skip
    assert [where for where, _ in read_placed(["-"], stdin=io.BytesIO(TEXT.encode()))] == ["stdin"]


def test_a_fallback_encoding_is_noted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("The Café crews stopped work.".encode("cp1252"))
    notes: list[str] = []
    list(read_paths([str(tmp_path)], note=lambda where, what: notes.append(what)))
    assert len(notes) == 1
    assert "cp1252" in notes[0]


def test_a_day_given_goes_before_one_found_in_the_text() -> None:
    report = read_text(TEXT, published=date(2021, 5, 4))
    assert (report.published, report.published_why) == (date(2021, 5, 4), "Given with the input.")


def test_a_future_day_is_kept_and_said_to_lie_ahead() -> None:
    report = receive(TEXT, where="x", doc="x", today=date(2020, 1, 1))
    assert report.published == date(2021, 5, 3)
    assert report.published_why.endswith("The day lies in the future, seen from 2020-01-01.")


def test_tomorrow_is_not_yet_the_future() -> None:
    assert "future" not in receive(TEXT, where="x", doc="x", today=date(2021, 5, 2)).published_why


def test_without_a_day_the_reason_says_so() -> None:
    report = read_text("The crews stopped work.")
    assert report.published is None
    assert report.published_why.startswith("No publication date")


def test_a_report_in_another_language_is_kept_and_marked() -> None:
    report = read_text("Экипажи паромов прекратили работу, сообщил оператор")
    assert report.language == "ru"


def test_reading_the_same_bytes_twice_gives_the_same_report() -> None:
    assert piped(TEXT.encode()) == piped(TEXT.encode())


@given(st.text(min_size=1))
def test_text_in_hand_is_never_altered(text: str) -> None:
    try:
        assert read_text(text).text == text
    except InputError:
        assert not any(c.isalpha() for c in text) or any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text)


STARTS = [
    b"",
    b"{",
    b'{"text": "Two men were held.',
    b"[",
    b"<html><body><p>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"%PDF",
    b"3 May 2021\n",
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=200))
def test_any_bytes_give_reports_or_input_errors(start: bytes, rest: bytes) -> None:
    for result in piped(start + rest):
        assert isinstance(result, Report | InputError)
