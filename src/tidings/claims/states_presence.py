"""Presences: forces and people at a place, with their number where it is told.

A noun for forces or people has its place after it ("US troops in Iraq"), beside its verb ("are stationed
in X", "are trapped at Y"), or has somebody who keeps it there ("the group has deployed fighters in X",
"Jordan hosts 600,000 refugees"); "X-based" and "their base at X" say it too. Who acts in a picture's
caption is where the picture was taken, on its day. People without uniform need a number or a verb of staying.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_draft import Draft, is_a, is_negated, lemma, modifiers
from tidings.claims.states_place import (
    INSIDE,
    caption_day,
    caption_place,
    is_caption,
    is_place_noun,
    place_meant,
    places_beside,
    places_of,
    time_beside,
)
from tidings.claims.states_tally import people_of
from tidings.claims.syntax import (
    ancestors,
    antecedent,
    base,
    case_of,
    conjuncts,
    infinitive,
    is_passive,
    kids,
    objects,
    subjects,
)
from tidings.mentions.counts import count_of_phrase
from tidings.model.doc import Doc

UPROOTED = frozenset({"refugee", "migrant", "evacuee", "seeker", "asylum-seeker"})
AT = frozenset("in at on inside within across throughout along near around outside".split())


def find_presences(doc: Doc, roster: Roster) -> list[Draft]:
    """Every mention of forces or people at a place, in text order."""
    out: list[Draft] = []
    for token in doc.tokens:
        i, pos = token.i, doc.parse.pos[token.i]
        if pos in ("VERB", "ADJ") and is_a(doc, i, "stays"):
            out.extend(_staying(doc, roster, i))
        if pos == "VERB":
            out.extend(_kept(doc, roster, i))
            out.extend(_pictured(doc, roster, i))
        if pos in ("NOUN", "PROPN", "NUM", "ADJ"):
            out.extend(_placed(doc, roster, i))
        if pos in ("NOUN", "PROPN", "ADV"):
            out.extend(_based(doc, roster, i))
    return out


def _drafts(
    doc: Doc, roster: Roster, trigger: int, holder: int, places: Iterable[int], when: int | None = None
) -> Iterator[Draft]:
    if roster.party(holder) is None:
        return
    count = count_of_phrase(doc, holder)
    holder = people_of(doc, holder) or holder
    for place in places:
        p = doc.places[place]
        if not p.first <= holder <= p.last:
            yield Draft("presence", trigger, holder, place=place, count=count, when=when, status="holds")


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
    return is_a(doc, i, "people") or lemma(doc, i) in (
        "thousand",
        "hundred",
        "dozen",
        "million",
        "ten",
        "score",
    )


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


# -- nouns with a place ------------------------------------------------------------------------


def _placed(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "around 5,200 US troops in Iraq"; people only with a number."""
    force = is_force(doc, roster, i) and roster.entity_at(i) is None
    counted = count_of_phrase(doc, i) is not None
    if not force and not (is_people(doc, roster, i) and counted):
        return
    near = [c for k in kids(doc, i, "nmod") if case_of(doc, k) in AT for c in conjuncts(doc, k)]
    places = [n for c in near for n in places_of(doc, c)]
    if places and not is_dead(doc, i) and (counted or is_foreign(doc, roster, i, places[0])):
        yield from _drafts(doc, roster, i, i, places[:1])
    if not kids(doc, i, "cop", "appos"):
        yield from _drafts(doc, roster, i, i, copular_place(doc, i)[:1])


def is_dead(doc: Doc, i: int) -> bool:
    """ "20 civilians in X were killed": told for the deed, not for where they stay."""
    head = doc.parse.head[i]
    around = [*([head] if head >= 0 else []), *kids(doc, i, "acl", "amod")]
    return any(is_a(doc, t, "harms") or is_a(doc, t, "kills") or is_a(doc, t, "dies") for t in around)


def copular_place(doc: Doc, i: int) -> list[int]:
    """Where a subject is said to be: "YPG fighters are now in parts of X"."""
    head = doc.parse.head[i]
    if head < 0 or base(doc.parse.dep[i]) != "nsubj" or not kids(doc, head, "cop"):
        return []
    if case_of(doc, head) not in INSIDE or is_negated(doc, head):
        return []
    return places_of(doc, head)


# -- verbs -------------------------------------------------------------------------------------


def _staying(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "are stationed in X", "trapped at Y", "operates out of X"; "X-based"."""
    if is_negated(doc, i) or infinitive(doc, i):
        return
    if i >= 2 and doc.tokens[i - 1].text == "-":
        yield from _hyphened(doc, roster, i)
        return
    if any(doc.parse.tag[a] == "MD" for a in kids(doc, i, "aux")):
        return
    head = doc.parse.head[i]
    who = [antecedent(doc, s) for s in subjects(doc, i)]
    if not who and base(doc.parse.dep[i]) in ("acl", "amod") and head >= 0:
        who = [head]
    if is_a(doc, i, "hosts") and not is_passive(doc, i) and kids(doc, i, "obj"):
        return
    places = places_beside(doc, i)
    if lemma(doc, i) in ("patrol", "guard") and not is_passive(doc, i):
        places += [n for o in objects(doc, i) for n in places_of(doc, o)]
    if not places and lemma(doc, i) not in ("remain", "operate"):
        yield from _at_site(doc, roster, i, who)
        return
    for holder in (_apposed(doc, roster, w) for w in who):
        kind = roster.kind_of(holder)
        if kind in ("person", "force", "org", "nationality") or is_people(doc, roster, holder):
            yield from _drafts(doc, roster, i, holder, places[:1], time_beside(doc, i))


def _apposed(doc: Doc, roster: Roster, i: int) -> int:
    """The name that a description in apposition is of ("X, a preacher who lives in Y")."""
    for up in (i, *ancestors(doc, i)):
        if roster.entity_at(up) is not None:
            return up
        if base(doc.parse.dep[up]) not in ("appos", "conj"):
            break
    return i


def _at_site(doc: Doc, roster: Roster, i: int, who: list[int]) -> Iterator[Draft]:
    """ "2,000 people staying in the church", "holed up in the headquarters": a building, or, where the
    people are counted, any phrase of place."""
    up = doc.parse.head[i]
    if up >= 0 and lemma(doc, up) in ("accuse", "blame", "suspect"):
        return
    near = [k for k in kids(doc, i, "obl") if case_of(doc, k).split(" ")[0] in INSIDE]
    sites = [k for k in near if is_place_noun(doc, k) or roster.kind_of(k) in ("facility", "place")]
    for holder in who:
        counted = count_of_phrase(doc, holder) is not None and is_people(doc, roster, holder)
        site = next((k for k in sites if roster.kind_of(k) in ("facility", "place")), None)
        meant = [n for k in sites if (n := place_meant(doc, k)) is not None]
        if meant and (counted or roster.is_party(holder)):
            yield from _drafts(doc, roster, i, holder, meant[:1])
        elif counted and sites and roster.party(holder) is not None:
            count, holder = count_of_phrase(doc, holder), people_of(doc, holder) or holder
            yield Draft("presence", i, holder, site=site or sites[0], count=count, status="holds")
        elif (
            site is not None
            and lemma(doc, i) in ("hole", "hide", "trap", "strand", "shelter")
            and roster.is_party(holder)
        ):
            yield Draft("presence", i, holder, site=site, status="holds")


def _hyphened(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "Pakistan-based militants", and no think tanks: where a firm has its office is no news."""
    head = doc.parse.head[i]
    if lemma(doc, i) not in ("base", "station", "based") or head < i:
        return
    armed = any(is_a(doc, m, "forces") for m in modifiers(doc, head)) and roster.kind_of(head) in (
        "org",
        "force",
    )
    if is_force(doc, roster, head) or roster.kind_of(head) == "force" or armed:
        yield from _drafts(doc, roster, i, head, places_of(doc, i - 2)[:1])


def _kept(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "has deployed thousands of fighters in X", "Jordan hosts 600,000 refugees"."""
    if is_negated(doc, i) or infinitive(doc, i) or any(doc.parse.tag[a] == "MD" for a in kids(doc, i, "aux")):
        return
    if is_passive(doc, i):
        return
    things = [o for o in objects(doc, i) if is_force(doc, roster, o) or is_people(doc, roster, o)]
    if is_a(doc, i, "hosts"):
        hosts = [n for s in subjects(doc, i) for n in _host(doc, s)]
        for o in things:
            where = places_beside(doc, i) or hosts
            if where:
                yield from _drafts(doc, roster, i, o, where[:1])
                continue
            sites = [*subjects(doc, i), *[k for k in kids(doc, i, "obl") if case_of(doc, k) in AT]]
            if (site := next((s for s in sites if roster.kind_of(s) == "facility"), None)) is not None:
                yield Draft("presence", i, o, site=site, count=count_of_phrase(doc, o), status="holds")
        return
    if not is_a(doc, i, "keeps"):
        return
    for o in things:
        if count_of_phrase(doc, o) is None and lemma(doc, i) in ("have", "keep"):
            continue
        around = [n for k in kids(doc, o, "nmod") if case_of(doc, k) in AT for n in places_of(doc, k)]
        where = places_beside(doc, i) or around or _relative_place(doc, i)
        yield from _drafts(doc, roster, i, o, where[:1], time_beside(doc, i))


def _host(doc: Doc, i: int) -> list[int]:
    """The place that hosts, or whose government does."""
    found = places_of(doc, antecedent(doc, i))
    return found or [
        n for k in kids(doc, antecedent(doc, i), "nmod:poss", "compound") for n in places_of(doc, k)
    ]


def _relative_place(doc: Doc, i: int) -> list[int]:
    """ "in Syria, where the group has deployed fighters"."""
    if doc.parse.dep[i] not in ("acl:relcl", "advcl", "advcl:relcl"):
        return []
    if not any(lemma(doc, k) == "where" for k in kids(doc, i, "advmod")):
        return []
    head = doc.parse.head[i]
    if head >= 0 and (found := places_of(doc, head)):
        return found[:1]
    marker = next(k for k in kids(doc, i, "advmod") if lemma(doc, k) == "where")
    for n in range(len(doc.places) - 1, -1, -1):
        place = doc.places[n]
        if (
            place.last < marker
            and doc.tokens[place.first].sent == doc.tokens[i].sent
            and marker - place.last <= 3
        ):
            return [n]
    return []


# -- pictures and bases ------------------------------------------------------------------------


def _pictured(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "Soldiers walk through X, June 6, 2016": who is seen where."""
    if not is_caption(doc, i) or is_negated(doc, i):
        return
    if base(doc.parse.dep[i]) in ("acl", "advcl", "acl:relcl", "ccomp"):
        return
    for s in subjects(doc, i):
        if doc.parse.tag[s] not in ("NNS", "NNPS") or any(is_a(doc, k, "harms") for k in kids(doc, s, "acl")):
            continue
        uprooted = any(
            is_a(doc, k, "harms") or lemma(doc, k) == "displaced" for k in kids(doc, s, "amod", "compound")
        )
        if is_force(doc, roster, s) or (
            is_people(doc, roster, s) and (uprooted or lemma(doc, s) in UPROOTED)
        ):
            where = caption_place(doc, i) or places_beside(doc, i)
            yield from _drafts(doc, roster, i, s, where[:1], caption_day(doc, i))


def _based(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "its bases near X", "a PKK camp in X", "home to a naval base"."""
    if not is_a(doc, i, "base") or roster.entity_at(i) is not None:
        return
    owners = [
        k
        for k in (*kids(doc, i, "nmod:poss"), *modifiers(doc, i))
        if roster.kind_of(k) == "force" and roster.cluster(k) is not None
    ]
    owners += [
        c
        for k in kids(doc, i, "nmod")
        if case_of(doc, k) == "of"
        for c in conjuncts(doc, k)
        if is_force(doc, roster, c)
    ]
    places = [n for k in kids(doc, i, "nmod") if case_of(doc, k) in AT for n in places_of(doc, k)]
    head = doc.parse.head[i]
    if not places and head >= 0 and lemma(doc, head) == "home":
        places = [n for s in subjects(doc, head) for n in places_of(doc, s)]
    if not places and is_place_noun(doc, i):
        places = [n for k in kids(doc, i, "appos") for n in places_of(doc, k)]
    for owner in owners[:1]:
        yield from _drafts(doc, roster, i, owner, places[:1])
