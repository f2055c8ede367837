"""Which reports are copies of one text: carried by several outlets, with another headline, a paragraph more
or less, some words changed.

Two reports are copies where they share enough pairs of neighbouring words and agree in their figures. Reports
on one event by different writers share few: in 68 written stories at most 19 % of the shorter text's pairs,
copies 54 % or more. Daily bulletins of one mould share most, but not the figures.

So that a report need not be compared with all: MinHash (Broder 1997). Of each of `BANDS` x `ROWS` orders of
all pairs of words the first that a text has is kept; two texts agree in one with a chance of their overlap
(Jaccard), and are compared where all `ROWS` of a band agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tidings.model.report import Report

ROWS: Final = 3
BANDS: Final = 48
"""With an overlap of 0.3 two texts are compared with a chance of 73 %, of 0.4 of 96 %, of 0.5 of 99.8 %; with
0.01 (two reports about anything) of 0.005 %, so a store of 100,000 gives a new report some five to look
at."""
SHARE: Final = 0.5
"""Part of the shorter text's pairs of words that the other one has: a fifth of all words changed leaves 64 %,
since a changed word changes two pairs."""
OVERLAP: Final = 0.2
"""Least share of the pairs of either text: a long report that quotes a short one whole is not its copy."""
FIGURES: Final = 0.7
"""Part of the figures and weekdays of the text with fewer that the other one has too."""
FEWEST: Final = 12
"""Words below which texts are copies only where they are the same: shorter ones share half by chance."""
_WORD: Final = re.compile(r"\w+(?:[.,]\d+)*")
_NUMBERS: Final = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
}  # fmt: skip
_OTHERS: Final = frozenset(
    "thirty forty fifty sixty seventy eighty ninety hundred thousand million dozens scores hundreds thousands"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)
_Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Print:
    """What of a text is compared. `whole`: equal for texts of the same words in the same order; `bands`: keys
    of which copies share at least one, none for a text too short."""

    whole: int
    pairs: frozenset[int]
    figures: frozenset[str]
    bands: tuple[int, ...]


def print_of(text: str) -> Print:
    words = _WORD.findall(text.lower())
    pairs = frozenset(crc32(f"{a} {b}".encode("utf-8", "replace")) for a, b in pairwise(words))
    whole = (crc32(" ".join(words).encode("utf-8", "replace")) >> 1) << 32 | len(words)
    bands = _bands(pairs) if len(words) >= FEWEST else ()
    return Print(whole, pairs, frozenset(filter(None, map(_figure, words))), bands)


def are_copies(a: Print, b: Print) -> bool:
    if a.whole == b.whole:
        return True
    if not (a.bands and b.bands) or not _same_figures(a.figures, b.figures):
        return False
    both = len(a.pairs & b.pairs)
    fewer = min(len(a.pairs), len(b.pairs))
    return both >= SHARE * fewer and both >= OVERLAP * (len(a.pairs) + len(b.pairs) - both)


def groups_of(reports: Iterable[Report]) -> dict[str, str]:
    """Report id → id of its group, the smallest report id in it."""
    found = {report.id: print_of(report.text) for report in reports}
    group: dict[str, str] = {}
    filed: dict[int, list[str]] = {}
    for id in sorted(found):
        one = found[id]
        near = {other for key in (one.whole, *one.bands) for other in filed.get(key, ())}
        joined = {group[other] for other in near if are_copies(one, found[other])}
        group[id] = min(joined, default=id)
        for other, of in list(group.items()):
            if of in joined:
                group[other] = group[id]
        for key in (one.whole, *one.bands):
            filed.setdefault(key, []).append(id)
    return group


def _same_figures(a: frozenset[str], b: frozenset[str]) -> bool:
    fewer = min(len(a), len(b))
    return len(a & b) >= FIGURES * fewer


def _figure(word: str) -> str | None:
    if word[0].isdigit():
        return word.replace(",", "")
    return _NUMBERS.get(word) or (word if word in _OTHERS else None)


def _bands(pairs: frozenset[int]) -> tuple[int, ...]:
    values = _mixed(np.fromiter(sorted(pairs), dtype=np.uint64, count=len(pairs)))
    # Multiply and shift: the high half of a product with an odd number orders the pairs as good as at random.
    firsts = ((values[:, None] * _ODD[None]) >> np.uint64(32)).min(axis=0).reshape(BANDS, ROWS)
    keys = np.arange(1, BANDS + 1, dtype=np.uint64)
    for row in range(ROWS):
        keys = _mixed(keys ^ firsts[:, row])
    # One bit less, since SQLite's whole numbers have a sign.
    return tuple(int(key) for key in keys >> np.uint64(1))


def _mixed(values: _Words) -> _Words:
    """Every bit made to hang on all (SplitMix64, Steele and others 2014)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: _Words = values ^ (values >> np.uint64(31))
    return mixed


# Counted up and mixed, not drawn: the same on every machine and with every version of numpy.
_ODD: Final[_Words] = _mixed(np.arange(BANDS * ROWS, dtype=np.uint64)) | np.uint64(1)
