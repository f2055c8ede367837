"""Where the words that were looked for stand in a text, and the passages that show them."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tidings.model.span import Span
from tidings.views.search.tables import TOKENS

LONGEST: Final = 240
"""Characters of a passage, about two sentences."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is marked or not. `start`: its offset in the text it is from."""

    text: str
    marked: bool
    start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """`span`: in the whole text. `before`, `after`: whether the text goes on there."""

    span: Span
    pieces: tuple[Piece, ...]
    before: bool
    after: bool


def hits(texts: Sequence[str], any_of: str) -> list[list[Span]]:
    """Of each text where the words of the question stand, by the index's own way of telling words apart."""
    mark = f"<{secrets.token_hex(16)}>"  # no text can hold it
    out: list[list[Span]] = [[] for _ in texts]
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE one USING fts5(text, tokenize='{TOKENS}')")
        rows = enumerate(texts, start=1)
        memory.executemany("INSERT INTO one (rowid, text) VALUES (?, ?)", rows)
        query = "SELECT rowid, highlight(one, 0, ?, ?) FROM one WHERE one MATCH ?"
        for row, marked in memory.execute(query, (mark, mark, any_of)):
            out[row - 1] = list(_spans(marked.split(mark)))
    return out


def _spans(parts: Sequence[str]) -> Iterator[Span]:
    at = 0
    for n, part in enumerate(parts):
        if n % 2:
            yield Span(at, at + len(part))
        at += len(part)


def passages(text: str, found: Sequence[Span], *, most: int = 2) -> list[Passage]:
    """The passages with most hits, in the order of the text; its beginning where there is none."""
    if not found:
        return [_passage(text, _around(text, _first_word(text)), ())]
    taken: list[Span] = []
    for first, last in sorted(_windows(text, found), key=lambda w: (w[0] - w[1], w[0])):
        span = _around(text, Span(found[first].start, found[last].end))
        if not any(span.overlaps(other) for other in taken):
            taken.append(span)
        if len(taken) == most:
            break
    return [_passage(text, span, found) for span in sorted(taken)]


def pieces(text: str, span: Span, marks: Iterable[Span]) -> tuple[Piece, ...]:
    """The text of `span`, cut where marks begin and end; marks may overlap."""
    edges = {span.start, span.end}
    inside = [m for m in marks if m.overlaps(span)]
    for mark in inside:
        edges |= {max(mark.start, span.start), min(mark.end, span.end)}
    cuts = sorted(edges)
    return tuple(Piece(text[a:b], any(m.start <= a < m.end for m in inside), a) for a, b in pairwise(cuts))


def _windows(text: str, found: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """First and last hit of each stretch of a line that a passage can hold and that no longer one holds."""
    gaps = [text.find("\n", a.end, b.start) >= 0 for a, b in pairwise(found)]  # after each hit but the last
    last = -1
    for first, one in enumerate(found):
        before = last
        last = max(last, first)
        while last + 1 < len(found) and not gaps[last] and found[last + 1].end - one.start <= LONGEST:
            last += 1
        if last > before:
            yield first, last


def _around(text: str, span: Span) -> Span:
    """Widened to about LONGEST, from one blank to another, within the line."""
    room = max(0, LONGEST - len(span)) // 2
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    last = len(text) if last < 0 else last
    start, end = max(first, span.start - room), min(last, span.end + room)
    if start > first:
        start = text.find(" ", start, span.start) + 1 or start
    if end < last:
        gap = text.rfind(" ", span.end, end)
        end = end if gap < 0 else gap
    return Span(start, end)


def _passage(text: str, span: Span, found: Sequence[Span]) -> Passage:
    return Passage(span, pieces(text, span, found), span.start > 0, span.end < len(text))


def _first_word(text: str) -> Span:
    start = len(text) - len(text.lstrip())
    return Span(start, start)
