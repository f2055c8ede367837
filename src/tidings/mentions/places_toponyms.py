"""Every name of a place that a report holds, for maps: also those inside the names of bodies and people's
titles, and cut down to the name itself ("downtown Oslo": Oslo).

Which names are meant as places is a trained judgement over named features (data/places/keep.tsv, made by
`training/places_rank.py`): of a body named after a town the town is one, of a person or a street it is not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from tidings.mentions.gazetteer import Candidate, Gazetteer
from tidings.mentions.gazetteer_tables import rows
from tidings.mentions.places import mention_of, settle
from tidings.mentions.places_given import given_places
from tidings.mentions.places_hints import countries_of
from tidings.mentions.places_inner import inner_places
from tidings.mentions.places_options import core_of
from tidings.mentions.places_relations import distance
from tidings.mentions.places_settled import Settled
from tidings.mentions.places_spans import Named, after_preposition, named_places
from tidings.model.doc import Doc
from tidings.model.mention import Entity, PlaceMention
from tidings.model.span import Span

EVEN: Final = -0.8
"""Log-odds from which a name is taken as a place."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch of tokens that may name a place, and the place. `features`: what speaks for and against."""

    first: int
    last: int
    settled: Settled
    features: tuple[str, ...]


def find_toponyms(doc: Doc, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The places named, in text order, none twice. `score`: the chance that the name is meant as a place and
    means this one. Needs the layers tokens, sentences, parse and entities."""
    out = []
    for p in proposals(doc, gazetteer):
        odds = keep_score(p.features)
        if p.settled.best is not None and odds > EVEN:
            score = 1.0 / (1.0 + math.exp(-odds))
            out.append(mention_of(doc, p.first, p.last, p.settled.best, p.settled, score))
    return out


def toponyms_at(doc: Doc, spans: Sequence[Span], gazetteer: Gazetteer) -> list[PlaceMention | None]:
    """For each span, taken to name a place, which; None where the gazetteer knows none of the name."""
    named, inner, at = given_places(doc, spans, gazetteer)
    settled = settle(doc, named, inner, countries_of(doc, named, gazetteer), gazetteer)
    out: list[PlaceMention | None] = []
    for n in at:
        best = None if n is None else settled[n].best
        if n is None or best is None:
            out.append(None)
        else:
            place = named[n]
            out.append(mention_of(doc, place.first, place.last, best, settled[n], settled[n].chance))
    return out


def proposals(doc: Doc, gazetteer: Gazetteer) -> list[Proposal]:
    """What may be emitted, in text order; one for each stretch."""
    named = named_places(doc, gazetteer)
    inner = inner_places(doc, gazetteer, named)
    settled = settle(doc, named, inner, countries_of(doc, named, gazetteer), gazetteer)
    kinds = {t: e for e in doc.entities for t in range(e.first, e.last + 1)}
    people = {doc.tokens[e.last].text for e in doc.entities if e.kind == "person"}
    out: dict[tuple[int, int], Proposal] = {}
    around = _around(doc, named, settled, kinds)
    for n, (place, state) in enumerate(zip([*named, *inner], settled, strict=True)):
        if place.demonym or state.best is None:
            continue
        first, last = _name_of(doc, place, state)
        facts = _features(doc, place, first, last, state, kinds, people, is_inner=n >= len(named))
        facts += _support(doc, first, last, state.best, around, kinds)
        out.setdefault((first, last), Proposal(first, last, state, facts))
    return [out[key] for key in sorted(out)]


@dataclass(frozen=True, slots=True)
class _Around:
    """The other names of the report: how often each stands as a place by itself, and the places meant."""

    alone: Counter[str]
    meant: dict[int, Candidate]


def _around(doc: Doc, named: list[Named], settled: Sequence[Settled], kinds: dict[int, Entity]) -> _Around:
    alone: Counter[str] = Counter()
    meant: dict[int, Candidate] = {}
    for place, state in zip(named, settled, strict=False):
        if place.demonym:
            continue
        entity = kinds.get(place.first)
        if entity is not None and entity.kind == "place":
            alone[core_of(doc, place).casefold()] += 1
            if state.best is not None and state.chance > 0.3:
                meant[state.best.id] = state.best
    return _Around(alone, meant)


def _support(
    doc: Doc, first: int, last: int, best: Candidate, around: _Around, kinds: dict[int, Entity]
) -> tuple[str, ...]:
    """What the rest of the report says for it."""
    name = doc.text[doc.tokens[first].start : doc.tokens[last].end].casefold()
    entity = kinds.get(first)
    kind = entity.kind if entity else "none"
    own = int(kind == "place" and entity is not None and (entity.first, entity.last) == (first, last))
    alone = min(2, around.alone[name] - own)
    others = [c for c in around.meant.values() if c.id != best.id and c.kind != "country"]
    region = min(2, sum(c.region == best.region is not None for c in others))
    country = min(2, sum(c.country == best.country for c in around.meant.values() if c.id != best.id))
    near = min(2, sum(distance(c, best) < 100.0 for c in others))
    return (
        f"alone elsewhere {alone}", f"{kind} alone elsewhere {alone}", f"{best.kind} in region {region}",
        f"{best.kind} in country {country}", f"{best.kind} near {near}", f"{kind} in region {region}",
        f"{kind} in country {country}",
    )  # fmt: skip


def _name_of(doc: Doc, place: Named, state: Settled) -> tuple[int, int]:
    """The tokens of the name that was looked up; the core where it was looked up in other words."""
    for first, last in ((place.first, place.last), (place.core_first, place.core_last)):
        if doc.text[doc.tokens[first].start : doc.tokens[last].end] == state.name:
            return first, last
    start = doc.text.find(state.name, doc.tokens[place.core_first].start, doc.tokens[place.core_last].end)
    inside = [
        t for t in range(place.core_first, place.core_last + 1)
        if start >= 0 and start <= doc.tokens[t].start and doc.tokens[t].end <= start + len(state.name)
    ]  # fmt: skip
    return (inside[0], inside[-1]) if inside else (place.core_first, place.core_last)


def _features(
    doc: Doc,
    place: Named,
    first: int,
    last: int,
    state: Settled,
    kinds: dict[int, Entity],
    people: set[str],
    *,
    is_inner: bool,
) -> tuple[str, ...]:
    c = state.best
    assert c is not None
    entity = kinds.get(first)
    kind = entity.kind if entity else "none"
    where = "alone"
    if entity and (entity.first, entity.last) != (first, last):
        where = "first" if entity.first == first else "last" if entity.last == last else "middle"
    chance = min(4, int(state.chance * 5))
    size = min(6, int(math.log10(c.people + 1)))
    out = [
        "always", f"{kind} {where}", f"{kind} {where} {'inner' if is_inner else 'outer'}", f"chance {chance}",
        f"{kind} chance {chance}", f"{c.kind} {size}", f"{kind} {c.kind}", f"match {c.match}",
        f"{c.kind} {c.match}",
        f"words {min(3, last - first + 1)}", f"{kind} words {min(3, last - first + 1)}",
    ]  # fmt: skip
    if place.facility:
        out.append(f"facility {c.kind}")
    if c.by_another_name:
        out.append("another name")
    for name, t in (("before", first - 1), ("behind", last + 1)):
        same = 0 <= t < len(doc.tokens) and doc.tokens[t].sent == doc.tokens[first].sent
        word = doc.tokens[t].text if same else ""
        low = word.casefold() if word.isalpha() or not word else word[:2]
        out.append(f"{name} {low}")
        inside = entity is not None and entity.first <= t <= entity.last
        shape = (
            "none"
            if not word
            else "capital"
            if word[0].isupper()
            else "small"
            if word[0].isalpha()
            else "other"
        )
        out.append(f"{name} {shape} {'inside' if inside else 'outside'} {kind}")
    if entity is not None and where != "alone":
        head = doc.tokens[entity.last].text.casefold()
        out += [
            f"in a name that ends in {head}",
            f"{where} of {min(6, entity.last - entity.first + 1)} {kind}",
        ]
        words = {doc.tokens[t].text.casefold() for t in range(entity.first, entity.last + 1)}
        out += [f"in a name with {w}" for w in sorted(words) if len(w) > 3]
        if entity.last + 1 < len(doc.tokens):
            out.append(f"the name is followed by {doc.parse.pos[entity.last + 1]} {kind}")
    if after_preposition(doc, first):
        out.append(f"after a preposition {kind}")
    if doc.tokens[last].text in people and kind != "place":
        out.append("also a person")
    if state.hints.country or state.hints.container:
        out.append("told where it lies")
    if doc.text[doc.tokens[first].start : doc.tokens[last].end].isupper():
        out.append("in capitals")
    out.append(f"part of speech {doc.parse.pos[last]}")
    return tuple(out)


def keep_score(features: Sequence[str]) -> float:
    known = keep_weights()
    return sum(known.get(f, 0.0) for f in features)


@cache
def keep_weights() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in rows("keep")}
