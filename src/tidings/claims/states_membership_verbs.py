"""Memberships told by verbs: who backs whom, what includes whom, who joins what, who has ties to whom."""

from __future__ import annotations

from collections.abc import Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_beside import ANY, BODIES, acting_for, is_name
from tidings.claims.states_draft import body_kind, is_a, lemma, value
from tidings.claims.states_tie import Tie, actors, described, is_whole, relative_to
from tidings.claims.syntax import infinitive, is_passive, kids, objects, obliques, subjects
from tidings.model.doc import Doc

MERGING = frozenset("absorb merge integrate incorporate fold".split())
MEMBERS = frozenset("member nation country state partner ally".split())
ACCUSING = frozenset("accuse blame suspect charge condemn criticize criticise".split())


def by_verb(doc: Doc, roster: Roster, i: int) -> Iterator[Tie]:
    """The ties that the verb tells; not for negated verbs."""
    passive, to = is_passive(doc, i), infinitive(doc, i)
    if is_a(doc, i, "backs") and not passive and not to:
        yield from _backing(doc, roster, i)
    if is_a(doc, i, "includes") and not passive:
        yield from _including(doc, roster, i)
    if is_a(doc, i, "joins") and not to:
        joined = (*objects(doc, i), *obliques(doc, i, "in", "to", "with"))
        bodies = tuple(o for o in joined if is_name(doc, roster, o, BODIES) or _is_army(doc, roster, o))
        joining = tuple(acting_for(doc, roster, s) for s in subjects(doc, i))
        yield Tie(i, actors(roster, joining), tuple(described(doc, roster, b) for b in bodies), "part-of")
    if lemma(doc, i) == "become" and not to and not _is_to_come(doc, i):
        # "became part of X"
        parts = [k for k in kids(doc, i, "xcomp", "obj") if lemma(doc, k) == "part"]
        wholes = tuple(o for k in parts for o in obliques(doc, k, "of") if roster.kind_of(o) in BODIES)
        yield Tie(
            i, actors(roster, subjects(doc, i)), tuple(described(doc, roster, o) for o in wholes), "part-of"
        )
    if lemma(doc, i) in MERGING and not to and not _is_to_come(doc, i):
        # "was absorbed into the army", "the militia merged into X"
        into = tuple(o for o in obliques(doc, i, "into") if roster.kind_of(o) in BODIES)
        merged = objects(doc, i) if passive else subjects(doc, i)
        yield Tie(i, actors(roster, merged), tuple(described(doc, roster, o) for o in into), "part-of")
    if lemma(doc, i) in ("have", "pledge", "swear", "enjoy"):
        yield from _having(doc, roster, i)
    if lemma(doc, i) == "fight":
        beside = actors(roster, obliques(doc, i, "alongside"))
        yield Tie(i, actors(roster, subjects(doc, i)), beside, "ally-of")


def _is_army(doc: Doc, roster: Roster, i: int) -> bool:
    """ "Mali's army", "the Malian army": a force by whose it is."""
    return roster.kind_of(i) == "force" and any(
        roster.kind_of(k) in ("country", "nationality") for k in kids(doc, i, "nmod:poss", "amod", "compound")
    )


def _is_to_come(doc: Doc, i: int) -> bool:
    return any(doc.parse.tag[a] == "MD" for a in kids(doc, i, "aux"))


def _backing(doc: Doc, roster: Roster, i: int) -> Iterator[Tie]:
    """ "Turkey, which supports rebels"; "A accuses B of backing C": the accused backs. Backing told as
    past or to come is a deed, no state."""
    parse = doc.parse
    if parse.tag[i] == "VBD" or any(parse.tag[a] == "MD" for a in kids(doc, i, "aux")):
        return
    first = i
    while parse.dep[first] == "conj" and parse.head[first] >= 0:
        first = parse.head[first]
    backers, above = subjects(doc, i), parse.head[first]
    if parse.tag[i] == "VBG" and above >= 0 and lemma(doc, above) in ACCUSING:
        backers = objects(doc, above)
    backers = relative_to(doc, roster, first) or backers
    backed = [acting_for(doc, roster, o) for o in objects(doc, i) if roster.kind_of(o) in ANY]
    # "backs the president, and Turkey, which …": another sort of thing is no second object
    backed = [b for b in backed if (roster.kind_of(b) == "person") == (roster.kind_of(backed[0]) == "person")]
    named = tuple(b for b in actors(roster, backers) if not roster.key(b).startswith("noun:"))
    yield Tie(i, tuple(backed), named, value(doc, i, "backs"))


def _including(doc: Doc, roster: Roster, i: int) -> Iterator[Tie]:
    """ "an alliance that includes A and B", "a delegation comprising members of A and B"."""
    wholes = [w for s in subjects(doc, i) if is_whole(doc, roster, w := _whole_of(doc, roster, s))]
    parts = objects(doc, i) or obliques(doc, i, "of")
    members = tuple(m for p in parts for m in _members(doc, roster, p))
    yield Tie(i, members, tuple(described(doc, roster, w) for w in wholes), "part-of")


def _whole_of(doc: Doc, roster: Roster, i: int) -> int:
    """The whole that a subject names: itself, or that of "members of X", "coalition nations"."""
    if lemma(doc, i) in MEMBERS and roster.entity_at(i) is None:
        for k in (*obliques(doc, i, "of", "in"), *kids(doc, i, "compound", "nmod:poss")):
            if is_whole(doc, roster, k):
                return k
    return acting_for(doc, roster, i)


def _members(doc: Doc, roster: Roster, i: int) -> list[int]:
    """A part of a whole; the bodies themselves in "members of A, B and C"."""
    if roster.kind_of(i) in ("org", "force", "country", "nationality", "place"):
        return [i]
    bodies = [c for c in obliques(doc, i, "of", "from") if body_kind(doc, roster, c) in (*BODIES, "country")]
    return bodies or ([i] if roster.kind_of(i) == "person" and doc.parse.tag[i] == "NNS" else [])


def _having(doc: Doc, roster: Roster, i: int) -> Iterator[Tie]:
    """ "has ties to Y", "pledged allegiance to Y", "has the backing of Y"."""
    for o in kids(doc, i, "obj"):
        if is_a(doc, o, "ties"):
            relation = value(doc, o, "ties")
            cases = ("of", "from") if relation == "backed-by" else ("to", "with")
            others = actors(roster, (*obliques(doc, o, *cases), *obliques(doc, i, *cases)))
            yield Tie(o, actors(roster, subjects(doc, i)), others, relation)
