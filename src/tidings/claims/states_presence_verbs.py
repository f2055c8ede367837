"""Presences told by verbs: who stays, is kept or is hosted where."""

from __future__ import annotations

from collections.abc import Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_draft import Draft, is_a, is_negated, lemma, modifiers, value
from tidings.claims.states_people import AT, at_site, is_force, is_foreign, is_people, there
from tidings.claims.states_place import (
    INSIDE,
    is_place_noun,
    place_meant,
    place_pointed_at,
    places_beside,
    places_of,
    time_beside,
)
from tidings.claims.syntax import (
    ancestors,
    antecedent,
    base,
    infinitive,
    is_passive,
    kids,
    objects,
    obliques,
    subjects,
)
from tidings.mentions.counts import count_of_phrase
from tidings.model.doc import Doc

SOMEBODY = frozenset({"person", "force", "org", "nationality"})
ARRIVING = frozenset({"arrive", "reach", "land"})
INDOORS = frozenset({"hole", "hide", "trap", "strand", "shelter"})


def by_verb(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """What the verb or adjective tells of somebody's being somewhere; nothing of what is denied, wanted or
    to come."""
    if is_negated(doc, i) or infinitive(doc, i) or any(doc.parse.tag[a] == "MD" for a in kids(doc, i, "aux")):
        return
    hosting = is_a(doc, i, "hosts") and not is_passive(doc, i) and bool(kids(doc, i, "obj"))
    if hosting:
        yield from _hosting(doc, roster, i)
    elif lemma(doc, i) in ARRIVING and doc.parse.tag[i] in ("VBD", "VBN", "VBZ", "VBP"):
        yield from _arriving(doc, roster, i)
    elif is_a(doc, i, "stays"):
        if i >= 2 and doc.tokens[i - 1].text == "-":
            yield from _hyphened(doc, roster, i)
        else:
            yield from _staying(doc, roster, i)
    if is_a(doc, i, "keeps") and not is_passive(doc, i) and not hosting:
        yield from _keeping(doc, roster, i)


def _arriving(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "150 soldiers arrived in X", "a Kenyan unit reached X": a force that is there now."""
    places = places_beside(doc, i) + [n for o in objects(doc, i) for n in places_of(doc, o)]
    for who in (antecedent(doc, s) for s in subjects(doc, i)):
        if not places or not is_force(doc, roster, who):
            continue
        if count_of_phrase(doc, who) is not None or is_foreign(doc, roster, who, places[0]):
            yield from there(doc, roster, i, who, places, when=time_beside(doc, i))


def _staying(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "are stationed in X", "trapped at Y", "operates out of X"."""
    head = doc.parse.head[i]
    if head >= 0 and lemma(doc, head) in ("accuse", "blame", "suspect"):
        return
    if lemma(doc, i) in ("hold", "leave") and not is_passive(doc, i):
        return
    who = [antecedent(doc, s) for s in subjects(doc, i)]
    if not who and base(doc.parse.dep[i]) in ("acl", "amod") and head >= 0:
        who = [head]
    places = places_beside(doc, i)
    if not is_passive(doc, i) and lemma(doc, i) in ("patrol", "guard"):
        places += [n for o in objects(doc, i) for n in places_of(doc, o)]
    for holder in (_apposed(doc, roster, w) for w in who):
        counted = count_of_phrase(doc, holder) is not None
        people = is_people(doc, roster, holder)
        if value(doc, i, "stays") == "counted" and not (
            counted and (people or is_force(doc, roster, holder))
        ):
            continue
        if places and (people or roster.kind_of(holder) in SOMEBODY):
            yield from there(doc, roster, i, holder, places, when=time_beside(doc, i))
        elif not places:
            yield from _at_site(doc, roster, i, holder, counted and people)


def _apposed(doc: Doc, roster: Roster, i: int) -> int:
    """The name that a description in apposition is of ("X, a preacher who lives in Y")."""
    if count_of_phrase(doc, i) is not None:
        return i
    for up in (i, *ancestors(doc, i)):
        if roster.entity_at(up) is not None:
            return up
        if base(doc.parse.dep[up]) not in ("appos", "conj"):
            break
    return i


def _at_site(doc: Doc, roster: Roster, i: int, holder: int, counted: bool) -> Iterator[Draft]:
    """ "2,000 people staying in the church", "stuck on the Syrian side", "holed up in the headquarters"."""
    near = obliques(doc, i, *INSIDE)
    meant = [n for k in near if (n := place_meant(doc, k)) is not None]
    sites = [k for k in near if is_place_noun(doc, k) or roster.kind_of(k) in ("facility", "place")]
    if meant and (counted or roster.is_party(holder)):
        yield from there(doc, roster, i, holder, meant)
    elif sites and (counted or (lemma(doc, i) in INDOORS and roster.is_party(holder))):
        buildings = [k for k in sites if roster.kind_of(k) in ("facility", "place")]
        if counted or buildings:
            yield from at_site(doc, roster, i, holder, (buildings or sites)[0])


def _hyphened(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "Pakistan-based militants", and no think tanks: where a firm has its office is no news."""
    head = doc.parse.head[i]
    if lemma(doc, i) not in ("base", "station", "based") or head < i:
        return
    kind = roster.kind_of(head)
    armed = kind in ("org", "force") and any(is_a(doc, m, "forces") for m in modifiers(doc, head))
    if kind == "force" or armed or is_force(doc, roster, head):
        yield from there(doc, roster, i, head, places_of(doc, i - 2))


def _hosting(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "Jordan hosts 600,000 refugees", "camps hosting foreign troops", "shelters people in its schools"."""
    hosts = [antecedent(doc, s) for s in subjects(doc, i)]
    where = places_beside(doc, i) or [n for h in hosts for n in places_of(doc, h)]
    # "Jordan's government, which hosts …"
    where = where or [
        n for h in hosts for k in kids(doc, h, "nmod:poss", "compound") for n in places_of(doc, k)
    ]
    sites = [k for k in (*hosts, *obliques(doc, i, *AT)) if roster.kind_of(k) == "facility"]
    for o in _guests(doc, roster, i):
        if where:
            yield from there(doc, roster, i, o, where)
        elif sites:
            yield from at_site(doc, roster, i, o, sites[0])


def _keeping(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "the group has deployed thousands of fighters in X", "has 10,000 troops in the country"."""
    keepers = [antecedent(doc, s) for s in subjects(doc, i) if roster.cluster(antecedent(doc, s)) is not None]
    for o in _guests(doc, roster, i):
        if count_of_phrase(doc, o) is None and lemma(doc, i) in ("have", "keep"):
            continue
        around = [n for k in obliques(doc, o, *AT) for n in places_of(doc, k)]
        around += [n for k in kids(doc, o, "acl") for n in places_beside(doc, k)]  # "300 men left in X"
        where = places_beside(doc, i) or around or _relative_place(doc, i) or place_pointed_at(doc, i)
        owner = keepers[0] if keepers and is_force(doc, roster, o) else None
        if where:
            yield from there(doc, roster, i, o, where, when=time_beside(doc, i), owner=owner)
        elif count_of_phrase(doc, o) is not None and owner is not None:
            sites = [k for k in obliques(doc, i, *AT) if roster.kind_of(k) == "facility"]
            yield from (d for site in sites[:1] for d in at_site(doc, roster, i, o, site, owner))


def _guests(doc: Doc, roster: Roster, i: int) -> list[int]:
    return [o for o in objects(doc, i) if is_force(doc, roster, o) or is_people(doc, roster, o)]


def _relative_place(doc: Doc, i: int) -> list[int]:
    """ "in Syria, where the group has deployed fighters": what "where" stands for."""
    where = [k for k in kids(doc, i, "advmod") if lemma(doc, k) == "where"]
    if not where:
        return []
    head = doc.parse.head[i]
    if head >= 0 and (found := places_of(doc, head)):
        return found
    before = [n for n, p in enumerate(doc.places) if 0 < where[0] - p.last <= 3 and not p.is_demonym]
    return before[-1:]
