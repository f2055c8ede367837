"""Small trained judgements: a sum of weights of named features, read from a table anyone can read.

The tables `tidings/data/claims/NAME.tsv` (feature, weight, how often seen) are made by
`training/judge.py` from the reports in `training/written`. A score is in log-odds: 0 is even
chances, +1 about 73 %, -1 about 27 %.

Where the network has seen the words too (layer "hints"), its log-odds and the table's are added with
weights of their own, the rows "*table", "*hint 1", ... and "*even" (the constant).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

MOST: Final = 6.0
"""Log-odds beyond which a hint of the network says no more."""


@dataclass(frozen=True, slots=True)
class Linear:
    """`weights` by feature name; a feature that is not in the table counts nothing."""

    weights: Mapping[str, float]

    def score(
        self, features: Iterable[str], hints: Sequence[float] | None = None, *, part: str = ""
    ) -> float:
        """Log-odds. `hints`: the network's, None where it was not asked. `part`: what stands before a
        feature's name in a table of several judgements ("status": "denied: ")."""
        known = self.weights
        get = known.get
        own = sum([get(part + f, 0.0) for f in features] if part else [get(f, 0.0) for f in features])
        if hints is None or part + "*table" not in known:
            return own
        out = known[part + "*table"] * own + known[part + "*even"]
        for n, hint in enumerate(hints, start=1):
            out += known[f"{part}*hint {n}"] * max(-MOST, min(MOST, hint))
        return out

    def strongest(self, features: Iterable[str], *, most: int = 2) -> list[str]:
        """The features that moved the score furthest, for a sentence on why."""
        known = [(abs(self.weights.get(f, 0.0)), f) for f in features if f != "always"]
        return [f for weight, f in sorted(known, reverse=True)[:most] if weight > 0.0]


def probability(score: float) -> float:
    """Chance between 0 and 1 of a score in log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def load_linear(name: str) -> Linear:
    """The packaged table. Raises ValueError naming file and line where a row is malformed."""
    path = files("tidings") / "data" / "claims" / f"{name}.tsv"
    weights: dict[str, float] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            try:
                weights[cells[0]] = float(cells[1])
            except (IndexError, ValueError):
                raise ValueError(f"{name}.tsv:{number}: a feature and its weight, tab between") from None
    return Linear(weights)
