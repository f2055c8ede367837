"""Whose word a value is: which speakers are one source across reports, and which outlets are independent.

One source are names of which the shorter's words stand in a row in the longer ("Interior Ministry", "Interior
Ministry spokesman"), if all the longer ones are one already: "the ministry" is nobody's where two ministries
speak. So are names of one listed actor ("Tatmadaw", "Myanmar army"). One outlet are names of the same words;
a copy is the word of the outlet that was first with its text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from tidings.ledger.filters import EventRow
from tidings.ledger.names import fold
from tidings.mentions.actors import resolve
from tidings.mentions.actors_same import described
from tidings.model.record import Source
from tidings.model.report import Report
from tidings.views.incident.telling import Telling, order

Words = tuple[str, ...]


def tellings_of(members: Iterable[EventRow], group_of: Mapping[str, str]) -> list[Telling]:
    """The members in the order of their reports. A report that `group_of` lacks has no copies."""
    rows = sorted(members, key=order)
    groups = [group_of.get(row.report.id, row.report.id) for row in rows]
    if len(rows) == 1 and not rows[0].event.claims:  # four of five; the general way gives the same
        row, outlet = rows[0], _outlet(rows[0].report)
        return [Telling(row, groups[0], outlet, " ".join(_speaker(row)) or outlet)]
    first: dict[str, Report] = {}
    for row, group in zip(rows, groups, strict=True):
        first.setdefault(group, row.report)
    keys = source_keys(rows)
    tellings = []
    for row, group in zip(rows, groups, strict=True):
        outlet = _outlet(first[group])
        tellings.append(Telling(row, group, outlet, keys.of(_speaker(row) or tuple(outlet.split()))))
    return tellings


def source_keys(rows: Sequence[EventRow]) -> NameKeys:
    """The sources of an incident's reports: speakers, parties of disputes, outlets."""
    names = [_speaker(row) for row in rows]
    names += [words_of(dispute.source) for row in rows for dispute in row.event.claims]
    return NameKeys([*names, *(tuple(_outlet(row.report).split()) for row in rows)])


class Joined:
    """Groups of keys; a group is known by the smallest of them, whatever the order of joining."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._up = {key: key for key in keys}

    def of(self, key: str) -> str:
        while self._up[key] != key:
            self._up[key] = self._up[self._up[key]]
            key = self._up[key]
        return key

    def join(self, a: str, b: str) -> None:
        a, b = sorted((self.of(a), self.of(b)))
        self._up[b] = a


class NameKeys:
    """Which of several names, in words, are one, by the rule above."""

    def __init__(self, names: Iterable[Words]) -> None:
        everyone = sorted(set(names) - {()}, key=lambda w: (-len(w), w))
        self._joined = Joined(map(" ".join, everyone))
        with_word: defaultdict[str, list[Words]] = defaultdict(list)
        known: dict[str, str] = {}
        for words in everyone:  # the longest first
            self._join_longer(words, with_word[words[0]])
            for word in set(words):
                with_word[word].append(words)
        for name in map(" ".join, everyone):
            if key := listed(name):
                self._joined.join(known.setdefault(key, name), name)

    def of(self, words: Words) -> str:
        """Empty for a name without words."""
        return self._joined.of(" ".join(words)) if words else ""

    def _join_longer(self, words: Words, others: Iterable[Words]) -> None:
        longer = [o for o in others if len(o) > len(words) and _inside(words, o)]
        if len({self._joined.of(" ".join(o)) for o in longer}) == 1:
            self._joined.join(" ".join(words), " ".join(longer[0]))


def words_of(name: str) -> Words:
    """The words that tell a source from others: lower case, no article, descriptions in the singular."""
    plain = fold(name).strip()
    return tuple(_described(plain).split()) or tuple(plain.split())


def fullest(source: Source) -> Words:
    """The longest of a source's names, in words."""
    return max((words_of(n) for n in (source.name, *source.names)), key=lambda w: (len(w), w))


def _speaker(row: EventRow) -> Words:
    sources = row.event.sources
    return fullest(sources[-1]) if sources else ()


def _outlet(report: Report) -> str:
    # A report's id is one word that no name has, so a report without an outlet is an outlet of its own.
    return " ".join(fold(report.outlet or "").split()) or report.id


def _inside(short: Words, long: Words) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


@lru_cache(maxsize=65536)
def _described(name: str) -> str:
    return described(name)


@lru_cache(maxsize=65536)
def listed(name: str) -> str | None:
    """Key of the one actor that lists know by this name."""
    key = resolve(name).key
    return key if key and not key.startswith("name:") else None
