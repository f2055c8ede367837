"""Memberships: who belongs to whom, is allied with or backed by whom.

Three relations, from words of `data/states.tsv`. A participle ties a party to another ("Turkey-backed
rebels", "fighters allied with Y"), or a verb does (`states_membership_verbs`); a noun says what one is to
the other, or a name stands with the body it comes from (`states_membership_nouns`). A party is never tied
to itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_beside import acting_for
from tidings.claims.states_draft import Draft, is_a, is_negated, named_body, twin, value
from tidings.claims.states_membership_nouns import by_noun, by_origin
from tidings.claims.states_membership_owned import by_owner
from tidings.claims.states_membership_verbs import by_verb
from tidings.claims.states_tie import Tie, actors, described, drafts_of, relative_to
from tidings.claims.syntax import base, case_of, conjuncts, is_passive, kids, obliques, subjects
from tidings.model.doc import Doc


def find_memberships(doc: Doc, roster: Roster) -> list[Draft]:
    """Every mention of a tie between two parties, in text order."""
    return [d for token in doc.tokens for tie in _ties(doc, roster, token.i) for d in drafts_of(roster, tie)]


def _ties(doc: Doc, roster: Roster, i: int) -> Iterator[Tie]:
    pos = doc.parse.pos[i]
    if is_a(doc, i, "tied") and pos in ("VERB", "ADJ", "NOUN", "PROPN"):
        yield from _by_participle(doc, roster, i)
    if pos == "VERB" and not is_negated(doc, i):
        yield from by_verb(doc, roster, i)
    elif pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        yield from by_noun(doc, roster, i)
        yield from by_origin(doc, roster, i)
        yield from by_owner(doc, roster, i)


def _by_participle(doc: Doc, roster: Roster, i: int) -> Iterator[Tie]:
    """ "X-backed Y", "Y backed by X", "Y allied with X"."""
    relation = value(doc, i, "tied")
    if i >= 2 and doc.tokens[i - 1].text == "-" and doc.tokens[i - 2].sent == doc.tokens[i].sent:
        backers = actors(roster, [twin(doc, roster, i - 2)])
        yield Tie(i, _modified(doc, roster, i), backers, relation, firm=False)
        return
    if doc.parse.tag[i] not in ("VBN", "JJ", "VBD") or kids(doc, i, "obj") or is_negated(doc, i):
        # "the road that links it to the city" ties nobody
        return
    others = actors(roster, obliques(doc, i, "with", "to"))
    if relation == "backed-by":
        others = _backers(doc, roster, i) if is_passive(doc, i) else ()
    yield Tie(i, _tied(doc, roster, i), tuple(named_body(doc, roster, o) for o in others), relation)


def _backers(doc: Doc, roster: Roster, i: int) -> tuple[int, ...]:
    """Everybody after "by", also where the parse hangs the parts of "by A, B and C" apart; for things the
    party whose they are ("backed by Russian airstrikes")."""
    by = [k for k in kids(doc, i, "obl") if case_of(doc, k) == "by" or doc.parse.dep[k] == "obl:agent"]
    out: list[int] = []
    for k in (c for b in by for c in conjuncts(doc, b)):
        owners = [k, *kids(doc, k, "compound", "amod", "nmod:poss")]
        out.extend(actors(roster, owners)[:1])
    return tuple(out)


def _modified(doc: Doc, roster: Roster, i: int) -> tuple[int, ...]:
    """Whom a participle before a noun is said of: the noun, or who does it ("X-backed offensive")."""
    head = doc.parse.head[i]
    if head < i:
        return ()
    if roster.is_party(head):
        return (described(doc, roster, head),)
    doers = obliques(doc, head, "by") or [k for k in kids(doc, head, "nmod:poss", "compound") if i < k < head]
    return tuple(acting_for(doc, roster, d) for d in doers if roster.is_party(d))[:1]


def _tied(doc: Doc, roster: Roster, i: int) -> tuple[int, ...]:
    """Whom a participle after a noun is said of."""
    head, dep = doc.parse.head[i], base(doc.parse.dep[i])
    found = relative_to(doc, roster, i) or actors(roster, subjects(doc, i))
    if not found and dep in ("acl", "amod", "advcl") and head >= 0:
        # the parse may hang "…, backed by Y" on a noun further back than the one before it
        near = i - 2 if doc.tokens[i - 1].text == "," else i - 1
        beside = near >= doc.sentence_of(i).first and roster.is_party(near)
        found = actors(roster, [near] if beside else subjects(doc, head))
    return tuple(described(doc, roster, f) for f in found)
