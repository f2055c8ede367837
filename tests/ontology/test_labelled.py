"""Labelled sentences from tables, and what is said of lines and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidings.errors import InputError
from tidings.model.own_types import OwnType
from tidings.ontology import Label, Labelled, read_labelled, read_types

HACK = "Hackers broke into the tax office."


def table(tmp_path: Path, content: str | bytes, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def said(tmp_path: Path, content: str | bytes, name: str = "a.csv") -> list[str]:
    found = read_labelled([table(tmp_path, content, name)])
    return [str(item).removeprefix(f"{tmp_path}/") for item in found if isinstance(item, InputError)]


def refusal(tmp_path: Path, content: str | bytes, name: str = "a.csv") -> str:
    with pytest.raises(InputError) as error:
        list(read_labelled([table(tmp_path, content, name)]))
    return str(error.value).removeprefix(f"{tmp_path}/")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f"text,type,trigger,mode\n{HACK},cyber attack,broke,data theft\nIt rained.,NONE,,\n"),
        ("a.tsv", f"Type\tText\tmode\ttrigger\ncyber-attack\t{HACK}\tData_Theft\tbroke\n\tIt rained.\t\t\n"),
        (
            "a.jsonl",
            f'{{"text":"{HACK}","type":"CYBER_ATTACK","trigger":"broke","mode":"data-theft"}}\n\n'
            '{"text":"It rained.","type":null}\n',
        ),
    ],
)
def test_each_kind_of_table_says_the_same(tmp_path: Path, name: str, content: str) -> None:
    first, second = read_labelled([table(tmp_path, content, name)])
    assert isinstance(first, Labelled)
    assert isinstance(second, Labelled)
    assert first.labels == (Label("CYBER_ATTACK", "data-theft", "broke"),)
    assert second.labels == ()


def test_lines_with_one_text_are_one_text_that_tells_of_all(tmp_path: Path) -> None:
    path = table(tmp_path, f"text,type\n{HACK},HACK\n{HACK.upper()},THEFT\n{HACK},HACK\n")
    (found,) = read_labelled([path])
    assert isinstance(found, Labelled)
    assert [label.type for label in found.labels] == ["HACK", "THEFT"]


def test_a_text_labelled_with_a_type_and_none_is_told(tmp_path: Path) -> None:
    (told,) = said(tmp_path, f"text,type\n{HACK},HACK\n{HACK},NONE\n")
    assert told == "a.csv, line 2: the same text is labelled NONE elsewhere. Keep one of the two."


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Hackers, again,HACK", "line 3: 3 columns, the first line has 2. Put a text with commas"),
        ("…,HACK", "line 3, field text: it holds no words."),
        (f"{'word ' * 1100},HACK", "line 3, field text: longer than 5,000 characters."),
        (f"{HACK},4th", "line 3, field type: '4th' is no name of a type. Use 2 to 40 letters"),
        (f"{HACK},assault", "line 3, field type: ASSAULT is a PLOVER type. Give yours another name"),
    ],
)
def test_a_bad_line_is_named_and_the_others_read(tmp_path: Path, line: str, what: str) -> None:
    content = f"text,type\n{HACK},HACK\n{line}\nIt rained.,NONE\n"
    (told,) = said(tmp_path, content)
    assert told.startswith(f"a.csv, {what}")
    assert sum(isinstance(item, Labelled) for item in read_labelled([tmp_path / "a.csv"])) == 2


def test_a_word_that_does_not_stand_in_the_text_is_told(tmp_path: Path) -> None:
    (told,) = said(tmp_path, f"text,type,trigger\n{HACK},HACK,stole\n")
    assert "line 2, field trigger: 'stole' does not stand in the text." in told


def test_bad_lines_of_json_are_told_by_number(tmp_path: Path) -> None:
    told = said(tmp_path, '{"text": "a"\n[]\n{"type": "HACK"}\n{"text": 3, "type": "HACK"}\n', "a.jsonl")
    assert [t.split(":")[0] for t in told] == [
        "a.jsonl, line 1", "a.jsonl, line 2", "a.jsonl, line 3, field text", "a.jsonl, line 4, field text",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (b"", "a.csv", "a.csv: it is empty. Give a table with the columns text, type."),
        (b"sentence,type\nx,Y\n", "a.csv", "a.csv: no column text in its first line (sentence, type)."),
        (b"text,type,Type\n", "a.csv", "a.csv: two columns are named 'type'. Rename one of them."),
        (b'text,type\n"open,HACK\n', "a.csv", "a.csv, line 2: broken table"),
        ("text,type\nХакеры взломали сервер,HACK\n".encode("cp1251"), "a.csv", "a.csv: wrong encoding"),
        (b"PK\x03\x04", "a.csv", "a.csv: this is a zip archive or office document"),
        (b"text,type\n", "a.xlsx", "a.xlsx: its ending does not say what kind of table it is."),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(
    tmp_path: Path, content: bytes, name: str, what: str
) -> None:
    assert refusal(tmp_path, content, name).startswith(what)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: it cannot be read: No such file"):
        list(read_labelled([tmp_path / "none.csv"]))


def test_types_have_a_parent_or_none(tmp_path: Path) -> None:
    path = table(tmp_path, "type,parent,description\nhack,coerce,Breaking  in\nFLIGHT,,\nWAR,FIGHT,\n")
    hack, flight, war = read_types(path)
    assert hack == OwnType("HACK", "COERCE", (), "Breaking in")
    assert flight == OwnType("FLIGHT")
    assert "a.csv, line 4, field parent: 'FIGHT' is no PLOVER type. Use AGREE, CONSULT" in str(war)
