"""When and where a deed happened: which of the text's times and places belong to it.

A time or place belongs to the trigger it is nearest to in the tree. The way between them is
counted in edges; an edge into another clause costs more (`EDGE_COST`), and past `REACH` nothing
is taken: an empty value is better than a wrong one. Times that hang on a reporting verb are the
day of the saying, not of the deed.
"""

from __future__ import annotations

from dataclasses import dataclass

from tidings.claims.frames import Frame
from tidings.claims.syntax import ancestors, base, case_of, kids
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc
from tidings.model.mention import PlaceMention, TimeMention

EDGE_COST = {
    "conj": 1.0, "advcl": 1.6, "acl": 1.2, "acl:relcl": 1.4, "ccomp": 2.6, "parataxis": 2.6, "appos": 1.2,
    "xcomp": 0.6, "csubj": 1.5, "list": 3.0, "compound": 0.3, "flat": 0.2, "nmod": 0.8, "nmod:poss": 0.8,
    "amod": 0.4, "nsubj": 0.9, "nsubj:pass": 0.6, "obj": 0.7, "obl": 0.7, "obl:npmod": 0.5, "obl:tmod": 0.4,
    "obl:unmarked": 0.4, "nmod:tmod": 0.4, "nmod:unmarked": 0.4, "advmod": 0.4, "nummod": 0.3,
}  # fmt: skip
"""Cost of crossing an edge, either way, by relation; 1.0 where not listed."""
REACH = 4.2
LOCATIVE = frozenset(
    "in at near on around outside inside across throughout over from into to along within through toward towards"
    " off around by beside close under north south east west amid".split()
)
SPOKEN_REACH = 1.7
"""For deeds done by speaking: where they were said, not the places they are about."""
PRECISION_ORDER = {"site": 0, "district": 1, "town": 2, "sea": 4, "region": 3, "country": 6, "unresolved": 2}


@dataclass(frozen=True, slots=True)
class Path:
    cost: float
    up: tuple[int, ...]
    down: tuple[int, ...]


def path(doc: Doc, a: int, b: int) -> Path | None:
    """The way from `a` up to the common ancestor and down to `b`; None across sentences."""
    if doc.tokens[a].sent != doc.tokens[b].sent:
        return None
    up = [a, *ancestors(doc, a)]
    down = [b, *ancestors(doc, b)]
    common = next((t for t in up if t in set(down)), None)
    if common is None:
        return None
    left, right = up[: up.index(common)], down[: down.index(common)]
    dep = doc.parse.dep
    cost = sum(EDGE_COST.get(dep[t], EDGE_COST.get(base(dep[t]), 1.0)) for t in (*left, *right))
    return Path(cost, tuple(left), tuple(right))


def head_of(doc: Doc, first: int, last: int) -> int:
    """The token of a stretch whose head lies outside it."""
    for t in range(first, last + 1):
        if not first <= doc.parse.head[t] <= last:
            return t
    return last


@dataclass(frozen=True, slots=True)
class Found:
    """A time or place for a frame, with the cost of the way to it."""

    index: int
    cost: float


def times_for(doc: Doc, frames: list[Frame]) -> list[Found | None]:
    """For each frame the index into doc.times of its time, or None."""
    out: list[Found | None] = [None] * len(frames)
    triggers = {f.trigger for f in frames}
    for n, time in enumerate(doc.times):
        if time.interval is None:
            continue
        anchor = head_of(doc, time.first, time.last)
        for k, frame in enumerate(frames):
            if doc.tokens[frame.trigger].sent != doc.tokens[anchor].sent:
                continue
            found = _time_cost(doc, frame, time, anchor, triggers)
            if found is not None and found <= REACH and (out[k] is None or found < out[k].cost):  # type: ignore[union-attr]
                out[k] = Found(n, found)
    return out


def _time_cost(doc: Doc, frame: Frame, time: TimeMention, anchor: int, triggers: set[int]) -> float | None:
    starts = [frame.trigger] if frame.verb is None else [frame.trigger, frame.verb]
    best: float | None = None
    for start in starts:
        way = path(doc, anchor, start)
        if way is None:
            continue
        cost = way.cost
        # a time inside a clause of its own does not hold outside it
        for t in way.up[1:]:
            if doc.parse.dep[t] in ("acl:relcl", "ccomp", "parataxis", "advcl"):
                cost += 1.5
            if t in triggers and t != frame.trigger:
                cost += 1.2
        for t in way.down:
            if doc.parse.dep[t] in ("ccomp", "parataxis"):
                cost += 1.2
        if best is None or cost < best:
            best = cost
    return best


def places_for(doc: Doc, frame: Frame, taken: set[int]) -> list[Found]:
    """Places that belong to a frame, nearest first. `taken`: heads of the frame's actors."""
    out: list[Found] = []
    sent = doc.tokens[frame.trigger].sent
    for n, place in enumerate(doc.places):
        if place.is_demonym or doc.tokens[place.first].sent != sent:
            continue
        head = head_of(doc, place.first, place.last)
        if _is_dateline(doc, place):
            continue
        cost = _place_cost(doc, frame, head, taken)
        if cost is not None and cost <= (SPOKEN_REACH if frame.type in VERBAL_TYPES else REACH):
            out.append(Found(n, cost))
    out.sort(key=lambda f: f.cost)
    return out


def _is_dateline(doc: Doc, place: PlaceMention) -> bool:
    sentence = doc.sentences[doc.tokens[place.first].sent]
    after = doc.text[place.span.end : place.span.end + 40]
    return doc.tokens[place.first].i - sentence.first <= 4 and (
        doc.text[place.span.start : place.span.end].isupper() and len(place.name) > 3 and any(d in after for d in "—–-(")
    )


def _place_cost(doc: Doc, frame: Frame, head: int, taken: set[int]) -> float | None:
    parse = doc.parse
    best: float | None = None
    for start in [frame.trigger] if frame.verb is None else [frame.trigger, frame.verb]:
        way = path(doc, head, start)
        if way is None:
            continue
        cost = way.cost
        chain = [head, *[t for t in way.up if t != head]]
        if any(t in taken for t in chain) and parse.pos[head] != "ADJ":
            # "Turkey shelled": an actor is no place; "rebels in Aleppo" as actors is a weak hint
            if head in taken:
                continue
            cost += 1.6
        case = case_of(doc, head)
        dep = base(parse.dep[head])
        if dep in ("obl", "nmod") and case and case.split(" ")[0] not in LOCATIVE:
            cost += 1.2 if case == "of" else 2.0
        if dep == "nsubj" and way.up and way.up[-1] == head:
            cost += 2.0
        if dep == "nmod" and parse.dep[head] == "nmod:poss":
            cost += 0.8
        if case in ("from", "to") and frame.type not in ("RETREAT", "CONSULT", "AID", "COERCE", "MOBILIZE"):
            cost += 1.0
        for t in way.up[1:]:
            if parse.dep[t] in ("acl:relcl", "ccomp", "parataxis"):
                cost += 1.2
        for t in way.down:
            if parse.dep[t] in ("ccomp", "parataxis"):
                cost += 1.0
        if best is None or cost < best:
            best = cost
    return best


def choose_place(doc: Doc, found: list[Found]) -> int | None:
    """The most specific place among those about as near as the nearest ("in X, Y": X)."""
    if not found:
        return None
    limit = found[0].cost + 0.9
    near = [f for f in found if f.cost <= limit]
    near.sort(key=lambda f: (PRECISION_ORDER.get(doc.places[f.index].precision, 3), f.cost))
    return near[0].index


def modifier_place(doc: Doc, head: int) -> int | None:
    """A place inside a noun phrase ("the Taji base", "Kirkuk bases"), as an index into doc.places."""
    tree = set(doc.subtree(head))
    for n, place in enumerate(doc.places):
        if not place.is_demonym and place.first in tree and place.last in tree:
            if not any(doc.parse.dep[t] == "acl:relcl" for t in ancestors(doc, place.first) if t in tree and t != head):
                return n
    return None


def has_kids(doc: Doc, i: int) -> bool:
    return bool(kids(doc, i, "obl", "nmod"))
