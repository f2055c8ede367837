"""Memberships that a possessor or a label tells: a state's media, a politician's party.

"The Malian state news agency X" is Mali's, "her Unity Party" makes her a member, as does "Senator X, a
Republican". A body's named parts ("the council's Refugee Office") are not read: of seven none is annotated.
"""

from __future__ import annotations

from collections.abc import Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_beside import BODIES, PERSON, holders_of
from tidings.claims.states_draft import body_kind, is_a, modifiers, named_body
from tidings.claims.states_tie import Tie
from tidings.claims.syntax import kids
from tidings.mentions.lexicon import noun_classes
from tidings.model.doc import Doc

PARTIES = frozenset("party union front movement alliance league coalition bloc".split())
"""Words in the name of what a person's own is that he belongs to: "her Unity Party", not "her Toyota"."""


def by_owner(doc: Doc, roster: Roster, i: int) -> Iterator[Tie]:
    """The ties of the named body whose last word is the token, or of the label or medium that it is."""
    if _is_label(doc, i):
        holders, firm = holders_of(doc, roster, i, i, PERSON)
        yield Tie(i, tuple(holders), (i,), "part-of", firm)
    if is_a(doc, i, "media"):
        yield from _by_medium(doc, roster, i)
    entity = roster.entity_at(i)
    if entity is None or entity.last != i or body_kind(doc, roster, i) not in BODIES:
        return
    heads = range(entity.first, entity.last + 1)
    owners = [k for t in heads for k in kids(doc, t, "nmod:poss") if k < entity.first]
    named = {doc.parse.lemma[t].lower() for t in heads}
    for owner in owners:
        if roster.kind_of(owner) == "person" and roster.cluster(owner) is not None:
            if not named.isdisjoint(PARTIES):
                yield Tie(i, (owner,), (i,), "part-of", firm=False)
        elif roster.kind_of(owner) in ("country", "place") and any(
            is_a(doc, k, "of-state") for t in heads for k in modifiers(doc, t)
        ):
            yield Tie(i, (i,), (owner,), "part-of", firm=False)


def _is_label(doc: Doc, i: int) -> bool:
    """ "Republican", "Democrat": who belongs to a party, by its name."""
    known = ("role", "party") in noun_classes().get(doc.parse.lemma[i].lower(), ())
    noun = doc.parse.pos[i] in ("NOUN", "PROPN") or doc.parse.dep[i] == "appos"
    return known and noun and doc.tokens[i].text[0].isupper()


def _by_medium(doc: Doc, roster: Roster, i: int) -> Iterator[Tie]:
    """ "Mali's official news agency X", "the Malian state broadcaster, X"."""
    if not any(is_a(doc, k, "of-state") for k in modifiers(doc, i)):
        return
    named = named_body(doc, roster, i)
    if named == i:
        named = next(iter(holders_of(doc, roster, i, i, BODIES)[0]), i)
    states = [k for k in modifiers(doc, i) if roster.kind_of(k) in ("country", "nationality", "place")]
    if named != i:
        yield Tie(i, (named,), tuple(states[:1]), "part-of", firm=False)
