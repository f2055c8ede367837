"""Comparator: do the words for the two happenings agree?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from tidings.link.rarity import Floats, Rarity, shared
from tidings.link.telling import LIGHT, Telling

SPEECH: Final = frozenset(
    "say tell announce report claim statement add note confirm explain state comment speak describe reveal"
    " talk".split()
)
ENDINGS: Final = "ation ition ment ings ing ion ers er or ed al s e".split()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What is left of a word without one ending of `ENDINGS`, five letters at most: "decide", "decision"."""
    for end in ENDINGS:
        if word.endswith(end) and len(word) - len(end) >= 3:
            word = word[: -len(end)]
            break
    return word[:5]


def compare(tellings: Sequence[Telling], rarity: Rarity) -> dict[str, Floats]:
    """ "word": the same lemma; "stem": other lemmas of one stem; shares of words of the mentions."""
    word = same([t.word for t in tellings])
    rare = np.array([rarity.of(t.word) for t in tellings], np.float32)
    own, both = shared([t.own for t in tellings], rarity)
    speech = np.array([t.word in SPEECH for t in tellings], np.float32)
    light = np.array([t.word in LIGHT for t in tellings], np.float32)
    verb = np.array([t.pos == "VERB" for t in tellings], np.float32)
    empty = np.array([t.pos in ("PRON", "DET", "ADP", "ADV") for t in tellings], np.float32)
    return {
        "word": word,
        "stem": same([stem(t.word) for t in tellings]) * (1 - word),
        "rare word": word * rare[:, None] / 5,
        "own words": own,
        "a word of them": (both > 0).astype(np.float32),
        "both speak": np.outer(speech, speech),
        "one speaks": np.maximum.outer(speech, speech),
        "one is light": np.maximum.outer(light, light),
        "one is a pronoun": np.maximum.outer(empty, empty),
        "same sort of word": (verb[:, None] == verb[None]).astype(np.float32),
        "both verbs": np.outer(verb, verb),
    }


def same(values: Sequence[str]) -> Floats:
    """1 where two values are the same."""
    number = np.unique(np.array(values, dtype=str), return_inverse=True)[1]
    out: Floats = (number[:, None] == number[None]).astype(np.float32)
    return out


def why(a: Telling, b: Telling) -> str:
    if a.word == b.word:
        return f'both say "{a.word}"'
    if stem(a.word) == stem(b.word):
        return f'"{a.word}" and "{b.word}" have one stem'
    both = sorted(a.own & b.own)
    return f'both have "{both[0]}"' if both else f'other words: "{a.word}", "{b.word}"'
