"""How much a word says: its inverse document frequency among the reports that are compared."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.link.telling import CONTENT
from tidings.model.doc import Doc

Floats = NDArray[np.float32]

COMMON: Final = frozenset(
    "a an the of to in and for on at by with from as be have do it its his her their he she they that this"
    " which who say will would not but or after before can could may more one two other also new year".split()
)
"""Words that never count, however few the reports."""


def content_words(doc: Doc) -> Counter[str]:
    """Lemmas of the report's nouns, verbs, adjectives, names and numbers, and how often each is there."""
    parse = doc.parse
    words = (parse.lemma[t.i].lower() for t in doc.tokens if parse.pos[t.i] in CONTENT)
    return Counter(w for w in words if w not in COMMON)


class Rarity:
    """`of(word)`: logarithm of the share of reports without it; 0 for common words."""

    def __init__(self, reports: Iterable[Mapping[str, int]]) -> None:
        self._seen: Counter[str] = Counter()
        self._reports = 0
        for report in reports:
            self._seen.update(report.keys())
            self._reports += 1

    def of(self, word: str) -> float:
        if word in COMMON:
            return 0.0
        return math.log((self._reports + 1) / (self._seen.get(word, 0) + 0.5))

    def vectors(self, rows: Sequence[Mapping[str, int]]) -> Floats:
        """TF-IDF, each row of length 1 (or 0 where it has no word)."""
        columns = {w: n for n, w in enumerate(sorted({w for row in rows for w in row}))}
        out = np.zeros((len(rows), max(1, len(columns))), np.float32)
        for at, row in enumerate(rows):
            for word, count in row.items():
                out[at, columns[word]] = (1 + math.log(count)) * self.of(word)
        out /= np.linalg.norm(out, axis=1, keepdims=True) + 1e-6
        return out


def shared(sets: Sequence[frozenset[str]], rarity: Rarity | None) -> tuple[Floats, Floats]:
    """For every two sets: weight of what both hold as a share of the lighter set (0 where one is empty),
    and that weight itself. Without `rarity` every member weighs 1."""
    columns = {w: n for n, w in enumerate(sorted(frozenset[str]().union(*sets)))}
    marks = np.zeros((len(sets), max(1, len(columns))), np.float32)
    for at, members in enumerate(sets):
        marks[at, [columns[w] for w in members]] = 1.0
    weights = np.array([rarity.of(w) if rarity else 1.0 for w in columns] or [0.0], np.float32)
    both: Floats = ((marks * weights) @ marks.T).astype(np.float32)
    alone = np.diag(both)
    least = np.minimum.outer(alone, alone)
    share: Floats = np.zeros_like(both)
    np.divide(both, least, out=share, where=least > 0)
    return share, both
