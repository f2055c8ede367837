"""Long lists a page at a time, by `?page=` from 1 on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tidings.errors import UsageError

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """`rows`: those of this page; `total`: of all; `first`: number of the first row, from 1."""

    rows: Sequence[Row]
    total: int
    number: int
    pages: int
    first: int


def paged(rows: Sequence[Row], query: Mapping[str, str], *, at_once: int) -> Paged[Row]:
    """A page past the last is the last."""
    text = query.get("page", "1").strip() or "1"
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) >= 1):
        raise UsageError(f"page: {text[:40]!r} is no number from 1 on")
    pages = max(1, -(-len(rows) // at_once))
    number = min(int(text), pages)
    start = (number - 1) * at_once
    return Paged(rows[start : start + at_once], len(rows), number, pages, start + 1 if rows else 0)
