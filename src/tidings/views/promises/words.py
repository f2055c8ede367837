"""What a sentence is about, beyond the record: stems of its words, and the deeds that they may name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from tidings.link.words import stem
from tidings.mentions.lexicon import load_triggers
from tidings.reader.lemmas import lemma_of

COMMON: Final = frozenset(
    """a an the of to in and for on at by with from as be is are was were been have has had do did it its
    his her their he she they them him that this these those which who whom whose will would not or but
    after before can could may might must shall should more most two one three other also new year years
    month months week weeks day days than then there when where while into out up down over under about
    between through during since until said say says told tell tells announced announce announces
    reported report reports according spokesman spokeswoman minister ministry official officials
    president government people monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december last first next all some
    no any both each only still so if because what how we our us i you your now just yet agreed agree
    promised promise pledged pledge vowed vow undertook undertaken planned plan threatened threaten
    warned warn ordered order demanded demand urged urge offered offer called call asked ask declared
    declare half second part stage date deadline time later earlier""".split()
)
"""Words that say nothing of what was promised: those of grammar, of reporting, of promising itself."""

_SMALL: Final = frozenset("a an and at by de del du for from in la of on the to und y".split())
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
ONE_SORT: Final = {
    same: words[0]
    for words in (
        "soldier soldiers troop troops trooper troopers men fighter fighters personnel force".split(),
        "prisoner prisoners detainee detainees captive captives hostage hostages inmate inmates".split(),
        "base bases camp camps post posts garrison garrisons outpost outposts barracks".split(),
        "tonne tonnes ton tons".split(),
        "truck trucks lorry lorries".split(),
        "stage stages phase phases step steps instalment instalments tranche tranches batch batches".split(),
    )
    for same in words
}
"""Words for one sort of thing, counted together."""

_SENSES: Final = 2
"""Sorts of deed from which a word ("send", "take") tells nothing of which is meant."""
SPOKEN: Final = frozenset({"AGREE", "CONCEDE", "THREATEN", "REQUEST", "ACCUSE", "REJECT", "SUPPORT"})


@lru_cache(maxsize=4096)
def stems(sentence: str) -> frozenset[str]:
    """Stems of the words that say what it is about, names among them."""
    words = (word.lower() for word in _WORD.findall(sentence))
    return frozenset(
        ONE_SORT.get(word) or stem(word)
        for word in words
        if len(word) > 2 and word not in COMMON and not word.isdigit()
    )


def named(sentence: str) -> frozenset[str]:
    """Stems of the words with a capital letter."""
    words = [word for word in _WORD.findall(sentence) if word[0].isupper()]
    return stems(" ".join(words))


@cache
def _deeds_by_lemma() -> dict[str, frozenset[str]]:
    """Types of deeds that a word may name, by its lemma; of words for up to `_SENSES` sorts of deed."""
    found: dict[str, set[str]] = {}
    for (lemma, _), several in load_triggers().items():
        found.setdefault(lemma, set()).update(
            t.type for t in several if t.type not in (*SPOKEN, "NONE", None)
        )
    return {lemma: frozenset(types) for lemma, types in found.items() if 0 < len(types) <= _SENSES}


@lru_cache(maxsize=65536)
def deeds_named(word: str) -> frozenset[str]:
    """Types of the deeds that the word, of any form, may name."""
    known = _deeds_by_lemma()
    lemmas = {word, *(lemma_of(word, tag) for tag in ("VBD", "VBN", "VBG", "VBZ", "NNS"))}
    return frozenset().union(*(known.get(lemma, frozenset()) for lemma in lemmas))


def deeds_in(sentence: str) -> frozenset[str]:
    """Types of the deeds that the sentence's words may name: those of what was promised, and others."""
    words = {word.lower() for word in _WORD.findall(sentence)}
    return frozenset().union(*(deeds_named(word) for word in words))


@lru_cache(maxsize=8192)
def name_words(folded: str) -> frozenset[str]:
    """Stems of a folded name's words."""
    return frozenset(stem(word) for word in folded.split() if len(word) > 2 and word not in COMMON)


def shown(folded: str) -> str:
    """A folded name for reading: "Troops of the Joint Lakes Mission"."""
    words = enumerate(folded.split())
    return " ".join(word if n and word in _SMALL else word.capitalize() for n, word in words)
