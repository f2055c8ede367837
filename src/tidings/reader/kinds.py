"""Kinds of entities: from the corpora's types, refined by nouns, names and the words beside them.

Neither corpus knows armed forces, and both are weak on facilities; these are told from
tidings/data/reader/cues.tsv. A name that one report mostly uses for one kind has that kind in all of
its mentions there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from tidings.model.doc import Doc
from tidings.model.mention import Entity
from tidings.reader import cues

WORLDWIDE: Final = {
    "Person": "person", "Organization": "org", "Location": "place", "Facility": "facility",
    "NORP": "nationality", "Date": "time", "Money": "money", "Product": "other", "Misc": "other",
}  # fmt: skip
RE3D: Final = {
    "Organisation": "org", "Person": "person", "Location": "place", "Nationality": "nationality",
    "Quantity": "number", "Temporal": "time", "Money": "money", "DocumentReference": "other",
    "CommsIdentifier": "other", "Coordinate": "place", "MilitaryPlatform": "platform",
    "Vehicle": "platform", "Weapon": "weapon",
}  # fmt: skip
NAMES: Final = frozenset({"person", "org", "place", "nationality", "facility", "other"})
_GROUP_WORDS: Final = frozenset({"group", "groups", "network", "movement", "organization", "organisation"})
_VOTING: Final = frozenset({"person", "org", "place", "force", "facility"})
_MAJORITY: Final = 0.75
_KNOWN: Final = 0.5
"""The score of a group that only its name tells."""


def refine_kinds(doc: Doc, entities: Sequence[Entity]) -> list[Entity]:
    """The entities with forces, facilities, weapons and platforms told apart, one kind a name."""
    refined = [replace(e, kind=_refine(doc, e)) for e in entities]
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    for e in refined:
        if e.kind in _VOTING:
            weights[cues.fold_name(e.span.of(doc.text))][e.kind] += e.score  # type: ignore[assignment]
    return [replace(e, kind=_voted(e.kind, weights[cues.fold_name(e.span.of(doc.text))])) for e in refined]


def overlooked(doc: Doc, entities: Sequence[Entity]) -> list[Entity]:
    """Armed groups known by capitals or digits ("M23", "AQIM") where the network marks nothing."""
    taken = {i for e in entities for i in range(e.first, e.last + 1)}
    return [
        Entity("force", doc.span(t.i, t.i), t.i, t.i, _KNOWN)
        for t in doc.tokens
        if t.i not in taken and len(t.text) > 2 and t.text.isupper() and cues.fold_name(t.text) in cues.GROUPS
    ]


def _voted(kind: str, weights: Counter[str]) -> str:
    if kind not in _VOTING:
        return kind
    if weights["force"] and kind == "org":
        return "force"
    best, weight = weights.most_common(1)[0]
    return best if weight >= _MAJORITY * weights.total() else kind


def _refine(doc: Doc, e: Entity) -> str:
    words = [doc.tokens[i].text.casefold() for i in range(e.first, e.last + 1)]
    name = e.span.of(doc.text)
    if e.kind in ("other", "org", "place"):
        if cues.PLATFORMS.match(name):
            return "platform"
        if cues.WEAPONS.match(name):
            return "weapon"
    if e.kind in NAMES and _is_force(doc, e, words):
        return "force"
    if e.kind == "other" and len(words) == 1 and words[0] in cues.DAYS:
        return "time"
    headed = e.kind in ("place", "org") and len(words) > 1 and words[-1] in cues.FACILITY_HEADS
    if headed and (e.kind == "place" or words[-1] not in cues.SHARED_FACILITY_HEADS):
        return "facility"
    return e.kind


def _is_force(doc: Doc, e: Entity, words: list[str]) -> bool:
    name = e.span.of(doc.text)
    if cues.fold_name(name) in cues.GROUPS and (len(name) > 2 or name.isupper()):
        return True
    if e.kind not in ("org", "other"):
        return False
    if words[-1] in cues.GROUPS and len(words[-1]) > 4:
        return True
    heads = [words[-1], *(w for w, follow in pairwise(words) if follow in ("of", "and", "for", ","))]
    for head in heads:
        martial = any(w in cues.MARTIAL for w in words if w != head)
        if head in cues.FORCE_HEADS and (head not in cues.WEAK_HEADS or martial):
            return True
    if e.last + 1 < len(doc.tokens) and doc.tokens[e.last + 1].text.casefold() in cues.FIGHTERS:
        return True
    before = [doc.tokens[i].text.casefold() for i in range(max(0, e.first - 3), e.first)]
    if before and before[-1] in _GROUP_WORDS:
        return any(w in cues.ARMED for w in before[:-1])
    return bool(before) and before[-1] in ("militia", "militants", "rebels", "insurgents")
