"""A mention of a tie between parties, and which of the text's words name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tidings.claims.roster import Roster
from tidings.claims.states_beside import BODIES, PERSON, acting_for, is_name, name_before
from tidings.claims.states_draft import Draft, body_kind, is_a, lemma, named_body
from tidings.claims.syntax import kids
from tidings.model.doc import Doc

ACTORS = frozenset({"org", "force", "country", "nationality", "person", "place"})


@dataclass(frozen=True, slots=True)
class Tie:
    """Each of `holders` has the relation to each of `others`; all head tokens."""

    trigger: int
    holders: tuple[int, ...]
    others: tuple[int, ...]
    relation: str
    firm: bool = True


def drafts_of(roster: Roster, tie: Tie) -> list[Draft]:
    """One draft for each pair; nobody is tied to himself."""
    return [
        Draft("membership", tie.trigger, holder, other, relation=tie.relation, firm=tie.firm)
        for holder in tie.holders
        for other in tie.others
        if _are_two(roster, holder, other)
    ]


def _are_two(roster: Roster, a: int, b: int) -> bool:
    if a == b or roster.key(a) == roster.key(b):
        return False
    entity = roster.entity_at(a)
    if entity is not None and entity is roster.entity_at(b):
        return False
    return roster.party(a) is not None and roster.party(b) is not None


def actors(roster: Roster, heads: Iterable[int]) -> tuple[int, ...]:
    return tuple(h for h in heads if roster.kind_of(h) in ACTORS)


def relative_to(doc: Doc, roster: Roster, verb: int) -> tuple[int, ...]:
    """The name before ", which" where that is the verb's subject: the parse may hang the clause on a name
    further back, or on all that are joined with it."""
    for k in kids(doc, verb, "nsubj"):
        if k >= 2 and lemma(doc, k) in ("which", "who", "that") and doc.tokens[k - 1].text == ",":
            return actors(roster, [k - 2])
    return ()


def is_whole(doc: Doc, roster: Roster, i: int) -> bool:
    """What may have members: an organisation by name, or an alliance, a bloc, a delegation."""
    return is_a(doc, i, "whole") or (roster.entity_at(i) is not None and body_kind(doc, roster, i) == "org")


def described(doc: Doc, roster: Roster, head: int) -> int:
    """The name that a description stands beside: "the X Front, a brigade aligned with Y" is the X Front."""
    if roster.entity_at(head) is not None:
        return head
    if (named := named_body(doc, roster, head)) != head:
        return named
    parse, up = doc.parse, doc.parse.head[head]
    if up >= 0 and parse.dep[head] == "nmod" and is_a(doc, up, "whole") and parse.dep[up] == "appos":
        # "the X Front, a coalition of factions backed by Y": the front is
        head, up = up, parse.head[up]
    if parse.dep[head] == "appos" and is_name(doc, roster, up, BODIES):
        return up
    before = name_before(doc, roster, head) if roster.kind_of(head) in BODIES else None
    if before is not None and is_name(doc, roster, before, BODIES | PERSON):
        return before
    return acting_for(doc, roster, head)
