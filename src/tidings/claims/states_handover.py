"""What is to be handed over is still held: "the bases to be handed over have been identified as X, Y and Z".

Who holds it is the agent, else who hands over in the last sentence before that tells of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tidings.claims.ground import head_of
from tidings.claims.roster import Roster
from tidings.claims.states_draft import Draft, is_a, is_negated, lemma
from tidings.claims.states_hold import Hold, drafts_of, holders_among, is_real
from tidings.claims.syntax import agents, case_of, conjuncts, is_passive, kids, obliques, subjects
from tidings.model.doc import Doc

NAMING: Final = frozenset("identify name list know be".split())
BACK: Final = 3
"""Sentences before in which the one who hands over is looked for."""


def find_handovers(doc: Doc, roster: Roster) -> Iterator[Draft]:
    """Control by whoever has announced to give a place away, in text order."""
    for token in doc.tokens:
        i = token.i
        if not is_a(doc, i, "hands-over") or not is_passive(doc, i) or is_real(doc, i) or is_negated(doc, i):
            continue
        givers = holders_among(doc, roster, agents(doc, i)) or _giver_before(doc, roster, i)
        if givers:
            things = tuple(named for thing in subjects(doc, i) for named in _named(doc, thing))
            yield from drafts_of(doc, roster, Hold(i, givers, things, "holds"))


def _giver_before(doc: Doc, roster: Roster, i: int) -> tuple[int, ...]:
    sent = doc.tokens[i].sent
    for s in range(sent, max(-1, sent - BACK - 1), -1):
        sentence = doc.sentences[s]
        for t in range(sentence.first, min(i, sentence.last)):
            if doc.parse.pos[t] == "VERB" and is_a(doc, t, "hands-over") and not is_passive(doc, t):
                return holders_among(doc, roster, subjects(doc, t))
    return ()


def _named(doc: Doc, thing: int) -> tuple[int, ...]:
    """The names that a described thing gets in its sentence: "three bases … identified as X, Y and Z"."""
    verb = doc.parse.head[thing]
    if verb >= 0 and lemma(doc, verb) in NAMING:
        called = obliques(doc, verb, "as") or kids(doc, verb, "xcomp")
        return tuple(h for c in called for h in _listed(doc, c)) or conjuncts(doc, thing)
    if verb >= 0 and kids(doc, verb, "cop"):
        return tuple(_listed(doc, verb))
    return conjuncts(doc, thing)


def _listed(doc: Doc, first: int) -> Iterator[int]:
    """Heads of the places of a list, however the parser hung them together; not "near the border"."""
    below = set(doc.subtree(first))
    for place in doc.places:
        head = head_of(doc, place.first, place.last)
        if doc.parse.dep[head] in ("compound", "amod") and head != first:
            # "near the X-Y border" lists neither
            continue
        if place.first in below and not place.is_demonym and (head == first or not case_of(doc, head)):
            yield head
