"""What the nouns of a description say of a sector: "police spokesman", "aid workers", "villagers"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from tidings.mentions.actors_lists import SECTORS, rows_of


@dataclass(frozen=True, slots=True)
class Head:
    """`how`: head (decides), through (takes the sector of what it belongs to; `sector` is then what it means
    alone, None for nothing) or adjective. `word`: singular."""

    word: str
    sector: str | None
    how: str


@lru_cache(maxsize=1)
def heads() -> tuple[dict[str, Head], dict[str, Head]]:
    """Nouns (one or two words, plurals too) and adjectives, in lower case."""
    nouns: dict[str, Head] = {}
    adjectives: dict[str, Head] = {}
    for sector, how, words in rows_of("heads"):
        for entry in words.split():
            word = entry.replace("_", " ")
            head = Head(word, None if sector == "-" else sector, how)
            if how == "adjective":
                adjectives.setdefault(word, head)
                continue
            for form in _forms(word):
                nouns.setdefault(form, head)
    return nouns, adjectives


def _forms(word: str) -> Iterator[str]:
    yield word
    if word.endswith("man"):
        yield word[:-3] + "men"
    elif word.endswith("y") and word[-2] not in "aeiou":
        yield word[:-1] + "ies"
    elif word.endswith(("s", "sh", "ch", "x")):
        yield word + "es"
    else:
        yield word + "s"


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the word lists in words.tsv."""
    found = (row[1].split() for row in rows_of("words") if row[0] == name)
    return frozenset(word.replace("_", " ") for line in found for word in line)


def is_empty(word: str) -> bool:
    low = word.lower()
    return low in word_list("empty") or low.replace(",", "").replace(".", "").isdigit()


def noun_at(words: Sequence[str], end: int) -> tuple[Head, int] | None:
    """The head noun that ends before `end`, and where it starts: three words before two before one."""
    nouns, _ = heads()
    for size in (3, 2, 1):
        start = end - size
        if start >= 0 and (found := nouns.get(" ".join(words[start:end]))) is not None:
            return found, start
    return None


def colour(words: Sequence[str]) -> Head | None:
    """The last noun or adjective among words before a through-noun that has a sector: in "rebel group
    leader" it is "rebel group", in "Shi'ite church members" "church"."""
    _, adjectives = heads()
    end = len(words)
    while end > 0:
        found = noun_at(words, end)
        if found is not None and found[0].how == "head":
            return found[0]
        adjective = adjectives.get(words[end - 1])
        if adjective is not None:
            return adjective
        end = found[1] if found is not None else end - 1
    for word in reversed(words):
        noun = heads()[0].get(word)
        if noun is not None and noun.sector:
            return noun
    return None


def tinted(head: Head, tint: Head) -> str | None:
    """Government forces are military, opposition forces an armed group; a rebel supporter is a supporter."""
    if head.sector in ARMED:
        return {"GOV": "MIL" if head.sector == "REB" else head.sector, "OPP": "REB"}.get(
            tint.sector or "", tint.sector
        )
    if head.sector == "OPP" and tint.how == "adjective" and tint.sector not in ("EDU", "REL"):
        return head.sector
    return tint.sector


RULERS: Final = frozenset(
    {"government", "ministry", "minister", "prime minister", "foreign minister", "cabinet"}
)
"""What is a government's whoever rules: the Taliban government."""
ARMED: Final = frozenset({"MIL", "REB", "UAF"})
OF_STATE: Final = {
    **dict.fromkeys("government authority authorities official regime administration".split(), "state"),
    **dict.fromkeys("military army troop soldier force warplane jet".split(), "military"),
    "armed force": "military",
    "police": "police", "security force": "security forces", "parliament": "parliament", "navy": "navy",
    **dict.fromkeys(("intelligence", "intelligence agency", "intelligence service"), "intelligence"),
    "air force": "air force",
}  # fmt: skip
"""Head nouns that with a country mean one actor in all reports: the state, or which of its forces."""


def sector_word(sector: str | None) -> str:
    return SECTORS.get(sector or "", "unknown")
