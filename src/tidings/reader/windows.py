"""Words to the network's input: word shapes, windows of consecutive sentences."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from tidings.reader.pieces import CLS, SEP

WINDOW: Final = 256
"""Word pieces of a window, about: what the network reads at once."""
SHAPES: Final = 40


@lru_cache(maxsize=65_536)
def case_class(word: str) -> int:
    """One of ten case patterns; the encoder's vocabulary is lower-cased, this gives case back."""
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 6 if digits else 7
    if digits:
        return 8
    upper = sum(c.isupper() or c.istitle() for c in letters)
    if upper == 0:
        return 0 if any(unicodedata.category(c) != "Lo" for c in letters) else 9
    if upper == len(letters):
        if "." in word and len(word) > 2:
            return 5
        return 3 if len(letters) == 1 else 2
    return 1 if upper == 1 and letters[0].isupper() else 4


def sentence_shapes(words: Sequence[str]) -> list[int]:
    """Shape ids of one sentence's words: case pattern x sentence-initial x mostly capitalised."""
    cases = [case_class(w) for w in words]
    long = [c for w, c in zip(words, cases, strict=True) if len(w) > 3 and c in (0, 1, 2, 4)]
    loud = 20 if len(long) >= 3 and sum(c != 0 for c in long) >= 0.7 * len(long) else 0
    return [c + loud + (10 if k == 0 else 0) for k, c in enumerate(cases)]


@dataclass(slots=True)
class Window:
    """Consecutive sentences that the network sees together.

    `words` holds the caller's numbers of the words, `first`/`last` the positions of their outer
    pieces (0 is [CLS]), `sent` the sentence each word is in, counted from 0 within the window.
    `marks`: place of a word in the window to 1 (part of a marked source) or 2 (of a marked target),
    for `tidings.reader.marked` alone.
    """

    ids: list[int]
    shapes: list[int]
    words: list[int]
    first: list[int]
    last: list[int]
    sent: list[int]
    marks: dict[int, int] = field(default_factory=dict)


def pack_windows(
    sentences: Sequence[tuple[int, int]],
    pieces: Sequence[tuple[int, ...]],
    shapes: Sequence[int],
    *,
    limit: int = WINDOW,
    longest: int = 256,
) -> list[Window]:
    """Fill windows of about `limit` pieces with consecutive `sentences` (half-open word ranges).

    A sentence of more than `longest` pieces is cut into parts that are read as sentences.
    """
    out: list[Window] = []
    window: Window | None = None
    for lo, hi in _cut(sentences, pieces, longest):
        size = sum(len(pieces[w]) for w in range(lo, hi))
        if window is None or len(window.ids) + size + 1 > limit:
            window = Window([CLS], [7], [], [], [], [])
            out.append(window)
        number = window.sent[-1] + 1 if window.sent else 0
        for w in range(lo, hi):
            window.words.append(w)
            window.first.append(len(window.ids))
            window.ids.extend(pieces[w])
            window.shapes.extend([shapes[w]] * len(pieces[w]))
            window.last.append(len(window.ids) - 1)
            window.sent.append(number)
    for window in out:
        window.ids.append(SEP)
        window.shapes.append(7)
    return out


def _cut(
    sentences: Sequence[tuple[int, int]], pieces: Sequence[tuple[int, ...]], longest: int
) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for lo, hi in sentences:
        first, size = lo, 0
        for w in range(lo, hi):
            if size + len(pieces[w]) > longest:
                out.append((first, w))
                first, size = w, 0
            size += len(pieces[w])
        if first < hi:
            out.append((first, hi))
    return out
