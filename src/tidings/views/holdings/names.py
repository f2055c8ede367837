"""What parties, places and offices are compared by across reports: keys that any spelling of a name shares.

Keys are found from one report alone, so they do not hang on which reports there are. `c:IQ` is a state with
its government and forces, `a:…` a listed actor, `n:…` the words of a name that set it apart, `d:…` a
description ("rebels"), which is somebody only beside those of a name (`same`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tidings.ledger.names import country_codes, fold
from tidings.mentions.actors import Actor, Setting, resolve
from tidings.mentions.actors_lists import demonym, word_sound
from tidings.model.record import Party, Place
from tidings.views.codes import is_known

STATE_SECTORS: Final = frozenset({"GOV", "MIL", "COP"})
_NATIONAL: Final = re.compile(
    r"\b(army|armed forces|military|defen[cs]e forces?|security forces|national guard|police|troops)\b"
)
_GENERIC: Final = frozenset(
    "the a an of and in at on from some about around several many more than all last final first"
    " troop troops soldier soldiers force forces fighter fighters army armed military militant militants rebel"
    " rebels gunman gunmen insurgent insurgents group groups militia militias man men woman women member"
    " members personnel contingent garrison unit units serviceman servicemen people side government regime"
    " officials official guerrilla guerrillas jihadist jihadists our their its his her new own local foreign"
    " regional alliance gang"
    .split()
)  # fmt: skip
"""Words that tell nobody apart."""
_STATE_SIDE: Final = re.compile(
    r"\b(?:troops?|soldiers?|army|armed forces|government|military|police|servicem[ae]n|regime|gendarme\w*"
    r"|security forces|defen[cs]e forces)\b"
)
_GOES_ON: Final = re.compile(
    r"\s+(?:of|from|with|belonging to|loyal to)\s+(?:the\s+)?"
    r"([A-Z0-9][\w'’-]*(?:(?:\s+(?:of|for|and))?(?:\s+the)?\s+[A-Z][\w'’-]*)*)"
)
"""What a description goes on with: "Troops of the Joint Lakes Mission"."""
_SITE_WORDS: Final = frozenset(
    "the a an of at in on near and al el ain base bases airbase air camp camps airport airfield barracks"
    " garrison post outpost checkpoint headquarters compound town city village district province region"
    " governorate county state island port harbour harbor military army naval militarily key former main"
    " complex facility stronghold area hill hills valley oil field fields power plant"
    .split()
)  # fmt: skip
_TITLES: Final = frozenset(
    "mr mrs ms miss dr sir dame lord lady sheikh hajj haji prof professor general colonel captain major"
    " lieutenant brigadier admiral commander marshal sergeant superintendent inspector justice judge president"
    " vice prime premier minister deputy senator governor mayor king queen prince princess secretary"
    " ambassador chief chairman spokesman spokeswoman spokesperson leader the of staff former acting"
    .split()
)  # fmt: skip
_COUNT: Final = re.compile(r"\d[\d.]*|" + "|".join(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand"
    " thousands".split()
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Who:
    """`names` as the report has them, the best first. `keys` sorted."""

    name: str
    names: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """`core`: by which places are looked up; `country:XX` for a whole country. `lat` and `lon` in degrees, None
    where the place is not on the map."""

    name: str
    core: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None

    @property
    def is_country(self) -> bool:
        return self.core.startswith("country:")


def who(party: Party, setting: Setting) -> Who:
    """A group, force, organisation or state."""
    whose = _of_whom(party, setting.text)
    names = tuple(dict.fromkeys((party.name, *party.names, *whose)))
    actor = resolve(whose or names, setting)
    keys: set[str] = set()
    state = _state(actor, tuple(whose) or names)
    if state:
        keys.add(f"c:{state}")
    elif is_known(actor):
        keys.add(f"a:{actor.key}")
    for name in names:
        words = [w for w in fold(name).split() if w not in _GENERIC and not _COUNT.fullmatch(w)]
        words = [w for w in words if not demonym(w.title())[0] and not country_codes(w)]
        if words and any(c.isupper() for c in name) and not country_codes(name):
            keys.add(f"n:{' '.join(words)}")
    if not keys:
        side = "state" if _STATE_SIDE.search(fold(party.name)) else "group"
        keys.add(f"d:{side}")
    return Who(whose[0] if whose else party.name, names, tuple(sorted(keys)))


def person(party: Party) -> Who:
    """Keys are words of the name without titles; an unnamed person has none."""
    names = tuple(dict.fromkeys((party.name, *party.names)))
    keys = {f"n:{words}" for name in names if (words := _person_words(name))}
    return Who(party.name, names, tuple(sorted(keys)))


def where(place: Place | None, site: Party | None) -> Where | None:
    """The place, or the site where that has a name of its own. None where nothing names it."""
    name = site.name if site and place_core(site.name) else None
    country = place.country if place else None
    if name is None and place is None:
        return None
    if name is None and place is not None:
        if place.precision == "country" and place.country:
            return Where(place.name, f"country:{place.country}", place.country)
        core = place_core(place.name) or fold(place.name).strip()
        return Where(place.name, core, country, place.lat, place.lon) if core else None
    assert name is not None
    same = place is not None and place_core(place.name) == place_core(name)
    lat, lon = (place.lat, place.lon) if place and same else (None, None)
    return Where(name, place_core(name), country, lat, lon)


@lru_cache(maxsize=16384)
def place_core(name: str) -> str:
    """How the words sound that set a place apart: "Al Asad Air Base" and "Ain al-Asad" are one. Empty where
    none does ("the base")."""
    if not any(c.isupper() for c in name):
        return ""
    words = [w for w in fold(name).split() if w not in _SITE_WORDS]
    return " ".join(word_sound(w) for w in words)


def matches(asked: str, who: Who | None) -> bool:
    """Whether the asked words stand in a row in one of the names, or name its state."""
    if who is None:
        return False
    words = fold(asked)
    codes = {f"c:{code}" for code in country_codes(asked)}
    return bool(codes & set(who.keys)) or any(words in fold(name) for name in who.names)


def is_somebody(one: Who) -> bool:
    """Whether it is known across reports: not only described."""
    return any(not key.startswith("d:") for key in one.keys)


def main_key(one: Who) -> str:
    """The key to look it up by: a state's, a listed actor's, else its fullest name's."""
    return min(one.keys, key=lambda key: ("cand".index(key[0]), -len(key.split()), key))


def words_of(names: Iterable[str]) -> set[str]:
    """The folded words by which names are looked up."""
    return {word for name in names for word in fold(name).split()}


def _state(actor: Actor, names: tuple[str, ...]) -> str | None:
    # "Popular Mobilization Forces" is listed as a part of the state's forces and is somebody of its own.
    if actor.country is None or actor.sector not in STATE_SECTORS or actor.person:
        return None
    key = actor.key or ""
    if (
        key.startswith("state:")
        or (key == f"{actor.country}:military")
        or key.startswith(f"{actor.country}:")
    ):
        return actor.country
    if key.startswith("list:"):
        return actor.country if _NATIONAL.search(actor.name.lower()) else None
    plain = all(not any(c.isupper() for c in _without_demonyms(name)) for name in names)
    return actor.country if plain else None


def _of_whom(party: Party, text: str) -> list[str]:
    """Whom a mere description belongs to, where the text goes on to say so."""
    if any(word not in _GENERIC for word in fold(party.name).split()):
        return []
    found = (_GOES_ON.match(text, span.end) for span in party.spans)
    return [one[1] for one in found if one]


def _without_demonyms(name: str) -> str:
    return " ".join(w for w in name.split() if not demonym(w)[0] and not country_codes(w))


def _person_words(name: str) -> str:
    if not any(c.isupper() for c in name):
        return ""
    words = fold(name).split()
    while words and words[0] in _TITLES:
        words = words[1:]
    capitals = fold(" ".join(w for w in name.split() if not w[:1].islower() or w in ("al-", "bin", "de")))
    return " ".join(w for w in words if w in capitals.split() or w in ("al", "el", "bin", "de", "van"))
