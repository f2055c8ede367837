"""Judgements between colleagues: nothing is lost on the way, and a bad line costs only itself."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import REPORT, coded
from strategies import codeds, judgements

from tidings.errors import InputError
from tidings.model.judgement import Judgement
from tidings.model.judgement_find import target_of
from tidings.views.judgements import read_judgements, write_judgements

EVENT = coded().events[0]
TARGET = target_of(REPORT.id, EVENT, [EVENT])
WRONG = Judgement("record", "wrong", "=ana", "2024-05-01T10:00:00.000000+00:00", (TARGET,), because="'a, b")
UNDO = Judgement("undo", "undone", "ben", "2024-05-02T10:00:00.000000+00:00", undoes=WRONG.id)
NUMBERS = count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


def written(path: Path, several: list[Judgement], *, csv: bool) -> Path:
    with path.open("wb") as out:
        write_judgements(several, out, csv=csv)
    return path


def read(path: Path) -> tuple[list[Judgement], list[str]]:
    bad: list[InputError] = []
    found = read_judgements(path, bad.append)
    return found, [str(error) for error in bad]


@given(st.data(), st.booleans())
def test_what_is_written_is_read_back(folder: Path, data: st.DataObject, csv: bool) -> None:
    said = data.draw(judgements([data.draw(codeds())]))
    assert read(written(folder / f"{next(NUMBERS)}", said, csv=csv)) == (said, [])


def test_no_cell_is_one_that_a_spreadsheet_would_run(tmp_path: Path) -> None:
    out = BytesIO()
    write_judgements([WRONG], out, csv=True)
    assert b",'=ana," in out.getvalue()
    assert b"\"''a, b\"" in out.getvalue()


@pytest.mark.parametrize("csv", [True, False])
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, csv: bool) -> None:
    path = written(tmp_path / "some", [WRONG, UNDO, UNDO], csv=csv)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    first = len(lines) - 3
    lines[first + 1] = lines[first + 1].replace("ben", "eve")
    path.write_text("".join([*lines, "rubbish\n"]), encoding="utf-8")
    found, bad = read(path)
    assert found == [WRONG, UNDO]
    assert [line.split(": ")[0].split("line ")[1] for line in bad] == [str(first + 2), str(first + 4)]
    assert "id: the content gives j" in bad[0]


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("name,country\nA,IQ\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1: the columns id, kind, targets"):
        read(other)
    other.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8"):
        read(other)
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "nowhere")
