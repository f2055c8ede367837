"""A mention of a happening with what stands around it: all that the comparators look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.claims.hinted import hints_of
from tidings.claims.roster import Roster, roster_of
from tidings.claims.syntax import agents, antecedent, base, case_of, determiner, kids, objects, obliques
from tidings.model.doc import Doc

Words = frozenset[str]
Floats = NDArray[np.float32]

CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
LIGHT: Final = frozenset(
    "be have do make take get give go come put set hold keep let become remain stay receive undergo face"
    " carry suffer".split()
)
"""Verbs that leave it to their noun what happened: "take a decision"."""
NEAR: Final = 5
"""Words on either side of the mention that count as its surroundings."""


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """Words are lemmas in lower case; those of the mention itself are in `own` and in none of the others.

    `doc`: the report's name, `at` the token that heads the mention. `sentence`: its number, `line` the same
    counted from the first that is no web address. `who`, `whom`, `beside`: words for doer, object and other
    parts of the clause, names as the roster knows them. `around`: content words within `NEAR` words, `under`
    those below it in the tree, `said` those of the sentence, `names` the names in it. `days`, `places`: of
    the sentence. `left`, `right`: the network's vectors for pairs, `types` its chances of no type and each
    PLOVER type; empty where it has not read the report.
    """

    doc: str
    at: int
    sentence: int
    line: int
    word: str
    own: Words
    pos: str
    relation: str
    pointing: bool
    who: Words
    whom: Words
    beside: Words
    around: Words
    under: Words
    said: Words
    names: Words
    days: frozenset[str]
    places: Words
    fact: float
    background: float
    left: Floats
    right: Floats
    types: Floats


def telling_at(doc: Doc, tokens: tuple[int, ...]) -> Telling:
    """The mention of `tokens` (document indices, in text order, at least one). Needs the layers up to the
    roster; `doc.report.doc` names the report."""
    parse, lemma = doc.parse, doc.parse.lemma
    head = next((t for t in tokens if parse.head[t] not in tokens), tokens[0])
    core = _core(doc, head, tokens)
    sentence = doc.sentence_of(head)
    inside = range(sentence.first, sentence.last)
    own = frozenset(lemma[t].lower() for t in tokens)

    def content(places: range | tuple[int, ...]) -> Words:
        return frozenset(lemma[t].lower() for t in places if parse.pos[t] in CONTENT) - own

    roster = roster_of(doc)
    hints = hints_of(doc)
    none = np.zeros(0, np.float32)
    window = range(max(sentence.first, head - NEAR), min(sentence.last, head + NEAR + 1))
    named = {lemma[t].lower() for t in inside if parse.pos[t] == "PROPN"}
    named |= {c.best.casefold().split()[-1] for t in inside if (c := roster.named_cluster(t)) and c.best}
    who, whom, beside = (_words(doc, roster, heads) for heads in _parts(doc, head))
    return Telling(
        doc=doc.report.doc,
        at=head,
        sentence=sentence.i,
        line=max(0, sentence.i - _first_line(doc)),
        word=lemma[core].lower(),
        own=own,
        pos=parse.pos[core],
        relation=base(parse.dep[head]),
        pointing=determiner(doc, head) in ("the", "this", "that"),
        who=who, whom=whom, beside=beside,
        around=content(window), under=content(doc.subtree(head)), said=content(inside),
        names=frozenset(named),
        days=frozenset(
            f"{t.interval.start}/{t.interval.end}"
            for t in doc.times
            if t.interval and sentence.first <= t.first < sentence.last
        ),
        places=frozenset(
            p.name.casefold()
            for p in doc.places
            if not p.is_demonym and sentence.first <= p.first < sentence.last
        ),
        fact=float(hints.fact[head]) if hints else 0.0,
        background=float(hints.background[head]) if hints else 0.0,
        left=hints.sides(head)[0] if hints else none,
        right=hints.sides(head)[1] if hints else none,
        types=np.exp(hints.trigger[head]) if hints else none,
    )  # fmt: skip


def _core(doc: Doc, head: int, tokens: tuple[int, ...]) -> int:
    """The word that says what happened: of "take a decision" the noun."""
    if doc.parse.lemma[head].lower() in LIGHT:
        other = [t for t in tokens if t != head and doc.parse.pos[t] in CONTENT]
        return other[-1] if other else head
    return head


def _parts(doc: Doc, head: int) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Heads of doer, object and the rest."""
    if doc.parse.pos[head] == "VERB":
        return agents(doc, head), objects(doc, head), obliques(doc, head)
    by = tuple(
        c for c in kids(doc, head, "nmod") if doc.parse.dep[c] != "nmod:poss" and case_of(doc, c) == "by"
    )
    of = tuple(
        c for c in kids(doc, head, "nmod", "compound")
        if doc.parse.dep[c] != "nmod:poss" and case_of(doc, c) in ("", "of")
    )  # fmt: skip
    return (*kids(doc, head, "nmod:poss"), *by), of, obliques(doc, head)


def _words(doc: Doc, roster: Roster, heads: tuple[int, ...]) -> Words:
    out: set[str] = set()
    for at in heads:
        head = antecedent(doc, at)
        cluster = roster.cluster(head)
        if cluster is not None:
            out.update(w for name in (cluster.best, *cluster.names[:3]) for w in name.casefold().split())
        else:
            out.add(doc.parse.lemma[head].lower())
        if doc.parse.pos[head] == "NOUN":
            out.update(doc.parse.lemma[c].lower() for c in kids(doc, head, "compound", "amod"))
    return frozenset(w for w in out if len(w) > 1)


def _first_line(doc: Doc) -> int:
    """Number of the first sentence that is no web address."""
    return next((s.i for s in doc.sentences if "http" not in doc.text[s.start : s.end]), 0)
