"""Mentions in, groups of one happening out.

Every two mentions get log-odds from the comparators and a table of weights. These say how central each
mention is (central.py), and with that the pairs are weighed once more. Average linkage makes groups.
The result does not depend on the order of the mentions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from tidings.link import central, documents, network, where_when, who, words
from tidings.link.cluster import cut, joints
from tidings.link.documents import Story
from tidings.link.rarity import Floats, Rarity
from tidings.link.telling import Telling

CROSSED: Final = {
    "word": (
        "reports", "reports for their best", "said", "around", "names", "parts", "under", "network",
        "one report", "later line", "lines", "whom", "who", "both speak", "both verbs",
    ),
    "stem": (
        "reports", "reports for their best", "said", "around", "parts", "network", "one report", "under",
    ),
    "reports": ("said", "names", "around", "under", "days", "places", "network"),
}  # fmt: skip
"""Numbers that say something else where the words, or the reports, agree: their products count too."""
STEPS: Final = ("first", "central", "second")
SURE: Final = 6.0
"""Log-odds of being central beyond which they say no more."""


@dataclass(frozen=True, slots=True)
class Table:
    """Weights by step and number's name; "even" is the threshold of a step's linkage."""

    weights: Mapping[str, Mapping[str, float]]

    def score(self, step: str, numbers: Mapping[str, Floats]) -> Floats:
        """Log-odds, of the shape of the numbers; a number that is not in the table counts nothing."""
        weights = self.weights[step]
        out = np.zeros_like(next(iter(numbers.values())), np.float32) + np.float32(weights["always"])
        for name in sorted(numbers.keys() & weights.keys()):
            out += np.float32(weights[name]) * numbers[name]
        return out


@cache
def load_table() -> Table:
    """The packaged table. Raises ValueError naming file and line where a row is malformed."""
    path = files("tidings") / "data" / "link" / "same.tsv"
    weights: dict[str, dict[str, float]] = {step: {} for step in STEPS}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            try:
                step, name, weight = line.split("\t")[:3]
                weights[step][name] = float(weight)
            except (ValueError, KeyError):
                raise ValueError(f"same.tsv:{number}: a step, a number's name and its weight") from None
    return Table(weights)


class Linker:
    """Links mentions of a set of reports. `stories`: every report of the set, by name."""

    def __init__(
        self, stories: Mapping[str, Story], *, mix: Floats | None = None, table: Table | None = None
    ) -> None:
        self._stories = stories
        self._rarity = Rarity(story.words for story in stories.values())
        self._mix = mix
        self._table = table

    def link(self, tellings: Sequence[Telling]) -> list[list[int]]:
        """Groups of indices into `tellings`, each ascending, by their first. Mentions that cannot be one
        (of two topics, say) are to be linked apart."""
        if not tellings:
            return []
        table = self._table or load_table()
        order = sorted(range(len(tellings)), key=lambda n: (tellings[n].doc, tellings[n].at))
        tree = joints(self.score([tellings[n] for n in order]))
        groups = cut(len(tellings), tree, table.weights["second"]["even"])
        return sorted(sorted(order[n] for n in group) for group in groups)

    def score(self, tellings: Sequence[Telling]) -> Floats:
        """Log-odds for every two mentions."""
        table = self._table or load_table()
        pairs = self.numbers(tellings)
        first = table.score("first", pairs)
        near = table.score("central", self.central(tellings, first))
        return table.score("second", {**pairs, **weighed(pairs, near)})

    def numbers(self, tellings: Sequence[Telling]) -> dict[str, Floats]:
        """What the comparators say, by name, each [mentions, mentions]."""
        out = words.compare(tellings, self._rarity) | who.compare(tellings, self._rarity)
        out |= where_when.compare(tellings) | documents.compare(tellings, self._rarity, self._stories)
        out |= network.compare(tellings, self._mix)
        for name, others in CROSSED.items():
            for other in others:
                if other in out:
                    out[f"{name} × {other}"] = out[name] * out[other]
        return out

    def central(self, tellings: Sequence[Telling], first: Floats) -> dict[str, Floats]:
        """Numbers of each mention, by name, from the log-odds of the first step."""
        rows = central.numbers(tellings, first, self._rarity, self._stories)
        return dict(zip(central.NAMES, rows.T, strict=True))


def weighed(pairs: Mapping[str, Floats], near: Floats) -> dict[str, Floats]:
    """What it says of two mentions how central each is."""
    near = np.clip(near, -SURE, SURE)
    less, more = np.minimum.outer(near, near), np.maximum.outer(near, near)
    chance = 1 / (1 + np.exp(-less))
    return {
        "less central": less, "more central": more, "both central": chance,
        "word × less central": pairs["word"] * less, "word × both central": pairs["word"] * chance,
    }  # fmt: skip


def reasons(a: Telling, b: Telling) -> tuple[str, ...]:
    """One sentence of each comparator on why two mentions are one, or are not."""
    return tuple(part.why(a, b) for part in (words, who, where_when, documents, network))
