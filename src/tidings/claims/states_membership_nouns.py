"""Memberships told by nouns and names: affiliates, wings, militants, allies, and whose people somebody is.

"X, an affiliate of Y", "IS militant X", "X is one of the constituents of Y", "an alliance of groups called
Y", "X of the observatory Y", "an analyst with Y", "the Brotherhood's X". What belongs to a body is part of
it, except for allies, proxies and the like (`belongs` in data/states.tsv).
"""

from __future__ import annotations

from collections.abc import Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_beside import ANY, BODIES, PERSON, body_after, holders_of, is_name, names_after
from tidings.claims.states_draft import body_kind, case_at, is_a, lemma, named_body
from tidings.claims.states_office import is_title
from tidings.claims.states_role import role_at
from tidings.claims.states_tie import ACTORS, Tie, actors, described
from tidings.claims.states_words import words
from tidings.claims.syntax import ancestors, antecedent, case_of, kids, obliques, subjects
from tidings.model.doc import Doc

SHARED = frozenset({"member", "agent"})
"""Nouns for persons that a state or group may be too."""


def by_noun(doc: Doc, roster: Roster, i: int) -> Iterator[Tie]:
    """What a noun says of the name beside it."""
    if is_a(doc, i, "own-group") and (named := named_body(doc, roster, i)) != i:
        # "his group, X", "whose group X": the person is of the group
        owners = [antecedent(doc, k) for k in kids(doc, i, "nmod:poss")]
        persons = [k for k in owners if roster.kind_of(k) == "person" and roster.cluster(k) is not None]
        yield Tie(i, tuple(persons), (named,), "part-of", firm=False)
    if is_a(doc, i, "whole") and (named := described(doc, roster, i)) != i:
        # "the Dawn Brigades, a coalition of rebel factions"
        parts = [
            k for k in obliques(doc, i, "of") if doc.parse.tag[k] == "NNS" and roster.entity_at(k) is None
        ]
        yield Tie(i, tuple(k for k in parts if roster.kind_of(k) in BODIES), (named,), "part-of")
    if roster.kind_of(i) == "force" and roster.entity_at(i) is not None and kids(doc, i, "cop"):
        # "X's men are now the 27th Brigade of the army"
        wholes = [k for k in obliques(doc, i, "of") if roster.kind_of(k) in BODIES] or [i]
        yield Tie(i, actors(roster, subjects(doc, i)), tuple(wholes), "part-of")
    if not is_a(doc, i, "belongs") or roster.entity_at(i) is not None or kids(doc, i, "nummod"):
        return
    if lemma(doc, i) == "member" and role_at(doc, roster, i) is not None:
        return
    others = tuple(_belongs_to(doc, roster, i))[:1]
    if not others:
        return
    relation = words("belongs")[lemma(doc, i)]
    said = _said(doc, i)
    personal = roster.kind_of(i) == "person" and relation == "part-of" and lemma(doc, i) not in SHARED
    kinds = PERSON if personal and said == i else ANY | {"place"} if relation == "part-of" else ANY
    if case_of(doc, said) in ("", "as"):
        holders, firm = holders_of(doc, roster, said, i, kinds)
    else:
        # "in parts of the city" is said of nobody, "fighters from its affiliate, X" is
        holders, firm = names_after(doc, roster, said, i, kinds), False
    yield Tie(i, tuple(holders), others, relation, firm)


def _said(doc: Doc, i: int) -> int:
    """What stands in apposition or after the copula: "one" in "one of the constituents of Y"."""
    head = doc.parse.head[i]
    counted = head >= 0 and doc.parse.dep[i] == "nmod" and case_of(doc, i) == "of"
    return head if counted and lemma(doc, head) in ("one", "some", "part") else i


def _belongs_to(doc: Doc, roster: Roster, i: int) -> Iterator[int]:
    """The body that the noun belongs to: its possessor, a name before it, an of- or with-phrase."""
    wide = words("belongs")[lemma(doc, i)] != "part-of"
    for k in kids(doc, i, "nmod:poss"):
        # "the lawyers' group" belongs to no party
        body = roster.cluster(k) is not None or roster.kind_of(k) in BODIES
        if body and roster.kind_of(k) in ACTORS and (wide or roster.kind_of(k) != "person"):
            yield named_body(doc, roster, k)
    for k in kids(doc, i, "compound", "amod", "nmod"):
        if k > i or roster.entity_at(k) is None or is_a(doc, k, "creed"):
            continue
        allied = wide and roster.kind_of(k) in ("country", "person", "nationality")
        if allied or body_kind(doc, roster, k) in BODIES:
            yield k
    for k in kids(doc, i, "nmod"):
        if k < i or case_at(doc, roster, k) not in ("of", "with", "to", "from", "for", "at"):
            continue
        if body_kind(doc, roster, k) in BODIES or (wide and roster.kind_of(k) in ACTORS):
            yield named_body(doc, roster, k)


def by_origin(doc: Doc, roster: Roster, i: int) -> Iterator[Tie]:
    """ "X of the observatory Y", "the Y's X": a named person or force with its body's name."""
    entity, head = roster.entity_at(i), doc.parse.head[i]
    if entity is None or entity.first <= head <= entity.last or is_title(doc, roster, i):
        return
    kind, noun = body_kind(doc, roster, i), i
    if kind == "person" and not any(role_at(doc, roster, k) for k in kids(doc, i, "nmod:desc")):
        body = body_after(doc, roster, entity.last)
        if body is not None:
            yield Tie(i, (i,), (body,), "part-of", firm=False)
    if doc.parse.dep[i] in ("compound", "amod") and lemma(doc, head) in ("party", "corps", "brigade"):
        noun = head
    if (kind in ("person", "force") or noun != i) and not _credits(doc, i):
        owners = tuple(k for k in kids(doc, noun, "nmod:poss") if is_name(doc, roster, k, BODIES))
        yield Tie(i, (noun,), owners, "part-of", firm=False)


def _credits(doc: Doc, i: int) -> bool:
    """ "VOA's X contributed to this report"."""
    return any(
        lemma(doc, t) in ("contribute", "report") for t in ancestors(doc, i) if doc.parse.pos[t] == "VERB"
    )
