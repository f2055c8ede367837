"""Nouns for forces and for people: which words count whom, and a draft of their being somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_draft import Draft, is_a, lemma, modifiers
from tidings.claims.states_place import last_place
from tidings.claims.syntax import case_of, conjuncts, kids
from tidings.mentions.counts import count_of_phrase
from tidings.model.doc import Doc

AT = frozenset("in at on inside within across throughout along near around outside".split())
NUMERALS = frozenset("tens dozens scores hundreds thousands millions number".split())


def is_force(doc: Doc, roster: Roster, i: int) -> bool:
    """Armed or uniformed people, as a noun or by name."""
    if roster.entity_at(i) is not None:
        return roster.kind_of(i) == "force"
    return is_a(doc, i, "forces") and doc.parse.tag[i] in ("NNS", "NNPS", "NN", "NNP")


def is_people(doc: Doc, roster: Roster, i: int) -> bool:
    """People as a plural noun or people's name ("refugees", "Iraqis", "thousands of them")."""
    if doc.parse.tag[i] not in ("NNS", "NNPS", "CD"):
        return False
    entity = roster.entity_at(i)
    if entity is not None and entity.kind == "nationality":
        return True
    return is_a(doc, i, "people") or doc.tokens[i].text.lower() in NUMERALS


def is_foreign(doc: Doc, roster: Roster, i: int, place: int) -> bool:
    """Whether forces come from elsewhere: their being there is a state, an army's being at home is none."""
    country = doc.places[place].country
    for m in modifiers(doc, i):
        for k in conjuncts(doc, m):
            party = roster.cluster(k)
            if party is not None and party.kind in ("country", "org") and party.country != country:
                return True
        if lemma(doc, m) in ("foreign", "international", "coalition", "peacekeeping"):
            return True
    return any(roster.cluster(k) is not None for k in kids(doc, i, "nmod:poss"))


def is_harmed(doc: Doc, i: int) -> bool:
    """ "20 civilians in X were killed": told for the deed, not for where they stay."""
    head = doc.parse.head[i]
    around = [*([head] if head >= 0 else []), *kids(doc, i, "acl", "amod")]
    return any(is_a(doc, t, k) for t in around for k in ("harms", "kills", "dies"))


def people_of(doc: Doc, i: int) -> int | None:
    """Who was counted: "people" in "tens of thousands of people"; None for a bare number."""
    while doc.tokens[i].text.lower() in NUMERALS and i + 2 < doc.sentence_of(i).last:
        of = [k for k in kids(doc, i, "nmod") if case_of(doc, k) == "of" and k > i]
        if not of and doc.tokens[i + 1].text.lower() != "of":
            break
        i = of[0] if of else i + 2
    bare = doc.parse.pos[i] not in ("NOUN", "PROPN", "ADJ") or doc.tokens[i].text.lower() in NUMERALS
    return None if bare or is_a(doc, i, "harms") else i


def there(
    doc: Doc,
    roster: Roster,
    trigger: int,
    holder: int,
    places: Iterable[int],
    *,
    when: int | None = None,
    owner: int | None = None,
) -> Iterator[Draft]:
    """The holder, with its number, at the first of the places. `owner`: who keeps them there."""
    count = count_of_phrase(doc, holder)
    who = people_of(doc, holder) or holder
    if roster.party(who) is None or doc.parse.pos[who] == "NUM":
        # "some 9,000 are in X": of whom is not said here
        return
    for n in places:
        place = doc.places[n]
        if not place.first <= who <= place.last:
            yield Draft(
                "presence", trigger, who, place=n, count=count, when=when, status="holds", owner=owner
            )
        return


def at_site(
    doc: Doc, roster: Roster, trigger: int, holder: int, site: int, owner: int | None = None
) -> Iterator[Draft]:
    """The holder at a building that no place has the name of."""
    who = people_of(doc, holder) or holder
    if roster.party(who) is not None:
        count = count_of_phrase(doc, holder)
        near = next(iter(last_place(doc, site)), None)
        yield Draft("presence", trigger, who, place=near, site=site, count=count, status="holds", owner=owner)
