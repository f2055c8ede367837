"""Where a deed happened whose own sentences name no place: the place that the report is about, or that of a
deed told beside it.

Looked at once the mentions of each deed are together and have the places that stand with them (`ground`).
Every place of the report is weighed for every deed that is still without one, by a trained table of named
features (`training/judge.py`): how many deeds happened there, whether the deed told before did, whether the
report opens there, how far off the name stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tidings.claims.drafts import Draft
from tidings.claims.linear import load_linear
from tidings.claims.syntax import definite
from tidings.claims.triggers import is_verbal
from tidings.mentions.gazetteer_names import exact_key
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc

EVEN: Final = 0.0
"""Log-odds from which a place is carried over."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the report with all its mentions, indices into doc.places, in text order."""

    mentions: tuple[int, ...]


def carry_places(doc: Doc, groups: Sequence[list[Draft]], near: Sequence[int | None]) -> list[int | None]:
    """The place of each deed, an index into doc.places: its own (`near`), else one carried over, else None."""
    model = load_linear("carried")
    spots = spots_of(doc)
    out: list[int | None] = []
    for n, place in enumerate(near):
        if place is None and spots:
            scored = [(model.score(carried_features(doc, groups, near, n, spots, s)), s) for s in spots]
            best = max(scored, key=lambda x: (x[0], -x[1].mentions[0]))
            if best[0] > EVEN:
                place = mention_for(doc, groups[n], best[1])
        out.append(place)
    return out


def spots_of(doc: Doc) -> list[Spot]:
    """The places of the report, each once, in the order of their first mention."""
    found: dict[object, list[int]] = {}
    for n, place in enumerate(doc.places):
        if not place.is_demonym:
            key = place.geonames or exact_key(place.name)
            found.setdefault(key, []).append(n)
    return [Spot(tuple(mentions)) for mentions in found.values()]


def mention_for(doc: Doc, group: list[Draft], spot: Spot) -> int:
    """The last mention before the deed is told, else the first."""
    at = min(d.trigger for d in group)
    before = [n for n in spot.mentions if doc.places[n].first < at]
    return before[-1] if before else spot.mentions[0]


def carried_features(
    doc: Doc, groups: Sequence[list[Draft]], near: Sequence[int | None], n: int, spots: Sequence[Spot], spot: Spot
) -> list[str]:
    """Named features of a place of the report for a deed without one."""
    group = groups[n]
    at = min(d.trigger for d in group)
    type_ = group[0].type
    sort = "speech" if type_ in VERBAL_TYPES else type_ if type_ in ("ASSAULT", "CONSULT", "COERCE", "PROTEST") else "deed"
    mine = set(spot.mentions)
    place = doc.places[spot.mentions[0]]
    size = "site" if place.precision in ("site", "unresolved") else place.precision
    there = [k for k, p in enumerate(near) if p in mine]
    deeds = min(4, len(there))
    most = Counter(next(i for i, s in enumerate(spots) if p in s.mentions) for p in near if p is not None)
    own = next(i for i, s in enumerate(spots) if s is spot)
    rank = min(3, sum(count > most[own] for count in most.values()))
    out = [
        "always", sort, f"{size} {sort}", f"deeds there {deeds}", f"deeds there {deeds} {sort}",
        f"deeds there rank {rank}" if deeds else "no deed there", f"{size} deeds there {deeds}",
        f"places with deeds {min(4, len(most))} rank {rank if deeds else 'none'}",
    ]  # fmt: skip
    starts = [min(d.trigger for d in g) for g in groups]
    before = [k for k in range(len(groups)) if near[k] is not None and starts[k] < at]
    after = [k for k in range(len(groups)) if near[k] is not None and starts[k] > at]
    sent = doc.tokens[at].sent
    if before:
        last = max(before, key=lambda k: starts[k])
        gap = min(4, sent - doc.tokens[starts[last]].sent)
        here = near[last] in mine
        out += [f"deed before {'there' if here else 'elsewhere'} {gap}", f"deed before {'there' if here else 'elsewhere'} {sort}"]
        out.append(f"deed before {'there' if here else 'elsewhere'} {groups[last][0].type == type_}")
    else:
        out.append("no placed deed before")
    if after:
        following = min(after, key=lambda k: starts[k])
        gap = min(4, doc.tokens[starts[following]].sent - sent)
        out.append(f"deed after {'there' if near[following] in mine else 'elsewhere'} {gap}")
    alike = [k for k in range(len(groups)) if k != n and near[k] is not None and groups[k][0].type == type_]
    if alike:
        share = sum(near[k] in mine for k in alike) / len(alike)
        out.append(f"like deeds there {int(3 * share)}")
    out += _where(doc, spot, spots, at, sent, size)
    out += _how_told(doc, group, at, deeds)
    return out


def _where(doc: Doc, spot: Spot, spots: Sequence[Spot], at: int, sent: int, size: str) -> list[str]:
    """Where the place's name stands: in the opening, the dateline, how far from the deed, how often."""
    sentences = [doc.tokens[doc.places[k].first].sent for k in spot.mentions]
    kinds = {doc.sentences[s].kind for s in sentences}
    body = next((s.i for s in doc.sentences if s.kind == "body"), 0)
    times = min(4, len(sentences))
    most = max(len(s.mentions) for s in spots)
    out = [f"named {times}", f"named {times} {size}", f"named most {len(sentences) == most}"]
    if kinds & {"dateline", "byline"}:
        out += ["in the dateline", f"in the dateline {len(kinds) > 1}"]
    if any(s <= body for s in sentences):
        out += ["in the opening", f"in the opening {size}"]
    gaps = [sent - s for s in sentences if s <= sent]
    ahead = [s - sent for s in sentences if s > sent]
    out.append(f"last named {min(6, min(gaps))} before" if gaps else f"first named {min(4, min(ahead))} after")
    if gaps and doc.sentences[sent - min(gaps)].paragraph == doc.sentences[sent].paragraph:
        out.append("named in the paragraph")
    closer = sum(
        any(doc.tokens[doc.places[k].first].sent > sent - min(gaps, default=99) and doc.places[k].first < at for k in s.mentions)
        for s in spots if s is not spot
    )  # fmt: skip
    out.append(f"other places named since {min(3, closer)}")
    local = sum(doc.places[s.mentions[0]].precision not in ("country", "region") for s in spots)
    out.append(f"local places {min(4, local)} {size}")
    here = [s for s in spots if any(doc.tokens[doc.places[k].first].sent == sent for k in s.mentions)]
    out.append(f"the deed's sentence has {'it' if spot in here else 'another' if here else 'none'}")
    return out


def _how_told(doc: Doc, group: list[Draft], at: int, deeds: int) -> list[str]:
    """How the deed itself is told."""
    first = min(group, key=lambda d: d.trigger)
    out = [f"taken as known {first.presupposed} {min(2, deeds)}", f"status {first.status.status}", f"mentions {min(3, len(group))}"]
    if first.background:
        out += ["background", f"background {min(2, deeds)}"]
    if not is_verbal(doc, at) and definite(doc, at):
        out.append(f"the deed {min(2, deeds)}")
    if first.sources:
        out.append("told by somebody")
    out.append(f"sure it is a deed {int(max(-2.0, min(3.0, max(d.sure for d in group))))}")
    return out
