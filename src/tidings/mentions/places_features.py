"""What speaks for and against each place that the names of a report may mean, as numbers.

All candidates of all names of a report are weighed together, in two passes. The first looks at a candidate
and at what stands beside its name; the second also at where the other names lie, each candidate of theirs
counting as much as the first pass holds it likely. Columns are named in `FIRST` and `SECOND`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log10, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.mentions.gazetteer import Candidate
from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.gazetteer_tables import countries
from tidings.mentions.places_hints import Hints, Setting
from tidings.mentions.places_relations import lies_in

Matrix = npt.NDArray[np.float64]

KINDS: Final = (
    "country", "capital", "region", "district", "town", "airport", "base", "site", "area", "continent", "sea",
    "river", "mountain",
)  # fmt: skip
SORTS: Final = ("region", "district", "town", "base", "site")
_FITS: Final = {
    "region": frozenset({"region", "area"}),
    "district": frozenset({"district"}),
    "town": frozenset({"town", "capital"}),
    "base": frozenset({"base", "airport", "site"}),
    "site": frozenset({"site", "airport", "base"}),
}
_DOMAIN: Final = re.compile(r"(?:^|[/\s])[\w-]+(?:\.[\w-]+)*\.([a-z]{2})(?=[/:\s]|$)")
_SOLD: Final = frozenset(
    {"TV", "CO", "IO", "ME", "FM", "AM", "LY", "AI", "CC", "WS", "TO", "GG", "VC", "LA", "EU"}
)
"""Country codes whose domains are sold to everybody."""
_LARGE: Final = frozenset({"country", "continent", "area", "sea"})
FIRST: Final = (
    *(f"kind {k}" for k in KINDS),
    "match variant", "match loose", "match skeleton", "another name", "people of a town",
    "people of a region",
    "people unknown", "share of people", "the largest", "five times the next", "the only one",
    *(f"called a {s}, is one" for s in SORTS), *(f"called a {s}, is none" for s in SORTS),
    "bare district", "says what it is", "country said", "another country said", "inside what is said",
    "not inside what is said", "maybe not inside what is said", "share of the report",
    "share of the report US",
    "country not mentioned", "country not mentioned, large", "mainly this country", "countries around",
    "other countries around", "a country bears the name", "town of a region of its name",
    "region with a town of its name", "region with a large town of its name",
    "its name stands in the outlet's",
    "alone in its country", "country told otherwise", "country told otherwise, US",
    "country told by this name alone",
    "capital of a country told otherwise", "a large place", "in the outlet's country",
    "not in the outlet's country",
    "of ten thousand or less", "in the outlet's country, large",
)  # fmt: skip
NEAR_KM: Final = (30.0, 100.0, 300.0)
SECOND: Final = (
    *(f"others within {k:.0f} km" for k in NEAR_KM), *(f"share within {k:.0f} km" for k in NEAR_KM),
    "others in its region", "share in its region", "others in its country", "share in its country",
    "its region is named", "another region of its country is named", "the first name is near",
    "the first name is in its region", "the name beside it is near", "the name beside it is in its region",
    "the name beside it is in its country", "it holds others", "nothing near",
    "names with a bearer in its region", "names with a bearer within 30 km",
    "names with a bearer within 100 km",
    "large, others in its region", "large, others within 100 km", "large, nothing near",
    "small, nothing near", "small, nothing in its region", "region, holds none",
    "rare names with a bearer in its region", "rare names with a bearer within 60 km",
    "its district is named",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """A name as the report means it, wherever it stands: its candidates, what stands beside it, what it is
    said to lie in, and where it stands (positions in the order of all names). `weight`: how much it says
    about the other names."""

    name: str
    options: tuple[Candidate, ...]
    hints: Hints
    containers: tuple[Candidate, ...]
    places: tuple[int, ...]
    weight: float = 1.0


def first_features(groups: Sequence[Group], setting: Setting, outlet: str) -> Matrix:
    """One row per candidate, in the order of the groups; columns as in FIRST."""
    rows = [_row(g, c, setting, outlet) for g in groups for c in g.options]
    out = np.zeros((len(rows), len(FIRST)))
    for n, row in enumerate(rows):
        for name, value in row.items():
            out[n, _FIRST[name]] = value
    return out


_FIRST: Final = {name: n for n, name in enumerate(FIRST)}


def _row(group: Group, c: Candidate, setting: Setting, outlet: str) -> dict[str, float]:
    hints, options = group.hints, group.options
    out = {f"kind {c.kind}": 1.0}
    size = log10(c.people + 1)
    is_town = c.kind in ("town", "capital")
    if c.match != "exact":
        out[f"match {c.match}"] = 1.0
    if c.by_another_name and is_town:
        out["another name"] = 1.0
    if is_town:
        out["people of a town"] = size
        towns = [o.people for o in options if o.kind in ("town", "capital")]
        out["share of people"] = c.people / (sum(towns) + 1)
        out["the largest"] = float(c.people == max(towns))
        out["five times the next"] = float(
            c.people >= 5 * max((p for p in towns if p < c.people), default=0) > 0
        )
    elif c.kind == "region":
        out["people of a region"] = size
    if c.people == 0 and c.kind in ("town", "region"):
        out["people unknown"] = 1.0
    out["the only one"] = float(len(options) == 1)
    if hints.sort:
        if c.kind in _FITS[hints.sort]:
            out[f"called a {hints.sort}, is one"] = 1.0
        elif c.kind != "country":
            out[f"called a {hints.sort}, is none"] = 1.0
    elif c.kind == "district":
        out["bare district"] = 1.0
    if c.kind == "district" and " " in group.name and c.match == "exact":
        out["says what it is"] = 1.0
    if hints.country and c.country and (c.kind != "country" or hints.sort == "region"):
        out["country said" if hints.country == c.country else "another country said"] = 1.0
    if group.containers and c.kind != "country" and all(o.id != c.id for o in group.containers):
        found = [lies_in(c, o) for o in group.containers]
        inside, sure = any(i for i, _ in found), all(s for _, s in found)
        unsure = "not inside what is said" if sure else "maybe not inside what is said"
        out["inside what is said" if inside else unsure] = 1.0
    out |= _in_setting(c, hints, setting)
    out |= _beside_namesakes(c, options)
    out |= _elsewhere(c, group, setting)
    home = outlet_country(outlet)
    if home and c.country:
        out["in the outlet's country" if c.country == home else "not in the outlet's country"] = 1.0
        if c.country == home and is_large(c):
            out["in the outlet's country, large"] = 1.0
    if outlet and len(c.name) > 3 and c.name.casefold() in outlet:
        out["its name stands in the outlet's"] = 1.0
    return out


def _elsewhere(c: Candidate, group: Group, setting: Setting) -> dict[str, float]:
    """What the report says of the country by other names: Lebanon in Indiana is in no report on Beirut."""
    besides = setting.besides(c.country, exact_key(group.name))
    out: dict[str, float] = {
        "a large place": float(is_large(c)),
        "of ten thousand or less": float(c.people < 10_000),
    }
    if besides > 0.1:
        out["country told otherwise, US" if c.country == "US" else "country told otherwise"] = 1.0
        if c.kind == "capital":
            out["capital of a country told otherwise"] = 1.0
    elif c.kind in ("country", "capital"):
        out["country told by this name alone"] = 1.0
    return out


def is_large(c: Candidate) -> bool:
    return c.kind in _LARGE or c.kind == "capital" or c.people >= 400_000


def outlet_country(outlet: str) -> str | None:
    """Of an outlet's address the country of its top-level domain; None for .com and where there is none."""
    found = _DOMAIN.search(outlet)
    if found is None:
        return None
    code = found[1].upper()
    return "GB" if code == "UK" else code if code in countries() and code not in _SOLD else None


def _in_setting(c: Candidate, hints: Hints, setting: Setting) -> dict[str, float]:
    out: dict[str, float] = {}
    share = setting.share(c.country)
    # the United States is mentioned in reports from everywhere
    out["share of the report US" if c.country == "US" else "share of the report"] = sqrt(share)
    if c.country and setting.heft >= 2:
        if share < 0.05:
            out["country not mentioned"] = 1.0
            out["country not mentioned, large"] = min(1.0, c.people / 500_000)
        out["mainly this country"] = float(share == setting.largest)
    if hints.around and c.country and c.kind not in _LARGE:
        beside = sum(code == c.country for code in hints.around) / len(hints.around)
        out["countries around" if beside else "other countries around"] = beside or 1.0
    return out


def _beside_namesakes(c: Candidate, options: Sequence[Candidate]) -> dict[str, float]:
    out: dict[str, float] = {}
    if c.kind != "country" and any(o.kind == "country" for o in options):
        out["a country bears the name"] = 1.0
    if c.kind in ("town", "capital") and any(o.kind == "region" and o.region == c.region for o in options):
        out["town of a region of its name"] = 1.0
    if c.kind in ("region", "district"):
        towns = [o.people for o in options if o.kind in ("town", "capital") and o.region == c.region]
        if towns:
            out["region with a town of its name"] = 1.0
            out["region with a large town of its name"] = min(1.0, max(towns) / (0.3 * c.people + 1))
    out["alone in its country"] = float(sum(o.country == c.country for o in options) == 1)
    return out


def second_features(groups: Sequence[Group], chances: Matrix) -> Matrix:
    """One row per candidate as in `first_features`; `chances`: how likely each was after the first pass."""
    options = [c for g in groups for c in g.options]
    n = len(options)
    out = np.zeros((n, len(SECOND)))
    if n == 0:
        return out
    group = np.repeat(np.arange(len(groups)), [len(g.options) for g in groups])
    weight = np.array([g.weight for g in groups])[group]
    mass = chances * weight
    other = group[:, None] != group[None, :]
    near = _distances(options)
    region = _codes([c.region for c in options])
    country = _codes([c.country for c in options])
    same_region = (region[:, None] == region[None, :]) & (region[:, None] >= 0) & other
    same_country = (country[:, None] == country[None, :]) & (country[:, None] >= 0) & other
    total = max(1e-9, sum(g.weight for g in groups))
    # a group does not speak for itself
    rest = np.maximum(total - np.array([g.weight for g in groups])[group], 1e-9)
    column = {name: k for k, name in enumerate(SECOND)}

    def put(name: str, values: npt.NDArray[np.float64]) -> None:
        out[:, column[name]] = values

    for km in NEAR_KM:
        found = ((near < km) & other) @ mass
        put(f"others within {km:.0f} km", np.minimum(found, 1.0))
        put(f"share within {km:.0f} km", found / rest)
    wide = np.array([c.kind in ("country", "region") for c in options])
    local = mass * ~wide
    for name, same in (("region", same_region), ("country", same_country)):
        found = same @ local
        put(f"others in its {name}", np.minimum(found, 1.0))
        put(f"share in its {name}", found / rest)
    regions = mass * np.array([c.kind == "region" for c in options])
    put("its region is named", np.minimum(same_region @ regions, 1.0))
    put("another region of its country is named", np.minimum((same_country & ~same_region) @ regions, 1.0))
    put("it holds others", np.minimum(same_region @ local, 1.0) * (wide & (region >= 0)))
    put("nothing near", (((near < 300.0) & other) @ mass < 0.2) * 1.0)
    number = len(groups)
    names = max(1.0, number - 1.0)
    bears = np.zeros((number, n))
    bears[group, np.arange(n)] = 1.0

    def with_bearer(close: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        shared: Matrix = (bears @ (close & other).T > 0).sum(0) / names
        return shared

    put("names with a bearer in its region", with_bearer(same_region))
    put("names with a bearer within 30 km", with_bearer(near < 30.0))
    put("names with a bearer within 100 km", with_bearer(near < 100.0))
    # a name that thirty states have says little; one that a single state has says which
    rare = np.array([1.0 / max(1, len({c.region for c in g.options})) for g in groups])
    for name, close in (("in its region", same_region), ("within 60 km", near < 60.0)):
        found = (((bears @ (close & other).T) > 0) * rare[:, None]).sum(0)
        put(f"rare names with a bearer {name}", np.minimum(found, 2.0))
    county = mass * np.array([c.kind == "district" for c in options])
    put("its district is named", np.minimum(((near < 40.0) & other & same_region) @ county, 1.0))
    large = np.array([is_large(c) for c in options])
    alone = out[:, column["nothing near"]]
    in_region = out[:, column["others in its region"]]
    put("large, others in its region", in_region * large)
    put("large, others within 100 km", out[:, column["others within 100 km"]] * large)
    put("large, nothing near", alone * large)
    put("small, nothing near", alone * ~large)
    put("small, nothing in its region", (in_region < 0.2) * ~large)
    is_region = np.array([c.kind == "region" for c in options])
    put("region, holds none", (in_region < 0.2) * is_region)
    lead = int(np.argmin([min(g.places) for g in groups]))
    first = mass * (group == lead)
    put("the first name is near", np.minimum(((near < 100.0) & other) @ first, 1.0))
    put("the first name is in its region", np.minimum(same_region @ first, 1.0))
    beside = _beside(groups)[group][:, group] & other
    put("the name beside it is near", np.minimum((beside & (near < 150.0)) @ mass, 1.0))
    put("the name beside it is in its region", np.minimum((beside & same_region) @ mass, 1.0))
    put("the name beside it is in its country", np.minimum((beside & same_country) @ mass, 1.0))
    return out


def _beside(groups: Sequence[Group]) -> npt.NDArray[np.bool_]:
    at = {place: n for n, g in enumerate(groups) for place in g.places}
    out = np.zeros((len(groups), len(groups)), bool)
    for place, n in at.items():
        for neighbour in (place - 1, place + 1):
            if neighbour in at:
                out[n, at[neighbour]] = True
    return out


def _codes(names: Sequence[str | None]) -> npt.NDArray[np.int64]:
    numbers = {name: n for n, name in enumerate(dict.fromkeys(name for name in names if name))}
    return np.array([numbers[name] if name else -1 for name in names])


def _distances(options: Sequence[Candidate]) -> Matrix:
    """Kilometres along the great circle between all pairs; infinite where a position is unknown and to and
    from what is larger than a region."""
    lat = np.radians([np.nan if c.lat is None or c.kind in _LARGE else c.lat for c in options])
    lon = np.radians([np.nan if c.lon is None or c.kind in _LARGE else c.lon for c in options])
    h = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    h += np.cos(lat)[:, None] * np.cos(lat)[None, :] * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    km = 12742.0 * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return np.where(np.isnan(km), np.inf, km)
