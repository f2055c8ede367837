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
    """The members in the order of their reports. A report that `group_of` lacks has no copies; one without an
    outlet is an outlet of its own, by its id."""
    ids: dict[int, str] = {}
    given = list(members)
    for row in given:
        if id(row.report) not in ids:
            ids[id(row.report)] = row.report.id
    rows = sorted(given, key=lambda row: order(row, ids[id(row.report)]))
    reports = [ids[id(row.report)] for row in rows]
    groups = [group_of.get(report, report) for report in reports]
    if len(rows) == 1 and not rows[0].event.claims:  # four of five; the general way gives the same
        outlet = _outlet(rows[0].report) or reports[0]
        return [Telling(rows[0], reports[0], groups[0], outlet, " ".join(_speaker(rows[0])) or outlet)]
    return of_several(rows, reports, groups)


def of_several(rows: Sequence[EventRow], reports: Sequence[str], groups: Sequence[str]) -> list[Telling]:
    """The members in their order, with the ids of their reports and the groups of those."""
    first: dict[str, str] = {}
    for row, report, group in zip(rows, reports, groups, strict=True):
        first.setdefault(group, _outlet(row.report) or report)
    keys = source_keys(rows, first.values())
    tellings = []
    for row, report, group in zip(rows, reports, groups, strict=True):
        outlet = first[group]
        source = keys.of(_speaker(row) or tuple(outlet.split()))
        tellings.append(Telling(row, report, group, outlet, source))
    return tellings


def source_keys(rows: Iterable[EventRow], outlets: Iterable[str]) -> NameKeys:
    """The sources of an incident's reports: speakers, parties of disputes, outlets by their keys."""
    names = {tuple(outlet.split()) for outlet in outlets}
    for row in rows:
        names |= {_speaker(row), *(words_of(dispute.source) for dispute in row.event.claims)}
    return NameKeys(names)


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
        for name in map(" ".join, everyone if len(everyone) > 1 else ()):
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
    return " ".join(fold(report.outlet or "").split())


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
