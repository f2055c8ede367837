"""Offices that go from one to another: who replaces whom, stands in for whom, is named as whose successor.

The office is the one that the report gives the predecessor: "The police director, X, was dismissed. His
deputy, Y, will stand in for him" makes Y police director. Who is only to come is so in the future; who stands
in does so from the same day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tidings.claims.roster import Roster
from tidings.claims.states_beside import PERSON, holders_of
from tidings.claims.states_draft import Draft, is_a, is_negated, lemma
from tidings.claims.states_role import role_at
from tidings.claims.syntax import agents, infinitive, is_passive, kids, objects, obliques, subjects
from tidings.model.doc import Doc

REPLACING = frozenset({"succeed", "replace"})
STANDING_IN = frozenset({"stand", "fill", "step"})
PUTTING = frozenset({"put", "install", "appoint", "name"})
STEAD = frozenset({"place", "stead"})


def find_successions(doc: Doc, roster: Roster, held: Sequence[Draft]) -> Iterator[Draft]:
    """`held`: the offices found without, in which the predecessor's is looked for. In text order."""
    for token in doc.tokens:
        i, pos = token.i, doc.parse.pos[token.i]
        if pos == "VERB" and not is_negated(doc, i):
            for who, before, status in _by_verb(doc, roster, i):
                yield from _office(doc, roster, held, i, who, before, status)
        elif pos == "NOUN" and lemma(doc, i) in ("successor", "replacement") and not kids(doc, i, "cop"):
            for before in _owners(doc, roster, i):
                for who in holders_of(doc, roster, i, i, PERSON)[0][:1]:
                    yield from _office(doc, roster, held, i, who, before, "current")


def _by_verb(doc: Doc, roster: Roster, i: int) -> Iterator[tuple[int, int | None, str]]:
    """Successor, predecessor (None: not told beside the verb) and status."""
    word = lemma(doc, i)
    particles = {lemma(doc, k) for k in kids(doc, i, "compound", "advmod")}
    ahead = infinitive(doc, i) or any(doc.parse.tag[a] == "MD" for a in kids(doc, i, "aux"))
    status = "future" if ahead else "current"
    if word in REPLACING:
        after = agents(doc, i) or obliques(doc, i, "by", "with") if is_passive(doc, i) else subjects(doc, i)
        yield from ((who, before, status) for who in after[:1] for before in objects(doc, i)[:1])
    elif word == "take" and "over" in particles and not objects(doc, i):
        told = [k for k in obliques(doc, i, "from", "for") if _is_person(roster, k)]
        yield from ((who, told[0] if told else None, status) for who in subjects(doc, i)[:1])
    elif word in STANDING_IN and "in" in particles:
        for_whom = obliques(doc, i, "for")
        yield from ((who, for_whom[0] if for_whom else None, "current") for who in subjects(doc, i)[:1])
    elif is_a(doc, i, "appoints") or word in PUTTING or word == "choose":
        yield from (
            (who, before, status)
            for r in kids(doc, i, "obl", "xcomp", "obj")
            if lemma(doc, r) in STEAD | {"successor", "replacement"}
            for before in _owners(doc, roster, r)
            for who in [o for o in objects(doc, i) if o != r and _is_person(roster, o)][:1]
        )


def _owners(doc: Doc, roster: Roster, i: int) -> list[int]:
    owners = [*kids(doc, i, "nmod:poss"), *obliques(doc, i, "of", "to")]
    return [k for k in owners if _is_person(roster, k)][:1]


def _is_person(roster: Roster, i: int) -> bool:
    return roster.kind_of(i) == "person"


def _office(
    doc: Doc, roster: Roster, held: Sequence[Draft], i: int, who: int, before: int | None, status: str
) -> Iterator[Draft]:
    """One draft at most: the verb's own "as mayor", the role of who is replaced, or that of the person."""
    name = _named(doc, roster, who)
    if name is None:
        return
    own = [role_at(doc, roster, k) for k in kids(doc, i, "obl", "xcomp", "advcl") if k > i]
    roles = [r for r in own if r is not None and not r.rank]
    described = (
        role_at(doc, roster, before) if before is not None and roster.entity_at(before) is None else None
    )
    if roles and lemma(doc, i) == "take":
        return  # "took over as mayor" is read as getting an office
    if roles or described is not None:
        role = roles[0] if roles else described
        assert role is not None
        yield Draft("position", i, name, role.body, (role.first, role.last), status=status)
        return
    for person in (before, _served(doc, roster, held, name)):
        if person is None or roster.key(person) == roster.key(name):
            continue
        offices = [d for d in held if d.holder is not None and roster.key(d.holder) == roster.key(person)]
        if offices:
            office = max(offices, key=lambda d: (d.trigger < i, d.trigger if d.trigger < i else -d.trigger))
            yield Draft("position", i, name, office.other, office.role, status=status)
            return


def _named(doc: Doc, roster: Roster, who: int) -> int | None:
    """The person, named beside the noun where that is the subject: "his deputy, X"."""
    if not _is_person(roster, who):
        return None
    if roster.cluster(who) is not None:
        return who
    return next(iter(holders_of(doc, roster, who, who, PERSON)[0]), None)


def _served(doc: Doc, roster: Roster, held: Sequence[Draft], who: int) -> int | None:
    """Whose deputy the person is."""
    for draft in held:
        deputy = draft.holder is not None and roster.key(draft.holder) == roster.key(who)
        if deputy and draft.other is not None and _is_person(roster, draft.other):
            return draft.other
    return None
