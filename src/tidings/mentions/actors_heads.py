"""What the nouns of a description say of an actor's sector: "police spokesman", "aid workers", "villagers"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tidings.mentions.actors_lists import rows_of

BREAKS: Final = frozenset(
    "of in throughout from at on for with by who which that to near against under during inside outside across along between"
    " among including after over".split()
)
"""Words after the first at which what a description is about ends and its complement starts."""
PARTICIPLES: Final = frozenset(
    "loyal belonging allied backed accused arrested wearing fleeing killed displaced driven trapped opposed linked"
    " suspected involved led supported trained staying stationed fighting controlled based".split()
)
"""As BREAKS, but only behind a noun: "troops loyal to X", not "displaced families"."""
NOBODYS: Final = frozenset("foreign western european african arab international asian global".split())
"""Words before a noun that put it in no single country."""
EMPTY: Final = frozenset(
    "the a an some its their his her this these those that several both all other any every each many most few"
    " about around nearly almost at least over up than as another one two three four five six seven"
    " eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million dozen couple senior top"
    " high-ranking leading key new young old alleged suspected unidentified unknown masked heavily heavily-armed"
    " ordinary innocent prominent embattled so-called self-styled veteran large small local huge mainly more fewer"
    " hundreds thousands dozens scores tens pro-freedom stone-throwing internally future regular fellow certain various captured"
    " estimated roughly 'the".split()
)
"""Words before a name or noun that say how many or which, and nothing of the sector."""
SAY_GOVERNMENT: Final = frozenset(
    "leader leaders chief head boss delegation delegate delegates team representative representatives side power"
    " powers counterpart counterparts interlocutor interlocutors figure aide aides mediator mediators deputy"
    " director observer observers agent agents".split()
)
"""Through-words that with a country and nothing else mean its government ("Iraqi leaders")."""
LOOSE: Final = frozenset(
    "troop soldier militiaman guerrilla force army military militant fighter official authority government regime administration"
    " group warplane jet insurgent rebel militia gunman leadership movement position target state jihadist"
    " insurgency terrorist extremist side power".split()
)
"""Nouns of which "X <noun>" acts for X (roster.LOOSE_NOUNS): IS militants are IS."""


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


def is_empty(word: str) -> bool:
    low = word.lower()
    return low in EMPTY or low.replace(",", "").replace(".", "").isdigit()


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
