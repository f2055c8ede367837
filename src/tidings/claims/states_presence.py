"""Presences: forces and people at a place, with their number where it is told.

A noun for forces or people has its place after it ("US troops in Iraq"), or a verb tells it
(`states_presence_verbs`); "their base at X" and "home to Y" say it too. Who acts in a picture's caption is
where the picture was taken, on its day. People without uniform need a number or a verb of staying, forces
without a number must come from elsewhere: an army in its own country is no news.
"""

from __future__ import annotations

from collections.abc import Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_draft import Draft, is_a, is_negated, lemma, modifiers
from tidings.claims.states_people import AT, is_force, is_foreign, is_harmed, is_people, there
from tidings.claims.states_place import (
    INSIDE,
    caption_day,
    caption_place,
    is_caption,
    place_pointed_at,
    places_beside,
    places_of,
    predicate_case,
)
from tidings.claims.states_presence_verbs import by_verb
from tidings.claims.syntax import base, kids, obliques, subjects
from tidings.mentions.counts import count_of_phrase
from tidings.model.doc import Doc

ARMED = frozenset("military troop naval police security army".split())
SEVERAL = 4
"""Places at most of one presence: "in X, Y and Z"."""
UPROOTED = frozenset({"refugee", "migrant", "evacuee", "seeker", "asylum-seeker"})


def find_presences(doc: Doc, roster: Roster) -> list[Draft]:
    """Every mention of forces or people at a place, in text order."""
    out: list[Draft] = []
    for token in doc.tokens:
        i, pos = token.i, doc.parse.pos[token.i]
        if pos in ("VERB", "ADJ"):
            out.extend(by_verb(doc, roster, i))
        if pos == "VERB":
            out.extend(_pictured(doc, roster, i))
        elif pos in ("NOUN", "PROPN", "NUM", "ADJ"):
            out.extend(_placed(doc, roster, i))
        if pos in ("NOUN", "PROPN", "ADV"):
            out.extend(_based(doc, roster, i))
        if pos == "NOUN" and lemma(doc, i) in ("presence", "proximity"):
            out.extend(_said_to_be_near(doc, roster, i))
    return out


def _placed(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "around 5,200 US troops in Iraq", "YPG fighters are now in parts of X"."""
    force = is_force(doc, roster, i) and roster.entity_at(i) is None
    counted = count_of_phrase(doc, i) is not None
    if not force and not (is_people(doc, roster, i) and counted):
        return
    places = [n for k in obliques(doc, i, *AT) for n in places_of(doc, k)]
    if places and not is_harmed(doc, i) and (counted or is_foreign(doc, roster, i, places[0])):
        yield from there(doc, roster, i, i, places)
    if not kids(doc, i, "cop", "appos"):
        yield from there(doc, roster, i, i, _copular_place(doc, i))
    head = doc.parse.head[i]
    if counted and not places and head >= 0 and kids(doc, head, "expl"):
        # "there are 900 troops in X" may have the place under the verb
        yield from there(doc, roster, i, i, places_beside(doc, head))


def _copular_place(doc: Doc, i: int) -> list[int]:
    """Where a subject is said to be."""
    head = doc.parse.head[i]
    if head < 0 or base(doc.parse.dep[i]) != "nsubj" or not kids(doc, head, "cop"):
        return []
    if doc.tokens[head].text.lower() in ("here", "there") and not is_negated(doc, head):
        return place_pointed_at(doc, head)
    if predicate_case(doc, head) not in INSIDE or is_negated(doc, head):
        return []
    return places_of(doc, head)


def _pictured(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "Soldiers walk through X, June 6, 2016": who is seen where."""
    below = base(doc.parse.dep[i]) in ("acl", "advcl", "ccomp")
    if below or not is_caption(doc, i) or is_negated(doc, i):
        return
    for s in subjects(doc, i):
        if doc.parse.tag[s] not in ("NNS", "NNPS") or any(is_a(doc, k, "harms") for k in kids(doc, s, "acl")):
            continue
        before = kids(doc, s, "amod", "compound")
        uprooted = lemma(doc, s) in UPROOTED or any(
            is_a(doc, k, "harms") or lemma(doc, k) == "displaced" for k in before
        )
        if is_force(doc, roster, s) or (is_people(doc, roster, s) and uprooted):
            where = caption_place(doc, i) or places_beside(doc, i)
            yield from there(doc, roster, i, s, where, when=caption_day(doc, i))


def _based(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "its bases near X", "a PKK camp in X", "X, home to the Y Fleet"."""
    if lemma(doc, i) == "home":
        where = [n for s in subjects(doc, i) for n in places_of(doc, s)]
        if doc.parse.dep[i] == "appos":
            where += places_of(doc, doc.parse.head[i])
        for k in obliques(doc, i, "to"):
            owners = _owners(doc, roster, k) if is_a(doc, k, "base") else [k]
            for owner in owners[:1]:
                if roster.kind_of(owner) == "force":
                    yield from there(doc, roster, i, owner, where)
    elif is_a(doc, i, "base") and roster.entity_at(i) is None:
        places = [n for k in obliques(doc, i, *AT) for n in places_of(doc, k)]
        places = places or [n for k in kids(doc, i, "appos") for n in places_of(doc, k)]
        for owner in _owners(doc, roster, i)[:1]:
            yield from there(doc, roster, i, owner, places)


def _said_to_be_near(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "the proximity of the X Brigades to the base at Y", "the presence of the Y Army in Z", "the French
    military presence at Z"."""
    if is_negated(doc, i):
        return
    places = [n for k in obliques(doc, i, "to", *AT) for n in places_of(doc, k)]
    holders = [k for k in obliques(doc, i, "of") if is_force(doc, roster, k)]
    inner = [n for k in holders for c in obliques(doc, k, "to", *AT) for n in places_of(doc, c)]
    if not holders and lemma(doc, i) == "presence":
        armed = any(lemma(doc, m) in ARMED for m in modifiers(doc, i))
        kinds = ("force", "country", "nationality") if armed else ("force",)
        owners = [k for k in modifiers(doc, i) if armed or doc.parse.pos[k] != "PRON"]
        holders = [k for k in owners if roster.kind_of(k) in kinds and roster.cluster(k) is not None][:1]
    for holder in holders:
        for place in (places or inner)[:SEVERAL]:
            yield from there(doc, roster, i, holder, [place])


def _owners(doc: Doc, roster: Roster, i: int) -> list[int]:
    """Forces by name, whose a base is; "an army base" is nobody's in particular."""
    named = [
        k for k in (*kids(doc, i, "nmod:poss"), *modifiers(doc, i))
        if roster.kind_of(k) == "force" and roster.cluster(k) is not None
    ]  # fmt: skip
    return named or [k for k in obliques(doc, i, "of") if is_force(doc, roster, k)]
