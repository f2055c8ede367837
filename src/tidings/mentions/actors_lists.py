"""The lists of known actors: who is called what, of which country and sector, part of what, when in office.

Rows come from data/actors (SOURCES.md says from where each table is) and from a user's own list. They are
found by whole names only: a key is all the words of a name, so "Assad" is not in "ambassador". A name of
capitals alone ("HTS", "WHO") is found only where it is written so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Final

from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.gazetteer_tables import countries, demonyms_to_countries

SECTORS: Final[dict[str, str]] = {
    "GOV": "government", "MIL": "military", "COP": "police", "SPY": "intelligence", "JUD": "judiciary",
    "LEG": "legislature", "REB": "armed group", "UAF": "armed persons", "CRM": "criminals",
    "OPP": "opposition",
    "PTY": "party", "IGO": "international organisation", "NGO": "non-governmental organisation",
    "MED": "media", "BUS": "business", "LAB": "labour", "EDU": "education", "REL": "religious",
    "HLH": "health", "REF": "refugees", "AGR": "farmers", "ENV": "environment", "CVL": "civilians",
    "ELI": "elites",
}  # fmt: skip
"""Sector codes of the PLOVER and CAMEO code books with the word that tables show for them."""

GROUP_TABLES: Final = (
    "groups",
    "organisations",
    "forces",
    "factbook_parliaments",
    "factbook_forces",
    "factbook_parties",
)
_EXACT_ONLY: Final = frozenset({"factbook_parliaments.tsv", "factbook_forces.tsv", "factbook_parties.tsv"})
"""Their names are told in English; their sounds are half of all and would take half of the time to load."""
PERSON_TABLES: Final = ("leaders", "factbook_leaders")
PACKAGED: Final = "packaged"


@dataclass(frozen=True, slots=True)
class Known:
    """A row of a list: one organisation, group or country, or one person in one office.

    `names`: the usual one first. `country`: ISO 3166 alpha-2, None for none or several. `role`, `since` and
    `until` (ISO day, month or year, "" where open) only of persons. `source` names the table or file.
    """

    names: tuple[str, ...]
    country: str | None
    sector: str
    part_of: tuple[str, ...] = ()
    role: str = ""
    since: str = ""
    until: str = ""
    source: str = PACKAGED
    person: bool = False
    state: bool = False

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def own(self) -> bool:
        return not self.source.endswith(".tsv")


@dataclass(slots=True)
class Lists:
    """Rows by the keys of their names; of several under one key the user's own stand first, then as packaged.

    `acronyms` has the names in capitals alone, by the name as written (without dots), `loose` long names by
    how they sound, `surnames` persons by their last name, `offices` persons by country and role, `lower`
    the keys of names that are written small ("world powers").
    """

    exact: dict[str, list[Known]] = field(default_factory=dict)
    acronyms: dict[str, list[Known]] = field(default_factory=dict)
    loose: dict[str, list[Known]] = field(default_factory=dict)
    surnames: dict[str, list[Known]] = field(default_factory=dict)
    offices: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    capitals: dict[str, Known] = field(default_factory=dict)
    lower: set[str] = field(default_factory=set)
    longest: int = 1
    """Words of the longest name."""

    def add(self, row: Known) -> None:
        if row.person and row.country:
            self.offices.setdefault((row.country, row.role), []).append(row)
        for name in row.names:
            key = exact_key(name)
            if not key:
                continue
            if is_acronym(name):
                self.acronyms.setdefault(name.replace(".", ""), []).append(row)
                continue
            self.exact.setdefault(key, []).append(row)
            if name == name.lower():
                self.lower.add(key)
            self.longest = max(self.longest, key.count(" ") + 1)
            sound = "" if row.source in _EXACT_ONLY else sound_key(key)
            if sound:
                self.loose.setdefault(sound, []).append(row)
            if row.person and " " in key:
                self.surnames.setdefault(surname_key(key), []).append(row)

    def with_own(self, rows: Iterable[Known]) -> Lists:
        """These lists with a user's rows before them."""
        own = Lists()
        for row in rows:
            own.add(row)
        if not own.exact and not own.acronyms:
            return self
        return Lists(
            exact=_joined(own.exact, self.exact),
            acronyms=_joined(own.acronyms, self.acronyms),
            loose=_joined(own.loose, self.loose),
            surnames=_joined(own.surnames, self.surnames),
            offices={**self.offices, **own.offices},
            capitals=self.capitals,
            lower=self.lower | own.lower,
            longest=max(own.longest, self.longest),
        )


def _joined(first: dict[str, list[Known]], then: dict[str, list[Known]]) -> dict[str, list[Known]]:
    return {**then, **{key: [*rows, *then.get(key, ())] for key, rows in first.items()}}


def is_acronym(name: str) -> bool:
    """Capitals and digits alone, in one word of up to eight: "PKK", "U.N.", "M23", "SPLM-N"."""
    plain = name.replace(".", "")
    return 1 < len(plain) <= 10 and " " not in plain and plain.upper() == plain and plain[:1].isalpha()


_SPELLINGS: Final = {
    **dict.fromkeys(("mohamed", "mohammad", "muhammad", "muhammed", "mohamad", "mahamat"), "mohammed"),
    **dict.fromkeys(("abdul", "abdel", "abd", "abdal", "abdil", "abdelal", "abdol"), "abd"),
    **dict.fromkeys(("ahmad",), "ahmed"),
    **dict.fromkeys(("hussain", "hossein", "husayn", "husein", "hussien"), "hussein"),
    **dict.fromkeys(("yusuf", "youssef", "yousef", "yousuf", "yousif"), "yusef"),
    **dict.fromkeys(("sheik", "shaikh", "shaykh"), "sheikh"),
    **dict.fromkeys(("sergey", "serguei"), "sergei"),
    **dict.fromkeys(("jama", "jamaa", "jamaat", "jamat"), "jamat"),
    **dict.fromkeys(("jaysh", "jeish", "jaysh"), "jaish"),
    **dict.fromkeys(("kataeb", "katibat", "ketaib", "kataib"), "kataib"),
    **dict.fromkeys(("hizballah", "hizbullah", "hizbollah", "hezbullah", "hizbulla"), "hezbollah"),
    **dict.fromkeys(("qaida", "qaeda", "qaidah", "qaedah", "kaida"), "qaeda"),
    "bin": "bin", "ben": "bin", "ibn": "bin",
}  # fmt: skip
_ARTICLES: Final = frozenset(
    "al el ar as ash ad adh az an at ul il ud ez es ur us i e o wa w of the and for".split()
)


_SOUNDS: Final = (
    ("sch", "sh"), ("ch", "sh"), ("ck", "k"), ("c", "k"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ow", "u"),
    ("ee", "i"), ("ie", "i"), ("iy", "i"), ("ai", "e"), ("ay", "e"), ("ei", "e"), ("ey", "e"), ("ae", "e"),
    ("dj", "j"), ("gh", "g"), ("dh", "d"), ("kh", "h"), ("th", "t"), ("ph", "f"), ("y", "i"), ("o", "u"),
    ("e", "i"), ("w", "v"),
)  # fmt: skip
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def word_sound(word: str) -> str:
    """A word without what romanisations differ in. Plain replacements: the gazetteer's patterns, which do the
    same for places, took 0.3 s for these lists, these take 0.05 s."""
    for spelled, sound in _SOUNDS:
        if spelled in word:
            word = word.replace(spelled, sound)
    return _DOUBLED.sub(r"\1", word).rstrip("h") or word


def sound_key(exact: str) -> str:
    """How a name sounds: words in order, each without what romanisations differ in. Empty where the name is
    one short word, for which that would be a guess."""
    words = [w for w in exact.split() if w not in _ARTICLES]
    key = " ".join([word_sound(_SPELLINGS.get(w, w)) for w in words])
    return key if len(key) >= 5 else ""


def surname_key(exact: str) -> str:
    """How the last word sounds."""
    last = exact.split()[-1]
    return word_sound(_SPELLINGS.get(last, last))


@lru_cache(maxsize=1)
def packaged() -> Lists:
    """The lists that come with the program. Takes a tenth of a second; kept."""
    lists = Lists()
    for row in _countries():
        lists.add(row)
    for table in GROUP_TABLES:
        for cells in rows_of(table):
            part_of = tuple(cells[3].split("|")) if len(cells) > 3 and cells[3] else ()
            is_state = part_of == ("@state",)
            names, code = tuple(cells[2].split("|")), _code(cells[0])
            part_of = () if is_state else part_of
            lists.add(Known(names, code, cells[1], part_of, source=f"{table}.tsv", state=is_state))
    for table in PERSON_TABLES:
        for code, sector, role, since, until, called in rows_of(table):
            names, source = tuple(called.split("|")), f"{table}.tsv"
            row = Known(names, _code(code), sector, (), role, since, until, source, person=True)
            lists.add(row)
    for country in countries().values():
        if country.capital:
            row = Known((country.names[0],), country.code, "GOV", source="places/countries.tsv", state=True)
            lists.capitals[exact_key(country.capital)] = row
    return lists


def _code(text: str) -> str | None:
    return None if text == "-" else text


def _countries() -> Iterator[Known]:
    for country in countries().values():
        yield Known(country.names, country.code, "GOV", source="places/countries.tsv", state=True)


def rows_of(table: str) -> Iterator[list[str]]:
    """The rows of a table of data/actors as lists of columns, comments left out."""
    text = (files("tidings") / "data" / "actors" / f"{table}.tsv").read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


def demonym(word: str) -> tuple[bool, str | None]:
    """Whether a word is a demonym, and the country it belongs to (None: a people of none, "Kurdish")."""
    key = exact_key(word)
    found = demonyms_to_countries()
    if key not in found or (key == "us" and not word.replace(".", "").isupper()):
        return False, None
    return True, found[key]


@lru_cache(maxsize=1)
def alpha3() -> dict[str, str]:
    """Three-letter codes by two-letter ones; Kosovo's is XKX, as in the field's data."""
    text = (files("tidings") / "data" / "places" / "geonames_countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}
