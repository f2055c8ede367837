"""Control read from nouns: strongholds, rule, hands, sieges, the ruling party."""

from __future__ import annotations

from collections.abc import Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_draft import is_a, lemma, modifiers
from tidings.claims.states_hold import Hold, holders_among, is_holder, is_site, placed
from tidings.claims.states_place import places_of, predicate_case
from tidings.claims.syntax import base, kids, objects, obliques, subjects
from tidings.model.doc import Doc

LANDS = frozenset({"territory", "canton", "enclave"})
"""What a people or country may have; its "stronghold" is more often somewhere in it than its own."""


def by_noun(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    if is_a(doc, i, "hold") and roster.entity_at(i) is None:
        yield from _stronghold(doc, roster, i)
    elif is_a(doc, i, "rule-of"):
        yield from _under(doc, roster, i)
    elif is_a(doc, i, "siege"):
        # "the siege of X", "Y's blockade on X"
        owners = [k for k in (*kids(doc, i, "nmod:poss"), *modifiers(doc, i)) if is_holder(roster, k)]
        owners += [k for k in obliques(doc, i, "by") if is_holder(roster, k)]
        held = placed(doc, obliques(doc, i, "of", "on", "against"))
        yield Hold(i, tuple(owners[:1]), held, "besieges", firm=False)


def _stronghold(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    """ "the IS stronghold of X", "X, a Taliban stronghold", "a rebel pocket in X"."""
    owners = [m for m in modifiers(doc, i) if is_holder(roster, m) and _may_own(doc, roster, m, i)]
    owners += [k for k in obliques(doc, i, "of") if roster.kind_of(k) in ("org", "force")]
    head, dep = doc.parse.head[i], doc.parse.dep[i]
    for held in (
        placed(doc, [head] if dep in ("appos", "compound") and head >= 0 else []),
        placed(doc, obliques(doc, i, "of")),
        placed(doc, (k for k in kids(doc, i, "appos", "flat", "nmod:desc") if k > i)),
        placed(doc, obliques(doc, i, "in")),
        placed(doc, subjects(doc, i) if kids(doc, i, "cop") else ()),
    ):
        if held:
            yield Hold(i, tuple(owners[:1]), held, "holds", firm=False)
            return


def _may_own(doc: Doc, roster: Roster, owner: int, i: int) -> bool:
    kind = roster.kind_of(owner)
    return kind != "place" and (kind not in ("country", "nationality") or lemma(doc, i) in LANDS)


def _under(doc: Doc, roster: Roster, i: int) -> Iterator[Hold]:
    """ "under the control of X", "in rebel hands", "in full control of X", "Indian rule in X"."""
    case, head = predicate_case(doc, i), doc.parse.head[i]
    of = [k for k in obliques(doc, i, "of") if not places_of(doc, k) or roster.kind_of(k) == "country"]
    owners = [k for k in (*kids(doc, i, "nmod:poss"), *modifiers(doc, i), *of) if is_holder(roster, k)]
    if case == "in" and lemma(doc, i) == "control":
        yield Hold(i, holders_among(doc, roster, subjects(doc, i)), obliques(doc, i, "of"), "holds")
    elif case == "in" and lemma(doc, i) == "charge":
        yield Hold(
            i, holders_among(doc, roster, subjects(doc, i)), placed(doc, obliques(doc, i, "of")), "holds"
        )
    elif case in ("under", "in"):
        held = [*subjects(doc, i)]
        if base(doc.parse.dep[i]) == "nmod":
            held = [head]
        elif head >= 0:
            held += [*subjects(doc, head), *(objects(doc, head) if doc.parse.pos[head] == "VERB" else ())]
        held = [h for h in held if places_of(doc, h) or is_site(doc, roster, h)]
        yield Hold(i, tuple(owners[:1]), tuple(held[:1]), "holds")
    elif lemma(doc, i) not in ("hand", "charge"):
        held = [h for h in obliques(doc, i, "in", "of", "over") if h not in owners]
        yield Hold(i, tuple(owners[:1]), placed(doc, held), "holds", firm=False)
