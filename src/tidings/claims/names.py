"""Names of one party: short and long forms, spelling variants, acronyms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tidings.model.span import Span

STRIP = re.compile(
    r"^(?:the|a|an|some|its|their|his|her|this|these|those|that|whose|several|both|all|other)\s+(?:(?:same|latter)\s+)?",
    re.I,
)


@dataclass(slots=True)
class Cluster:
    """One party of the report with the ways it is named; `names` in order of first use."""

    key: str
    kind: str
    names: list[str] = field(default_factory=list)
    country: str | None = None
    plural: bool = False
    spans: list[Span] = field(default_factory=list)

    def add(self, name: str) -> None:
        if name and name.casefold() not in {n.casefold() for n in self.names}:
            self.names.append(name)

    @property
    def best(self) -> str:
        """The fullest name: the longest of up to six words, since longer ones are descriptions."""
        short = [n for n in self.names if len(n.split()) <= 6] or self.names
        return max(short, key=lambda n: (len(n.split()), len(n)))


def words_of(name: str) -> tuple[str, ...]:
    return tuple(
        w for w in re.findall(r"[\w’'-]+", name.casefold()) if w not in ("the", "of", "s", "'s", "’s")
    )


def near(a: str, b: str) -> bool:
    """True where two long words differ by at most two letters (one where shorter than seven)."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 2:
        return False
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (x != y)))
        previous = row
    return previous[-1] <= (2 if min(len(a), len(b)) >= 6 else 1)


def initials(name: str) -> str:
    return "".join(w[0] for w in re.findall(r"[A-Za-z][\w’'-]*", name) if w[0].isupper())


def same_name(kind: str, name: str, other: str) -> bool:
    """Whether a shorter name of that kind may stand for the longer one; rules as in roster.py."""
    short, long = words_of(name), words_of(other)
    if not long:
        return False
    if short == long:
        return True
    if kind in ("place", "facility"):
        return False
    if kind == "person":
        if len(short) == 1:
            return len(long) > 1 and (
                short[0] == long[-1] or short[0].split("-")[-1] == long[-1].split("-")[-1]
            )
        if near(short[-1], long[-1]) and near(short[0], long[0]):
            return True
        return len(short) < len(long) and long[-len(short) :] == short
    if name.isupper() and 2 <= len(name) <= 7 and len(long) > 1:
        return initials(other) == name
    if len(short) == len(long) > 1:
        return all(near(a, b) for a, b in zip(short, long, strict=True))
    if len(short) < len(long) and len(short[0]) > 3:
        return long[: len(short)] == short or long[-len(short) :] == short
    return False
