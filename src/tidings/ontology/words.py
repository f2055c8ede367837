"""What a model of own types sees of a text: its sentences, and in them the words that may name a deed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.claims.syntax import base, case_of, kids
from tidings.claims.triggers import named
from tidings.mentions.lexicon import BLOCKED, load_triggers, reporting_verbs
from tidings.model.doc import Doc, Sentence
from tidings.reader import Reader

Vector = NDArray[np.float32]

SELDOM_DEEDS: Final = frozenset(
    "be have do say tell get go come make take put give become remain seem begin start continue".split()
)
"""Verbs that seldom name a deed by themselves: taken for the word meant only where nothing else is."""
STEM: Final = 5
"""Letters that stand for a whole word family: "hacke…" for hackers, hacked."""
OTHERWISE_KNOWN: Final = 0.4
FEWEST: Final = 4
"""Tokens of a sentence that can tell of a deed; shorter ones are headings and interjections."""


@dataclass(frozen=True, slots=True)
class Word:
    """`token`: its index in the document. `names`: named features. `vector`: the network's.

    `prior`: how readily such a word names a deed, whichever. `known`: PLOVER types that the lexicon has
    it for, in one sense or another.
    """

    token: int
    text: str
    names: tuple[str, ...]
    vector: Vector
    prior: float
    known: frozenset[str]

    def readiness(self, parent: str | None) -> float:
        """How readily it names a deed of a type with this parent: of two words that fit alike, the readier
        one is meant. A word that is known to name other deeds mostly does."""
        return self.prior * (OTHERWISE_KNOWN if self.known and parent not in self.known else 1.0)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence. `vector`: mean and greatest values of its words' vectors, one after the other. `names`:
    named features of its words. `words`: those that may name a deed; none where they were not asked for."""

    sentence: int
    vector: Vector
    names: tuple[str, ...]
    words: tuple[Word, ...] = ()


def find_passages(doc: Doc, reader: Reader, *, words: bool = True) -> list[Passage]:
    """The sentences of a text that can tell of a deed. With `words` the document needs the layers "parse"
    and "entities", and sentences without a verb or noun outside names and dates are left out.

    Raises ModelError where the reader's weights give no vectors.
    """
    vectors = reader.vectors(doc)
    out: list[Passage] = []
    for s in doc.sentences:
        if s.kind in ("byline", "dateline") or s.last - s.first < FEWEST:
            continue
        found = words_of(doc, s, vectors) if words else ()
        if found or not words:
            own = vectors[s.first : s.last]
            out.append(Passage(s.i, np.concatenate([own.mean(0), own.max(0)]), _names_in(doc, s), found))
    return out


def words_of(doc: Doc, sentence: Sentence, vectors: Vector) -> tuple[Word, ...]:
    """Verbs and nouns outside names and dates, in text order."""
    return tuple(
        Word(i, doc.tokens[i].text, names_of(doc, i), vectors[i], prior_of(doc, i), known_of(doc, i))
        for i in range(sentence.first, sentence.last)
        if is_candidate(doc, i)
    )


def is_candidate(doc: Doc, i: int) -> bool:
    pos = doc.parse.pos[i]
    if not any(map(str.isalpha, doc.tokens[i].text)):
        return False
    if any(kind in ("time", "number", "money") for kind in doc.kinds_at(i)):
        return False
    if pos == "PROPN":  # headlines write common nouns with capitals, and taggers call them names
        return not named(doc, i)
    return pos in ("VERB", "NOUN")


def names_of(doc: Doc, i: int) -> tuple[str, ...]:
    """Named features of a word: itself, its place in the clause, and the words that hang on it."""
    parse = doc.parse
    pos, lemma = parse.pos[i], parse.lemma[i].lower()
    pos = "NOUN" if pos == "PROPN" else pos
    out = [f"word={lemma}/{pos}", f"stem={lemma[:STEM]}", f"pos={pos}", f"dep={base(parse.dep[i])}/{pos}"]
    head = parse.head[i]
    if head >= 0:
        out.append(f"under={base(parse.dep[i])}/{parse.lemma[head].lower()}")
    for k in kids(doc, i, "obj", "nsubj", "compound", "amod", "obl", "nmod", "xcomp"):
        relation = parse.dep[k] if parse.dep[k] in ("compound:prt", "nsubj:pass") else base(parse.dep[k])
        if relation in ("obl", "nmod"):
            relation = f"{relation}:{case_of(doc, k)}"
            out.append(relation)
        out.append(f"{relation}={parse.lemma[k].lower()}")
    return tuple(dict.fromkeys(out))


def prior_of(doc: Doc, i: int) -> float:
    lemma, pos = doc.parse.lemma[i].lower(), doc.parse.pos[i]
    if pos == "VERB" and base(doc.parse.dep[i]) != "amod":  # "packed trains" tells what trains they were
        if lemma in SELDOM_DEEDS:
            return 0.1
        return 0.2 if lemma in reporting_verbs() else 1.0
    return 0.6 if (lemma, "NOUN") in load_triggers() else 0.15


def known_of(doc: Doc, i: int) -> frozenset[str]:
    pos = "VERB" if doc.parse.pos[i] == "VERB" else "NOUN"
    entries = load_triggers().get((doc.parse.lemma[i].lower(), pos), ())
    return frozenset(e.type for e in entries) - {BLOCKED}


def _names_in(doc: Doc, sentence: Sentence) -> tuple[str, ...]:
    words = [t.text.lower() for t in doc.tokens[sentence.first : sentence.last] if t.text.isalpha()]
    return tuple(dict.fromkeys(name for w in words if len(w) > 2 for name in (f"in={w}", f"in={w[:STEM]}…")))
