"""Reads the blocks of the case files under tests/cases: lines between empty ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def blocks(folder: str) -> Iterator[tuple[Path, list[str]]]:
    """Each block of a folder's files, with its file, in the order of the files' names.

    Lines that begin with # are for the reader and left out; so are blocks of nothing else.
    """
    for path in sorted((CASES / folder).glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            if lines:
                yield path, lines
