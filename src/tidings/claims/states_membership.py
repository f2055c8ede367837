"""Memberships: who belongs to whom, is allied with or backed by whom.

Three relations, from words of `data/states.tsv`. A participle ties a party to another ("Turkey-backed
rebels", "fighters allied with Y", "X, which Y supports"); a noun says what one is to the other ("an
affiliate of Y", "IS militant X", "X, an ally of Y"); a name stands with the body it comes from ("X of
the observatory", "the Brotherhood's X", "an analyst with Y"); a whole names its parts ("an alliance that
includes A and B"). A party is never tied to itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_beside import ANY, BODIES, PERSON, acting_for, body_after, holders_of, is_name, name_before, names_after
from tidings.claims.states_draft import Draft, body_kind, case_at, is_a, is_negated, lemma, named_body, value
from tidings.claims.states_role import role_at
from tidings.claims.states_words import words
from tidings.claims.syntax import (
    ancestors,
    base,
    case_of,
    conjuncts,
    infinitive,
    is_passive,
    kids,
    objects,
    subjects,
)
from tidings.model.doc import Doc

ACTORS = frozenset({"org", "force", "country", "nationality", "person", "place"})
ACCUSING = frozenset("accuse blame suspect charge condemn criticize criticise".split())
WITH = {"backed-by": ("by",), "ally-of": ("with", "to"), "part-of": ("with", "to")}


def find_memberships(doc: Doc, roster: Roster) -> list[Draft]:
    """Every mention of a tie between two parties, in text order."""
    out: list[Draft] = []
    for token in doc.tokens:
        i = token.i
        found: Iterable[Draft] = ()
        if is_a(doc, i, "tied") and doc.parse.pos[i] in ("VERB", "ADJ", "PROPN", "NOUN"):
            found = by_participle(doc, roster, i)
        if doc.parse.pos[i] == "VERB":
            found = [*found, *by_verb(doc, roster, i)]
        elif doc.parse.pos[i] in ("NOUN", "PROPN", "ADJ", "NUM"):
            found = [*found, *by_noun(doc, roster, i), *by_origin(doc, roster, i)]
        out.extend(d for d in found if _holds(roster, d))
    return out


def _holds(roster: Roster, d: Draft) -> bool:
    if d.holder is None or d.other is None or d.holder == d.other:
        return False
    if roster.key(d.holder) == roster.key(d.other):
        return False
    own = roster.entity_at(d.holder)
    if own is not None and own is roster.entity_at(d.other):
        return False
    return roster.party(d.holder) is not None and roster.party(d.other) is not None


def _drafts(
    trigger: int, holders: Iterable[int], others: Iterable[int], relation: str, *, firm: bool = True
) -> Iterator[Draft]:
    several = list(others)
    for holder in holders:
        for other in several:
            yield Draft("membership", trigger, holder, other, relation=relation, firm=firm)


# -- participles -------------------------------------------------------------------------------


def by_participle(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "X-backed Y", "Y backed by X", "Y allied with X", "Y loyal to X"."""
    relation = value(doc, i, "tied")
    if i >= 2 and doc.tokens[i - 1].text == "-" and doc.tokens[i - 2].sent == doc.tokens[i].sent:
        if roster.kind_of(i - 2) in ACTORS:
            yield from _drafts(i, _modified(doc, roster, i), [i - 2], relation, firm=False)
        return
    if doc.parse.tag[i] == "VBG" or is_negated(doc, i):
        return
    if relation == "backed-by":
        if is_passive(doc, i):
            others = [b for a in _all_agents(doc, i) if (b := _backer(doc, roster, a)) is not None]
            yield from _drafts(i, _tied_subjects(doc, roster, i), [named_body(doc, roster, o) for o in others], relation)
        return
    others = [
        c for k in kids(doc, i, "obl", "nmod") if case_of(doc, k) in WITH[relation] for c in conjuncts(doc, k)
        if roster.kind_of(c) in ACTORS
    ]  # fmt: skip
    yield from _drafts(i, _tied_subjects(doc, roster, i), [named_body(doc, roster, o) for o in others], relation)


def _all_agents(doc: Doc, i: int) -> list[int]:
    """Every by-phrase: the parse may hang the parts of "by A, B and C" apart."""
    by = [k for k in kids(doc, i, "obl") if case_of(doc, k) == "by" or doc.parse.dep[k] == "obl:agent"]
    return [c for k in by for c in conjuncts(doc, k)]


def _backer(doc: Doc, roster: Roster, i: int) -> int | None:
    """The party itself, or whose aircraft or money it is ("backed by Russian airstrikes")."""
    if roster.kind_of(i) in ACTORS:
        return i
    return next((k for k in kids(doc, i, "compound", "amod", "nmod:poss") if roster.kind_of(k) in ACTORS), None)


def _modified(doc: Doc, roster: Roster, i: int) -> list[int]:
    """Whom a participle before a noun is said of; the doer where the noun is a deed ("X-backed offensive")."""
    head = doc.parse.head[i]
    if head < 0 or head < i:
        return []
    if roster.is_party(head):
        return [acting_for(doc, roster, head)]
    doers = [c for k in kids(doc, head, "nmod") if case_of(doc, k) == "by" for c in conjuncts(doc, k)]
    doers = doers or [k for k in kids(doc, head, "nmod:poss", "compound") if k < head and k > i]
    return [acting_for(doc, roster, d) for d in doers if roster.is_party(d)][:1]


def _tied_subjects(doc: Doc, roster: Roster, i: int) -> list[int]:
    head, dep = doc.parse.head[i], base(doc.parse.dep[i])
    found = list(subjects(doc, i))
    if not any(roster.kind_of(f) in ACTORS for f in found) and dep in ("acl", "amod", "advcl") and head >= 0:
        # the parse may hang "…, backed by Y" on a noun further back than the one before it
        near = i - 2 if doc.tokens[i - 1].text == "," else i - 1
        found = [near] if near >= doc.sentence_of(i).first and roster.is_party(near) else list(subjects(doc, head))
    return [described(doc, roster, f) for f in found if roster.kind_of(f) in ACTORS]


def described(doc: Doc, roster: Roster, head: int) -> int:
    """The name that a description stands beside: "the X Front, a brigade aligned with Y" is the X Front."""
    if roster.entity_at(head) is not None:
        return head
    if (named := named_body(doc, roster, head)) != head:
        return named
    up = doc.parse.head[head]
    if doc.parse.dep[head] == "nmod" and up >= 0 and is_a(doc, up, "whole") and doc.parse.dep[up] == "appos":
        head, up = up, doc.parse.head[up]
    if doc.parse.dep[head] == "appos" and is_name(doc, roster, up, BODIES):
        return up
    before = name_before(doc, roster, head)
    if before is not None and roster.kind_of(head) in BODIES and is_name(doc, roster, before, BODIES | PERSON):
        return before
    return acting_for(doc, roster, head)


# -- verbs -------------------------------------------------------------------------------------


def by_verb(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "X supports Y", "an alliance that includes A", "Y takes part in the coalition", "X has ties to Y"."""
    if is_negated(doc, i):
        return
    if is_a(doc, i, "backs") and not is_passive(doc, i) and not infinitive(doc, i):
        yield from _backing(doc, roster, i)
    if is_a(doc, i, "includes") and not is_passive(doc, i):
        yield from _including(doc, roster, i)
    if is_a(doc, i, "joins") and not infinitive(doc, i):
        joined = [*objects(doc, i), *[k for k in kids(doc, i, "obl") if case_of(doc, k) in ("in", "to", "with")]]
        wholes = [o for o in joined if body_kind(doc, roster, o) in BODIES and roster.entity_at(o) is not None]
        yield from _drafts(i, [s for s in subjects(doc, i) if roster.cluster(s)], wholes, "part-of")
    if lemma(doc, i) in ("have", "pledge", "swear", "enjoy"):
        yield from _having(doc, roster, i)
    if lemma(doc, i) == "fight":
        beside = [k for k in kids(doc, i, "obl") if case_of(doc, k) == "alongside"]
        yield from _drafts(i, [s for s in subjects(doc, i) if roster.is_party(s)], beside, "ally-of")


def _backing(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "Turkey, which supports rebels"; "A accuses B of backing C": the accused backs."""
    parse = doc.parse
    if any(parse.tag[a] == "MD" for a in kids(doc, i, "aux")) or parse.tag[i] == "VBD":
        return
    above = i
    while parse.dep[above] == "conj" and parse.head[above] >= 0:
        above = parse.head[above]
    accusing = parse.head[above]
    backers = list(subjects(doc, i))
    if parse.tag[i] == "VBG" and accusing >= 0 and lemma(doc, accusing) in ACCUSING:
        backers = list(objects(doc, accusing))
    own = [k for k in kids(doc, above, "nsubj") if lemma(doc, k) in ("which", "who", "that")]
    if own and own[0] >= 2 and doc.tokens[own[0] - 1].text == "," and is_name(doc, roster, own[0] - 2, ANY):
        # the parse may hang the clause on a name further back
        backers = [own[0] - 2]
    backed = [acting_for(doc, roster, o) for o in objects(doc, i) if roster.kind_of(o) in ANY]
    # "backs the president, and Turkey": a clause broken off by a comma is not a second object
    backed = [b for b in backed if (roster.kind_of(b) == "person") == (roster.kind_of(backed[0]) == "person")]
    backers = [s for s in backers if roster.kind_of(s) in ACTORS and roster.cluster(s) is not None]
    yield from _drafts(i, backed, backers, value(doc, i, "backs"))


def _having(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "has ties to Y", "pledged allegiance to Y", "has the backing of Y"."""
    mine = [s for s in subjects(doc, i) if roster.is_party(s)]
    for o in kids(doc, i, "obj"):
        if not is_a(doc, o, "ties"):
            continue
        relation = value(doc, o, "ties")
        cases = ("of", "from") if relation == "backed-by" else ("to", "with")
        around = (*kids(doc, o, "nmod"), *kids(doc, i, "obl"))
        others = [c for k in around if case_of(doc, k) in cases for c in conjuncts(doc, k)]
        yield from _drafts(o, mine, [c for c in others if roster.is_party(c)], relation)


def _including(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    wholes = [w for s in subjects(doc, i) if _is_whole(doc, roster, w := acting_for(doc, roster, s))]
    parts = list(objects(doc, i)) or [
        c for k in kids(doc, i, "obl") if case_of(doc, k) in ("", "of") for c in conjuncts(doc, k)
    ]
    members = [m for p in parts for m in _members(doc, roster, p)]
    for whole in wholes:
        yield from _drafts(i, members, [described(doc, roster, whole)], "part-of")


def _members(doc: Doc, roster: Roster, i: int) -> list[int]:
    """A part of a whole; the bodies themselves in "members of A, B and C"."""
    if roster.kind_of(i) in ("org", "force", "country", "nationality", "place"):
        return [i]
    of = [c for k in kids(doc, i, "nmod") if case_of(doc, k) in ("of", "from") for c in conjuncts(doc, k)]
    bodies = [c for c in of if roster.kind_of(c) in ("org", "force", "country")]
    return bodies or ([i] if roster.kind_of(i) == "person" and doc.parse.tag[i] == "NNS" else [])


def _is_whole(doc: Doc, roster: Roster, i: int) -> bool:
    if is_a(doc, i, "whole"):
        return True
    return roster.entity_at(i) is not None and body_kind(doc, roster, i) == "org"


# -- nouns -------------------------------------------------------------------------------------


def by_noun(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "X, an affiliate of Y", "Y militant X", "X is one of the constituents of Y", "an alliance of Y groups"."""
    if is_a(doc, i, "whole"):
        yield from _made_of(doc, roster, i)
    if not is_a(doc, i, "belongs") or roster.entity_at(i) is not None:
        return
    others = list(_belongs_to(doc, roster, i))
    if not others:
        return
    if is_a(doc, i, "seat") or (lemma(doc, i) == "member" and role_at(doc, roster, i) is not None):
        return
    person = roster.kind_of(i) == "person"
    at = _counted(doc, i)
    kinds = PERSON if person and at == i and relation_is_own(doc, i) else ANY
    if case_of(doc, at) in ("", "as"):
        holders, firm = holders_of(doc, roster, at, i, kinds)
    else:
        # "in parts of the city" is said of nobody, "fighters from its affiliate, X" is
        holders, firm = names_after(doc, roster, at, i, kinds), False
    yield from _drafts(i, holders, others[:1], words("belongs")[lemma(doc, i)], firm=firm)


def relation_is_own(doc: Doc, i: int) -> bool:
    """Whether only persons can be it: a state may be a member or an ally."""
    return words("belongs")[lemma(doc, i)] == "part-of" and lemma(doc, i) not in ("member", "agent")


def _counted(doc: Doc, i: int) -> int:
    """ "one" in "one of the constituents of Y": what stands in apposition is the number."""
    head = doc.parse.head[i]
    if head >= 0 and case_of(doc, i) == "of" and doc.parse.dep[i] == "nmod" and lemma(doc, head) in ("one", "some", "part"):
        return head
    return i


def _belongs_to(doc: Doc, roster: Roster, i: int) -> Iterator[int]:
    """The body that the noun belongs to: its possessor, an of- or with-phrase, a name before it."""
    for k in kids(doc, i, "nmod:poss"):
        if roster.kind_of(k) in ACTORS and roster.party(k) is not None:
            yield named_body(doc, roster, k)
    wide = words("belongs").get(lemma(doc, i)) != "part-of"
    for k in kids(doc, i, "compound", "amod", "nmod"):
        if k < i and roster.entity_at(k) is not None and not is_a(doc, k, "creed"):
            if body_kind(doc, roster, k) in BODIES or (wide and roster.kind_of(k) in ("country", "person", "nationality")):
                yield k
    for k in kids(doc, i, "nmod"):
        if k > i and case_at(doc, roster, k) in ("of", "with", "to", "from", "for", "at"):
            if body_kind(doc, roster, k) in BODIES or (
                words("belongs").get(lemma(doc, i)) != "part-of" and roster.kind_of(k) in ACTORS
            ):
                yield named_body(doc, roster, k)


def _made_of(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "an alliance of 15 rebel groups called the Y Council"."""
    named = named_body(doc, roster, i)
    for k in kids(doc, i, "nmod"):
        if case_of(doc, k) == "of" and doc.parse.tag[k] in ("NNS", "NNPS") and roster.kind_of(k) in BODIES:
            if named != i:
                yield Draft("membership", i, k, named, relation="part-of")


def by_origin(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "X of the Y observatory", "the Y's X": a named person or force with its body's name."""
    entity = roster.entity_at(i)
    if entity is None or not entity.first <= i <= entity.last or entity.first <= doc.parse.head[i] <= entity.last:
        return
    kind = body_kind(doc, roster, i)
    if kind == "person":
        titled = any(role_at(doc, roster, k) is not None for k in kids(doc, i, "nmod:desc"))
        if not titled and (body := body_after(doc, roster, entity.last)) is not None:
            yield Draft("membership", i, i, body, relation="part-of", firm=False)
    noun = i
    if doc.parse.dep[i] in ("compound", "amod") and lemma(doc, doc.parse.head[i]) in ("party", "corps", "brigade"):
        noun = doc.parse.head[i]
    if (kind in ("person", "force") or noun != i) and not _credits(doc, i):
        for k in kids(doc, noun, "nmod:poss"):
            if is_name(doc, roster, k, BODIES):
                yield Draft("membership", i, noun, k, relation="part-of", firm=False)


def _credits(doc: Doc, i: int) -> bool:
    """ "VOA's X contributed to this report"."""
    return any(lemma(doc, t) in ("contribute", "report") for t in ancestors(doc, i) if doc.parse.pos[t] == "VERB")
