"""Reports handed in as JSON: one object, a list of them, or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO, Final

from tidings.errors import InputError
from tidings.model.report import Report
from tidings.read.decode import decode
from tidings.read.publication import Found
from tidings.read.received import MAX_CHARS, Note, Placed, receive

MAX_LINE_BYTES: Final = 8 * MAX_CHARS
"""Longest JSON line: a report of MAX_CHARS with most characters written as \\uXXXX escapes."""
_SHAPE: Final = 'Give {"doc", "published", "title", "text", "outlet", "url"}; only text is required.'


def read_json(text: str, *, where: str, doc: str, published: date | None = None) -> Iterator[Placed]:
    """Read one report object or a list of them. A bad item yields its InputError, the others follow."""
    value = parse_json(text, where=where)
    if not isinstance(value, list):
        yield _placed(value, where=where, doc=doc, published=published)
        return
    if not value:
        yield where, InputError(where, "the list is empty", "Give at least one report.")
    for n, item in enumerate(value, start=1):
        yield _placed(item, where=f"{where}, item {n}", doc=f"{doc}:{n}", published=published)


def read_json_lines(
    lines: BinaryIO, *, where: str, doc: str, published: date | None = None, note: Note | None = None
) -> Iterator[Placed]:
    """Read one report a line; empty lines are passed over. A bad line yields an InputError that names
    it by number (from 1), the others are still read. Lines are streamed, so a file may be any size."""
    number = count = 0
    while line := lines.readline(MAX_LINE_BYTES + 1):
        number += 1
        at = f"{where}, line {number}"
        if len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = lines.readline(MAX_LINE_BYTES)
            count += 1
            yield at, InputError(at, f"longer than {MAX_LINE_BYTES:,} bytes", "Give one report a line.")
            continue
        if not line.strip():
            continue
        count += 1
        try:
            decoded = decode(line, where=at)
            value = parse_json(decoded.text, where=at)
        except InputError as error:
            yield at, error
            continue
        if decoded.note and note:
            note(at, decoded.note)
        yield _placed(value, where=at, doc=f"{doc}:{number}", published=published)
    if count == 0:
        yield where, InputError(where, "it is empty", "Give one report a line.")


def parse_json(text: str, *, where: str) -> object:
    """json.loads, with every failure as an InputError that names line and column."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        at = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno}"
        raise InputError(where, f"broken JSON at {at}: {error.msg}", "Correct it there.") from None
    except RecursionError:
        raise InputError(where, "JSON nested too deeply", _SHAPE) from None
    except ValueError:
        raise InputError(where, "broken JSON: a number of more than 4,300 digits", "Correct it.") from None


def day_from(value: object, *, where: str) -> date | None:
    """An ISO date or datetime (its day as written, no shift of time zone), None for null or "".
    Raises InputError for anything else."""
    if value is None or value == "":
        return None
    try:
        if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d", value.strip()):
            raise ValueError
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        shown = json.dumps(value, ensure_ascii=False)[:60]
        do = 'Write it as "2020-03-17", or leave it out.'
        raise InputError(f"{where}, field published", f"{shown} is no ISO date", do) from None


def _placed(value: object, *, where: str, doc: str, published: date | None) -> Placed:
    try:
        return where, _report(value, where=where, doc=doc, published=published)
    except InputError as error:
        return where, error


def _report(value: object, *, where: str, doc: str, published: date | None) -> Report:
    if not isinstance(value, dict):
        raise InputError(where, f"a report is a JSON object, this is {_kind(value)}", _SHAPE)
    text = _string(value, "text", where)
    if text is None:
        raise InputError(f"{where}, field text", "it is missing", _SHAPE)
    day = day_from(value.get("published"), where=where)
    found = Found(day, "Stated in the input's field published.") if day else None
    if found is None and published:
        found = Found(published, "Given with the input.")
    return receive(
        text,
        where=where,
        doc=_string(value, "doc", where) or doc,
        published=found,
        title=_string(value, "title", where),
        outlet=_string(value, "outlet", where),
        url=_string(value, "url", where),
    )


def _string(value: dict[str, object], field: str, where: str) -> str | None:
    got = value.get(field)
    if got is None or isinstance(got, str):
        return got or None if field != "text" else got
    if field == "doc" and isinstance(got, int) and not isinstance(got, bool):
        return str(got)
    raise InputError(f"{where}, field {field}", f"text is expected, this is {_kind(got)}", _SHAPE)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
