"""Places named inside the names of bodies, people's titles and buildings: Basra in "Basra police".

They are no places of the report's own, and no deed happens there for being named so. But they say what a
report is about, which helps to tell namesakes apart, and readers of maps want them.
"""

from __future__ import annotations

from typing import Final

from tidings.mentions.gazetteer import Gazetteer, is_demonym
from tidings.mentions.places_spans import Named
from tidings.mentions.places_words import NO_PLACES, state_of
from tidings.model.doc import Doc

_LONGEST: Final = 4
_BODIES: Final = frozenset(
    {"org", "force", "facility", "person", "other", "place", "platform", "nationality"}
)
_LINKS: Final = frozenset({"of", "and", "the", "-", "–"})


def inner_places(doc: Doc, gazetteer: Gazetteer, named: list[Named]) -> list[Named]:
    """Stretches inside entities that the gazetteer knows, the longest first, in text order. Those that
    `named` has as they stand are left out; a core inside a longer place is not."""
    known = {(p.core_first, p.core_last) for p in named if not p.demonym}
    demonyms = {t for p in named if p.demonym for t in range(p.first, p.last + 1)}
    out: list[Named] = []
    done = -1
    for entity in doc.entities:
        if entity.kind not in _BODIES or entity.last <= done:
            continue
        i = max(entity.first, done + 1)
        while i <= entity.last:
            last = _longest(doc, gazetteer, i, entity.last, demonyms)
            if last is None:
                i += 1
                continue
            if (i, last) not in known:
                out.append(Named(i, last, i, last))
            i = last + 1
        done = entity.last
    return out


def _longest(doc: Doc, gazetteer: Gazetteer, first: int, end: int, demonyms: set[int]) -> int | None:
    tokens = doc.tokens
    if first in demonyms or not tokens[first].text[0].isupper():
        return None
    for last in range(min(end, first + _LONGEST - 1), first - 1, -1):
        if not tokens[last].text[0].isupper():
            continue
        if any(not tokens[t].text[0].isupper() and tokens[t].text not in _LINKS for t in range(first, last)):
            continue
        words = doc.text[tokens[first].start : tokens[last].end]
        if len(words) < 3 and not words.isupper():
            continue
        if words.casefold() in NO_PLACES or is_demonym(words):
            continue
        if gazetteer.lookup(words) or (words[-1] == "." and state_of(words)):
            return last
    return None
