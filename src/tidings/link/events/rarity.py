"""How much a word says, by a fixed list: the same in every store, whatever else is in it.

`data/link/rarity.tsv` gives for a stem in how many of 10,000 reports it stands; a stem that is not there is
as rare as can be.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

COMMON: Final = frozenset(
    "a an the of to in and for on at by with from as be is are was were been being have has had do"
    " does did it its his her their he she they him them we our us i you your that this these those"
    " which who whom whose will would not no or but if after before can could may might should more"
    " most one two other also new year years said says say told tell than then there here when where"
    " while into over about up out all some any such only between during since until against under".split()
)
REPORTS: Final = 10_000
LEAST: Final = 0.5
RARE: Final = 3.0
"""Stems lighter than this stand in more than one report in 20 and say nothing of what a report is about."""


@cache
def _seen() -> dict[str, float]:
    table = files("tidings") / "data" / "link" / "rarity.tsv"
    lines = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    return {stem: float(count) for stem, count in lines}


@cache
def weight(stem: str) -> float:
    """Logarithm of the share of reports without it, from 0 to about 10."""
    return math.log(REPORTS / _seen().get(stem, LEAST)) if stem else 0.0


COUNTRY: Final = 1.5
ID: Final = 6.0
"""What a country and an id weigh beside words of names, which weigh by their rarity, about 2 to 10."""


def marks(found: Iterable[str]) -> float:
    """Weight of marks of parties and places (`Told`)."""
    # An exact sum: a set's order changes from run to run, and the last digit of a plain sum with it.
    return math.fsum(COUNTRY if m[0] == "c" else ID if m[0] == "=" else weight(m[1:]) for m in found)


def total(stems: frozenset[str]) -> float:
    return math.fsum(map(weight, stems))
