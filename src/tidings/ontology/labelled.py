"""Labelled sentences and declared types from tables: CSV, TSV or JSON Lines.

A bad line is an InputError that names it; the others are read. A file that cannot be a table of this
kind, or lacks a column, is refused whole.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tidings.errors import InputError
from tidings.model.codes import EVENT_TYPES
from tidings.model.own_types import MODE_NAME, TYPE_NAME, OwnType
from tidings.read.decode import decode
from tidings.read.record import parse_json

NONE: Final = "NONE"
ENDINGS: Final = {".csv": ",", ".tsv": "\t", ".tab": "\t", ".jsonl": None}
MOST_CHARS: Final = 5_000
"""Longest text of a line: a labelled text is a sentence or a short paragraph, not a report."""

Row = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Label:
    """`trigger`: the word that tells it, None where it is to be found."""

    type: str
    mode: str | None = None
    trigger: str | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the deeds it tells of; none where it tells of none."""

    text: str
    labels: tuple[Label, ...]
    where: str


def read_labelled(paths: Iterable[Path]) -> Iterator[Labelled | InputError]:
    """The labelled texts of all files, each text once: lines with the same text are one, telling of all
    that they name. A bad line comes as an InputError value in its place.

    Raises InputError for a file that cannot be read or has no columns `text` and `type`.
    """
    texts: dict[str, tuple[str, str, list[Label | None]]] = {}
    bad: list[InputError] = []
    for path in paths:
        for item in _rows(path, needs=("text", "type")):
            try:
                if isinstance(item, InputError):
                    raise item
                text, label = _label(*item)
            except InputError as error:
                bad.append(error)
                continue
            key = " ".join(text.split()).casefold()
            texts.setdefault(key, (text, item[0], []))[2].append(label)
    yield from bad
    for text, where, labels in texts.values():
        told = tuple(dict.fromkeys(label for label in labels if label is not None))
        if told and None in labels:
            yield InputError(where, "the same text is labelled NONE elsewhere", "Keep one of the two.")
        else:
            yield Labelled(text, told, where)


def read_types(path: Path) -> Iterator[OwnType | InputError]:
    """Types with parent and description from a table with the columns `type`, `parent`, `description`.

    Raises InputError as `read_labelled` does.
    """
    for item in _rows(path, needs=("type",)):
        try:
            if isinstance(item, InputError):
                raise item
            where, row = item
            yield _own_type(where, row)
        except InputError as error:
            yield error


def type_name(text: str, *, where: str) -> str:
    """The name as records have it: "land grab" is LAND_GRAB. Raises InputError where it can be none."""
    name = re.sub(r"[\s-]+", "_", text.strip()).upper()
    if name in EVENT_TYPES:
        do = f"Give yours another name; the table of types can name {name} as its parent."
        raise InputError(f"{where}, field type", f"{name} is a PLOVER type", do)
    if not TYPE_NAME.fullmatch(name) or name == NONE:
        do = "Use 2 to 40 letters A to Z, digits and underscores, a letter first."
        raise InputError(f"{where}, field type", f"{text.strip()[:60]!r} is no name of a type", do)
    return name


def _own_type(where: str, row: dict[str, str]) -> OwnType:
    name = type_name(row["type"], where=where)
    parent = row.get("parent", "").strip().upper() or None
    if parent is not None and parent not in EVENT_TYPES:
        at = f"{where}, field parent"
        raise InputError(at, f"{parent!r} is no PLOVER type", f"Use {', '.join(EVENT_TYPES)}, or none.")
    return OwnType(name, parent, (), " ".join(row.get("description", "").split()))


def _label(where: str, row: dict[str, str]) -> tuple[str, Label | None]:
    text = row["text"].strip()
    if not any(map(str.isalpha, text)):
        raise InputError(f"{where}, field text", "it holds no words", "Give a sentence.")
    if len(text) > MOST_CHARS:
        do = "Label sentences or short paragraphs, not whole reports."
        raise InputError(f"{where}, field text", f"longer than {MOST_CHARS:,} characters", do)
    if row["type"].strip().upper() in ("", NONE):
        return text, None
    name = type_name(row["type"], where=where)
    mode = re.sub(r"[\s_]+", "-", row.get("mode", "").strip()).lower() or None
    if mode is not None and not MODE_NAME.fullmatch(mode):
        do = "Use letters, digits and hyphens, a letter first."
        raise InputError(f"{where}, field mode", f"{row['mode'].strip()[:60]!r} is no name of a mode", do)
    trigger = row.get("trigger", "").strip() or None
    if trigger is not None and trigger.casefold() not in text.casefold():
        do = "Write the word as the text has it, or leave it out."
        raise InputError(f"{where}, field trigger", f"{trigger[:60]!r} does not stand in the text", do)
    return text, Label(name, mode, trigger)


def _rows(path: Path, *, needs: tuple[str, ...]) -> Iterator[Row | InputError]:
    where = str(path)
    if path.suffix.lower() not in ENDINGS:
        do = "Give .csv, .tsv or .jsonl files."
        raise InputError(where, "its ending does not say what kind of table it is", do)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(where, f"it cannot be read: {error.strerror}", "Check the name.") from None
    text = decode(data, where=where).text
    if not text.strip():
        raise InputError(where, "it is empty", f"Give a table with the columns {', '.join(needs)}.")
    delimiter = ENDINGS[path.suffix.lower()]
    if delimiter is None:
        yield from _json_rows(where, text, needs)
    else:
        yield from _table_rows(where, text, delimiter, needs)


def _table_rows(where: str, text: str, delimiter: str, needs: tuple[str, ...]) -> Iterator[Row | InputError]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            at = f"{where}, line {reader.line_num}"
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip().casefold() for cell in cells]
                _check_columns(where, header, needs)
            elif len(cells) != len(header):
                what = f"{len(cells)} columns, the first line has {len(header)}"
                yield InputError(at, what, "Put a text with commas or quotation marks in quotation marks.")
            else:
                yield at, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        do = "Close every quotation mark; inside a quoted text write them twice."
        raise InputError(f"{where}, line {reader.line_num}", f"broken table ({error})", do) from None


def _check_columns(where: str, header: list[str], needs: tuple[str, ...]) -> None:
    missing = [name for name in needs if name not in header]
    if missing:
        what = f"no column {' and no column '.join(missing)} in its first line ({', '.join(header)[:80]})"
        raise InputError(where, what, f"Name the columns there: {', '.join(needs)}.")
    if twice := sorted({name for name in header if header.count(name) > 1}):
        raise InputError(where, f"two columns are named {twice[0]!r}", "Rename one of them.")


def _json_rows(where: str, text: str, needs: tuple[str, ...]) -> Iterator[Row | InputError]:
    for number, line in enumerate(text.split("\n"), start=1):
        at = f"{where}, line {number}"
        if not line.strip():
            continue
        try:
            value = parse_json(line, where=at)
            if not isinstance(value, dict):
                raise InputError(at, "it is no JSON object", f"Give one with {', '.join(needs)}.")
            row = {str(key): "" if cell is None else cell for key, cell in value.items()}
            for name in (*needs, "mode", "trigger", "parent", "description"):
                if name in needs[:1] and name not in row:
                    raise InputError(f"{at}, field {name}", "it is missing", "Give it as text.")
                if not isinstance(row.setdefault(name, ""), str):
                    raise InputError(f"{at}, field {name}", "text is expected", "Give it as text, or null.")
            yield at, {key: cell for key, cell in row.items() if isinstance(cell, str)}
        except InputError as error:
            yield error
