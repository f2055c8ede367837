"""The YAML that lists of flat objects need: "- key: value", lists in brackets or with dashes, comments.

Not all of YAML: anchors, tags, nested objects and texts of several lines are told as errors with their line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from tidings.errors import InputError

Tell = Callable[[InputError], None]
_PAIR: Final = re.compile(r"([A-Za-z_][\w-]*)\s*:(?:\s+(.*))?$")
_DO: Final = "Write each actor as lines of “field: value” that start with “- name: …”."


def read_yaml(text: str, file: str, tell: Tell) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line, fields) of each object of a list. A broken line is told, its object left out."""
    row: dict[str, Any] = {}
    start, broken, open_list = 0, False, ""
    for line, raw in enumerate(text.split("\n"), start=1):
        part = _uncommented(raw).rstrip()
        bare = part.strip()
        if bare in ("", "---"):
            continue
        item = re.match(r"-(?:\s+|$)", bare)
        if item and open_list and part[0].isspace():
            row[open_list].append(_value(bare[1:].strip()))
            continue
        if item:
            if row and not broken:
                yield start, row
            row, start, broken, open_list = {}, line, False, ""
            bare = bare[item.end() :]
        found = _PAIR.match(bare)
        if found is None or not start or (found[2] or "")[:1] in tuple("&*!|>{"):
            tell(InputError(f"{file}, line {line}", "this YAML is not read", _DO))
            broken = True
            continue
        key, value = found[1], (found[2] or "").strip()
        open_list = "" if value else key
        row[key] = _value(value) if value else []
    if row and not broken:
        yield start, row


def _value(text: str) -> Any:
    if text.startswith("[") and text.endswith("]"):
        parts = re.findall(r"\"[^\"]*\"|'[^']*'|[^,\[\]]+", text)
        return [_value(part.strip()) for part in parts if part.strip()]
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text


def _uncommented(line: str) -> str:
    """The line without a comment, which starts at a # behind white space and outside quotes."""
    quote = ""
    for i, char in enumerate(line):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"" and (i == 0 or line[i - 1] in " [,:-"):
            quote = char
        elif char == "#" and (i == 0 or line[i - 1].isspace()):
            return line[:i]
    return line
