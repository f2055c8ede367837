"""Positions: who holds which office, for whom, and whether still.

A role and a name stand together as title ("US secretary of state Mike Pompeo"), in apposition ("X, the
head of Y", "its commander X"), with a copula ("X was chairman"), as object of a verb of appointing or
leaving ("stepped down as chairman"), or the role is a verb ("X heads Y"). A rank counts only for who has
no office in the report: "Colonel X, a spokesman" is a spokesman. Who is reported dead held it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_beside import PERSON, holders_of
from tidings.claims.states_draft import Draft, copula_of, is_a, is_negated, lemma, named_body, person_at
from tidings.claims.states_office import is_title
from tidings.claims.states_role import Role, role_at
from tidings.claims.states_succession import find_successions
from tidings.claims.states_words import words
from tidings.claims.syntax import (
    agents,
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

BODY_KINDS = frozenset({"org", "force", "country", "facility"})


def find_positions(doc: Doc, roster: Roster) -> list[Draft]:
    """Every mention of who holds an office, in text order."""
    drafts: list[tuple[Draft, Role | None]] = []
    for token in doc.tokens:
        i = token.i
        if doc.parse.pos[i] == "VERB":
            drafts.extend((d, None) for d in _by_verb(doc, roster, i))
            continue
        if is_a(doc, i, "tenure"):
            drafts.extend((d, None) for d in _by_tenure(doc, roster, i))
        role = role_at(doc, roster, i)
        if role is not None:
            drafts.extend((d, role) for d in _by_noun(doc, roster, role))
    dead = keys_of_dead(doc, roster)
    officers = {
        roster.key(d.holder) for d, role in drafts
        if d.holder is not None and (role is None or not role.rank)
    }  # fmt: skip
    out: list[Draft] = []
    for draft, role in drafts:
        if draft.holder is None:
            continue
        key = roster.key(draft.holder)
        if role is not None and role.rank and key in officers and draft.status != "former":
            continue
        out.append(_replaced(draft, "former") if key in dead else draft)
    return [*out, *find_successions(doc, roster, out)]


def _replaced(draft: Draft, status: str) -> Draft:
    return Draft(
        "position", draft.trigger, draft.holder, draft.other, draft.role, status=status, firm=draft.firm
    )


# -- nouns -------------------------------------------------------------------------------------


def _by_noun(doc: Doc, roster: Roster, role: Role) -> Iterator[Draft]:
    holders, firm = _holders(doc, roster, role)
    for holder in holders:
        own = role.body is not None and roster.key(role.body) == roster.key(holder)
        body = None if own else role.body
        if firm and _is_wished(doc, role.head):
            continue
        if body is None and (role.chair or (firm and roster.cluster(holder) is None)):
            # "a chair is only a chair"
            continue
        if lemma(doc, role.head) == "official" and body is None and not kids(doc, role.head, "compound"):
            continue
        status = role.status
        if firm and status == "current" and _was(doc, role.head):
            status = "former"
        yield Draft("position", role.head, holder, body, (role.first, role.last), status=status, firm=firm)


def _holders(doc: Doc, roster: Roster, role: Role) -> tuple[list[int], bool]:
    """Heads of who holds the role, and whether the text states it (copula) or presupposes it."""
    i = role.head
    plural = doc.parse.tag[i] in ("NNS", "NNPS")
    entity = roster.entity_at(i)
    if entity is not None and entity.kind == "person" and entity.last > i and not is_title(doc, roster, i):
        return [i], False
    found, firm = holders_of(doc, roster, i, role.last, PERSON)
    if not found and (predicate := _predicate(doc, roster, i)) is not None:
        return [predicate], True
    if doc.parse.dep[i] == "conj" and not found:
        return _shared(doc, roster, i)
    return found[: 9 if plural else 1], firm


def _shared(doc: Doc, roster: Roster, i: int) -> tuple[list[int], bool]:
    """ "chairman and chief executive", "X, a journalist and the founder of Y"; "its president, X, and its
    treasurer" are two persons, unless the name stands before both."""
    before = doc.parse.head[i]
    first = role_at(doc, roster, before)
    if not kids(doc, i, "det", "nmod:poss"):
        if first is not None:
            return _holders(doc, roster, first)
    elif doc.parse.dep[before] != "appos" and copula_of(doc, before) is None:
        return [], False
    if roster.entity_at(before) is not None or roster.kind_of(before) != "person":
        return [], False
    found, firm = holders_of(doc, roster, before, before, PERSON)
    return ([h for h in found if h < before][:1], firm) if found else ([], False)


def _predicate(doc: Doc, roster: Roster, i: int) -> int | None:
    """ "The acting director is X"."""
    head = doc.parse.head[i]
    told = head > i and base(doc.parse.dep[i]) == "nsubj" and person_at(doc, roster, head)
    return head if told and copula_of(doc, head) is not None and not is_negated(doc, head) else None


def _was(doc: Doc, i: int) -> bool:
    if any(is_a(doc, k, "appoints") for k in kids(doc, i, "amod")):
        return False  # "was elected mayor" may be parsed as what the mayor was
    cop = copula_of(doc, i)
    return cop is not None and doc.parse.tag[cop] == "VBD" and lemma(doc, cop) == "be"


def _is_wished(doc: Doc, i: int) -> bool:
    """ "is unfit to be president", "would be a good mayor": nobody holds it."""
    marks = (lemma(doc, m) for m in kids(doc, i, "mark"))
    return "to" in marks or any(doc.parse.tag[a] == "MD" for a in kids(doc, i, "aux"))


# -- verbs -------------------------------------------------------------------------------------


def _by_verb(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    if is_a(doc, i, "leads"):
        yield from _led_by(doc, roster, i) if is_passive(doc, i) else _by_leading(doc, roster, i)
    for kind in ("quits", "serves", "appoints", "becomes"):
        if is_a(doc, i, kind):
            yield from _by_taking(doc, roster, i, kind)
    over = any(lemma(doc, k) == "over" for k in kids(doc, i, "compound", "advmod"))
    sworn = any(lemma(doc, k) in ("office", "oath") for k in kids(doc, i, "obj"))
    if lemma(doc, i) in ("take", "assume") and (over or sworn):
        # "took over as head of X", "took office as mayor"
        yield from _by_taking(doc, roster, i, "becomes")


def _by_leading(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "X, who heads the Y": a person and a body, nothing else ("led the attack", "ran the race")."""
    if is_negated(doc, i):
        return
    orders = lemma(doc, i) == "direct" and kids(doc, i, "xcomp", "ccomp", "advcl")
    led = list(objects(doc, i)) if lemma(doc, i) != "speak" else []
    led = [] if orders else led or [k for k in kids(doc, i, "obl") if case_of(doc, k) in ("over", "for")]
    for who in subjects(doc, i):
        if roster.kind_of(who) != "person" or roster.cluster(who) is None:
            continue
        for body in (named_body(doc, roster, b) for b in led):
            kind = roster.kind_of(body)
            named = roster.named_head(body) is not None
            if kind not in BODY_KINDS or (lemma(doc, i) == "run" and not named):
                continue
            yield Draft("position", i, who, body, (i, i), status="current")


def _led_by(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "the front, headed by X", "a rebel group led by X": a group or force, no march and no mission."""
    led = subjects(doc, i) or ((doc.parse.head[i],) if base(doc.parse.dep[i]) in ("acl", "amod") else ())
    if is_negated(doc, i) or infinitive(doc, i):
        return
    for who in agents(doc, i)[:1]:
        if roster.kind_of(who) != "person" or roster.cluster(who) is None:
            continue
        for body in (named_body(doc, roster, b) for b in led[:1]):
            if roster.kind_of(body) in ("org", "force"):
                yield Draft("position", i, who, body, (i, i), status="current")


def _by_tenure(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "her tenure as senator", "the appointment of X as minister", "in his capacity as head of Y"."""
    owners = [*kids(doc, i, "nmod:poss"), *(k for k in kids(doc, i, "nmod") if case_of(doc, k) == "of")]
    who = next((k for k in owners if roster.kind_of(k) == "person" and roster.cluster(k) is not None), None)
    if who is None:
        return
    beside = [*kids(doc, i, "nmod", "obl"), *kids(doc, doc.parse.head[i], "obl", "nmod")]
    for r in (k for k in beside if 0 < k - i < 8 and case_of(doc, k) == "as"):
        role = role_at(doc, roster, r)
        if role is not None and not (role.chair and role.body is None):
            status = words("tenure").get(lemma(doc, i)) or role.status
            yield Draft("position", r, who, role.body, (role.first, role.last), status=status, firm=False)
            return


def _by_taking(doc: Doc, roster: Roster, i: int, kind: str) -> Iterator[Draft]:
    parse = doc.parse
    if any(lemma(doc, m) in ("if", "unless") for m in kids(doc, i, "mark")):
        return
    for r in kids(doc, i, "obl", "xcomp", "obj", "nmod"):
        case = case_of(doc, r)
        acting = lemma(doc, i) == "act" and doc.parse.tag[i] == "VBG" and base(parse.dep[r]) == "obj"
        if (
            case != "as"
            and not acting
            and (kind in ("quits", "serves") or base(parse.dep[r]) in ("obl", "nmod"))
        ):
            continue
        role = role_at(doc, roster, r)
        if role is None or (role.chair and role.body is None):
            continue
        if (
            kind in ("appoints",)
            or (kind == "quits" and is_passive(doc, i))
            or (kind == "quits" and any(o != r for o in kids(doc, i, "obj")))
        ):
            found = [o for o in objects(doc, i) if o != r]
            found = found or [k for k in kids(doc, i, "xcomp") if k != r and person_at(doc, roster, k)]
        else:
            found = [s for s in subjects(doc, i) if s != r]
        gets = "current" if kind == "becomes" else ""
        status = words(kind).get(lemma(doc, i), gets) or ("former" if parse.tag[i] == "VBD" else "current")
        if _is_ahead(doc, i):
            status = "future"
        for who in found[:1]:
            if roster.kind_of(who) == "person" and roster.cluster(who) is not None and not is_negated(doc, i):
                yield Draft("position", r, who, role.body, (role.first, role.last), status=status)


def _is_ahead(doc: Doc, i: int) -> bool:
    """ "will become", "is to become", "is due to take over"."""
    if any(lemma(doc, a) in ("will", "would", "shall") for a in kids(doc, i, "aux")):
        return True
    return infinitive(doc, i) and lemma(doc, i) != "remain"


# -- the dead ----------------------------------------------------------------------------------


def keys_of_dead(doc: Doc, roster: Roster) -> frozenset[str]:
    """Keys of the persons whom the report plainly says to have died."""
    out: set[str] = set()
    for token in doc.tokens:
        i = token.i
        if doc.parse.pos[i] == "VERB" and not _unreal(doc, i):
            if is_a(doc, i, "kills"):
                _add_persons(doc, roster, objects(doc, i), out)
            elif is_a(doc, i, "dies"):
                _add_persons(doc, roster, subjects(doc, i), out)
        elif doc.parse.pos[i] in ("NOUN", "PROPN") and is_a(doc, i, "death"):
            of = [c for k in kids(doc, i, "nmod") if case_of(doc, k) == "of" for c in conjuncts(doc, k)]
            poss = [c for k in kids(doc, i, "nmod:poss") for c in conjuncts(doc, k)]
            _add_persons(
                doc, roster, (*of, *(poss if lemma(doc, i) in ("death", "funeral", "burial") else ())), out
            )
    return frozenset(out)


def _add_persons(doc: Doc, roster: Roster, heads: tuple[int, ...], out: set[str]) -> None:
    for h in heads:
        cluster = roster.cluster(h)
        if cluster is not None and cluster.kind == "person":
            out.add(cluster.key)


def _unreal(doc: Doc, verb: int) -> bool:
    """Denied, wished, feared: nobody died of it."""
    parse = doc.parse
    if is_negated(doc, verb) or any(k for k in kids(doc, verb, "aux") if parse.tag[k] == "MD"):
        return True
    return any(lemma(doc, m) in ("to", "if", "unless") for m in kids(doc, verb, "mark"))
