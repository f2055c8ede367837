"""Where names may lie: the packaged gazetteer, and countries by name and by demonym.

All come from the packaged tables in data/places (see data/SOURCES.md). Nothing is downloaded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tidings.mentions.gazetteer_build import open_gazetteer
from tidings.mentions.gazetteer_names import exact_key, loose_key, skeleton_key
from tidings.mentions.gazetteer_own import open_own, own_digest
from tidings.mentions.gazetteer_tables import (
    AMBIGUOUS_ABBREVIATIONS,
    capitals_to_countries,
    demonyms_to_countries,
    names_to_countries,
)

_REMEMBERED: Final = 20_000
_COLUMNS: Final = "place.id, place.name, kind, country, region, lat, lon, geonames, people"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a name may mean.

    `kind`: country, region, district, town, capital, airport, base, site, area, continent, sea,
    river or mountain. `country`: ISO 3166 alpha-2, None for what lies in several or none.
    `region`: GeoNames code of the first-level region ("IQ.15"). `people`: 0 where unknown.
    `match`: exact (the usual name), variant (another recorded name), loose or skeleton (only
    after evening out transliteration).
    """

    id: int
    name: str
    kind: str
    country: str | None
    region: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    people: int
    match: str
    by_another_name: bool = False
    """True where the name asked for does not even begin like the usual one: "Berea" for Aleppo."""


class Gazetteer:
    """Looks names up in the compiled gazetteer; remembers what it looked up."""

    def __init__(self, connection: sqlite3.Connection, own: sqlite3.Connection | None = None) -> None:
        """`own`: a file of a user's own gazetteers (gazetteer_own), looked up as well."""
        self._connection = connection
        self._own = own
        self.own_digest = own_digest(own) if own is not None else ""
        connection.execute("PRAGMA cache_size = -8000")
        self._exact: dict[str, tuple[Candidate, ...]] = {}
        self._loose: dict[str, tuple[Candidate, ...]] = {}

    @classmethod
    def open(
        cls,
        folder: Path | None = None,
        *,
        own: Path | None = None,
        before_compiling: Callable[[], None] | None = None,
    ) -> Gazetteer:
        """The compiled gazetteer; the first call on a machine compiles it (see `open_gazetteer`). `own`: a
        file of own gazetteers. Raises StoreError where that is none."""
        beside = open_own(own) if own is not None else None
        return cls(open_gazetteer(folder, before_compiling=before_compiling), beside)

    def close(self) -> None:
        self._connection.close()
        if self._own is not None:
            self._own.close()

    def __del__(self) -> None:
        self.close()  # else Python 3.13 warns of a database that was left open

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Places that bear this name, whatever its case, accents, hyphens and apostrophes."""
        key = exact_key(name)
        known = self._exact.get(key)
        if known is None:
            query = f"SELECT {_COLUMNS}, usual FROM exact JOIN place ON place.id = exact.place WHERE key = ?"
            found = self._rows(query, (key,)) if key else []
            known = tuple(_candidate(row[:9], "exact" if row[9] else "variant", key) for row in found)
            _remember(self._exact, key, known)
        return known

    def lookup_loosely(self, name: str) -> tuple[Candidate, ...]:
        """Places whose name is written like this one but for transliteration.

        Covers countries whose names reach English through transliteration. Without a match on
        sounds, consonants alone are compared; such candidates need a country that fits.
        """
        run = loose_key(exact_key(name))
        known = self._loose.get(run)
        if known is None:
            known = self._by_loose(run, 1, "loose") if run else ()
            bones = skeleton_key(run)
            if not known and bones:
                known = self._by_loose(bones, 2, "skeleton")
            _remember(self._loose, run, known)
        return known

    def _by_loose(self, key: str, depth: int, match: str) -> tuple[Candidate, ...]:
        query = (
            f"SELECT {_COLUMNS} FROM loose JOIN place ON place.id = loose.place"
            " WHERE key = ? AND depth = ? LIMIT 200"
        )
        return tuple(_candidate(row, match) for row in self._rows(query, (key, depth)))

    def _rows(self, query: str, values: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
        """Rows of the packaged gazetteer, then those of own ones that are no record of GeoNames among them.
        Own places have negative numbers."""
        found: list[tuple[Any, ...]] = self._connection.execute(query, values).fetchall()
        if self._own is not None:
            known = {row[7] for row in found if row[7] is not None}
            more = self._own.execute(f"{query.partition(' LIMIT')[0]} LIMIT 400", values)
            found += [(-row[0], *row[1:]) for row in more if row[7] not in known]
        return found


def _candidate(row: tuple[Any, ...], match: str, key: str = "") -> Candidate:
    number, name, kind, country, region, lat, lon, geonames, people = row
    other = match == "variant" and loose_key(exact_key(name))[:2] != loose_key(key)[:2]
    return Candidate(number, name, kind, country, region, lat, lon, geonames, people, match, other)


def _remember(memory: dict[str, tuple[Candidate, ...]], key: str, found: tuple[Candidate, ...]) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = found


def country_of_name(name: str) -> str | None:
    """ISO 3166 alpha-2 code of a country named by any of its names, short forms or old names.

    Abbreviations that are also words ("us") count only in capitals.
    """
    key = exact_key(name)
    if key in AMBIGUOUS_ABBREVIATIONS and not name.replace(".", "").strip().isupper():
        return None
    return names_to_countries().get(key)


def country_of_demonym(word: str) -> str | None:
    """ISO 3166 alpha-2 code for "Turkish", "Turks", "Scottish"; None for peoples without a country.

    `is_demonym` tells those ("Kurdish") from words that are no demonyms at all.
    """
    key = exact_key(word)
    if key in AMBIGUOUS_ABBREVIATIONS and not word.replace(".", "").strip().isupper():
        return None
    return demonyms_to_countries().get(key)


def country_of_capital(name: str) -> str | None:
    """The country whose capital this is, for "Ankara said"."""
    return capitals_to_countries().get(exact_key(name))


def is_demonym(word: str) -> bool:
    """True for demonyms of countries, regions and peoples: "Iraqi", "Kurdish", "African"."""
    key = exact_key(word)
    return key in demonyms_to_countries() and key not in AMBIGUOUS_ABBREVIATIONS
