"""The places a report names, each resolved where the gazetteer and the report allow.

One name means one place throughout a report, unless containment beside one mention says otherwise.
What cannot be told apart stays unresolved: no position, and a country only where the text implies
it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.mentions.gazetteer import (
    Candidate,
    Gazetteer,
    country_of_capital,
    country_of_demonym,
    country_of_name,
)
from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.places_features import Group
from tidings.mentions.places_hints import (
    NO_HINTS,
    Hints,
    Setting,
    countries_around,
    countries_of,
    hints_beside,
    states_behind,
)
from tidings.mentions.places_inner import inner_places
from tidings.mentions.places_known import FAME, FAMOUS, best_known, same_spot, town_for_region
from tidings.mentions.places_options import core_of, options_of, sensible
from tidings.mentions.places_rank import chances_of
from tidings.mentions.places_settled import Settled
from tidings.mentions.places_spans import Named, named_places
from tidings.mentions.places_trust import trust, trust_features
from tidings.mentions.places_words import SITE_NOUNS
from tidings.model.doc import Doc
from tidings.model.mention import PlaceMention

Chances = npt.NDArray[np.float64]
_PRECISION: Final = {
    "country": "country", "continent": "region", "area": "region", "region": "region", "district": "district",
    "town": "town", "capital": "town", "base": "site", "site": "site", "airport": "site", "sea": "sea",
    "river": "region", "mountain": "region",
}  # fmt: skip
_MAINLY: Final = 0.5
"""Share of a report from which its country is taken for local places no gazetteer knows. A wrong
country costs more than none."""
ENOUGH: Final = 0.0
"""Log-odds of trust from which a candidate is taken."""
CLEAR: Final = 0.3
"""Chance among its namesakes under which it is not: Franklin County, of which there are 24."""
ENOUGH_COUNTRY: Final = 0.7
HARDLY: Final = 0.1
"""Share of a report under which it hardly speaks of a country."""
BY_SOUND: Final = frozenset({"loose", "skeleton"})
"""Ways in which a name is like the gazetteer's and not the same."""
OF_STATES: Final = frozenset(
    "governor sheriff senator senators senate legislature lawmaker lawmakers congressman congresswoman"
    " republican republicans democrat democrats statehouse".split()
)
"""Words for offices and bodies that the states of the United States have, and the country Georgia has not."""
HEFT: Final = 3.0
"""Weight behind the shares from which they say something."""
INNER_WEIGHT: Final = 0.6
"""What a name inside the name of a body says about the other names, beside a name that stands alone."""


def find_places(doc: Doc, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The places and demonyms of a report in text order, none overlapping. Needs the layers tokens,
    sentences, parse and entities."""
    named = named_places(doc, gazetteer)
    inner = inner_places(doc, gazetteer, named)
    setting = countries_of(doc, named, gazetteer)
    settled = settle(doc, named, inner, setting, gazetteer)
    states = dict(enumerate(settled[: len(named)]))
    _countries_by_sentence(doc, named, states, setting)
    found = [
        _demonym(doc, place) if place.demonym else _mention(doc, place, states[n])
        for n, place in enumerate(named)
    ]
    spots = [_spot_in_town(doc, place, after) for place, after in pairwise(found)]
    return (*spots, *found[-1:])


def _spot_in_town(doc: Doc, place: PlaceMention, after: PlaceMention) -> PlaceMention:
    """ "Grace Church in Pretoria", which no gazetteer knows: as a spot it is the town it lies in."""
    if place.precision != "unresolved" or not is_site_in(doc, place, after):
        return place
    why = f"a site of no gazetteer in {after.name}: the town's position"
    return replace(
        place,
        country=after.country,
        lat=after.lat,
        lon=after.lon,
        precision="town",
        score=after.score,
        why=why,
    )


def is_site_in(doc: Doc, site: PlaceMention, town: PlaceMention) -> bool:
    """Whether the words say that a named site lies in a town: "X in Y", "X, Y", the site's name ending in
    what it is (a church, a university, a square)."""
    between = [token.text.lower() for token in doc.tokens[site.last + 1 : town.first]]
    return (
        between in (["in"], [","], ["in", "central"], ["in", "downtown"])
        and town.precision == "town"
        and town.lat is not None
        and doc.tokens[site.last].text.lower() in SITE_NOUNS
    )


def settle(
    doc: Doc, named: list[Named], inner: list[Named], setting: Setting, gazetteer: Gazetteer
) -> list[Settled]:
    """What each of `named` and then each of `inner` means. Demonyms mean nothing."""
    groups, members = grouped(doc, named, inner, gazetteer)
    chances = chances_of(groups, setting, outlet_of(doc))
    facts = trust_features(groups, chances, setting)
    meant = best_known(groups, chances, facts, setting)
    out = [Settled(None)] * (len(named) + len(inner))
    every = [*named, *inner]
    for group, shares, seen, known, places in zip(groups, chances, facts, meant, members, strict=True):
        best = group.options[int(np.argmax(shares))] if group.options else None
        if known is not None and known.kind == "country" and any(_is_state(doc, every[n]) for n in places):
            known = None
        for n in places:
            place = every[n]
            if known is not None and not (place.facility and known is best):
                decided = Settled(known, 1.0, group.hints, known.country, "much the best known of that name")
            else:
                decided = _decided(doc, place, group, shares, trust(seen), setting, gazetteer)
            out[n] = replace(decided, best=best, name=group.name)
    return out


def _is_state(doc: Doc, place: Named) -> bool:
    """Whether what stands behind the name is an office or body of a federal state: "the Georgia governor"."""
    return place.last + 1 < len(doc.tokens) and doc.tokens[place.last + 1].text.casefold() in OF_STATES


def outlet_of(doc: Doc) -> str:
    return " ".join(filter(None, (doc.report.outlet, doc.report.url))).casefold()


def grouped(
    doc: Doc, named: list[Named], inner: list[Named], gazetteer: Gazetteer
) -> tuple[list[Group], list[list[int]]]:
    """The names of a report, each once for all its mentions unless what stands beside one says otherwise;
    and which of `named` and `inner` bear them."""
    everything = [*named, *inner]
    order = sorted(range(len(everything)), key=lambda n: (everything[n].first, -everything[n].last))
    position = {n: k for k, n in enumerate(order)}
    hints = _hints(doc, named, gazetteer) + [NO_HINTS] * len(inner)
    around = countries_around(doc, named)
    shared: dict[str, Hints] = {}
    nearby: dict[str, tuple[str, ...]] = {}
    for n, place in enumerate(everything):
        key = exact_key(core_of(doc, place))
        nearby[key] = nearby.get(key, ()) + around.get(doc.tokens[place.first].sent, ())
        if hints[n].country or hints[n].container:
            shared.setdefault(key, hints[n])
    found: dict[tuple[str, Hints], list[int]] = {}
    for n in order:
        place = everything[n]
        if place.demonym:
            continue
        key = exact_key(core_of(doc, place))
        own = hints[n]
        if not own.country and not own.container and key in shared:
            beside = shared[key]
            own = replace(own, country=beside.country, container=beside.container, by=beside.by)
        found.setdefault((f"{key}/{place.facility}", replace(own, around=nearby[key])), []).append(n)
    groups = []
    for (_, own), members in found.items():
        name, options = options_of(doc, everything[members[0]], gazetteer)
        # "Tripoli, Lebanon": what is said beside the name decides
        options = [c for c in options if own.country and c.country == own.country] or options
        weight = 1.0 if any(n < len(named) for n in members) else INNER_WEIGHT
        groups.append(
            Group(
                name, tuple(options), own, _containers(own, gazetteer),
                tuple(position[n] for n in members), weight if options else 0.0,
            )
        )  # fmt: skip
    return groups, list(found.values())


def _hints(doc: Doc, named: list[Named], gazetteer: Gazetteer) -> list[Hints]:
    hints = [hints_beside(doc, named, n, gazetteer) for n in range(len(named))]
    for n, country in states_behind(doc, named, gazetteer).items():
        state = core_of(doc, named[n])
        hints[n] = Hints(country, None, "region", "the town before it")
        hints[n - 1] = replace(hints[n - 1], country=country, container=state, by=f"{state} beside it")
    return hints


def _containers(hints: Hints, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """What the container's name may mean; regions alone where there are any."""
    if not hints.container:
        return ()
    found = [
        c for c in sensible(gazetteer.lookup(hints.container), hints.container)
        if not hints.country or c.country == hints.country or c.country is None
    ]  # fmt: skip
    return tuple([c for c in found if c.kind in ("region", "area")] or found)


def _decided(
    doc: Doc,
    place: Named,
    group: Group,
    chances: Chances,
    trusted: float,
    setting: Setting,
    gazetteer: Gazetteer,
) -> Settled:
    hints = group.hints
    if not group.options:
        if hints.country:
            return Settled(None, 0.0, hints, hints.country, f"its country is given by {hints.by}")
        owner = _owner(group)
        if owner is not None:
            return Settled(None, 0.0, hints, owner.country, f"it lies in {owner.name}")
        inside = _town_inside(doc, place, setting, gazetteer)
        if inside is not None:
            return Settled(None, 0.0, hints, inside.country, f"its name contains {inside.name}")
        return Settled(None, 0.0, hints)
    best = group.options[int(np.argmax(chances))]
    choice = best if _is_behind_town(doc, place) else town_for_region(group, best)
    # the town, and the district around it: the same spot under two records
    chance = float(
        sum(p for p, c in zip(chances, group.options, strict=True) if same_spot(c, choice) or c is best)
    )
    whole = doc.text[doc.tokens[place.first].start : doc.tokens[place.last].end]
    if trusted < ENOUGH or _is_from_elsewhere(group, choice, setting):
        if hints.country:
            return Settled(None, chance, hints, hints.country, f"its country is given by {hints.by}")
        if (owner := _owner(group)) is not None:
            return Settled(None, chance, hints, owner.country, f"it lies in {owner.name}")
        inside = _town_inside(doc, place, setting, gazetteer) if place.facility else None
        if inside is not None and inside.country == choice.country:
            return Settled(None, chance, hints, inside.country, f"its name contains {inside.name}")
        return Settled(None, chance, hints)
    if place.facility and group.name != whole and choice.kind not in ("base", "site", "airport"):
        # "Mosul bridge": near Mosul, but not Mosul
        return Settled(None, chance, hints, choice.country, f"by its name it belongs to {choice.name}")
    if chance >= CLEAR:
        return Settled(choice, chance, hints, choice.country)
    if hints.country:
        return Settled(None, chance, hints, hints.country, f"its country is given by {hints.by}")
    same = (p for p, c in zip(chances, group.options, strict=True) if c.country == choice.country)
    if sum(map(float, same)) < ENOUGH_COUNTRY:
        return Settled(None, chance, hints)
    return Settled(None, chance, hints, choice.country, "several places there bear the name as well as any")


def _is_behind_town(doc: Doc, place: Named) -> bool:
    """Whether the name stands behind another one and a comma, as that of a state or province does: "Albany,
    New York"."""
    before = place.first - 2
    return before >= 0 and doc.tokens[before + 1].text == "," and doc.parse.pos[before] == "PROPN"


def _is_from_elsewhere(group: Group, choice: Candidate, setting: Setting) -> bool:
    """Whether a small town lies in a land of which the report hardly speaks, being mainly about another, or a
    town whose name only sounds alike in any other: its own place of that name, which no gazetteer has, is
    likelier."""
    if choice.kind not in ("town", "district") or setting.heft < HEFT or setting.largest < _MAINLY:
        return False
    if group.hints.country or group.containers:
        return False
    share = setting.share(choice.country)
    if choice.match in BY_SOUND and share < setting.largest:
        return True
    return choice.people < FAMOUS and share < HARDLY


def _owner(group: Group) -> Candidate | None:
    """The place around a name that no gazetteer has, where all that bear that one's name, or by far the
    largest, lie in one country: Dhaka of "Dhaka's Malibagh"."""
    bearers = [c for c in group.containers if c.match == "exact" and not c.by_another_name]
    largest = max(bearers, key=lambda c: (c.kind == "capital", c.people), default=None)
    if largest is None or largest.country is None:
        return None
    rival = max((c.people for c in bearers if c.country != largest.country), default=0)
    return largest if largest.kind == "capital" or largest.people > FAME * rival else None


def _town_inside(doc: Doc, place: Named, setting: Setting, gazetteer: Gazetteer) -> Candidate | None:
    """A country or sizeable town named inside a longer name ("Amiriyah al-Fallujah", "Hasaka Stadium")."""
    for t in range(place.last, place.first - 1, -1):
        word = doc.tokens[t].text
        if place.first == place.last or not word[0].isupper():
            continue
        code = country_of_name(word) or country_of_demonym(word)
        known = (c for c in gazetteer.lookup(word) if c.people > 20_000 or c.kind in ("capital", "country"))
        largest = max(known, key=lambda c: (c.kind == "country", c.people), default=None)
        capital = largest is not None and place.facility and bool(country_of_capital(word))
        if largest is not None and (code or capital or setting.share(largest.country) > 0.2):
            return largest
    return None


def _countries_by_sentence(
    doc: Doc, named: list[Named], settled: dict[int, Settled], setting: Setting
) -> None:
    """Countries for places no gazetteer knows: that of the nearest town of the sentence, else that
    of a report that is mainly about one country."""
    main = max(setting.shares, key=lambda c: setting.shares[c], default=None)
    for n, state in list(settled.items()):
        if named[n].demonym or state.choice is not None or state.country is not None:
            continue
        if state.best is not None and state.best.kind in ("area", "sea", "continent"):
            continue  # "the Middle East", "the Gulf" lie in no one country
        sentence = doc.tokens[named[n].first].sent
        seen: Counter[str] = Counter()
        for m, other in settled.items():
            if m != n and doc.tokens[named[m].first].sent == sentence and other.choice is not None:
                candidate = other.choice
                if candidate.country and candidate.kind != "country":
                    seen[candidate.country] += 1
        if len(seen) == 1:
            if not _is_known_elsewhere(state, next(iter(seen))):
                settled[n] = replace(
                    state, country=next(iter(seen)), why="the other places of the sentence lie there"
                )
        elif main is not None and setting.heft >= HEFT and setting.share(main) >= _MAINLY:
            settled[n] = replace(state, country=main, why="the report is mainly about it")


def _is_known_elsewhere(state: Settled, country: str) -> bool:
    """Whether the only place of that name lies in another country: Srebrenica, of which a court in The Hague
    speaks."""
    best = state.best
    return best is not None and best.match == "exact" and state.chance > 0.9 and best.country != country


def _reasons(state: Settled) -> str:
    """What the report itself says for the choice."""
    return state.hints.by if state.hints.country and state.hints.country == state.country else ""


def _mention(doc: Doc, place: Named, state: Settled) -> PlaceMention:
    span = doc.span(place.first, place.last)
    name = doc.text[span.start : span.end]
    if state.choice is None:
        why = "no place of that name fits this report"
        if state.country:
            why += f"; country {state.country}: {state.why}"
        return PlaceMention(
            span, place.first, place.last, name, state.country, None, None, None, "unresolved", 0.0, why
        )  # fmt: skip
    found = state.choice
    part = found.kind == "country" and place.first < place.core_first
    return mention_of(doc, place.first, place.last, found, state, state.chance, is_part=part)


def mention_of(
    doc: Doc, first: int, last: int, found: Candidate, state: Settled, score: float, *, is_part: bool = False
) -> PlaceMention:
    """A mention of a place of the gazetteer. `is_part`: of a part of it, "northern Syria"."""
    span = doc.span(first, last)
    name = doc.text[span.start : span.end]
    precision = "region" if is_part else _PRECISION[found.kind]
    whole = found.kind in ("country", "continent")
    why = f"{found.kind} {found.name}" + (f", {found.country}" if found.country else "")
    if reasons := _reasons(state):
        why += f": {reasons}"
    if country_of_capital(found.name) and found.kind == "capital":
        why += " (a capital, which may stand for the government)"
    return PlaceMention(
        span, first, last, name, found.country,
        None if whole else found.lat, None if whole else found.lon, found.geonames,
        precision, round(score, 3), why,
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
