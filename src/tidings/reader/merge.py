"""One list of entities from what the network's entity heads find.

The "worldwide" head knows names (people, organisations, places, facilities, dates, money); the
"re3d" head knows described things too (weapons, vehicles, numbers, "the government of Iraq").
Names come from the first and are completed by the second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tidings.model.doc import Doc
from tidings.model.mention import Entity
from tidings.reader import cues
from tidings.reader.kinds import NAMES, RE3D, WORLDWIDE, overlooked, refine_kinds

_SURE: Final = 0.5
"""Least score of a weapon, vehicle or longer name that only the re3d head sees: that head learnt
from 45 documents, and what it is less sure of was wrong more often than right."""

_INNER: Final = frozenset({"nationality", "weapon", "platform", "person", "place"})
_LEADING: Final = frozenset({"DT", "PRP$", "PDT", "IN", ",", "WDT"})
_CLOSED: Final = frozenset(
    {"PRP", "PRP$", "DT", "WP", "WP$", "EX", "WDT", "PDT", "POS", "IN", "TO", ",", ".", "``", "''", ":"}
)
_OUTER: Final = frozenset({"POS", ",", ".", "``", "''", ":", "HYPH", "-LRB-"})
_LINKS: Final = frozenset({"of", "and", "the", "for", "&", "-", "al"})
_PROPER: Final = frozenset({"NNP", "NNPS", "FW", "HYPH", "CD"})


def merge_entities(doc: Doc, found: dict[str, list[Entity]]) -> tuple[Entity, ...]:
    """Entities that do not overlap, in text order. Needs the layer "parse".

    Of person, org, force, place, facility and nationality only names are kept; other kinds also
    where they are merely described ("four rockets", "a car bomb").
    """
    taken: dict[int, Entity] = {}
    for e in found["worldwide"]:
        trimmed = _without_marks(doc, _before_hyphen(doc, replace(e, kind=WORLDWIDE[e.kind])))
        if trimmed:
            _take(taken, trimmed)
    for e in found["re3d"]:
        _complete(doc, taken, replace(e, kind=RE3D[e.kind]))
    for e in found["inner"]:
        if e.score >= _SURE and RE3D[e.kind] in _INNER:
            _complete(doc, taken, replace(e, kind=RE3D[e.kind]))
    whole = [e for i, e in sorted(taken.items()) if i == e.first]
    parted = [part for e in whole for part in _part_places(doc, e)]
    known = [*parted, *overlooked(doc, parted)]
    return tuple(refine_kinds(doc, sorted(known, key=lambda e: (e.first, e.last))))


def describe(found: Iterable[Entity]) -> tuple[Entity, ...]:
    """The re3d head's spans in the package's kinds, descriptions and pronouns included."""
    return tuple(replace(e, kind=RE3D[e.kind]) for e in found)


def _take(taken: dict[int, Entity], e: Entity) -> None:
    for i in range(e.first, e.last + 1):
        taken[i] = e


def _complete(doc: Doc, taken: dict[int, Entity], new: Entity) -> None:
    """Put `new` into `taken` (each word with its entity) where it adds something: a free span, or a
    longer name around shorter ones."""
    e = _trim(doc, new)
    arms = new.kind in ("weapon", "platform")
    if e is None or (arms and new.score < _SURE):
        return
    touching = {t.first: t for i in range(e.first, e.last + 1) if (t := taken.get(i))}
    if not touching:
        core = e if arms or e.kind not in NAMES else _name_core(doc, e)
        if core:
            _take(taken, core)
        return
    if any(t.first < e.first or e.last < t.last for t in touching.values()):
        return
    kinds = {t.kind for t in touching.values()}
    if arms:
        better = kinds <= {"other", "org"} and (kinds == {"other"} or len(touching) == 1)
    else:
        longer = len(touching) > 1 or any(t.last - t.first < e.last - e.first for t in touching.values())
        better = longer and e.kind == "org" and e.score >= _SURE and kinds <= {"nationality", "place", "org"}
        better = better and _is_wholly_name(doc, e)
    if better:
        _take(taken, e)


def _trim(doc: Doc, e: Entity) -> Entity | None:
    """Without leading determiners and outer marks; None where nothing, or no number, is left."""
    tag = doc.parse.tag
    words = range(e.first, e.last + 1)
    if e.kind == "number" and not any(
        tag[i] == "CD" or doc.tokens[i].text.casefold() in cues.NUMBER_WORDS for i in words
    ):
        return None
    first = e.first
    while first < e.last and tag[first] in _LEADING and e.kind != "number":
        first += 1
    if all(tag[i] in _CLOSED for i in range(first, e.last + 1)):
        return None
    return _without_marks(doc, _cut(doc, e, first, e.last))


def _without_marks(doc: Doc, e: Entity) -> Entity | None:
    """Without possessive marks, quotation marks and stops at either end."""
    tag = doc.parse.tag
    first, last = e.first, e.last
    while first <= last and tag[first] in _OUTER:
        first += 1
    while last >= first and tag[last] in _OUTER:
        last -= 1
    return _cut(doc, e, first, last) if first <= last else None


def _before_hyphen(doc: Doc, e: Entity) -> Entity:
    """ "U.S. - led" names only "U.S."; "Lee Jae-myung" is all name."""
    last = e.last
    if e.kind == "person" and _is_given_name(doc, last - 1 if doc.tokens[last].text.islower() else last + 1):
        return _cut(doc, e, e.first, last if doc.tokens[last].text.islower() else last + 2)
    if last - e.first >= 2 and doc.tokens[last - 1].text == "-" and doc.tokens[last].text.islower():
        return _cut(doc, e, e.first, last - 2)
    return e


def _is_given_name(doc: Doc, hyphen: int) -> bool:
    """Whether the hyphen joins the syllables of a given name: "Jae-myung", "Ching-te", "Jong-un"."""
    if not 0 < hyphen < len(doc.tokens) - 1 or doc.tokens[hyphen].text != "-":
        return False
    before, after = doc.tokens[hyphen - 1], doc.tokens[hyphen + 1]
    written = before.text[:1].isupper() and after.text.islower() and before.end + 1 == after.start
    return written and doc.parse.tag[hyphen - 1] == doc.parse.tag[hyphen + 1] == "NNP"


def _part_places(doc: Doc, e: Entity) -> list[Entity]:
    """ "Hasaka city, Syria" names two places."""
    if e.kind != "place":
        return [e]
    commas = [i for i in range(e.first + 1, e.last) if doc.tokens[i].text == ","]
    starts = [e.first, *(i + 1 for i in commas)]
    ends = [*(i - 1 for i in commas), e.last]
    return [_cut(doc, e, a, b) for a, b in zip(starts, ends, strict=True) if a <= b]


def _name_core(doc: Doc, e: Entity) -> Entity | None:
    """The name in a description: all of it where every word belongs to the name, else its first run of
    proper nouns ("U.S." of "U.S. sailors"), None where there is none."""
    if _is_name(doc, e) and _is_wholly_name(doc, e):
        return e
    run: list[int] = []
    for i in range(e.first, e.last + 1):
        if doc.parse.tag[i] in _PROPER and (run or doc.tokens[i].text[0].isupper()):
            run.append(i)
        elif run:
            break
    if not any(doc.parse.tag[i] in ("NNP", "NNPS") for i in run):
        return None
    return _without_marks(doc, _cut(doc, e, run[0], run[-1]))


def _is_name(doc: Doc, e: Entity) -> bool:
    starts_sentence = doc.sentences[doc.tokens[e.first].sent].first == e.first
    return any(
        doc.tokens[i].text[0].isupper()
        and (
            doc.parse.tag[i] in ("NNP", "NNPS")
            or (doc.parse.tag[i][:2] == "JJ" and not (starts_sentence and i == e.first))
        )
        for i in range(e.first, e.last + 1)
    )


def _is_wholly_name(doc: Doc, e: Entity) -> bool:
    """Whether every word belongs to a name, linking words inside it aside."""
    inside = range(e.first, e.last + 1)
    return all(
        doc.parse.tag[i] in _PROPER
        or doc.tokens[i].text[0].isupper()
        or (e.first < i < e.last and doc.tokens[i].text in _LINKS)
        for i in inside
    ) and not any(doc.parse.pos[i] == "VERB" for i in inside)


def _cut(doc: Doc, e: Entity, first: int, last: int) -> Entity:
    if first == e.first and last == e.last and e.span == doc.span(first, last):
        return e
    return replace(e, first=first, last=last, span=doc.span(first, last))
