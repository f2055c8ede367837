"""What stands inside quotation marks, also where a mark is missing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tidings.model.span import Span

_OPEN, _CLOSE, _EITHER = 1, -1, 0
_DOUBLE: Final = re.compile("[\"\u201c\u201d\u201e\u00ab\u00bb\u201f]|''|``")
_SINGLE: Final = re.compile("['\u2018\u2019]")
_REACH: Final = 400
"""Characters within which a single mark must close; beyond it is an apostrophe."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    side: int


def find_quotes(text: str, block: Span, sentences: Sequence[Span]) -> list[Span]:
    """Quotations within one block whose sentences are given, marks excluded, in order.

    A quotation without its closing mark ends with the block where it opens a sentence, else with
    its sentence. A closing mark without an opening one, right after a comma or stop, closes a
    quotation that began with the sentence. Single marks count only outside double ones.
    """
    found: list[Span] = []
    starts = [s.start for s in sentences] or [block.start]
    opened: _Mark | None = None
    for mark in _double_marks(text, block):
        side = mark.side or (_CLOSE if opened else _OPEN)
        if side == _OPEN:
            if opened:
                found += _until(opened, _sentence_end(opened, sentences, mark.start), text)
            opened = mark
        elif opened:
            found += _until(opened, mark.start, text)
            opened = None
        elif mark.start > block.start and text[mark.start - 1] in ",.!?\u2026":
            start = starts[max(bisect_left(starts, mark.start) - 1, 0)]
            start = max(start, found[-1].end + 1) if found else start
            if start < mark.start:
                found.append(Span(start, mark.start))
    if opened:
        begins = starts[bisect_right(starts, opened.start) - 1] == opened.start
        found += _until(opened, block.end if begins else _sentence_end(opened, sentences, block.end), text)
    ends = [q.end for q in found]
    for q in _single_quotes(text, block):
        k = bisect_right(ends, q.start)
        if k == len(ends) or not found[k].overlaps(q):
            found.append(q)
    return sorted(found)


def _until(opened: _Mark, end: int, text: str) -> list[Span]:
    start = opened.end
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Span(start, end)] if end > start else []


def _sentence_end(opened: _Mark, sentences: Sequence[Span], limit: int) -> int:
    """End of the sentence that the mark opens in, or of the last whole one before `limit`."""
    k = bisect_right(sentences, opened.end, key=lambda s: s.end)
    return sentences[k].end if k < len(sentences) and sentences[k].end <= limit else limit


def _double_marks(text: str, block: Span) -> list[_Mark]:
    out = []
    for m in _DOUBLE.finditer(text, block.start, block.end):
        sign = m.group()
        if sign in "\u201c\u201e\u00ab\u201f" or sign == "``":
            side = _OPEN
        elif sign in "\u201d\u00bb":
            side = _CLOSE
        else:
            side = _side_by_spacing(text, m.start(), m.end(), block)
        out.append(_Mark(m.start(), m.end(), side))
    return out


def _side_by_spacing(text: str, start: int, end: int, block: Span) -> int:
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    free_before = before.isspace() or before in "([{\u2014\u2013-"
    free_after = after.isspace() or after in ")]},.;:!?\u2014\u2013-"
    if free_before and not free_after:
        return _OPEN
    if free_after and not free_before:
        return _CLOSE
    return _EITHER


def _single_quotes(text: str, block: Span) -> list[Span]:
    """Quotations in single marks. "soldiers' homes" is no end while a better one follows."""
    out: list[Span] = []
    at = block.start
    marks = [_Mark(m.start(), m.end(), 0) for m in _SINGLE.finditer(text, block.start, block.end)]
    for k, mark in enumerate(marks):
        if mark.start < at or text[mark.start] == "\u2019":
            continue
        if _side_by_spacing(text, mark.start, mark.end, block) != _OPEN or text[mark.end].isdigit():
            continue
        fallback = None
        for n in range(k + 1, len(marks)):
            other = marks[n]
            if other.start - mark.end > _REACH:
                break
            if text[other.start] == "\u2018":
                break
            if _side_by_spacing(text, other.start, other.end, block) != _CLOSE or other.start == mark.end:
                continue
            if text[other.start - 1] == "s" and re.match(r"\s+[a-z]", text[other.end : other.end + 3]):
                fallback = fallback or other
                continue
            fallback = other
            break
        if fallback:
            out.append(Span(mark.end, fallback.start))
            at = fallback.end
    return out
