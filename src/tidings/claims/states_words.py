"""The words of `data/states.tsv`: which words say that something holds, by what they do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from tidings.mentions.lexicon import one_of, packaged, rows, word

CLASSES: Final = frozenset(
    """
    office rank chair contender seat not-office senior of-title creed no-body vague body former future leads
    quits serves appoints becomes tenure kills dies death
    tied backs belongs includes whole joins ties own-group media of-state
    held holds takes loses hold rule-of siege forces people stays hosts keeps base harms scale hands-over
    insurgents
    """.split()
)


def read_words(name: str, text: str) -> Mapping[str, Mapping[str, str]]:
    """Values by lemma by class. Raises ValueError naming file and line."""
    found: dict[str, dict[str, str]] = {c: {} for c in CLASSES}
    for where, row in rows(name, text):
        try:
            kind, lemma = one_of(row["class"], CLASSES, "class"), word(row["lemma"])
        except (ValueError, KeyError) as error:
            raise ValueError(f"{where}: {error}") from None
        if lemma in found[kind]:
            raise ValueError(f"{where}: {lemma!r} stands twice in {kind!r}")
        found[kind][lemma] = row["value"]
    return MappingProxyType({kind: MappingProxyType(values) for kind, values in found.items()})


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return read_words("states.tsv", packaged("states.tsv"))


@lru_cache(maxsize=4096)
def classes(lemma: str, form: str) -> frozenset[str]:
    """The classes that a word belongs to by its lemma or its form, both in any case. Remembered, as every
    word of a report is asked for dozens of them."""
    written = {lemma.lower(), form.lower()}
    return frozenset(kind for kind, known in _words().items() if not written.isdisjoint(known))


def words(kind: str) -> Mapping[str, str]:
    """The words of one class with their values; "" where a word has none. KeyError for no such class."""
    return _words()[kind]
