"""Places out of files that a user has: GeoNames dumps, and tables with a header.

GeoNames (allCountries.txt, XX.txt; 19 columns, tabs, no header): populated places, administrative divisions,
waters, mountains, islands, areas, airfields and bases. Countries are packaged, and roads, hotels, shops and
the like, which are named after everything, would only put pins where none belong.

Tables (tabs, commas or semicolons): a header with `name`, `latitude`, `longitude`, `country` (two letters,
may be empty), and optionally `feature class`, `population`, `alternate names` (parted by |), `geonameid`.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tidings.errors import InputError
from tidings.mentions.gazetteer_sources import Row
from tidings.mentions.gazetteer_tables import countries

Tell = Callable[[InputError], None]
GEONAMES: Final = (
    "A line of a GeoNames dump has 19 columns with tabs between: id, name, … latitude, longitude, …"
)
TABLE: Final = (
    "The first line names the columns: name, latitude, longitude, country, and perhaps feature class,"
    " population, alternate names, geonameid."
)
_NAMES: Final = {
    "lat": "latitude", "lon": "longitude", "lng": "longitude", "long": "longitude", "country code": "country",
    "feature_class": "feature class", "kind": "feature class", "alternatenames": "alternate names",
    "alternate_names": "alternate names", "aliases": "alternate names", "geonames id": "geonameid",
    "geonames": "geonameid", "countrycode": "country", "country_code": "country",
}  # fmt: skip
_NEEDED: Final = ("name", "latitude", "longitude", "country")
_KINDS: Final = frozenset(
    {"region", "district", "town", "airport", "base", "site", "area", "sea", "river", "mountain"}
)
_WATERS: Final = frozenset({"SEA", "OCN", "GULF", "STRT", "BAY", "BAYS", "CHN", "SD", "COVE", "FJD"})
_HIGH: Final = frozenset({"MT", "MTS", "PK", "PKS", "HLL", "HLLS", "VLC", "PASS", "RDGE", "PLAT"})
_BASES: Final = frozenset({"AIRB", "AIRQ", "MILB", "NVB", "INSM", "AIRH"})
_SITES: Final = frozenset({"DAM", "MN", "OILR", "PS", "PSN", "PAL", "CAVE", "RUIN", "CMP", "CMPRF", "CTRB"})


def read_places(path: Path, tell: Tell) -> Iterator[Row]:
    """The places of a file, of either layout. Lines that cannot be read are told, the others still are.
    Raises InputError where the file is missing or of neither layout."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            first = stream.readline(1 << 16)
            stream.seek(0)
            cells = first.rstrip("\r\n").split("\t")
            if len(cells) == 19 and cells[0].isdigit():
                yield from _geonames(stream, path, tell)
            else:
                yield from _table(stream, first, path, tell)
    except OSError as error:
        raise InputError(str(path), (error.strerror or "cannot be read").lower(), "Check the path.") from None
    except UnicodeDecodeError:
        raise InputError(str(path), "it is no UTF-8 text", "Save it as UTF-8, unpacked.") from None


def _geonames(stream: Iterator[str], path: Path, tell: Tell) -> Iterator[Row]:
    for number, line in enumerate(stream, start=1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != 19:
            tell(InputError(f"{path}, line {number}", f"{len(cells)} columns", GEONAMES))
            continue
        kind = kind_of(cells[6], cells[7])
        if kind is None:
            continue
        try:
            lat, lon = _position(cells[4], cells[5])
            people = int(cells[14] or 0)
            number_ = int(cells[0])
        except ValueError as error:
            tell(InputError(f"{path}, line {number}", str(error), GEONAMES))
            continue
        country = cells[8] if cells[8] in countries() else None
        region = f"{country}.{cells[10]}" if country and cells[10] else None
        others = (name for name in (cells[2], *cells[3].split(",")) if is_latin_name(name))
        yield Row(
            tuple(dict.fromkeys((cells[1], *others))), kind, None if kind == "sea" else country, region,
            lat, lon, number_, people,
        )  # fmt: skip


def kind_of(feature_class: str, code: str) -> str | None:
    """Our kind of place for GeoNames' feature class and code; None for what is left out."""
    if feature_class == "P":
        return "capital" if code == "PPLC" else "town"
    if feature_class == "A":
        return "region" if code == "ADM1" else "district" if code.startswith("ADM") else None
    if feature_class == "H":
        return "sea" if code in _WATERS else "river"
    if feature_class == "T":
        return "mountain" if code in _HIGH else "area"
    if feature_class == "L":
        return None if code == "CONT" else "area"
    if feature_class == "S":
        if code in _BASES:
            return "base"
        return "airport" if code in ("AIRP", "AIRF") else "site" if code in _SITES else None
    return None


def _table(stream: Iterator[str], first: str, path: Path, tell: Tell) -> Iterator[Row]:
    mark = max("\t,;", key=first.count)
    reader = csv.reader(stream, delimiter=mark)
    header = [" ".join(h.casefold().replace("_", " ").split()) for h in next(reader, [])]
    header = [_NAMES.get(h, h) for h in header]
    if missing := [name for name in _NEEDED if name not in header]:
        raise InputError(f"{path}, line 1", f"no column {', '.join(missing)}", TABLE)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            tell(InputError(f"{path}, line {reader.line_num}", f"broken line ({error})", TABLE))
            continue
        if cells is None:
            return
        if not any(cells):
            continue
        try:
            yield _row(dict(zip(header, cells, strict=False)))
        except ValueError as error:
            tell(InputError(f"{path}, line {reader.line_num}", str(error), TABLE))


def _row(cells: dict[str, str]) -> Row:
    name = cells.get("name", "").strip()
    if not name:
        raise ValueError("it has no name")
    lat, lon = _position(cells.get("latitude", ""), cells.get("longitude", ""))
    country = cells.get("country", "").strip().upper()
    if country and country not in countries():
        raise ValueError(f"country {country!r} is no ISO 3166 code of two letters")
    sort = cells.get("feature class", "").strip()
    kind = (
        sort.casefold()
        if sort.casefold() in _KINDS
        else kind_of(sort.upper()[:1], sort.upper()[1:])
        if sort
        else "town"
    )
    if kind is None:
        raise ValueError(
            f"feature class {sort!r} is neither GeoNames' nor one of {', '.join(sorted(_KINDS))}"
        )
    people = cells.get("population", "").strip().replace(",", "") or "0"
    number = cells.get("geonameid", "").strip()
    if not people.isdigit() or (number and not number.isdigit()):
        raise ValueError("population and geonameid must be whole numbers")
    others = (other.strip() for other in cells.get("alternate names", "").split("|"))
    names = tuple(dict.fromkeys((name, *(o for o in others if o))))
    return Row(names, kind, country or None, None, lat, lon, int(number) if number else None, int(people))


def _position(lat: str, lon: str) -> tuple[float, float]:
    try:
        spot = float(lat), float(lon)
    except ValueError:
        raise ValueError(f"latitude {lat!r}, longitude {lon!r} are no position") from None
    if not (-90 <= spot[0] <= 90 and -180 <= spot[1] <= 180):
        raise ValueError(f"latitude {lat}, longitude {lon} lie nowhere on Earth")
    return spot


def is_latin_name(name: str) -> bool:
    """Latin letters from a capital on: what starts small is a machine's transliteration."""
    if not 2 < len(name) < 60 or not name[0].isupper():
        return False
    return name.isascii() or all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in name)


def read_more_names(path: Path, tell: Tell) -> Iterator[tuple[int, str]]:
    """GeoNames ids and further names out of alternateNamesV2.txt: those in English or without a language,
    in Latin letters, no links and no codes."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            for number, line in enumerate(stream, start=1):
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) < 4 or not cells[1].isdigit():
                    what = "A line of alternateNamesV2 has an id, a GeoNames id, a language and a name."
                    tell(InputError(f"{path}, line {number}", "no name of a place", what))
                elif cells[2] in ("en", "") and is_latin_name(cells[3]):
                    yield int(cells[1]), cells[3]
    except OSError as error:
        raise InputError(str(path), (error.strerror or "cannot be read").lower(), "Check the path.") from None
    except UnicodeDecodeError:
        raise InputError(str(path), "it is no UTF-8 text", "Save it as UTF-8, unpacked.") from None
