"""Where a deed happened: which of the text's places belong to it; and how places and times are weighed.

Every time and place of the deed's sentence and of the two before is a candidate. Its named features
say how it hangs together with the trigger in the tree, what stands between, what sort of deed it is;
a trained table of weights turns them into log-odds. The likeliest candidate above `EVEN` is taken:
an empty value is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tidings.claims.frames import Frame
from tidings.claims.hinted import pair_hints
from tidings.claims.linear import load_linear
from tidings.claims.named_deeds import HAPPENING
from tidings.claims.syntax import agents, ancestors, base, case_of, definite, is_told_after, kids
from tidings.claims.triggers import NETWORK, is_verbal
from tidings.claims.what_for import in_what_for, is_of_what_was_done
from tidings.mentions.lexicon import reporting_verbs
from tidings.mentions.places import is_site_in
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc
from tidings.model.mention import PlaceMention, TimeMention

EVEN: Final = {"place": -1.0, "time": -0.6}
"""Log-odds above which a candidate may be taken. Chosen on training/written."""
BACK: Final = 2
"""Sentences before the deed's own in which a time or place may stand."""
MOST: Final = 30
"""Candidates looked at, the nearest; only lists of a hundred places have more."""
EDGE_COST: Final = {
    "conj": 1.0, "advcl": 1.6, "acl": 1.2, "acl:relcl": 1.4, "ccomp": 2.6, "parataxis": 2.6, "appos": 1.2,
    "xcomp": 0.6, "csubj": 1.5, "list": 3.0, "compound": 0.3, "flat": 0.2, "nmod": 0.8, "nmod:poss": 0.8,
    "amod": 0.4, "nsubj": 0.9, "nsubj:pass": 0.6, "obj": 0.7, "obl": 0.7, "obl:npmod": 0.5, "obl:tmod": 0.4,
    "obl:unmarked": 0.4, "nmod:tmod": 0.4, "nmod:unmarked": 0.4, "advmod": 0.4, "nummod": 0.3,
}  # fmt: skip
"""Cost of crossing an edge, either way, by relation; 1.0 where not listed."""
SPANS: Final = frozenset("minute hour day night week month year".split())
_APART: Final = ("after", "before")
BARRIERS: Final = frozenset({"acl:relcl", "acl", "ccomp", "parataxis", "advcl"})


@dataclass(frozen=True, slots=True)
class Path:
    """The way from one token `up` to the common ancestor and `down` to another; both without it."""

    cost: float
    up: tuple[int, ...]
    down: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A time or place for a frame: index into doc.times or doc.places, and its log-odds."""

    index: int
    score: float


def path(doc: Doc, a: int, b: int) -> Path | None:
    """The way from `a` to `b`; None across sentences."""
    if doc.tokens[a].sent != doc.tokens[b].sent:
        return None
    up = [a, *ancestors(doc, a)]
    down = [b, *ancestors(doc, b)]
    below = set(down)
    common = next((t for t in up if t in below), None)
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


def places_for(doc: Doc, frame: Frame) -> list[Found]:
    """Places that may be the frame's, the likeliest first. Of "the Grace Church in Pretoria" the church.

    None for a deed of speech that only the network names: of 34 places read for such, 3 were right.
    """
    if frame.entry.note == NETWORK and frame.type in VERBAL_TYPES:
        return []
    found = ranked("place", doc, frame, doc.places, place_candidates(doc, frame), place_features)
    if not found:
        return found
    best = found[0]
    site = site_before(doc, frame, best.index)
    if site is None:
        return found
    return [Found(site, best.score), *(one for one in found if one.index != site)]


def site_before(doc: Doc, frame: Frame, n: int) -> int | None:
    """The index of the named site that lies in the town `n`, where the words go "SITE in TOWN" and the deed
    is no talk."""
    if n == 0 or frame.type in VERBAL_TYPES:
        return None
    site, town = doc.places[n - 1], doc.places[n]
    if site.is_demonym or not is_site_in(doc, site, town):
        return None
    return n - 1


def ranked(
    name: str,
    doc: Doc,
    frame: Frame,
    mentions: Sequence[TimeMention] | Sequence[PlaceMention],
    candidates: list[int],
    features_of: Callable[[Doc, Frame, int], list[str]],
    *,
    least: float | None = None,
) -> list[Found]:
    """Those of the candidates, indices into `mentions`, that the judgement `name` takes: with log-odds
    above EVEN, or above `least`."""
    model = load_linear(name)
    heads = [head_of(doc, mentions[n].first, mentions[n].last) for n in candidates]
    hints = pair_hints(doc, name, frame.trigger, heads)
    found = [
        Found(n, model.score(features_of(doc, frame, n), hint))
        for n, hint in zip(candidates, hints, strict=True)
    ]
    return sorted(
        (f for f in found if f.score > (EVEN[name] if least is None else least)),
        key=lambda f: (-f.score, f.index),
    )


def place_candidates(doc: Doc, frame: Frame) -> list[int]:
    """Indices into doc.places of locations that stand near enough before or around."""
    starts = {n: p.first for n, p in enumerate(doc.places) if not p.is_demonym}
    where = _antecedent_place(doc, frame)
    if where in starts:
        return [where]
    return [
        n for n in near(doc, frame, starts)
        if doc.sentence_of(doc.places[n].first).kind not in ("byline", "dateline")
        and not on_verb_about_it(doc, frame, head_of(doc, doc.places[n].first, doc.places[n].last))
        and not _where_it_was_said(doc, frame, head_of(doc, doc.places[n].first, doc.places[n].last))
        and not _is_of_deed_apart(doc, frame, doc.places[n].first)
        and not _is_of_deed_told_with_it(doc, frame, doc.places[n])
        and not _is_beside_relative(doc, frame, doc.places[n].first)
        and not _is_of_the_promised(doc, frame, head_of(doc, doc.places[n].first, doc.places[n].last))
        and not _is_beside_what_for(doc, frame, head_of(doc, doc.places[n].first, doc.places[n].last))
    ]  # fmt: skip


def _is_of_the_promised(doc: Doc, frame: Frame, head: int) -> bool:
    """Of "promised to open a school in Kisumu", "threatened to bomb Aleppo" the place is that of what is
    promised, and not where that was said."""
    if frame.type not in VERBAL_TYPES or not is_verbal(doc, frame.main):
        return False
    spoken = [
        c
        for c in kids(doc, frame.main, "xcomp")
        if any(doc.tokens[k].text.lower() == "to" for k in kids(doc, c, "mark"))
    ]
    return any(c in ancestors(doc, head) for c in spoken)


def _is_beside_what_for(doc: Doc, frame: Frame, head: int) -> bool:
    """Whether the place is that of the deed for which this one was done, or the other way round."""
    return in_what_for(doc, frame.type, frame.main, head) or is_of_what_was_done(
        doc, frame.type, frame.trigger, head
    )


def _is_of_deed_apart(doc: Doc, frame: Frame, place: int) -> bool:
    """Of "freed a hostage, three months after she was abducted in Timbuktu" the place is that of the other
    deed; what is hours apart may well be in one place."""
    if doc.tokens[place].sent != doc.tokens[frame.trigger].sent:
        return False
    for at in ancestors(doc, place):
        marks = [m for m in kids(doc, at, "mark", "case") if doc.tokens[m].text.lower() in _APART]
        if any(spans_before(doc, m) - {"minute", "hour"} for m in marks):
            return frame.trigger not in doc.subtree(at)
    return False


def _is_of_deed_told_with_it(doc: Doc, frame: Frame, place: PlaceMention) -> bool:
    """Of "shelled Aden after rockets hit a port in Jeddah" each deed has the place of its own clause, where
    that names one. What stands before the first verb may be said of both."""
    at, up = frame.main, doc.parse.head[frame.main]
    told = told_beside(doc, at)
    acting: set[int] = set()
    if place.first in told and frame.trigger not in told:
        own = set(doc.subtree(at)) - told
    elif up >= 0 and at in (told := told_beside(doc, up)) and place.first not in told and place.first > up:
        own = set(doc.subtree(at))
        acting = {*agents(doc, at), *frame.actors}  # "was invaded by Iraq" does not say where
    else:
        return False
    named = {
        p.name
        for p in doc.places
        if not p.is_demonym and p.first in own and head_of(doc, p.first, p.last) not in acting
    }
    return bool(named) and place.name not in named


def told_beside(doc: Doc, at: int) -> frozenset[int]:
    """Words of the clauses that hang on a verb and have a subject of their own: what was before or after it
    ("after rockets hit a port") or is told beside it ("and rebels fired on a patrol")."""
    parse = doc.parse
    out: set[int] = set()
    for c in kids(doc, at, "advcl", "conj") if is_verbal(doc, at) else ():
        apart = base(parse.dep[c]) == "conj" or is_told_after(doc, c)
        if apart and is_verbal(doc, c) and kids(doc, c, "nsubj"):
            out.update(doc.subtree(c))
    return frozenset(out)


def told_apart(doc: Doc, frame: Frame) -> frozenset[int]:
    """Words of other clauses told beside the deed's, and of the one that its own clause stands beside."""
    at = frame.main
    out, up = told_beside(doc, at), doc.parse.head[at]
    if frame.trigger in out:
        return frozenset()
    beside = told_beside(doc, up) if up >= 0 else frozenset()
    return out | (frozenset(doc.subtree(up)) - frozenset(doc.subtree(at)) if at in beside else frozenset())


def _is_beside_relative(doc: Doc, frame: Frame, place: int) -> bool:
    """Of "the general, who led a coup, was arrested in Nouakchott" the place is that of the arrest."""
    parse = doc.parse
    if doc.tokens[place].sent != doc.tokens[frame.trigger].sent:
        return False
    for at in (frame.trigger, *ancestors(doc, frame.trigger)):
        if parse.dep[at] == "acl:relcl":
            return base(parse.dep[parse.head[at]]) == "nsubj" and place not in doc.subtree(parse.head[at])
    return False


def spans_before(doc: Doc, mark: int) -> set[str]:
    """Units of time in the two words before "after" or "before": of "three days after" the day."""
    return {doc.parse.lemma[k].lower() for k in range(max(0, mark - 2), mark)} & SPANS


def _antecedent_place(doc: Doc, frame: Frame) -> int | None:
    """The place that a relative clause is told of: of "the road from Goma to Sake, where gunmen killed six"
    Sake. None where the clause names a place itself."""
    parse = doc.parse
    at = frame.main
    if parse.dep[at] not in ("acl:relcl", "advcl:relcl", "advcl", "parataxis"):
        return None
    words = {k: doc.tokens[k].text.lower() for k in doc.children(at)}
    gap = [k for k, w in words.items() if w == "where" or (w == "which" and parse.dep[k] == "obj")]
    inside = set(doc.subtree(at))
    if not gap or any(p.first in inside for p in doc.places if not p.is_demonym):
        return None
    behind = gap[0] - 1 if doc.tokens[gap[0] - 1].text != "," else gap[0] - 2
    return next((n for n, p in enumerate(doc.places) if p.last == behind), None)


def _where_it_was_said(doc: Doc, frame: Frame, head: int) -> bool:
    """ "… killed five, a spokesman told reporters in Mosul": where the telling was, not the killing."""
    parse = doc.parse
    if frame.type in VERBAL_TYPES or base(parse.dep[head]) not in ("obl", "nmod"):
        return False
    told = parse.head[head]
    if told >= 0 and base(parse.dep[told]) in ("obj", "iobj"):
        told = parse.head[told]
    if told < 0 or told in (frame.trigger, frame.verb) or parse.lemma[told].lower() not in reporting_verbs():
        return False
    said = list(kids(doc, told, "ccomp", "parataxis"))
    if base(parse.dep[told]) == "parataxis":
        return True
    return any(c == frame.trigger or c in ancestors(doc, frame.trigger) for c in said)


def near(doc: Doc, frame: Frame, starts: dict[int, int]) -> list[int]:
    """Of the stretches that begin at `starts`, those of the deed's sentence and the ones before; of a long
    list the nearest."""
    sent = doc.tokens[frame.trigger].sent
    found = [n for n, first in starts.items() if sent - BACK <= doc.tokens[first].sent <= sent]
    if len(found) > MOST:
        found = sorted(found, key=lambda n: (abs(starts[n] - frame.trigger), n))[:MOST]
    return sorted(found)


def on_verb_about_it(doc: Doc, frame: Frame, head: int) -> bool:
    """ "The killing prompted a resolution on January 5": the day is the resolution's."""
    parse, i = doc.parse, frame.trigger
    above = parse.head[i]
    if above < 0 or parse.head[head] != above or base(parse.dep[i]) != "nsubj" or is_verbal(doc, i):
        return False
    return definite(doc, i) and parse.pos[above] == "VERB" and parse.lemma[above].lower() not in HAPPENING


def place_features(doc: Doc, frame: Frame, n: int, *, at: int | None = None) -> list[str]:
    """Named features of a place beside a frame. `at`: a noun that stands for it ("the town")."""
    place = doc.places[n]
    sort = sort_of(frame)
    head = head_of(doc, place.first, place.last) if at is None else at
    first = place.first if at is None else at
    out = [f"{place.precision} {sort}"]
    out += nearness(doc, frame, head, first, sort)
    same = [
        p for p in doc.places
        if not p.is_demonym and doc.tokens[p.first].sent == doc.tokens[first].sent and p is not place
    ]  # fmt: skip
    out += rivals(
        doc,
        frame,
        first,
        [p.first for p in doc.places if not p.is_demonym] + ([at] if at is not None else []),
    )
    if any(_inside(p, place) for p in same):
        out.append("a smaller one inside it beside it")
    if any(_inside(place, p) for p in same):
        out.append("a larger one around it beside it")
    for role, heads in (("actor", frame.actors), ("recipient", frame.recipients)):
        for h in heads:
            if h == head:
                out.append(f"is {role} {frame.type}")
            elif doc.tokens[h].sent == doc.tokens[head].sent and h in set(ancestors(doc, head)):
                way = path(doc, head, h)
                if way is not None and not any(doc.parse.dep[t] in BARRIERS for t in way.up):
                    out.append(f"inside {role} {sort}")
    return out


def sort_of(frame: Frame) -> str:
    if frame.type in VERBAL_TYPES:
        return "speech"
    return frame.type if frame.type in ("ASSAULT", "CONSULT", "PROTEST", "COERCE", "RETREAT") else "deed"


def nearness(doc: Doc, frame: Frame, head: int, first: int, sort: str) -> list[str]:
    """How a stretch hangs together with the trigger: far, near, through what, on what."""
    apart = doc.tokens[frame.trigger].sent - doc.tokens[first].sent
    if apart:
        here, there = doc.sentence_of(frame.trigger), doc.sentence_of(first)
        same = "same paragraph" if here.paragraph == there.paragraph else "other paragraph"
        out = [f"{apart} before, {same}", f"before {there.kind}", f"{apart} before {sort}"]
        out.append(f"before, on {base(doc.parse.dep[head])} {case_of(doc, head)}")
        return out
    ways = [path(doc, head, t) for t in (frame.trigger, frame.verb) if t is not None]
    way = min((w for w in ways if w is not None), key=lambda w: w.cost, default=None)
    if way is None:
        return ["no way"]
    parse = doc.parse
    bucket = int(min(way.cost, 8.0) / 0.8)
    part = "V" if is_verbal(doc, frame.trigger) else "N"
    dep, case = base(parse.dep[head]), case_of(doc, head)
    out = [
        f"cost={bucket}", f"cost={bucket} {sort}", f"on {dep} {case}", f"case={case} {sort}",
        f"{'before' if first < frame.trigger else 'after'} {part}",
    ]  # fmt: skip
    route = (
        "<".join(base(parse.dep[t]) for t in way.up[:3])
        + "|"
        + ">".join(base(parse.dep[t]) for t in way.down[:3])
    )
    out += [f"way={route} {part}", f"way={route} {case}"]
    up = {parse.dep[t] for t in way.up[1:] if parse.dep[t] in BARRIERS}
    down = {parse.dep[t] for t in way.down if parse.dep[t] in BARRIERS}
    out += [f"out of {d}" for d in sorted(up)] + [f"into {d}" for d in sorted(down)]
    if not way.down and len(way.up) == 1:
        out.append(f"hangs on it {sort}")
    if way.up and parse.head[way.up[-1]] >= 0:
        at = parse.head[way.up[-1]]
        if at != frame.trigger and at != frame.verb and parse.lemma[at].lower() in reporting_verbs():
            out.append("hangs on a reporting verb")
    if any(parse.lemma[c].lower() == "when" for c in kids(doc, frame.trigger, "advmod", "mark")):
        out.append("when-clause")
    return out


def rivals(doc: Doc, frame: Frame, first: int, others: list[int]) -> list[str]:
    """Whether it is the only one of its kind near, the nearest, or one of several."""
    sent = doc.tokens[frame.trigger].sent
    here = [o for o in others if doc.tokens[o].sent == sent]
    if doc.tokens[first].sent != sent:
        return ["the deed's sentence has one"] if here else ["the deed's sentence has none"]
    if len(here) == 1:
        return ["the only one here"]
    nearest = min(here, key=lambda o: abs(o - frame.trigger))
    return ["the nearest of several"] if nearest == first else ["one of several"]


def _inside(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether one place is a smaller one in the other's country."""
    order = {"site": 0, "district": 1, "town": 1, "unresolved": 1, "region": 2, "country": 3, "sea": 3}
    if order.get(inner.precision, 2) >= order.get(outer.precision, 2):
        return False
    return inner.country is not None and inner.country == outer.country
