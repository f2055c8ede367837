"""Several tellings of one incident, with what is asked of all of them found once: each promise is compared
with some hundred deeds, and each deed with as many promises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache
from typing import Final, Self

from tidings.link.words import stem
from tidings.views.promises.telling import Name, Telling
from tidings.views.promises.words import COMMON, name_words

_GUNS: Final = frozenset(map(stem, "truce ceasefire armistice".split())) | {"cease", "truc"}
_VAGUE: Final = COMMON | frozenset(
    "army troops soldiers forces force group fighters rebels militants police men women residents gunmen side"
    " sides both governments parties mission families".split()
)
_OLD: Final = 2
"""Days before the report from which a promise with a day of its own is told again and not as news."""


class Several(tuple[Telling, ...]):
    """Days are "" where none is known."""

    @classmethod
    def of(cls, told: Iterable[Telling]) -> Self:
        return told if type(told) is cls else cls(told)

    @cached_property
    def promising(self) -> Several:
        return Several(t for t in self if t.promises)

    @cached_property
    def doing(self) -> Several:
        """Tellings that may keep, break or call off a promise."""
        return Several(
            t for t in self if not t.content_of and (t.is_deed or ((t.off or t.broken) and not t.promises))
        )

    @cached_property
    def said(self) -> str:
        return min((day for t in self if (day := t.said)), default="")

    @cached_property
    def day(self) -> str:
        return min((day for t in self if (day := t.day)), default="")

    @cached_property
    def published(self) -> str:
        return min((t.published for t in self if t.published), default="")

    @cached_property
    def is_of_old(self) -> bool:
        return all(t.background and not t.first for t in self)

    @cached_property
    def is_attack(self) -> bool:
        """Whether it breaks a promise that the fighting stops."""
        return any(t.is_deed and t.type == "ASSAULT" and not t.background for t in self)

    @cached_property
    def is_as_promised(self) -> bool:
        return any(t.as_promised for t in self)

    @cached_property
    def ends_fire(self) -> bool:
        return any(t.mode == "ceasefire" or not _GUNS.isdisjoint(t.stems) for t in self)

    @cached_property
    def types(self) -> frozenset[str]:
        return frozenset(t.type for t in self)

    @cached_property
    def promised(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        """Types, with the types of the deeds that the words of each name."""
        return frozenset((t.type, t.deeds) for t in self)

    @cached_property
    def done(self) -> frozenset[str]:
        """Types of deeds, also of those called off or broken."""
        return frozenset(t.type for t in self if t.is_deed or t.off or t.broken)

    @cached_property
    def is_off(self) -> bool:
        return any(t.off for t in self)

    @cached_property
    def actors(self) -> tuple[Name, ...]:
        return tuple(dict.fromkeys(n for t in self for n in t.actors))

    @cached_property
    def whom(self) -> tuple[Name, ...]:
        return tuple(dict.fromkeys(n for t in self for n in t.whom))

    @cached_property
    def whom_sorted(self) -> tuple[Name, ...]:
        return tuple(sorted(self.whom, key=lambda n: n.names))

    @cached_property
    def doers(self) -> tuple[Name, ...]:
        """Who is to do it: of a demand those whom it is put to, of an agreement both."""
        who = [n for t in self for n in (t.whom if t.type == "REQUEST" else t.actors)]
        return (
            tuple(dict.fromkeys([*who, *self.whom])) if "AGREE" in self.types else tuple(dict.fromkeys(who))
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(s for t in self for s in t.stems)

    @cached_property
    def party_stems(self) -> frozenset[str]:
        return frozenset(s for n in (*self.actors, *self.whom) for s in name_stems(n))

    @cached_property
    def places(self) -> tuple[str, ...]:
        return tuple(sorted({place for t in self for place in t.places}))

    @cached_property
    def place_stems(self) -> frozenset[str]:
        return frozenset(s for place in self.places for s in name_words(place))

    @cached_property
    def lands(self) -> frozenset[str]:
        return frozenset(t.country for t in self if t.country)

    @cached_property
    def party_lands(self) -> frozenset[str]:
        return frozenset(n.country for n in (*self.actors, *self.whom) if n.country)

    @cached_property
    def spots(self) -> frozenset[tuple[str, int]]:
        return frozenset((t.report, t.line) for t in self)

    @cached_property
    def beside(self) -> frozenset[tuple[str, int]]:
        """The sentences before and after each."""
        return frozenset((t.report, t.line + k) for t in self for k in (1, -1))

    @cached_property
    def events(self) -> frozenset[str]:
        return frozenset(t.event for t in self)

    @cached_property
    def contents(self) -> frozenset[str]:
        """Events of which it stands in the sentence as what they promise."""
        return frozenset(t.content_of for t in self if t.content_of)

    @cached_property
    def told_again(self) -> tuple[tuple[str, str], ...] | None:
        """First and last days of what is told of as promised before, of those with any; None where nothing
        is."""
        known = [t for t in self if t.recalls or t.background or _is_old(t)]
        days = ((t.first or t.last, t.last or t.first) for t in known if t.first or t.last)
        return tuple(days) if known else None

    @cached_property
    def dues(self) -> frozenset[tuple[str, str]]:
        return frozenset(t.due for t in self if t.due[1])


def days_between(first: str, last: str) -> int:
    return _ordinal(last) - _ordinal(first)


@lru_cache(maxsize=8192)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _is_old(telling: Telling) -> bool:
    if not telling.last or not telling.published:
        return False
    return days_between(telling.last, telling.published) > _OLD


def clear(name: Name) -> tuple[str, ...]:
    """Its names but a mere "the army"."""
    return _clear(name.names)


@lru_cache(maxsize=65536)
def _clear(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(n for n in names if not set(n.split()) <= _VAGUE)


def name_stems(name: Name) -> frozenset[str]:
    """Stems of the shortest of its clear names."""
    names = clear(name)
    return name_words(min(names, key=lambda n: (len(n), n))) if names else frozenset()
