"""Printing: text of strangers made safe for a terminal, consoles, lines on standard error."""

from __future__ import annotations

import json
import re
import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from rich.console import Console

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")
"""Control characters (an escape sequence can rewrite the screen), and characters that reorder or
hide text (a right-to-left override shows words in an order they do not stand in)."""

PIPE_WIDTH: Final = 100
"""Columns where neither a terminal nor COLUMNS gives a width."""


def visible(text: str) -> str:
    """`text` with characters that a terminal would obey instead of show written as \\x1b or \\u202e.

    Line breaks of every kind become "\\n"; tabs stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE.sub(_escape, text)


def one_line(text: str) -> str:
    """`text` made visible, with runs of blanks and line breaks as one space."""
    return " ".join(visible(text).split())


def safe_json(text: str) -> str:
    """JSON `text` with unsafe characters as JSON escapes: the same value, harmless to print.

    JSON escapes U+0000 to U+001F by itself; the others can only stand inside its strings.
    """
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def print_json(value: object) -> None:
    """Indented JSON on standard output."""
    click.echo(safe_json(json.dumps(value, ensure_ascii=False, indent=1)))


def complain(text: str) -> None:
    """One line on standard error."""
    click.echo(one_line(text), err=True)


def console() -> Console:
    """A rich console on standard output, without colour when piped."""
    from rich.console import Console

    out = Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
    if not out.is_terminal:
        # (0, 0) means that COLUMNS is not set either: rich would take 80, shutil takes ours.
        out = Console(
            file=sys.stdout, highlight=False, emoji=False, markup=False,
            width=shutil.get_terminal_size((PIPE_WIDTH, 24)).columns,
        )  # fmt: skip
    return out


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
