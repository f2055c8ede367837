"""What is to be handed over is still held: "the bases to be handed over have been identified as X, Y and Z".
What was handed over is held by who got it, and lost by who gave it.

Who holds it is the agent, else who hands over in the last sentence before that tells of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tidings.claims.ground import head_of
from tidings.claims.roster import Roster
from tidings.claims.states_draft import Draft, is_a, is_negated, lemma
from tidings.claims.states_hold import Hold, drafts_of, holders_among, is_real
from tidings.claims.states_place import places_of
from tidings.claims.syntax import agents, case_of, conjuncts, is_passive, kids, objects, obliques, subjects
from tidings.model.doc import Doc

NAMING: Final = frozenset("identify name list know be".split())
BACK: Final = 3
"""Sentences before in which the one who hands over is looked for."""


def find_handovers(doc: Doc, roster: Roster) -> Iterator[Draft]:
    """Control by whoever has announced to give a place away, in text order."""
    for token in doc.tokens:
        i = token.i
        if not is_a(doc, i, "hands-over") or doc.parse.pos[i] != "VERB" or is_negated(doc, i):
            continue
        if is_real(doc, i):
            for hold in _done(doc, roster, i):
                yield from drafts_of(doc, roster, hold)
            continue
        if not is_passive(doc, i):
            continue
        givers = holders_among(doc, roster, agents(doc, i)) or _giver_before(doc, roster, i)
        if givers:
            things = tuple(named for thing in subjects(doc, i) for named in _named(doc, thing))
            yield from drafts_of(doc, roster, Hold(i, givers, things, "holds"))


def _done(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    """ "X handed over Y to Z", "Y was ceded to Z". Without "to somebody" a giving may be of anything."""
    to = (*obliques(doc, i, "to"), *(k for back in kids(doc, i, "advmod") for k in obliques(doc, back, "to")))
    takers = tuple(k for k in holders_among(doc, roster, to) if _can_take(doc, roster, k))
    given = subjects(doc, i) if is_passive(doc, i) else objects(doc, i)
    things = tuple(
        named for thing in given for named in conjuncts(doc, thing) if _is_named(doc, roster, named)
    )
    if not takers or not things:
        return
    yield Hold(i, takers[:1], things, "holds")
    yield Hold(i, holders_among(doc, roster, agents(doc, i))[:1], things, "lost")


def _can_take(doc: Doc, roster: Roster, k: int) -> bool:
    return roster.kind_of(k) in ("force", "org", "country") and not places_of(doc, k)


def _is_named(doc: Doc, roster: Roster, i: int) -> bool:
    return bool(places_of(doc, i)) or (roster.kind_of(i) == "facility" and roster.entity_at(i) is not None)


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
