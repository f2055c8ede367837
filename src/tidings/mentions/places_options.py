"""What a name may mean: its candidates in the gazetteer, by the ways the name can be said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tidings.mentions.gazetteer import Candidate, Gazetteer
from tidings.mentions.places_spans import Named
from tidings.mentions.places_words import BASE_NOUNS, DIRECTIONS, QUALIFIERS, SITE_NOUNS, state_of
from tidings.model.doc import Doc

MOST: Final = 40
"""Candidates weighed for a name, the largest; some names of towns have two hundred bearers."""
_SHORT: Final = (
    (re.compile(r"^L\.A\.?$"), "Los Angeles"),
    (re.compile(r"^(?:Town|City|Village|Township|County|Borough) of (?=[A-Z])"), ""),
    (re.compile(r" (?:Township|Twp\.?|Borough)$"), ""),
    (re.compile(r"\bCo\.?$"), "County"),
    (re.compile(r"\bMt\.? "), "Mount "),
    (re.compile(r"^N\. "), "North "),
    (re.compile(r"^S\. "), "South "),
    (re.compile(r"^E\. "), "East "),
    (re.compile(r"^W\. "), "West "),
)
_CAPITALS: Final = frozenset("NY NJ NC SC ND SD NH NM CA TX FL GA VA WV TN KY OH WI MN MI NSW BC".split())


def core_of(doc: Doc, place: Named) -> str:
    """The name without direction and type word."""
    return doc.text[doc.tokens[place.core_first].start : doc.tokens[place.core_last].end]


def options_of(doc: Doc, place: Named, gazetteer: Gazetteer) -> tuple[str, list[Candidate]]:
    """The first way to say the name that the gazetteer knows, and what it means by it; the name and
    nothing where it knows none. Spellings that differ count only where no way is known as written."""
    core = core_of(doc, place)
    whole = doc.text[doc.tokens[place.first].start : doc.tokens[place.last].end]
    ways = _ways_to_say(doc, place, whole, core)
    for lookup in (gazetteer.lookup, gazetteer.lookup_loosely):
        for name in ways:
            if lookup == gazetteer.lookup_loosely and name == whole != core:
                # by sound "Hebei province" is nearer "Hubei province" than "Hebei"
                continue
            found = sensible(lookup(name), name)
            if found:
                return name, found
    return core, []


def sensible(found: Iterable[Candidate], name: str) -> list[Candidate]:
    """Without abbreviations that are words ("us", "car" name countries only in capitals) and without
    capitals that share their country's name: "Mexico" alone is the country."""
    kept = list(found)
    if len(name.replace(".", "")) <= 3:
        # codes of airports are recorded as names of their towns
        kept = [c for c in kept if c.match == "exact" or c.kind in ("country", "area")]
    if len(name) <= 3 and not name.isupper():
        kept = [c for c in kept if c.kind != "country"]
    countries = {c.country for c in kept if c.kind == "country"}
    kept = [c for c in kept if c.kind != "capital" or c.country not in countries]
    if len(kept) > MOST:
        kept.sort(key=lambda c: (c.kind == "town", -c.people, c.id))
        del kept[MOST:]
    return kept


def _ways_to_say(doc: Doc, place: Named, whole: str, core: str) -> list[str]:
    ways = [whole]
    words = core.split()
    last = doc.tokens[place.last].text.casefold()
    if place.last > place.core_last and last in BASE_NOUNS:
        if last == "airport":
            ways += [f"{core} airport", f"{core} international airport"]
        elif last != "camp":
            ways += [f"{core} air base", f"{core} airport"]
        else:
            ways.append(f"Camp {core}")
    ways.append(core)
    long = core
    for pattern, by in _SHORT:
        long = pattern.sub(by, long)
    if long != core:
        ways.append(long)
    if len(words) > 1 and words[0].casefold() in DIRECTIONS:
        ways.append(" ".join(words[1:]))
    kept = len(words)
    while kept > 1 and words[kept - 1].casefold() in SITE_NOUNS | QUALIFIERS:
        kept -= 1
    if kept < len(words):
        ways.append(" ".join(words[:kept]))
    if len(words) > 1 and words[0].casefold() in ("camp", "fob"):
        ways.append(" ".join(words[1:]))
    state = state_of(core)
    if state and core.upper() not in ("L.A.", "LA") and _is_state(doc, place, core):
        ways.insert(0, state[0])
    if words[-1].casefold() == "airport" and len(words) > 1:
        ways.append(" ".join(words[:-1]) + " International Airport")
    return list(dict.fromkeys(ways))


def _is_state(doc: Doc, place: Named, core: str) -> bool:
    """Behind a town and a comma, with a full stop, or among the pairs of capitals that are no words."""
    if place.first > 0 and doc.tokens[place.first - 1].text in (",", "-", "(", "/"):
        return True
    return core[-1] == "." or core in _CAPITALS
