"""Printing: JSON, consoles, lines on standard error. `model.visible` makes text of strangers safe before."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

from tidings.model.visible import one_line, safe_json

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH: Final = 100
"""Columns where neither a terminal nor COLUMNS gives a width."""


def print_json(value: object) -> None:
    """Indented JSON on standard output."""
    click.echo(safe_json(json.dumps(value, ensure_ascii=False, indent=1)))


def complain(text: str) -> None:
    """One line on standard error."""
    click.echo(one_line(text), err=True)


def counted(number: int, what: str) -> str:
    """ "1 report", "21 reports"."""
    return f"{number:,} {what}" + ("" if number == 1 else "s")


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
