"""Which incidents are parts of which, against the pairs of happenings that a story's key has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tidings.evaluate.figures import Json, percent
from tidings.evaluate.stories_match import Matched

Pair = tuple[str, str]
"""A part and its whole."""


@dataclass(slots=True)
class PartTally:
    """Links of incidents that hold events of the key's happenings: `right` where a happening of the one is
    keyed as a part of one of the other, else `false`. `unkeyed`: links of others, of which the key says
    nothing. `found` of the `keyed` pairs of happenings."""

    right: int = 0
    false: int = 0
    unkeyed: int = 0
    found: int = 0
    keyed: int = 0

    def add(self, key: Iterable[Pair], links: Iterable[Pair], held: Mapping[str, set[str]]) -> list[Pair]:
        """`held`: the happenings of which each incident holds events. A part of a part is one of the whole,
        in the key as in the answer. Returns the links that are false."""
        wanted = through(key)
        found: set[Pair] = set()
        wrong: list[Pair] = []
        for part, whole in sorted(through(links)):
            if not held.get(part) or not held.get(whole):
                self.unkeyed += 1
                continue
            hit = {(a, b) for a in held[part] for b in held[whole]} & wanted
            found |= hit
            if not hit:
                wrong.append((part, whole))
            self.right += bool(hit)
        self.false += len(wrong)
        self.found += len(found)
        self.keyed += len(wanted)
        return wrong

    @property
    def shares(self) -> tuple[float, float, float]:
        """Precision, recall, F1, from 0 to 1; 0 where nothing was answered or keyed."""
        precision = self.right / max(1, self.right + self.false)
        recall = self.found / max(1, self.keyed)
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def figures(self) -> Json:
        names = ("part_of_precision", "part_of_recall", "part_of_f1")
        shares = {name: percent(share) for name, share in zip(names, self.shares, strict=True)}
        return {**shares, "part_of_unkeyed": self.unkeyed}


def through(pairs: Iterable[Pair]) -> set[Pair]:
    """With every chain of them: a part of a part is a part."""
    out = set(pairs)
    while more := {(a, d) for a, b in out for c, d in out if b == c} - out:
        out |= more
    return out


def held_by(matched: Matched, incident_of: Mapping[str, str]) -> dict[str, set[str]]:
    """Happenings of each incident."""
    out: defaultdict[str, set[str]] = defaultdict(set)
    for event, happening in matched.items():
        out[incident_of[event]].add(happening)
    return dict(out)
