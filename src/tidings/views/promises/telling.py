"""What an event says as a promise, or as a deed that may keep one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from tidings.ledger.names import fold
from tidings.model.record import Event, Party, Place
from tidings.model.report import Report
from tidings.text import sentence_spans
from tidings.views.promises.acts import is_act, is_void, keeps_promises
from tidings.views.promises.amounts import amounts, places_listed
from tidings.views.promises.due import due_in
from tidings.views.promises.phrases import (
    AS_PROMISED,
    BEGUN,
    BROKEN,
    CALLED_OFF,
    PART,
    SENDING,
    SIGNED,
    WHOLE,
    says_fulfilled,
    says_recalled,
)
from tidings.views.promises.words import SPOKEN, deeds_in, named, stems

PROMISING: Final = SPOKEN - {"ACCUSE", "REJECT", "SUPPORT"}
"""Types that say what somebody will do, or is to do; of others an event is a promise where it is planned."""
_GOES_ON: Final = re.compile(r"(?:It|This|That|They|These|Both) (?:is|was|are|were|had|has|have)\b")
_NEAR: Final = 40
"""Characters between "declared" and "a truce" in one clause: what was declared is no deed yet."""


@dataclass(frozen=True, slots=True)
class Name:
    """A party: its folded names, id and country; what is not known is empty."""

    names: tuple[str, ...]
    id: str
    country: str


@dataclass(frozen=True, slots=True)
class Telling:
    """An event of one report. Days are ISO text, "" where unknown; `published` too. `line`: the number of
    the sentence; `stems` of its words, `named` of those with a capital. `places`: folded names of where,
    also those that stand in a row with it. `due`: the days
    that the report sets for what is promised. `extent`: "whole", "part", "begun" or "" from words about it.
    `amounts` are those of `words.amounts`. `act`: a CONCEDE done in itself, "lifted the ban"."""

    event: str
    report: str
    published: str
    type: str
    mode: str
    status: str
    background: bool
    first: str
    last: str
    line: int
    actors: tuple[Name, ...]
    whom: tuple[Name, ...]
    places: tuple[str, ...]
    country: str
    stems: tuple[str, ...]
    named: tuple[str, ...]
    deeds: tuple[str, ...]
    amounts: tuple[tuple[str, int], ...]
    extent: str
    off: bool
    broken: bool
    recalls: bool
    as_promised: bool
    fulfilled: bool
    due: tuple[str, str]
    promises: bool
    act: bool
    content_of: str
    """Event of the same sentence that promises this one: "declared" of "declared a truce". "" for none."""

    @property
    def is_deed(self) -> bool:
        return (
            not self.promises
            and not self.content_of
            and (self.type not in SPOKEN or self.act)
            and self.status in ("occurred", "ongoing")
        )

    @property
    def said(self) -> str:
        """The day of the promise: of a spoken one when it was spoken, else of the report."""
        day = self.last if self.type in SPOKEN else ""
        return min(day, self.published) if day and self.published else day or self.published

    @property
    def day(self) -> str:
        return self.first or self.last or self.published

    def to_json(self) -> str:
        value = {name: getattr(self, name) for name in _FIELDS}
        for key in ("actors", "whom"):
            value[key] = [{"names": n.names, "id": n.id, "country": n.country} for n in value[key]]
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Telling:
        value: dict[str, Any] = json.loads(text)
        for key in ("actors", "whom"):
            value[key] = tuple(Name(tuple(n["names"]), n["id"], n["country"]) for n in value[key])
        value["amounts"] = tuple((unit, n) for unit, n in value["amounts"])
        for key in ("places", "stems", "named", "deeds", "due"):
            value[key] = tuple(value[key])
        return cls(**{name: value[name] for name in _FIELDS})


_FIELDS: Final = tuple(field.name for field in fields(Telling))


def tellings(report: Report, events: tuple[Event, ...]) -> list[Telling]:
    """The events that promise something or may keep, break or call off a promise; others are left out."""
    sentences = sentence_spans(report)
    found = [_telling(report, event, sentences) for event in events]
    at = {event.id: _at(event) for event in events}
    out = []
    for telling in found:
        promised = telling.type not in PROMISING and next(
            (
                other.event
                for other in found
                if other.type in PROMISING
                and other.line == telling.line
                and (telling.promises or 0 < at[telling.event] - at[other.event] <= _NEAR)
            ),
            "",
        )
        out.append(replace(telling, content_of=promised or ""))
    return [t for t in out if t.promises or t.content_of or t.is_deed or t.off or t.broken]


def _telling(report: Report, event: Event, sentences: list[tuple[int, int]]) -> Telling:
    start = _at(event)
    line = next((n for n, (a, b) in enumerate(sentences) if a <= start < b), 0)
    a, b = sentences[line] if sentences else (0, 0)
    sentence = report.text[a:b]
    after = report.text[slice(*sentences[line + 1])] if line + 1 < len(sentences) else ""
    spoken = event.type in SPOKEN
    promises = event.type in PROMISING if spoken else event.status == "planned"
    promises = promises or (event.type == "SUPPORT" and SIGNED.search(sentence) is not None)
    promises = promises or (event.status == "ongoing" and not spoken and _lies_ahead(report, sentence, after))
    before, trigger, beyond = _around(report, event, a, b)
    act = event.status in ("occurred", "ongoing") and is_act(event.type, before, trigger)
    promises = promises and event.status != "denied" and not act and not is_void(event.type, before, beyond)
    interval = event.when.interval if event.when else None
    first, last = (interval.start, interval.end) if interval else (None, None)
    due: tuple[date, date] | None = None
    if promises:
        if not spoken and first and last and report.published and last > report.published:
            due = first, last
        elif said := min((d for d in (last if spoken else None, report.published) if d), default=None):
            due = due_in(sentence, after, said, report.published)
    return Telling(
        event=event.id,
        report=report.id,
        published=_iso(report.published),
        type=event.type,
        mode=event.mode or "",
        status=event.status,
        background=event.background,
        first=_iso(first),
        last=_iso(last),
        line=line,
        actors=_names(event.actors),
        whom=_names(event.recipients),
        places=_places(event.place, sentence),
        country=(event.place.country if event.place else None) or "",
        stems=tuple(sorted(stems(sentence))),
        named=tuple(sorted(named(sentence))),
        deeds=tuple(sorted(deeds_in(sentence))) if promises else (),
        amounts=tuple(sorted(amounts(sentence).items())),
        extent=_extent(sentence, after, event),
        recalls=promises and says_recalled(sentence),
        as_promised=AS_PROMISED.search(sentence) is not None,
        fulfilled=promises and says_fulfilled(sentence),
        off=CALLED_OFF.search(sentence) is not None,
        broken=BROKEN.search(sentence) is not None,
        due=(_iso(due[0]), _iso(due[1])) if due else ("", ""),
        promises=promises,
        act=act and keeps_promises(trigger),
        content_of="",
    )


def _around(report: Report, event: Event, start: int, end: int) -> tuple[str, str, str]:
    """The trigger, what stands before it in its sentence and what behind."""
    first = event.evidence[0]
    word = first.trigger or first.span
    text = report.text
    return text[min(start, word.start) : word.start], word.of(text), text[word.end : max(end, word.end)]


def _lies_ahead(report: Report, sentence: str, after: str) -> bool:
    """Whether what "is being" done is to be done on a day to come: "is sending 600 men. They are to arrive by
    Sunday."."""
    if report.published is None or not SENDING.search(sentence):
        return False
    found = due_in(sentence, after, report.published, report.published)
    return found is not None and found[1] > report.published


def _extent(sentence: str, after: str, event: Event) -> str:
    """From the sentence, else from the next one where that goes on about it ("It is the first of three")."""
    texts = (sentence, after) if _GOES_ON.match(after) else (sentence,)
    for extent, words in (("whole", WHOLE), ("part", PART)):
        if any(words.search(text) for text in texts):
            return extent
    return "begun" if event.status == "ongoing" or BEGUN.search(sentence) else ""


def _places(place: Place | None, sentence: str) -> tuple[str, ...]:
    if place is None or place.precision == "country":
        return ()
    return tuple(dict.fromkeys(fold(name) for name in (place.name, *places_listed(sentence, place.name))))


def _names(parties: tuple[Party, ...]) -> tuple[Name, ...]:
    return tuple(
        Name(tuple(sorted({fold(n) for n in (p.name, *p.names)} - {""})), p.id or "", p.country or "")
        for p in parties
    )


def _at(event: Event) -> int:
    first = event.evidence[0]
    return (first.trigger or first.span).start


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
