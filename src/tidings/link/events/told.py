"""What of a record is compared with records of other reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final

from tidings.link.events.rarity import COMMON, RARE, marks, total, weight
from tidings.link.words import stem
from tidings.model.record import Event, Number, Party
from tidings.model.report import Report

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
GENERIC: Final = frozenset(
    "army armies force forces troop troops soldier soldiers police officer officers official officials"
    " government governments group groups militant militants gunman gunmen rebel rebels fighter fighters"
    " people person persons man men woman women child children civilian civilians resident residents"
    " protester protesters demonstrator demonstrators worker workers member members leader leaders"
    " minister ministers ministry president spokesman spokeswoman party parties authorities authority"
    " security military state national united republic of the and for a an in on at to by from its his"
    " their two three four five several other others".split()
)
"""Words of names that many parties share: two "police officers" need not be the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event of a report. Days are ordinals (`date.toordinal`), None where open or not told.

    `exact`: whether the text gives the day (or two, over a night). `who`, `whom`, `spot`: marks of the
    parties and of the place, comparable as they are: "=" an id, "c" a country, "w" a word of a name. `words`:
    stems of the sentences it was read from and of the title's; `deeds`: stems of its triggers; `topic`: stems
    that say most about the whole report. `line`: how far down the first evidence stands, in characters.
    """

    event: str
    report: str
    type: str
    mode: str | None
    status: str
    background: bool
    first: int | None
    last: int | None
    exact: bool
    published: int | None
    outlet: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str
    spot: frozenset[str]
    who: frozenset[str]
    whom: frozenset[str]
    killed: tuple[int | None, int | None] | None
    injured: tuple[int | None, int | None] | None
    detained: tuple[int | None, int | None] | None
    deeds: frozenset[str]
    words: frozenset[str]
    topic: frozenset[str]
    line: int
    # What follows from the others, computed once: a record is compared with dozens.
    days: tuple[int, int] | None = field(init=False, compare=False)
    """First and last day on which it can have been: those told (a bound that is open is taken to be `OPEN`
    days away), else the days before publication; None where that is not known either."""
    dated: bool = field(init=False, compare=False)
    spot_words: frozenset[str] = field(init=False, compare=False)
    weights: tuple[float, float, float, float] = field(init=False, compare=False)
    """Of `who`, `whom`, `words` and `topic`."""

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "days", self._days())
        put(self, "dated", self.first is not None or self.last is not None)
        put(self, "spot_words", frozenset(m[1:] for m in self.spot if m[0] == "w"))
        put(self, "weights", (marks(self.who), marks(self.whom), total(self.words), total(self.topic)))

    def _days(self) -> tuple[int, int] | None:
        if self.first is not None or self.last is not None:
            first = self.first if self.first is not None else (self.last or 0) - OPEN
            last = self.last if self.last is not None else first + OPEN
            return (first, max(first, last))
        if self.published is None:
            return None
        return (self.published - (OPEN if self.background else FRESH), self.published)


OPEN: Final = 60
FRESH: Final = 14
"""Days before its publication in which an undated event of a report can have been: news is of the last days
and followed up for some; what is told as background without a day is mostly of the last weeks, or so old that
nothing can be said."""
TOPIC: Final = 12
LEAD: Final = 400
"""Characters of a text that say what it is about: the first two or three sentences."""


def told_of(report: Report, event: Event, *, id: str, topic: frozenset[str]) -> Told:
    """`id`: the report's; `topic`: `topic_of` it. Both cost as much as all the rest, and once a report."""
    place, when = event.place, event.when
    start = when.interval.start if when else None
    end = when.interval.end if when else None
    days = (_day(start), _day(end))
    spot = _marks(place.name) if place else frozenset()
    if place and place.geonames is not None:
        spot |= {f"={place.geonames}"}
    quoted = [report.text[e.span.start : e.span.end] for e in event.evidence]
    deeds = [report.text[e.trigger.start : e.trigger.end] for e in event.evidence if e.trigger]
    return Told(
        event=event.id,
        report=id,
        type=event.type,
        mode=event.mode,
        status=event.status,
        background=event.background,
        first=days[0],
        last=days[1],
        exact=days[0] is not None and days[1] is not None and days[1] - days[0] <= 1,
        published=_day(report.published),
        outlet=report.outlet or "",
        country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.precision if place else "none",
        spot=spot,
        who=_parties(event.actors),
        whom=_parties(event.recipients),
        killed=_range(event.killed),
        injured=_range(event.injured),
        detained=_range(event.detained),
        deeds=stems(deeds),
        words=stems(quoted) | stems([report.title or ""]),
        topic=topic,
        line=min((e.span.start for e in event.evidence), default=0),
    )


def topic_of(report: Report) -> frozenset[str]:
    """The `TOPIC` stems that say most about the report: by rarity and number; the title counts twice."""
    seen: Counter[str] = Counter()
    for text, often in ((report.title or "", 2), (report.text[:LEAD], 1), (report.text, 1)):
        for word in _WORD.findall(text):
            if (lower := word.lower()) not in COMMON and lower not in GENERIC and len(word) > 2:
                seen[stem(lower)] += often
    value = {s: weight(s) * min(often, 5) for s, often in seen.items() if weight(s) >= RARE}
    return frozenset(sorted(value, key=lambda s: (-value[s], s))[:TOPIC])


def stems(texts: Iterable[str]) -> frozenset[str]:
    """Stems of the words that say something, in lower case; numbers whole."""
    words = (w.lower() for text in texts for w in _WORD.findall(text))
    return frozenset(stem(w) for w in words if w not in COMMON)


def _parties(parties: Iterable[Party]) -> frozenset[str]:
    marks: set[str] = set()
    for party in parties:
        if party.id:
            marks.add(f"={party.id}")
        if party.country:
            marks.add(f"c{party.country}")
        for name in (party.name, *party.names):
            marks |= _marks(name)
    return frozenset(marks)


def _marks(name: str) -> frozenset[str]:
    words = (w.lower() for w in _WORD.findall(name))
    return frozenset(f"w{stem(w)}" for w in words if w not in GENERIC and len(w) > 1)


def _range(number: Number | None) -> tuple[int | None, int | None] | None:
    return number.value if number else None


def _day(day: date | None) -> int | None:
    return day.toordinal() if day else None


_KEPT: Final = tuple(f.name for f in fields(Told) if f.init)
_SETS: Final = ("spot", "who", "whom", "deeds", "words", "topic")


def to_row(told: Told) -> list[Any]:
    """As JSON can keep it; sets in order, so that equal ones give equal text."""
    values = (getattr(told, name) for name in _KEPT)
    return [sorted(v) if isinstance(v, frozenset) else v for v in values]


def from_row(row: list[Any]) -> Told:
    named = dict(zip(_KEPT, row, strict=True))
    for name in _SETS:
        named[name] = frozenset(named[name])
    for name in ("killed", "injured", "detained"):
        named[name] = tuple(named[name]) if named[name] else None
    return Told(**named)
