"""The packaged tables of countries, peoples, regions and bases, as typed rows."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from tidings.mentions.gazetteer_names import exact_key

TABLES: Final = (
    "countries", "demonyms", "regions", "districts", "areas", "bases", "airbases", "words",
    "geonames_countries", "airports", "towns",
)  # fmt: skip
AMBIGUOUS_ABBREVIATIONS: Final = frozenset({"us", "car", "fry", "gdr", "prc", "rok", "rsa"})
"""Abbreviations that are words or names of other things unless written in capitals."""


@dataclass(frozen=True, slots=True)
class Country:
    """`names`: the usual one first. `capital` is empty where there is none."""

    code: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str


def table_bytes(name: str) -> bytes:
    """A table as packaged: the towns are compressed, the others plain."""
    ending = ".tsv.gz" if name == "towns" else ".tsv"
    return (files("tidings") / "data" / "places" / f"{name}{ending}").read_bytes()


def rows(name: str) -> Iterator[list[str]]:
    """The rows of one table as lists of columns, comments left out."""
    data = table_bytes(name)
    for line in (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode().split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


def words(name: str) -> frozenset[str]:
    """One of the word lists in words.tsv; an underscore there is a space."""
    found = (row[1].split() for row in rows("words") if row[0] == name)
    return frozenset(word.replace("_", " ") for line in found for word in line)


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Countries and territories by ISO 3166 alpha-2 code (XK for Kosovo)."""
    out = {}
    for code, names, demonyms, capital in rows("countries"):
        peoples = tuple(d for d in demonyms.split("|") if d)
        out[code] = Country(code, tuple(names.split("|")), peoples, capital)
    return out


@lru_cache(maxsize=1)
def names_to_countries() -> dict[str, str]:
    return {exact_key(name): c.code for c in countries().values() for name in c.names}


@lru_cache(maxsize=1)
def capitals_to_countries() -> dict[str, str]:
    return {exact_key(c.capital): c.code for c in countries().values() if c.capital}


@lru_cache(maxsize=1)
def demonyms_to_countries() -> dict[str, str | None]:
    """Keys of demonyms, singular and plural, with the country; None for peoples without one."""
    out: dict[str, str | None] = {}
    for word, code, _ in rows("demonyms"):
        for form in _forms(word):
            out[form] = None if code == "-" else code
    for country in countries().values():
        for word in country.demonyms:
            for form in _forms(word):
                out[form] = country.code
    # "Philippines" looks like the plural of "Philippine"
    return {form: code for form, code in out.items() if form not in names_to_countries() or form == "us"}


def _forms(word: str) -> tuple[str, ...]:
    key = exact_key(word)
    if key.endswith(("ch", "sh", "ese", "s", "men")):
        return (key,)
    plurals = [key + "s"]
    if key.endswith("man"):
        plurals.append(key[:-3] + "men")
    return (key, *plurals)
