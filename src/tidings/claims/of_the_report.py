"""Nouns of two senses, where nothing beside the word says which: "the strike" of dockers or of jets, "the
raid" of gunmen or of police. The report says it: the deeds that it tells in other words."""

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
_RAIDERS: Final = frozenset(
    "gunman raider bandit militant rebel jihadist insurgent rustler attacker assailant fighter herder".split()
)
_SEARCHERS: Final = frozenset("police officer agent search warrant newsroom customs prosecutor".split())
_KILLED: Final = frozenset("kill die dead massacre slaughter wound shoot gun slay".split())
_TAKEN: Final = frozenset("arrest detain search confiscate detention".split())


def sense_here(lemmas: Mapping[str, int], entry: Trigger) -> Trigger:
    """The entry, or the same with the other type. Only entries without conditions: of others what stands
    beside the word has told. `lemmas`: how often the report has each."""
    if entry.pos != "NOUN" or entry.conditions:
        return entry
    of_work = (entry.lemma, entry.type) in (("strike", "ASSAULT"), ("walkout", "SANCTION"))
    if of_work and _count(lemmas, _WORK) > 1 + 2 * _count(lemmas, _GUNS):
        return replace(entry, type="PROTEST", mode="strike", weak=False)
    if (entry.lemma, entry.type) == ("raid", "COERCE"):
        killed, taken = _count(lemmas, _KILLED), _count(lemmas, _TAKEN)
        if killed > taken and _count(lemmas, _RAIDERS) > _count(lemmas, _SEARCHERS):
            return replace(entry, type="ASSAULT")
    return entry


def _count(lemmas: Mapping[str, int], words: frozenset[str]) -> int:
    return sum(lemmas.get(word, 0) for word in words)
