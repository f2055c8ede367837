"""What the readers of all sets share: errors that name file and line, JSON Lines, lists of names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from tidings.errors import InputError, TidingsError

Tell = Callable[[InputError], None]
"""Hears of what could not be read; the rest is read all the same, unless it raises."""
Found = TypeVar("Found")
Arguments = ParamSpec("Arguments")


def stop(error: InputError) -> None:
    """A Tell for readers that want all or nothing."""
    raise error


def read_file(path: Path) -> str:
    """A UTF-8 file. Raises InputError where it is missing, a folder, or in another encoding."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(str(path), (error.strerror or "cannot be read").lower(), "Check the path.") from None
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"byte {error.start} is no UTF-8", "Save it as UTF-8.") from None


def attempt(
    tell: Tell, read: Callable[Arguments, Found], *args: Arguments.args, **named: Arguments.kwargs
) -> Found | None:
    """What `read(*args, **named)` gives; where it raises InputError that is told, and None returned."""
    try:
        return read(*args, **named)
    except InputError as error:
        tell(error)
        return None


def within(
    name: str, tell: Tell, work: Callable[Arguments, Found], *args: Arguments.args, **named: Arguments.kwargs
) -> Found | None:
    """What `work(*args, **named)` gives for the document `name`. Where the program itself fails on it,
    that is told and None returned: one odd document must not stop a set."""
    try:
        return work(*args, **named)
    except TidingsError:
        raise
    except Exception as error:
        what = f"an error in tidings itself ({type(error).__name__}: {error})"
        tell(InputError(name, what, "Please report it."))
        return None


def json_lines(path: Path, tell: Tell, *, expected: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON Lines file, each with where it stands ("dev.jsonl, line 3"). Empty lines are
    passed over; a line that holds no JSON object is told, with what was `expected`."""
    for number, line in enumerate(read_file(path).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            value = json.loads(line)
        except ValueError as error:
            tell(InputError(where, f"broken JSON ({error})", expected))
            continue
        if not isinstance(value, dict):
            tell(InputError(where, "no JSON object", expected))
            continue
        yield where, value


def folder_of(path: Path, *, expected: str) -> Path:
    """`path`, where it is a folder. Raises InputError with what was `expected` otherwise."""
    if not path.exists():
        raise InputError(str(path), "there is no such folder", expected)
    if not path.is_dir():
        raise InputError(str(path), "it is a file, not a folder", expected)
    return path


def read_names(path: Path, *keys: str) -> frozenset[str]:
    """Names of documents: one a line, or a JSON object with a list of them under one of `keys`."""
    text = read_file(path)
    if not text.lstrip().startswith("{"):
        return frozenset(line.strip() for line in text.splitlines() if line.strip())
    expected = f"Give one name a line, or a JSON object with a list of names under {keys[0]!r}."
    try:
        value = json.loads(text)
    except ValueError as error:
        raise InputError(str(path), f"broken JSON ({error})", expected) from None
    found = next((value[key] for key in keys if key in value), None)
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise InputError(str(path), f"no list of names under {keys[0]!r}", expected)
    return frozenset(found)
