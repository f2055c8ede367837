"""The log-odds that two records tell of one happening: a sum of trained weights, each part of it a sentence.

The table is `data/link/events.tsv`, a feature and its weight on each line, made by `training/incidents.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from tidings.link.events import toll, what, when, where, who, words
from tidings.link.events.fast import FAR, LONG_AGO, MONTHS_AGO, NEVER, summing
from tidings.link.events.told import Told

COMPARATORS: Final = (what, when, where, who, toll, words)


@dataclass(frozen=True, slots=True)
class Why:
    """What one comparator says: `name` of it, log-odds it adds (rounded), a sentence."""

    name: str
    score: float
    sentence: str


class Scorer:
    """`even`: mean log-odds above which records are one happening. `score(a, b)`: log-odds of two records."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        self.even = weights.get("even", 0.0)
        self.score: Callable[[Told, Told], float] = summing(weights)

    @classmethod
    def load(cls) -> Scorer:
        return _packaged()

    def why(self, a: Told, b: Told) -> list[Why]:
        """Each comparator's part, in their order. The bias, evidence needed before any, comes first."""
        out = [Why("before", round(self.weights.get("bias", 0.0), 2), "any two records that are compared")]
        for comparator in COMPARATORS:
            parts = comparator.compare(a, b).items()
            total = sum(self.weights.get(name, 0.0) * value for name, value in parts)
            out.append(Why(comparator.__name__.rsplit(".", 1)[1], round(total, 2), comparator.why(a, b)))
        if cannot(a, b):
            out.append(Why("never", NEVER, cannot(a, b)))
        return out


def features(a: Told, b: Told) -> dict[str, float]:
    """What all comparators say, for training."""
    out = {"bias": 1.0}
    for comparator in COMPARATORS:
        out |= comparator.compare(a, b)
    return out


def cannot(a: Told, b: Told) -> str:
    """Why the two cannot be one happening, whatever the weights say; empty where they can.

    Of two events of one report the reader has said that they are two: of 22 that weights put together on the
    story lines 4 were one."""
    if a.report == b.report:
        return "one report tells them as two"
    if a.exact and b.exact and (when.apart(a, b) or 0) > LONG_AGO:
        return "their days are given and lie apart"
    if a.dated and b.dated and (when.apart(a, b) or 0) > MONTHS_AGO:
        return "the times given lie apart"
    away = where.kilometres(a, b)
    if away is not None and away > FAR:
        return "the places lie too far apart"
    return ""


@cache
def _packaged() -> Scorer:
    table = files("tidings") / "data" / "link" / "events.tsv"
    lines = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return Scorer({line[0]: float(line[1]) for line in lines if line[0][0] != "#"})
