"""The places a report names, each resolved where the gazetteer and the report allow.

One name means one place throughout a report, unless containment beside one mention says otherwise.
What cannot be told apart stays unresolved: no position, and a country only where the text implies
it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from tidings.mentions.gazetteer import (
    Candidate,
    Gazetteer,
    country_of_capital,
    country_of_demonym,
    country_of_name,
)
from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.places_choice import Choice, choose
from tidings.mentions.places_hints import (
    Hints,
    Setting,
    countries_around,
    countries_of,
    hints_beside,
    states_behind,
)
from tidings.mentions.places_spans import Named, named_places
from tidings.mentions.places_words import BASE_NOUNS, DIRECTIONS, QUALIFIERS, SITE_NOUNS, state_of
from tidings.model.doc import Doc
from tidings.model.mention import PlaceMention

_PRECISION: Final = {
    "country": "country", "continent": "region", "area": "region", "region": "region", "district": "district",
    "town": "town", "capital": "town", "base": "site", "site": "site", "airport": "site", "sea": "sea",
    "river": "region", "mountain": "region",
}  # fmt: skip
_MAINLY: Final = 0.5
"""Share of a report from which its country is taken for local places no gazetteer knows. A wrong
country costs more than none."""


@dataclass(slots=True)
class _Settled:
    choice: Choice | None
    hints: Hints
    country: str | None = None
    why: str = ""


def find_places(doc: Doc, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The places and demonyms of a report in text order, none overlapping. Needs the layers tokens,
    sentences, parse and entities."""
    named = named_places(doc, gazetteer)
    setting = countries_of(doc, named, gazetteer)
    hints = [hints_beside(doc, named, n, gazetteer) for n in range(len(named))]
    for n, country in states_behind(doc, named, gazetteer).items():
        state = doc.text[doc.tokens[named[n].core_first].start : doc.tokens[named[n].core_last].end]
        hints[n] = Hints(country, None, "region", "the town before it")
        hints[n - 1] = replace(hints[n - 1], country=country, container=state, by=f"{state} beside it")
    around = countries_around(doc, named)
    shared: dict[str, Hints] = {}
    nearby: dict[str, tuple[str, ...]] = {}
    for n, place in enumerate(named):
        key = _key(doc, place)
        nearby[key] = nearby.get(key, ()) + around.get(doc.tokens[place.first].sent, ())
        if hints[n].country or hints[n].container:
            shared.setdefault(key, hints[n])
    settled: dict[int, _Settled] = {}
    placed: list[Candidate] = []
    memory: dict[tuple[str, Hints], _Settled] = {}
    # plain names first: they are what the doubtful ones are measured against
    order = sorted(
        (n for n in range(len(named)) if not named[n].demonym), key=lambda n: (named[n].facility, n)
    )
    for n in order:
        key = _key(doc, named[n])
        own = hints[n]
        if not own.country and not own.container and key in shared:
            own = replace(
                own, country=shared[key].country, container=shared[key].container, by=shared[key].by
            )
        own = replace(own, around=nearby[key])
        known = memory.get((key, own))
        if known is None:
            known = _settle(doc, named[n], own, setting, placed, gazetteer)
            memory[(key, own)] = known
            if known.choice is not None and known.choice.candidate.kind not in ("country", "continent"):
                placed.append(known.choice.candidate)
        settled[n] = known
    _countries_by_sentence(doc, named, settled, setting)
    return tuple(
        _demonym(doc, place) if place.demonym else _mention(doc, place, settled[n])
        for n, place in enumerate(named)
    )


def _core(doc: Doc, place: Named) -> str:
    return doc.text[doc.tokens[place.core_first].start : doc.tokens[place.core_last].end]


def _key(doc: Doc, place: Named) -> str:
    return exact_key(_core(doc, place))


def _settle(
    doc: Doc, place: Named, hints: Hints, setting: Setting, placed: list[Candidate], gazetteer: Gazetteer
) -> _Settled:
    container = None
    if hints.container:
        inside = choose(
            gazetteer.lookup(hints.container), Hints(hints.country, sort="region"), setting, placed, None
        )
        container = inside.candidate if inside else None
        if inside and not hints.country and container is not None and container.country:
            hints = replace(hints, country=container.country)
    core = _core(doc, place)
    whole = doc.text[doc.tokens[place.first].start : doc.tokens[place.last].end]
    ways = _ways_to_say(doc, place, whole, core)
    for lookup in (gazetteer.lookup, gazetteer.lookup_loosely):
        for name in ways:
            if lookup == gazetteer.lookup_loosely and name == whole != core:
                # by sound "Hebei province" is nearer "Hubei province" than "Hebei"
                continue
            choice = choose(_sensible(lookup(name), name), hints, setting, placed, container)
            if choice is None:
                continue
            candidate = choice.candidate
            if choice.rivals:
                same = {*choice.rivals, candidate.country} == {candidate.country}
                where = candidate.country if same else hints.country
                return _Settled(None, hints, where, "several places there bear the name as well as any")
            if place.facility and name != whole and candidate.kind not in ("base", "site", "airport"):
                # "Mosul bridge": near Mosul, but not Mosul
                return _Settled(None, hints, candidate.country, f"by its name it belongs to {candidate.name}")
            return _Settled(choice, hints, candidate.country)
    if hints.country:
        return _Settled(None, hints, hints.country, f"its country is given by {hints.by}")
    inner = _town_inside(doc, place, setting, placed, gazetteer)
    if inner is not None:
        return _Settled(None, hints, inner.country, f"its name contains {inner.name}")
    return _Settled(None, hints)


def _sensible(found: tuple[Candidate, ...], name: str) -> list[Candidate]:
    """Without abbreviations that are words ("us", "car" name countries only in capitals) and without
    capitals that share their country's name: "Mexico" alone is the country."""
    if len(name.replace(".", "")) <= 3:
        # codes of airports are recorded as names of their towns
        found = tuple(c for c in found if c.match == "exact" or c.kind in ("country", "area"))
    if len(name) <= 3 and not name.isupper():
        return [c for c in found if c.kind != "country"]
    countries = {c.country for c in found if c.kind == "country"}
    return [c for c in found if c.kind != "capital" or c.country not in countries]


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
    if state and place.first and doc.tokens[place.first - 1].text == ",":
        ways.insert(0, state)
    if words[-1].casefold() == "airport" and len(words) > 1:
        ways.append(" ".join(words[:-1]) + " International Airport")
    return list(dict.fromkeys(ways))


def _town_inside(
    doc: Doc, place: Named, setting: Setting, placed: list[Candidate], gazetteer: Gazetteer
) -> Candidate | None:
    """A country or sizeable town named inside a longer name ("Amiriyah al-Fallujah", "Hasaka Stadium")."""
    for t in range(place.last, place.first - 1, -1):
        word = doc.tokens[t].text
        if place.first == place.last or not word[0].isupper():
            continue
        code = country_of_name(word) or country_of_demonym(word)
        choice = choose(
            (c for c in gazetteer.lookup(word) if c.people > 20_000 or c.kind in ("capital", "country")),
            Hints(), setting, placed, None,
        )  # fmt: skip
        if choice is not None and (code or setting.share(choice.candidate.country) > 0.2):
            return choice.candidate
    return None


def _countries_by_sentence(
    doc: Doc, named: list[Named], settled: dict[int, _Settled], setting: Setting
) -> None:
    """Countries for places no gazetteer knows: that of the nearest town of the sentence, else that
    of a report that is mainly about one country."""
    main = max(setting.shares, key=lambda c: setting.shares[c], default=None)
    for n, state in settled.items():
        if state.choice is not None or state.country is not None:
            continue
        sentence = doc.tokens[named[n].first].sent
        seen: Counter[str] = Counter()
        for m, other in settled.items():
            if m != n and doc.tokens[named[m].first].sent == sentence and other.choice is not None:
                candidate = other.choice.candidate
                if candidate.country and candidate.kind != "country" and not state.hints.container:
                    seen[candidate.country] += 1
        if len(seen) == 1:
            state.country = next(iter(seen))
            state.why = "the other places of the sentence lie there"
        elif main is not None and setting.heft >= 3 and setting.share(main) >= _MAINLY:
            state.country = main
            state.why = "the report is mainly about it"


def _mention(doc: Doc, place: Named, state: _Settled) -> PlaceMention:
    span = doc.span(place.first, place.last)
    name = doc.text[span.start : span.end]
    if state.choice is None:
        why = "no place of that name fits this report"
        if state.country:
            why += f"; country {state.country}: {state.why}"
        return PlaceMention(
            span, place.first, place.last, name, state.country, None, None, None, "unresolved", 0.0, why
        )  # fmt: skip
    found = state.choice.candidate
    precision = _PRECISION[found.kind]
    whole_country = found.kind == "country"
    if whole_country and place.first < place.core_first:
        precision = "region"
    why = f"{found.kind} {found.name}" + (f", {found.country}" if found.country else "")
    if state.choice.why:
        why += f": {state.choice.why}"
    if country_of_capital(found.name) and found.kind == "capital":
        why += " (a capital, which may stand for the government)"
    return PlaceMention(
        span, place.first, place.last, name, found.country,
        None if whole_country else found.lat, None if whole_country else found.lon, found.geonames,
        precision, round(min(1.0, state.choice.score / 5.0), 3), why,
    )  # fmt: skip


def _demonym(doc: Doc, place: Named) -> PlaceMention:
    span = doc.span(place.first, place.last)
    word = doc.text[span.start : span.end]
    code = country_of_demonym(word) or country_of_name(word)
    why = f"names {code}, not a location" if code else "names a people or wider region, not a location"
    precision = "country" if code else "unresolved"
    return PlaceMention(
        span, place.first, place.last, word, code, None, None, None, precision, 1.0, why, is_demonym=True
    )  # fmt: skip
