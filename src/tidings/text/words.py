"""The first stage's word lists, from tidings/data/text/words.tsv."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    content = (files("tidings") / "data" / "text" / "words.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        if line and not line.startswith("#"):
            name, words = line.split("\t")
            found[name].update(words.split())
    return {name: frozenset(words) for name, words in found.items()}


def words_of(name: str) -> frozenset[str]:
    """The words of one list. Raises KeyError where there is none of that name."""
    return _lists()[name]
