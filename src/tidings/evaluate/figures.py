"""Counts of right, false and missed, and the figures made of them; what a scorer hands back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, BinaryIO

from tidings.model.contract import dumps_json

Json = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """`right`: found and in the gold; `false`: found, not in the gold; `missed`: in the gold only."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, right: int = 0, false: int = 0, missed: int = 0) -> None:
        self.right += right
        self.false += false
        self.missed += missed

    def compare(self, found: Iterable[Hashable], gold: Iterable[Hashable]) -> None:
        """Add the members of two sets: right where in both."""
        mine, true = set(found), set(gold)
        self.add(len(mine & true), len(mine - true), len(true - mine))

    @property
    def gold(self) -> int:
        return self.right + self.missed

    @property
    def shares(self) -> tuple[float, float, float]:
        """Precision, recall and F1 from 0 to 1; 0 where there is nothing to divide by."""
        found = self.right + self.false
        p = self.right / found if found else 0.0
        r = self.right / self.gold if self.gold else 0.0
        return p, r, (2 * p * r / (p + r) if p + r else 0.0)

    def figures(self, prefix: str = "") -> Json:
        """Precision, recall and F1 in percent, under keys that begin with `prefix`."""
        return dict(
            zip(
                (f"{prefix}{k}" for k in ("precision", "recall", "f1")),
                map(percent, self.shares),
                strict=True,
            )
        )

    def row(self, name: str) -> tuple[str, ...]:
        """A table row: name, precision, recall, F1, how many in the gold."""
        return (name, *(f"{100 * share:.1f}" for share in self.shares), f"{self.gold:,}")


PRF_HEADER = ("", "P", "R", "F1", "gold")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What scoring a set gave. `figures` is what --json prints; `header` and `rows` make the table;
    `predictions` are JSON objects, one a line of the file. `items` counts what `kind` names."""

    documents: int
    items: int
    kind: str
    figures: Json
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    predictions: tuple[Json, ...]


def write_predictions(rows: Iterable[Json], out: BinaryIO) -> None:
    """One JSON object a line, UTF-8."""
    for row in rows:
        out.write(dumps_json(row).encode("utf-8", "backslashreplace") + b"\n")


def percent(share: float) -> float:
    """A share in percent, to a hundredth of a point."""
    return round(100 * share, 2) + 0.0


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Mean F1 over the classes that the gold or the predictions hold, from 0 to 1; each item has one
    class (scikit-learn's f1_score with average="macro")."""
    right = Counter(g for g, f in zip(gold, found, strict=True) if g == f)
    golds, founds = Counter(gold), Counter(found)
    classes = set(golds) | set(founds)
    return sum(2 * right[c] / (golds[c] + founds[c]) for c in classes) / len(classes) if classes else 0.0


def accuracy(gold: Sequence[str], found: Sequence[str]) -> float:
    """The share of items whose class is right, from 0 to 1."""
    return sum(g == f for g, f in zip(gold, found, strict=True)) / len(gold) if gold else 0.0


def mean_error(gold: Sequence[float], found: Sequence[float]) -> float:
    """Mean absolute error, in the unit of the values."""
    return sum(abs(g - f) for g, f in zip(gold, found, strict=True)) / len(gold) if gold else 0.0


def pearson(gold: Sequence[float], found: Sequence[float]) -> float:
    """Pearson's correlation, -1 to 1; 0 where one side does not vary."""
    n = len(gold)
    if n < 2:
        return 0.0
    mg, mf = sum(gold) / n, sum(found) / n
    both = sum((g - mg) * (f - mf) for g, f in zip(gold, found, strict=True))
    spread = sqrt(sum((g - mg) ** 2 for g in gold) * sum((f - mf) ** 2 for f in found))
    return both / spread if spread > 1e-12 else 0.0
