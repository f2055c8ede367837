"""One record per happening: which mentions in a report tell of the same deed.

Mentions are taken in text order, headlines last because they say least. Each joins the group it
shares most with, or begins one. Nothing that contradicts joins: another day, another place, other
parties, another figure. What speaks for it is counted in points (`POINTS`), and `ENOUGH` of them
are asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from tidings.claims.drafts import Draft
from tidings.claims.frames import is_verbal
from tidings.claims.roster import Roster
from tidings.claims.syntax import base, case_of, determiner, kids
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc
from tidings.model.mention import Interval

CASUALTY: Final = frozenset(
    "kill wound injure die hurt murder slay slaughter massacre shoot behead execute death killing murder"
    " fatality casualty perish hit strike damage destroy".split()
)
GENERIC: Final = frozenset(
    "attack assault operation offensive incident violence fighting clash strike raid bombing blast explosion campaign"
    " battle fight war conflict bloodshed siege shelling protest demonstration rally unrest talk talks meeting"
    " negotiation visit arrest detention agreement deal accord crackdown killing deployment withdrawal".split()
)
"""Nouns that point back at a deed told before, above all with "the" or "this"."""
DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})
LOOSE_FIT: Final = {frozenset({"CONCEDE", "RETREAT"}), frozenset({"AGREE", "COOPERATE"}), frozenset({"AGREE", "CONSULT"})}
"""Types that may tell of one deed where one of them is planned."""
ENOUGH: Final = 0.2


@dataclass(slots=True)
class _Group:
    drafts: list[Draft] = field(default_factory=list)
    actors: set[str] = field(default_factory=set)
    recipients: set[str] = field(default_factory=set)


def merge_drafts(doc: Doc, roster: Roster, drafts: list[Draft]) -> list[list[Draft]]:
    """Groups of drafts of one happening each, the fullest draft first, groups in text order."""
    late = {"headline": 1, "standfirst": 1, "caption": 0}
    order = sorted(drafts, key=lambda d: (late.get(doc.sentence_of(d.trigger).kind, 0), d.trigger))
    groups: list[_Group] = []
    for draft in order:
        best: tuple[float, _Group] | None = None
        for group in groups:
            points = _points(doc, roster, draft, group)
            if points is not None and points >= ENOUGH and (best is None or points > best[0]):
                best = (points, group)
        if best is None:
            groups.append(_Group())
        group = best[1] if best else groups[-1]
        group.drafts.append(draft)
        group.actors |= keys_of(roster, draft.actors)
        group.recipients |= keys_of(roster, draft.recipients)
    out = []
    for group in groups:
        fullest = sorted(group.drafts, key=lambda d: (-_fullness(doc, d), d.trigger))
        out.append(fullest)
    return sorted(out, key=lambda g: min(d.trigger for d in g))


def keys_of(roster: Roster, heads: list[int]) -> set[str]:
    return {roster.key(h) for h in heads}


def _fullness(doc: Doc, d: Draft) -> float:
    body = doc.sentence_of(d.trigger).kind == "body"
    filled = bool(d.actors) + bool(d.recipients) + (d.place is not None) + (d.time is not None)
    return filled + 0.5 * (d.tolls.killed is not None) + 0.3 * body


def _points(doc: Doc, roster: Roster, d: Draft, group: _Group) -> float | None:
    """What speaks for `d` telling of the group's deed; None where something contradicts."""
    if any(_hang_together(doc, d, other) for other in group.drafts):
        return 10.0
    if not any(_same_sort(d, other) for other in group.drafts):
        return None
    points = 0.0
    nearest = min(abs(doc.tokens[d.trigger].sent - doc.tokens[o.trigger].sent) for o in group.drafts)
    same_sentence = nearest == 0
    actors, recipients = keys_of(roster, d.actors), keys_of(roster, d.recipients)
    if actors and group.actors:
        if not actors & group.actors:
            return None
        points += 1.0
    if recipients and group.recipients:
        if not recipients & group.recipients:
            return None
        points += 1.2
    place = _places_agree(doc, d, group)
    if place is None:
        return None
    points += place
    time = _times_agree(doc, d, group)
    if time is None:
        return None
    points += time
    toll = _tolls_agree(d, group)
    if toll is None:
        return None
    points += toll
    lemma = doc.parse.lemma[d.trigger].lower()
    lemmas = {doc.parse.lemma[o.trigger].lower() for o in group.drafts}
    if lemma in lemmas:
        points += 0.6
    elif d.type == "ASSAULT" and {lemma, *lemmas} <= GENERIC | CASUALTY:
        points += 0.2
    if d.mode and any(o.mode and o.mode != d.mode for o in group.drafts):
        points -= 0.7
    if not is_verbal(doc, d.trigger) and lemma in GENERIC and determiner(doc, d.trigger) in DEFINITE:
        points += 0.8
    if not d.actors and not d.recipients and not is_verbal(doc, d.trigger) and lemma in GENERIC:
        points += 0.4
    if doc.sentence_of(d.trigger).kind == "headline":
        points += 0.8
    if same_sentence:
        points -= 0.3
    points += 0.3 if 0 < nearest <= 2 else -0.1 * min(nearest, 10)
    if d.type in VERBAL_TYPES:
        points -= 0.6
    if d.status.status != group.drafts[0].status.status:
        points -= 0.4
    return points


def _same_sort(d: Draft, other: Draft) -> bool:
    if d.type == other.type:
        return True
    planned = "planned" in (d.status.status, other.status.status)
    return planned and frozenset({d.type, other.type}) in LOOSE_FIT


def _hang_together(doc: Doc, a: Draft, b: Draft) -> bool:
    """One deed told by two words of one clause: "killed in an attack", "an attack that killed"."""
    if a.type != b.type or doc.tokens[a.trigger].sent != doc.tokens[b.trigger].sent:
        return False
    for x, y in ((a.trigger, b.trigger), (b.trigger, a.trigger)):
        parse = doc.parse
        head, dep = parse.head[x], base(parse.dep[x])
        lemma_x, lemma_y = parse.lemma[x].lower(), parse.lemma[y].lower()
        verbal_x, verbal_y = is_verbal(doc, x), is_verbal(doc, y)
        if not verbal_x and verbal_y and head == y and dep in ("obl", "nsubj", "obj"):
            # "killed in an attack", "the attack killed", "was hit by rocket attacks"
            if dep == "obl" and case_of(doc, x) in ("after", "before", "since", "until", "despite", "following"):
                continue
            return True
        if verbal_x and not verbal_y and head == y and dep in ("acl", "acl:relcl"):
            return True
        if not verbal_x and not verbal_y and head == y and dep in ("nmod", "compound", "appos"):
            return True
        if verbal_x and verbal_y and head == y and dep in ("conj", "advcl", "parataxis"):
            if lemma_x in CASUALTY and lemma_y in CASUALTY and _one_subject(doc, x):
                return True
            if lemma_x in CASUALTY and parse.tag[x] == "VBG" and dep == "advcl":
                return True
            if lemma_x in CASUALTY and dep == "conj" and not kids(doc, x, "nsubj"):
                return True
        if verbal_x and verbal_y and head == y and dep == "advcl" and parse.tag[x] == "VBG" and lemma_y in CASUALTY:
            return True
        if verbal_x and verbal_y and head == y and dep == "advcl" and any(
            parse.lemma[m].lower() in ("when", "as") for m in kids(doc, x, "mark", "advmod")
        ) and (lemma_x in CASUALTY or lemma_y in CASUALTY):
            return True
        if verbal_y and head == y and dep == "xcomp":
            return True
    return False


def _one_subject(doc: Doc, x: int) -> bool:
    return not kids(doc, x, "nsubj")


def _places_agree(doc: Doc, d: Draft, group: _Group) -> float | None:
    if d.place is None:
        return 0.0
    mine = doc.places[d.place]
    seen = 0.0
    for other in group.drafts:
        if other.place is None:
            continue
        theirs = doc.places[other.place]
        if mine.name.casefold() == theirs.name.casefold() or (mine.geonames and mine.geonames == theirs.geonames):
            seen = max(seen, 0.3 if mine.precision == "country" else 1.0)
        elif "country" in (mine.precision, theirs.precision) or "region" in (mine.precision, theirs.precision):
            if mine.country and theirs.country and mine.country != theirs.country:
                return None
            seen = max(seen, 0.1)
        elif mine.name.casefold() in theirs.name.casefold() or theirs.name.casefold() in mine.name.casefold():
            seen = max(seen, 0.8)
        else:
            return None
    return seen


def _times_agree(doc: Doc, d: Draft, group: _Group) -> float | None:
    if d.time is None:
        return 0.0
    mine = doc.times[d.time].interval
    seen = 0.0
    for other in group.drafts:
        if other.time is None or mine is None:
            continue
        theirs = doc.times[other.time].interval
        if theirs is None:
            continue
        if not overlap(mine, theirs):
            return None
        seen = max(seen, 1.2 if mine == theirs and mine.precision == "day" else 0.4)
    return seen


def overlap(a: Interval, b: Interval) -> bool:
    """True where the two share a day; an open bound reaches for ever."""
    starts_late = a.start is not None and b.end is not None and a.start > b.end
    ends_early = a.end is not None and b.start is not None and a.end < b.start
    return not starts_late and not ends_early


def _tolls_agree(d: Draft, group: _Group) -> float | None:
    seen = 0.0
    for name in ("killed", "injured", "detained", "size"):
        mine = getattr(d.tolls, name)
        if mine is None:
            continue
        for other in group.drafts:
            theirs = getattr(other.tolls, name)
            if theirs is None:
                continue
            if mine.value == theirs.value:
                seen = max(seen, 1.0)
            elif None in mine.value or None in theirs.value:
                seen = max(seen, 0.2)
            else:
                return None
    return seen
