"""Control: who holds, has lost, besieges or claims which place.

Read from participles before and after a place ("rebel-held X", "X, controlled by Y"), verbs of holding
and taking with a place as object, "control of X"; from nouns in `states_control_nouns`. Who took a place
holds it and from whom it was taken has lost it, where the taking is told as done; what somebody tries to
take is contested, what somebody is to hand over is still held.
"""

from __future__ import annotations

from collections.abc import Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_control_nouns import by_noun
from tidings.claims.states_draft import Draft, is_a, is_negated, is_no_longer, lemma, twin, value
from tidings.claims.states_hold import (
    Hold,
    bodies_among,
    drafts_of,
    holders_among,
    is_holder,
    is_real,
    is_site,
    is_the_site,
    placed,
    tried,
)
from tidings.claims.states_place import places_of
from tidings.claims.syntax import agents, antecedent, is_passive, kids, objects, obliques, subjects
from tidings.model.doc import Doc

IDIOMS = frozenset({"part", "place", "side", "aim", "advantage", "power"})
"""Objects with which "take" takes no place."""


STAYING = {
    "remain": ("with",), "stay": ("with",), "belong": ("to",), "pass": ("to",), "return": ("to",),
    "revert": ("to",),
}  # fmt: skip
"""Verbs whose subject is a place and with what case whoever has it stands."""


def find_control(doc: Doc, roster: Roster) -> list[Draft]:
    """Every mention of who controls a place, in text order."""
    out: list[Draft] = []
    for token in doc.tokens:
        for hold in _holds(doc, roster, token.i):
            out.extend(drafts_of(doc, roster, hold))
    return out


def _holds(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    pos = doc.parse.pos[i]
    if is_a(doc, i, "held") and pos in ("VERB", "ADJ", "NOUN", "PROPN"):
        yield from _by_participle(doc, roster, i)
    if pos in ("NOUN", "PROPN"):
        yield from by_noun(doc, roster, i)
    elif pos == "VERB" and is_no_longer(doc, i) and is_a(doc, i, "holds") and not is_passive(doc, i):
        yield Hold(i, holders_among(doc, roster, subjects(doc, i)), placed(doc, objects(doc, i)), "lost")
    elif pos == "VERB" and not is_negated(doc, i):
        yield from _going_to(doc, roster, i)
        yield from _holding(doc, roster, i)
        yield from _taking(doc, roster, i)
        yield from _giving(doc, roster, i)
        yield from _having_control(doc, roster, i)


def _by_participle(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    """ "IS-held X", "Indian controlled X", "the besieged X", "X, held by Y"."""
    status, head = value(doc, i, "held"), doc.parse.head[i]
    if doc.parse.dep[i] == "amod" and head > i:
        holder = twin(doc, roster, i - 2 if i >= 2 and doc.tokens[i - 1].text == "-" else i - 1)
        if i - 1 >= doc.sentence_of(i).first and is_holder(roster, holder):
            yield Hold(i, (holder,), (head,), status, firm=False)
        elif status == "besieges":
            yield Hold(i, (), (head,), status, firm=False)
    elif is_passive(doc, i) and not is_negated(doc, i):
        held = (head,) if doc.parse.dep[i] == "acl" else tuple(antecedent(doc, s) for s in subjects(doc, i))
        yield Hold(i, holders_among(doc, roster, agents(doc, i)), held, status)


def _holding(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    """ "X controls Y", "both claim the region", "claim ownership of X"."""
    if not is_a(doc, i, "holds") or is_passive(doc, i) or not is_real(doc, i):
        return
    status = value(doc, i, "holds")
    held = placed(doc, objects(doc, i))
    if not held and status == "contested":
        held = placed(doc, (k for o in objects(doc, i) for k in obliques(doc, o, "of", "over")))
    elif not held:
        held = tuple(o for o in objects(doc, i) if is_site(doc, roster, o))
    yield Hold(i, holders_among(doc, roster, subjects(doc, i)), held, status)


def _taking(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    """ "captured X from Y": the taker holds, Y has lost; "tries to retake X from Y": Y's is contested."""
    if lemma(doc, i) == "fall" and is_real(doc, i):
        winners = holders_among(doc, roster, obliques(doc, i, "to"))
        yield Hold(i, winners, placed(doc, subjects(doc, i)), "holds")
    if is_a(doc, i, "takes") and any(lemma(doc, o) == "power" for o in objects(doc, i)) and is_real(doc, i):
        # "took power in X"
        yield Hold(
            i, holders_among(doc, roster, agents(doc, i)), placed(doc, obliques(doc, i, "in")), "holds"
        )
    if not is_a(doc, i, "takes") or any(lemma(doc, o) in IDIOMS for o in objects(doc, i)):
        return
    taken = objects(doc, i)
    things = tuple(o for o in taken if places_of(doc, o) or is_the_site(doc, roster, o))
    # "the town of X from Y" may hang on the verb, on "town" or on X
    around = (i, *taken, *(k for o in taken for k in kids(doc, o, "nmod")))
    losers = [c for t in around for c in holders_among(doc, roster, obliques(doc, t, "from"))]
    losers = [c for c in losers if not places_of(doc, c) or roster.kind_of(c) == "country"]
    if is_real(doc, i):
        yield Hold(i, holders_among(doc, roster, agents(doc, i)), things, "holds")
        yield Hold(i, tuple(losers), things, "lost")
    elif tried(doc, i) is not None:
        yield Hold(i, tuple(losers), things, "contested")


def _going_to(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    """ "The camp at X remains with Y", "X belongs to Y", "X returned to Y's control", "control of X passed to
    Y"."""
    cases = STAYING.get(lemma(doc, i), ())
    if not cases or not is_real(doc, i):
        return
    things = [
        t for s in subjects(doc, i) for t in ((s,) if lemma(doc, s) != "control" else obliques(doc, s, "of"))
    ]
    to = obliques(doc, i, *cases)
    owners = [
        o for k in to if lemma(doc, k) == "control" for o in kids(doc, k, "nmod:poss", "compound", "amod")
    ]
    yield Hold(i, bodies_among(roster, (*to, *owners)), placed(doc, things), "holds")


def _giving(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    """ "lost X"; "will hand over X" to somebody, who does not have it yet."""
    if is_passive(doc, i):
        return
    who = holders_among(doc, roster, subjects(doc, i))
    up = lemma(doc, i) == "give" and any(lemma(doc, k) == "up" for k in kids(doc, i, "compound", "advmod"))
    if (is_a(doc, i, "loses") or up) and is_real(doc, i):
        yield Hold(i, who, placed(doc, objects(doc, i)), "lost")
    elif is_a(doc, i, "hands-over") and not is_real(doc, i):
        yield Hold(i, who, placed(doc, (o for o in objects(doc, i) if lemma(doc, o) != "control")), "holds")


def _having_control(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    """ "took control of X", "lost control of X", "battling to retain control of X"."""
    for o in kids(doc, i, "obj"):
        if lemma(doc, o) != "control":
            continue
        held = (*obliques(doc, o, "of", "over"), *obliques(doc, i, "of", "over"))
        who = holders_among(doc, roster, agents(doc, i))
        if is_a(doc, i, "loses") and is_real(doc, i):
            yield Hold(o, who, held, "lost")
        elif is_real(doc, i) or is_a(doc, i, "hands-over"):
            yield Hold(o, who, held, "holds")
        elif (trying := tried(doc, i)) is not None:
            yield Hold(o, who or holders_among(doc, roster, subjects(doc, trying)), held, "contested")
