"""What a report says about where its places lie: countries it speaks of, and containment beside a name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt
from typing import Final

from tidings.mentions.gazetteer import Gazetteer, country_of_capital, country_of_demonym, country_of_name
from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.places_spans import Named, possessive_in
from tidings.mentions.places_words import (
    BASE_NOUNS,
    BEFORE_NAME,
    DISTRICT_NOUNS,
    REGION_NOUNS,
    SITE_NOUNS,
    TOWN_NOUNS,
    WITHIN,
    state_of,
)
from tidings.model.doc import Doc

_BOTH = frozenset({"georgia", "jordan", "chad", "mali", "guinea", "congo", "macedonia", "america", "male"})
"""Country names too often something else to count for their own country."""


_LARGE = 100_000


_OFFICERS: Final = frozenset({"sheriff", "sheriffs", "trooper", "troopers"})


@dataclass(slots=True)
class Setting:
    """How much a report is about each country: shares of one; `heft` is the weight behind them."""

    shares: dict[str, float] = field(default_factory=dict)
    heft: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)
    by_name: dict[str, float] = field(default_factory=dict)
    """What each country's weight is, and how much of it each name gives (by exact key)."""
    of_counties: bool = False
    """Whether it speaks of officers that the counties and states of the USA have."""

    @property
    def largest(self) -> float:
        return max(self.shares.values(), default=0.0)

    def share(self, country: str | None) -> float:
        return self.shares.get(country, 0.0) if country else 0.0

    def besides(self, country: str | None, key: str) -> float:
        """How much speaks for a country besides the name with that key."""
        return self.weights.get(country, 0.0) - self.by_name.get(key, 0.0) if country else 0.0


@dataclass(frozen=True, slots=True)
class Hints:
    """What stands beside one name: containing country, containing region's name, type of place;
    `around`: the countries named in the sentences that bear the name."""

    country: str | None = None
    container: str | None = None
    sort: str | None = None
    by: str = ""
    around: tuple[str, ...] = ()


NO_HINTS = Hints()


def countries_of(doc: Doc, named: list[Named], gazetteer: Gazetteer) -> Setting:
    """Countries and demonyms the report mentions, names above adjectives, damped for repeats.

    A capital counts half (it often stands for its government), as does a country inside the name
    of an organisation; a region or large town that lies in one country only counts a third. The
    United States counts a third of that, since reports from everywhere mention it.
    """
    weight: defaultdict[str, float] = defaultdict(float)
    by_name: defaultdict[str, float] = defaultdict(float)
    for place in named:
        words = doc.text[doc.tokens[place.core_first].start : doc.tokens[place.core_last].end]
        code = country_of_demonym(words) if place.demonym else country_of_name(words)
        if code:
            more = 0.7 if place.demonym else 0.2 if words.casefold() in _BOTH else 1.0
            weight[code] += more
            by_name[exact_key(words)] += more
        elif country_of_capital(words):
            weight[str(country_of_capital(words))] += 0.5
            by_name[exact_key(words)] += 0.5
        elif not place.demonym:
            known = [
                c
                for c in gazetteer.lookup(words)
                if (c.people >= _LARGE and not c.by_another_name) or c.kind == "area"
            ]
            if len({c.country for c in known}) == 1 and known[0].country:
                weight[known[0].country] += 0.35
                by_name[exact_key(words)] += 0.35
    for entity in doc.entities:
        if entity.kind in ("org", "force"):
            for t in range(entity.first, entity.last + 1):
                code = country_of_demonym(doc.tokens[t].text) or country_of_name(doc.tokens[t].text)
                if code:
                    weight[code] += 0.5
    damped = {code: sqrt(w) * w**0.25 * (0.35 if code == "US" else 1.0) for code, w in weight.items()}
    total = sum(damped.values())
    shares = {code: w / total for code, w in damped.items()} if total else {}
    of_counties = any(t.text.lower() in _OFFICERS for t in doc.tokens)
    return Setting(shares, sum(weight.values()), dict(weight), dict(by_name), of_counties)


def states_behind(doc: Doc, named: list[Named], gazetteer: Gazetteer) -> dict[int, str]:
    """Names of countries that mean a region of another one: Georgia in "Atlanta, Georgia".

    By position in `named`, the country they lie in: that where the name before the comma has its
    larger bearer.
    """
    out: dict[int, str] = {}
    for n, (town, behind) in enumerate(pairwise(named)):
        words = _text(doc, behind.core_first, behind.core_last)
        code = country_of_name(words)
        if not code or [t.text for t in doc.tokens[town.last + 1 : behind.first]] != [","]:
            continue
        regions = {
            c.region: c.country for c in gazetteer.lookup(words) if c.kind == "region" and c.country != code
        }
        if not regions:
            continue
        found = gazetteer.lookup(_text(doc, town.core_first, town.core_last))
        here = max((c.people for c in found if c.country == code), default=0)
        there, country = max(
            ((c.people, regions[c.region]) for c in found if c.region in regions), default=(0, None)
        )
        if there > here and country:
            out[n + 1] = country
    return out


def countries_around(doc: Doc, named: list[Named]) -> dict[int, tuple[str, ...]]:
    """Countries named, as noun or adjective, in each sentence."""
    out: dict[int, tuple[str, ...]] = {}
    for place in named:
        words = _text(doc, place.core_first, place.core_last)
        code = country_of_demonym(words) if place.demonym else country_of_name(words)
        if code and code != "US":
            sentence = doc.tokens[place.first].sent
            out[sentence] = (*out.get(sentence, ()), code)
    return out


def hints_beside(doc: Doc, named: list[Named], n: int, gazetteer: Gazetteer) -> Hints:
    """Containment and type from the words around place `n`: "Azaz, Syria", "the Syrian town of Azaz",
    "Syria's Aleppo province", "Camp X in Y"."""
    place = named[n]
    country, container, by = _container_behind(doc, named, n, gazetteer)
    if country is None and container is None:
        country, container, by = _owner_before(doc, place, gazetteer)
    before, word = _before(doc, place)
    if country is None and before is not None:
        country, by = before, f"the words before it ({word})"
    return Hints(country, container, _sort(doc, place), by)


def _text(doc: Doc, first: int, last: int) -> str:
    return doc.text[doc.tokens[first].start : doc.tokens[last].end]


def _container_behind(
    doc: Doc, named: list[Named], n: int, gazetteer: Gazetteer
) -> tuple[str | None, str | None, str]:
    place = named[n]
    if n + 1 < len(named):
        behind = named[n + 1]
        gap = [t.text.casefold() for t in doc.tokens[place.last + 1 : behind.first]]
        same = doc.tokens[behind.first].sent == doc.tokens[place.last].sent
        words = _text(doc, behind.core_first, behind.core_last)
        linked = gap == [","] or (gap and gap[0] in WITHIN and len(gap) <= 3 and not set(gap) & {"and", ","})
        if same and linked and not behind.demonym:
            state = state_of(words) if gap == [","] else None
            if state and (words[-1] == "." or words.isupper() or len(words) > 3):
                return state[1], state[0], f"{words} beside it"
            code = country_of_name(words)
            if code and (gap != [","] or _closes(doc, named, n + 1)):
                return code, None, f"{words} beside it"
            found = [c for c in gazetteer.lookup(words) if c.kind in ("region", "area") and c.country]
            if found and (gap != [","] or _closes(doc, named, n + 1)):
                return None, words, f"{words} beside it"
            if gap and gap[0] in WITHIN:
                return None, words, f"{words} beside it"
    # "Dallas, Tex." - the abbreviation need not be marked as a place
    i = place.last + 2
    if i < len(doc.tokens) and doc.tokens[i - 1].text == "," and doc.tokens[i].text[0].isupper():
        state = state_of(doc.tokens[i].text)
        if state and (doc.tokens[i].text[-1] == "." or doc.tokens[i].text.isupper()):
            return state[1], state[0], f"{doc.tokens[i].text} beside it"
    return None, None, ""


def _owner_before(doc: Doc, place: Named, gazetteer: Gazetteer) -> tuple[str | None, str | None, str]:
    """Whose the place is: "Istanbul's Fatih district", "Kabul's western Karte Naw neighbourhood"."""
    mark = possessive_in(doc, place.first, place.core_first)
    if mark is None and place.first >= 2 and doc.tokens[place.first - 1].text in ("'s", "’s"):
        mark = place.first - 1
    if mark is None:
        return None, None, ""
    for first in range(max(0, mark - 3), mark):
        words = _text(doc, first, mark - 1)
        if not words[0].isupper():
            continue
        if owner := country_of_name(words):
            return owner, None, f"{words} before it"
        if any(c.kind != "airport" and not c.by_another_name for c in gazetteer.lookup(words)):
            return None, words, f"{words} before it"
    return None, None, ""


def _closes(doc: Doc, named: list[Named], n: int) -> bool:
    """False in a list ("Turkey, Iraq, and Iran"), where a comma does not mean containment."""
    if n and country_of_name(_text(doc, named[n - 1].core_first, named[n - 1].core_last)):
        return False
    i = named[n].last + 1
    if i + 1 < len(doc.tokens) and doc.tokens[i].text == "," and n + 1 < len(named):
        return named[n + 1].first > i + 2
    return not (i < len(doc.tokens) and doc.tokens[i].text.casefold() in ("and", "or"))


def _before(doc: Doc, place: Named) -> tuple[str | None, str]:
    """A demonym or possessive country in the noun phrase that leads up to a name."""
    i = place.first - 1
    steps = 0
    while i >= 0 and steps < 7 and doc.tokens[i].sent == doc.tokens[place.first].sent:
        word = doc.tokens[i].text
        low = word.casefold()
        code = country_of_demonym(word)
        # "Turkish shelling of X" and "Iraqi forces in X" say nothing of where X lies
        if (
            code
            and steps
            and any(doc.tokens[j].text.casefold() in BEFORE_NAME for j in range(i + 1, place.first))
        ):
            return code, word
        if code and not steps and low not in ("us", "u.s."):
            return code, word
        if low in ("'s", "’s", "'", "’") and i and steps == 0:
            for first in range(max(0, i - 3), i):
                owner = country_of_name(_text(doc, first, i - 1))
                if owner:
                    return owner, _text(doc, first, i - 1)
            return None, ""
        known = low in ("of", "the", "-", ",") or doc.parse.pos[i] in ("ADJ", "NOUN", "PROPN", "ADV", "PUNCT")
        if not known or low in (".", ";", ":") or (low == "," and doc.parse.pos[i - 1] != "ADJ"):
            return None, ""
        i -= 1
        steps += 1
    return None, ""


def _sort(doc: Doc, place: Named) -> str | None:
    around = [doc.tokens[t].text.casefold() for t in range(place.core_last + 1, place.last + 1)]
    i = place.first - 1
    if i >= 0 and doc.tokens[i].text.casefold() == "of":
        i -= 1
    if i >= 0 and doc.tokens[i].sent == doc.tokens[place.first].sent:
        around.append(doc.tokens[i].text.casefold())
    around.append(doc.tokens[place.core_first].text.casefold())
    around.append(doc.tokens[place.core_last].text.casefold())
    for words, sort in (
        (REGION_NOUNS, "region"),
        (DISTRICT_NOUNS, "district"),
        (BASE_NOUNS, "base"),
        (TOWN_NOUNS, "town"),
        (SITE_NOUNS, "site"),
    ):
        if any(w in words for w in around[:-2]) or (sort in ("base", "site") and around[-1] in words):
            return sort
    return (
        "base"
        if around[-2] in ("camp", "fob", "fort", "raf") and place.core_first < place.core_last
        else None
    )
