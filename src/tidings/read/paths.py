"""Files, folders, globs and standard input to reports; one bad input never stops the others."""

from __future__ import annotations

import glob
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final, Literal

from tidings.errors import InputError
from tidings.model.report import Report
from tidings.read.decode import decode
from tidings.read.page import MAX_PAGE_BYTES, read_page
from tidings.read.publication import Found
from tidings.read.received import MAX_CHARS, Note, Placed, receive
from tidings.read.record import parse_json, read_json, read_json_lines

Format = Literal["text", "json", "jsonl", "html"]
FORMATS: Final[dict[str, Format]] = {
    ".txt": "text", ".md": "text", ".json": "json", ".jsonl": "jsonl", ".html": "html", ".htm": "html",
}  # fmt: skip
MAX_JSON_BYTES: Final = 256_000_000
"""A JSON file is parsed whole, in about five times its size of memory. JSON Lines have no limit."""
_MAX_BYTES: Final[dict[Format, int]] = {
    "text": 4 * MAX_CHARS + 4, "json": MAX_JSON_BYTES, "html": MAX_PAGE_BYTES,
}  # fmt: skip
_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype html|html|head|body|article)\b",
    re.I | re.S,
)
_JSON_START = re.compile(r"""\s*(?:\{\s*["}]|\[\s*[\{\]])""")


def read_paths(
    paths: Iterable[str],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    note: Note | None = None,
) -> Iterator[Report | InputError]:
    """Read files, folders (recursively, in sorted order), globs and `-` (standard input).

    What cannot be read comes as an InputError value in its place, never raised. In folders, files
    ending in .txt .md .json .jsonl .html .htm are read; hidden ones, READMEs and `*.ann.json`
    (annotation side files) are not. A file named twice is read once. `published` is the day of
    reports whose input has no `published` field; it goes before dates found in a text or page.
    `note` hears of things worth knowing, such as a fallback encoding.
    """
    return (item for _, item in read_placed(paths, published=published, stdin=stdin, note=note))


def read_placed(
    paths: Iterable[str],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    note: Note | None = None,
) -> Iterator[Placed]:
    """As `read_paths`, each with where it stands: the file as it was named or found, and the line or item."""
    seen: set[str] = set()
    for path in paths:
        if path == "-":
            yield from _guarded("stdin", _read_stdin(stdin, published, note))
            continue
        for file in _expand(path):
            if isinstance(file, InputError):
                yield file.where, file
            elif (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                yield from _guarded(_shown(file), _read_file(file, published, note))


def read_text(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    doc: str | None = None,
) -> Report:
    """Make a report of text in hand. What is not given is looked for in the text's first lines
    (and the day in its last). Raises InputError for text without words or over MAX_CHARS."""
    found = Found(published, "Given with the input.") if published else None
    return receive(
        text, where="text", doc=doc or "text", published=found, title=title, outlet=outlet, url=url
    )  # fmt: skip


def read_bytes(
    data: bytes, name: str, *, published: date | None = None, note: Note | None = None
) -> Iterator[Report | InputError]:
    """Read a file in hand as `read_paths` would read one of this name; its ending says what it is."""
    where, doc = _shown(name), _shown(Path(name).stem)
    format = FORMATS.get(os.path.splitext(name)[1].lower())
    limit = _MAX_BYTES.get(format, MAX_JSON_BYTES) if format else MAX_JSON_BYTES

    def read() -> Iterator[Placed]:
        _at_most(io.BytesIO(data), limit, where)
        yield from _read_bytes(data, format, where=where, doc=doc, published=published, note=note)

    return (item for _, item in _guarded(where, read()))


def _expand(path: str) -> Iterator[str | InputError]:
    if path.endswith(".ann.json"):
        return
    try:
        if os.path.isdir(path):
            files = _walk(path)
            yield from files
            if not files:
                endings = " ".join(FORMATS)
                yield InputError(_shown(path), "no reports in this folder", f"Files read end in {endings}.")
        elif os.path.exists(path):
            yield path
        elif glob.has_magic(path) and (matches := sorted(glob.glob(path, recursive=True))):
            for match in matches:
                if not os.path.isdir(match):
                    yield from _expand(match)
        else:
            yield InputError(_shown(path), "no such file or folder", "Check the name.")
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        yield InputError(_shown(path), _reason(error), "Check the name.")


def _walk(folder: str) -> list[str]:
    out = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        out += [os.path.join(root, f) for f in sorted(files) if _is_report_name(f)]
    return out


def _is_report_name(name: str) -> bool:
    stem, ending = os.path.splitext(name.lower())
    side = stem == "readme" or name.startswith(".") or name.endswith(".ann.json")
    return ending in FORMATS and not side


def _guarded(where: str, reports: Iterator[Placed]) -> Iterator[Placed]:
    try:
        yield from reports
    except InputError as error:
        yield where, error
    except OSError as error:
        yield where, InputError(where, _reason(error), "Check that the file is there and may be read.")


def _read_file(path: str, published: date | None, note: Note | None) -> Iterator[Placed]:
    where, doc = _shown(path), _shown(Path(path).stem)
    format = FORMATS.get(os.path.splitext(path)[1].lower())
    with open(path, "rb") as stream:
        if format == "jsonl":
            yield from read_json_lines(stream, where=where, doc=doc, published=published, note=note)
            return
        data = _at_most(stream, _MAX_BYTES[format] if format else MAX_JSON_BYTES, where)
    yield from _read_bytes(data, format, where=where, doc=doc, published=published, note=note)


def _read_stdin(stdin: BinaryIO | None, published: date | None, note: Note | None) -> Iterator[Placed]:
    data = _at_most(stdin or sys.stdin.buffer, MAX_JSON_BYTES, "stdin")
    yield from _read_bytes(data, None, where="stdin", doc="stdin", published=published, note=note)


def _read_bytes(
    data: bytes, format: Format | None, *, where: str, doc: str, published: date | None, note: Note | None
) -> Iterator[Placed]:
    decoded = decode(data, where=where, page=format in ("html", None))
    if not decoded.text.strip():
        raise InputError(where, "it is empty", "Give a report's text.")
    if decoded.note and note:
        note(where, decoded.note)
    format = _sniff(decoded.text, format)
    if format == "html":
        yield where, read_page(decoded.text, where=where, doc=doc, published=published)
    elif format == "json":
        yield from read_json(decoded.text, where=where, doc=doc, published=published)
    elif format == "jsonl":
        lines = io.BytesIO(decoded.text.encode("utf-8"))
        yield from read_json_lines(lines, where=where, doc=doc, published=published)
    else:
        found = Found(published, "Given with the input.") if published else None
        yield where, receive(decoded.text, where=where, doc=doc, published=found)


def _sniff(text: str, format: Format | None) -> Format:
    """What the text is; an ending that says JSON or HTML is believed, .txt may still hold a page."""
    if format == "html":
        return format
    if format != "json" and _PAGE_START.match(text):
        return "html"
    if format == "text" or (format is None and not _JSON_START.match(text)):
        return "text"
    return "jsonl" if _is_json_lines(text) else "json"


def _is_json_lines(text: str) -> bool:
    """More than one line, and a line among the first three that is an object by itself."""
    lines = [line for line in text.split("\n", 50) if line.strip()]
    if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
        return False
    for line in lines[:3]:
        try:
            if isinstance(parse_json(line, where=""), dict):
                return True
        except InputError:
            continue
    return False


def _at_most(stream: BinaryIO, limit: int, where: str) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        do = "Split it into one report a file; JSON Lines (.jsonl) may be any size."
        raise InputError(where, f"it is larger than {limit:,} bytes", do)
    return data


def _shown(name: str) -> str:
    """A file name as valid Unicode: bytes that are none become replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
