"""Words around place names that say what sort of place is meant or where it lies."""

from __future__ import annotations

from typing import Final

from tidings.mentions.gazetteer_tables import rows, words

DIRECTIONS: Final = words("directions")
REGION_NOUNS: Final = words("region_nouns")
DISTRICT_NOUNS: Final = words("district_nouns")
TOWN_NOUNS: Final = words("town_nouns")
BASE_NOUNS: Final = words("base_nouns")
SITE_NOUNS: Final = words("site_nouns")
TERRAIN_NOUNS: Final = words("terrain_nouns")
QUALIFIERS: Final = words("qualifiers")
"""Words between a name and its type: "X military airport"."""

BEFORE_NAME: Final = (
    TOWN_NOUNS
    | DISTRICT_NOUNS
    | REGION_NOUNS
    | {"island", "islands", "area", "valley", "peninsula", "base", "camp"}
)
"""Nouns that stand before a name: "the town of X", "the border town X"."""

BUILDINGS: Final = words("buildings")
"""Heads of names that are places even where nothing says so, unless they are what acts."""

NO_PLACES: Final = words("no_places")
"""Read as places, or names of small ones, but never meant so on their own."""

LOCATIVE: Final = words("locative")
WITHIN: Final = frozenset({"in", "of", "inside", "within"})

_STATES: Final = {row[0]: (row[1], row[2] if len(row) > 2 else "US") for row in rows("states")}

GIVEN_NAMES: Final = words("given_names")
"""Places that are as often names of people: outside a place span they need a preposition."""


def state_of(words: str) -> tuple[str, str] | None:
    """The state or province, and its country, behind an abbreviation as it stands after a town: "Tex.",
    "W. Va", "Ont."."""
    return _STATES.get(words.casefold().replace(".", "").replace(" ", ""))
