"""How names are compared when a store is searched: by their words, not their spelling's dress."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

_POSSESSIVE: Final = re.compile(r"['’‘`]s\b")
_DROPPED: Final = re.compile("[.'’‘`ʿʾʼ]")
# Common English names and abbreviations that GeoNames' country table lacks.
_OTHER_NAMES: Final = {
    "uk": "GB", "britain": "GB", "great britain": "GB", "america": "US", "uae": "AE", "emirates": "AE",
    "drc": "CD", "dr congo": "CD", "congo kinshasa": "CD", "congo brazzaville": "CG", "burma": "MM",
    "czech republic": "CZ", "cote divoire": "CI", "swaziland": "SZ", "east timor": "TL", "turkiye": "TR",
    "macedonia": "MK", "palestine": "PS", "cape verde": "CV", "vatican city": "VA", "netherlands": "NL",
    "holland": "NL", "the gambia": "GM",
}  # fmt: skip


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name's words in lower case with one space around each: no accents, no possessive, no
    punctuation ("U.S.-led" is " us led "). Empty for a name without letters or digits."""
    plain = _DROPPED.sub("", _POSSESSIVE.sub("", name))
    decomposed = unicodedata.normalize("NFKD", plain).casefold()
    kept = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    words = kept.split()
    return f" {' '.join(words)} " if words else ""


def says(folded_query: str, names: Iterable[str]) -> bool:
    """Whether the query's words stand in a row in one of the names."""
    return any(folded_query in fold(name) for name in names)


def country_codes(query: str) -> frozenset[str]:
    """ISO 3166 codes that the query names: a two- or three-letter code or an English country name.
    Names and codes are GeoNames'. Empty where it names none."""
    code = _countries().get(fold(query))
    return frozenset({code}) if code else frozenset()


@cache
def _countries() -> dict[str, str]:
    found = {fold(name): code for name, code in _OTHER_NAMES.items()}
    table = files("tidings") / "data" / "places" / "geonames_countries.tsv"
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, three_letters, _, _, name = line.split("\t")
            found |= {fold(known): code for known in (code, three_letters, name)}
    return found
