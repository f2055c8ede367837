"""The places the gazetteer is compiled from: the packaged tables, as rows to store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

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
    regions = list(_regions())
    # "England" is in both tables: one place, with what each knows of it
    known = {(r.country, exact_key(name)): r for r in reversed(regions) for name in r.names}
    merged: dict[int | None, Row] = {}
    areas: list[Row] = []
    area: Row | None
    for table in ("areas", "bases", "airbases"):
        for kind, where, lat, lon, names, *number in rows(table):
            area = Row(
                tuple(names.split("|")), kind, None if where == "-" else where, None,
                _degrees(lat), _degrees(lon), int(number[0]) if number else None, 0,
            )  # fmt: skip
            region = known.get((area.country, exact_key(area.names[0]))) if kind == "area" else None
            if region is None:
                areas.append(area)
            else:
                merged[region.geonames] = area
    for region in regions:
        area = merged.get(region.geonames)
        if area is None:
            yield region
        else:
            both = tuple(dict.fromkeys((*area.names, *region.names)))
            yield replace(region, names=both, lat=area.lat, lon=area.lon)
    yield from areas
    yield from _airports()
    districts = list(_districts())
    seats: dict[tuple[str | None, str], Row | None] = {
        (d.region, exact_key(name)): None for d in districts if d.lat is None for name in d.names
    }
    for town in _towns():
        yield town
        for name in town.names:
            seat = seats.get((town.region, exact_key(name)), town)
            if seat is None or town.people > seat.people:
                seats[town.region, exact_key(name)] = town
    for district in districts:
        found = [seats[district.region, exact_key(n)] for n in district.names] if district.lat is None else []
        seat = next((town for town in found if town is not None), None)
        # where the district's middle is not known, the town it is named after
        yield replace(district, lat=seat.lat, lon=seat.lon) if seat else district


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _countries() -> Iterator[Row]:
    known = {code: (int(number), int(people)) for code, _, number, people, _ in rows("geonames_countries")}
    for country in countries().values():
        number, people = known.get(country.code, (None, 0))
        yield Row(country.names, "country", country.code, None, None, None, number, people)


def _regions() -> Iterator[Row]:
    # "Kashmir" and the like are wider than the one region that is also called so
    wide = {exact_key(n) for row in rows("areas") if row[1] == "-" for n in row[4].split("|")}
    for code, number, _, lat, lon, people, names in rows("regions"):
        usual, *others = _region_names(names)
        fitting = (usual, *(n for n in others if exact_key(n) not in wide))
        yield Row(fitting, "region", code[:2], code, _degrees(lat), _degrees(lon), int(number), int(people))


def _districts() -> Iterator[Row]:
    for code, number, names, *spot in rows("districts"):
        lat, lon = map(float, spot) if spot else (None, None)
        yield Row(_region_names(names), "district", code[:2], code, lat, lon, int(number), 0)


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
    for country, lat, lon, name in rows("airports"):
        names = (name, *(name.replace(long, short) for long, short in _SHORTER if long in name))
        yield Row(names, "airport", country, None, float(lat), float(lon), None, 0)


def _towns() -> Iterator[Row]:
    capitals = {(c.code, exact_key(c.capital)) for c in countries().values() if c.capital}
    seats = {where for where, _ in capitals}
    for number, where, region, lat, lon, people, joined in rows("towns"):
        names = tuple(joined.split("|"))
        capital = (
            int(people) > 1000 and where in seats and any((where, exact_key(n)) in capitals for n in names)
        )
        kind = "capital" if capital else "town"
        yield Row(
            names, kind, where, f"{where}.{region}", float(lat), float(lon), int(number), int(people)
        )  # fmt: skip
