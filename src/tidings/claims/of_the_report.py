"""Nouns of two senses, where nothing beside the word says which: "the strike" of dockers or of jets. The
report says it, by what else it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tidings.mentions.lexicon import Trigger

_WORK: Final = frozenset(
    "worker union wage salary pay docker miner teacher nurse employer stoppage workforce crew magistrate"
    " picket".split()
)
_GUNS: Final = frozenset(
    "missile drone warplane airstrike rocket shell shelling bomb bombing bombardment jet artillery militant"
    " rebel".split()
)


def sense_here(lemmas: Mapping[str, int], entry: Trigger) -> Trigger:
    """The entry, or the same with the other type. Only entries without conditions: of others what stands
    beside the word has told. `lemmas`: how often the report has each."""
    if entry.pos != "NOUN" or entry.conditions:
        return entry
    of_work = (entry.lemma, entry.type) in (("strike", "ASSAULT"), ("walkout", "SANCTION"))
    if of_work and _count(lemmas, _WORK) > 1 + 2 * _count(lemmas, _GUNS):
        return replace(entry, type="PROTEST", mode="strike", weak=False)
    return entry


def _count(lemmas: Mapping[str, int], words: frozenset[str]) -> int:
    return sum(lemmas.get(word, 0) for word in words)
