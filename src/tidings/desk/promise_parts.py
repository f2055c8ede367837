"""A promise as pages show it: who, to whom, in which words, and the deeds that decide its standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tidings.desk.quoting import Quote, quotes
from tidings.desk.words import t
from tidings.ledger.filters import EventRow
from tidings.model.phrases import who_whom
from tidings.model.record import Event
from tidings.views.incident.json import plain
from tidings.views.incident.phrases import where
from tidings.views.promises import PromiseRow

MOST_DEEDS: Final = 8
"""Deeds shown of one promise; the others are counted."""


@dataclass(frozen=True, slots=True)
class Deed:
    """`decides`: the standing follows from it. `here`: it is the incident that the page is about."""

    incident: str
    kind: str
    why: str
    day: date | None
    outlet: str
    quote: Quote | None
    decides: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """`here`: the page's incident tells of the promise itself. `more`: deeds that are not shown."""

    id: str
    type: str
    standing: str
    why: str
    who_whom: str
    place: str
    said: date | None
    ago: int | None
    due: date | None
    told: tuple[tuple[EventRow, Quote | None], ...]
    deeds: tuple[Deed, ...]
    more: int
    here: bool


def chain_of(row: PromiseRow, *, here: str = "") -> Chain:
    """`here`: the incident that the page is about, which is marked."""
    standing, first = row.promise.standing, row.told[0].event
    deeds = sorted(
        row.deeds, key=lambda deed: (deed[0] not in standing.by, _day(deed[2]) or date.max, deed[0])
    )
    shown = deeds[:MOST_DEEDS]
    place = next((one.event.place for one in row.told if one.event.place), None)
    return Chain(
        row.promise.id, first.type, standing.standing, standing.why, _who_whom(first),
        where(plain(place)) if place else "", row.said, row.ago, standing.due,
        tuple((one, _quote(one)) for one in row.told[:2]),
        tuple(
            Deed(id, link.kind, link.why, _day(told), _outlet(told), _quote(told[0]) if told else None,
                 id in standing.by, id == here)
            for id, link, told in shown
        ),
        len(deeds) - len(shown), here in row.promise.incidents,
    )  # fmt: skip


def _who_whom(event: Event) -> str:
    parties = who_whom(event)
    return parties if event.actors else f"{t('promises.somebody')} {parties}".strip()


def _day(told: tuple[EventRow, ...]) -> date | None:
    return min((row.report.published for row in told if row.report.published), default=None)


def _outlet(told: tuple[EventRow, ...]) -> str:
    return (told[0].report.outlet or told[0].report.doc) if told else ""


def _quote(row: EventRow) -> Quote | None:
    return next(iter(quotes(row.report.id, row.report, row.event.evidence)), None)
