"""Judgements as files between colleagues: JSON Lines, or CSV for a spreadsheet. Reading gives back what was
written, to the byte."""

from __future__ import annotations

import csv as csv_format
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from tidings.errors import InputError
from tidings.model.contract import dumps_json
from tidings.model.judgement import COLUMNS, Judgement, judgement_from_json

Tell = Callable[[InputError], None]

_DO: Final = "Give a file that `tidings judgements export` wrote."

# A spreadsheet runs a cell that starts with one of these. An apostrophe goes in front of it, and of a cell
# that starts with an apostrophe, so that reading can take away exactly what writing added.
_GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def write_judgements(judgements: Iterable[Judgement], out: BinaryIO, *, csv: bool) -> None:
    """In the order given, UTF-8."""
    if not csv:
        for one in judgements:
            out.write(dumps_json(one.to_json()).encode("utf-8") + b"\n")
        return
    text = io.StringIO(newline="")
    writer = csv_format.writer(text)
    writer.writerow(COLUMNS)
    for one in judgements:
        row = {**one.to_json(), "targets": dumps_json(one.targets_json())}
        writer.writerow([_guarded(row[name] or "") for name in COLUMNS])
    out.write(text.getvalue().encode("utf-8"))


def read_judgements(path: Path, tell: Tell) -> list[Judgement]:
    """The judgements of the file. Each line that is none goes to `tell`, with file and line, and is passed
    over. CSV is known by its first line. Raises InputError for a file that cannot be read at all or is of
    another kind; an empty one is no CSV, and JSON Lines of no judgements."""
    where = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(where, "no such file", "Check the name.") from None
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(where, what, _DO) from None
    if not text.strip() and path.suffix.lower() == ".csv":
        raise InputError(where, "it is empty", _DO)
    if (is_json := text.lstrip()[:1] in ("", "{")) and _is_of_another_kind(text):
        raise InputError(where, "it is no list of judgements", _DO)
    rows = _json_rows(text) if is_json else _csv_rows(text, where)
    found: list[Judgement] = []
    for line, row in rows:
        try:
            found.append(judgement_from_json(row() if callable(row) else row))
        except (json.JSONDecodeError, RecursionError) as error:
            what = f"it is no JSON: {error}"
            tell(InputError(f"{where}, line {line}", what, "Perhaps the file was cut; export it again."))
        except ValueError as error:
            do = "Export it again; a judgement that was changed by hand is not the person's any more."
            tell(InputError(f"{where}, line {line}", _sentence(error), do))
    return found


def _json_rows(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, lambda line=line: json.loads(line)


def _is_of_another_kind(text: str) -> bool:
    """Whether lines hold objects with fields of something else, reports for instance, and none a verdict."""
    other = False
    for _, row in _json_rows(text):
        try:
            value = row()
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            if "verdict" in value:
                return False
            other = other or not value.keys() <= set(COLUMNS)
    return other


def _csv_rows(text: str, where: str) -> Iterator[tuple[int, Any]]:
    reader = csv_format.reader(io.StringIO(text, newline=""))
    head = next(reader, [])
    if missing := [name for name in COLUMNS if name not in head]:
        raise InputError(
            f"{where}, line 1",
            f"the column{'s' if len(missing) > 1 else ''} {', '.join(missing)} are not there",
            _DO,
        )
    line = reader.line_num + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv_format.Error as error:
            yield line, lambda error=error: _fail(str(error))
            line = reader.line_num + 1
            continue
        if cells:
            yield line, lambda cells=cells: _from_cells(head, cells)
        line = reader.line_num + 1


def _from_cells(head: list[str], cells: list[str]) -> dict[str, Any]:
    if len(cells) != len(head):
        raise ValueError(f"{len(cells)} cells stand under {len(head)} columns")
    row: dict[str, Any] = dict(zip(head, map(_unguarded, cells), strict=True))
    row = {name: row[name] or None for name in COLUMNS}
    row["targets"] = json.loads(row["targets"] or "[]")
    return row


def _fail(what: str) -> Any:
    raise ValueError(what)


def _guarded(cell: str) -> str:
    return "'" + cell if cell.startswith(_GUARDED) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def _sentence(error: Exception) -> str:
    return " ".join(str(error).rstrip(".").split())[:300] or "it is nested too deeply"
