"""Builder for the tests of promises: a report of a few sentences with events told in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tidings.model.contract import with_ids
from tidings.model.mention import Interval
from tidings.model.record import Coded, Event, Evidence, Party, Place, When
from tidings.model.report import Report
from tidings.model.span import Span


@dataclass(frozen=True)
class Tell:
    """An event by its words in the report's text: the trigger, who, to whom and where."""

    trigger: str
    type: str
    who: str = ""
    whom: str = ""
    place: str = ""
    country: str | None = None
    when: tuple[date, date] | None = None
    more: tuple[tuple[str, Any], ...] = ()


def coded(doc: str, published: date, text: str, *events: Tell) -> Coded:
    """The report with its events. Each event's evidence is the sentence that its trigger stands in."""
    report = Report(doc, text, published, outlet=f"{doc} Post")
    return with_ids(report, tuple(_event(text, one) for one in events), ())


def _event(text: str, one: Tell) -> Event:
    trigger = _at(text, one.trigger)
    start = text.rfind(". ", 0, trigger.start) + 2 if ". " in text[: trigger.start] else 0
    end = text.find(".", trigger.end) + 1
    return Event(
        id="",
        type=one.type,
        **{"mode": None, "status": "occurred", "background": False, **dict(one.more)},
        evidence=(Evidence(Span(start, end), trigger),),
        actors=_parties(text, one.who),
        recipients=_parties(text, one.whom),
        place=Place(one.place, one.country, (_at(text, one.place),), precision="town") if one.place else None,
        when=When(Interval(*one.when), (trigger,)) if one.when else None,
        confidence=0.9,
    )


def _parties(text: str, names: str) -> tuple[Party, ...]:
    return tuple(Party(name, (name,), (_at(text, name),)) for name in names.split("; ") if name)


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
