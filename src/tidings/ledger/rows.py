"""A report's coding to the rows that the store keeps of it."""

from __future__ import annotations

from typing import Any

from tidings.ledger.names import fold
from tidings.model.contract import dumps_json, event_json, state_json, types_json, unclear_json
from tidings.model.record import Coded, Event, Party, Place, Source, State, When
from tidings.model.report import Report, digest

Row = dict[str, Any]


def report_row(report: Report, at: str) -> Row:
    return {
        "id": report.id,
        "text": report.text,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "outlet": report.outlet,
        "url": report.url,
        "at": at,
    }


def receipt_row(report: Report, at: str) -> Row:
    return {
        "report": report.id,
        "doc": report.doc,
        "published_why": report.published_why,
        "language": report.language,
        "at": at,
    }


def coding_id(report_id: str, reader: str) -> str:
    """One coding is one reader's reading of one report."""
    return digest("coding", report_id, reader)


def coding_row(coded: Coded, reader: str, at: str) -> Row:
    report_id = coded.report.id
    return {
        "id": coding_id(report_id, reader),
        "report": report_id,
        "reader": reader,
        "notes": dumps_json(list(coded.notes)),
        "content": content_of(coded),
        "at": at,
        "unclear": dumps_json([unclear_json(u) for u in coded.unclear]),
        "types": dumps_json(types_json(coded.types)),
    }


def content_of(coded: Coded) -> str:
    """Hash of everything the coding says, in its order."""
    events = [event_json(e) for e in coded.events]
    parts: list[Any] = [list(coded.notes), events, [state_json(s) for s in coded.states]]
    if coded.unclear:  # a coding without any has the hash that it had before there were such
        parts.append([unclear_json(u) for u in coded.unclear])
    if coded.types:
        parts.append(types_json(coded.types))
    return digest("all", *parts)


def event_row(event: Event, *, n: int, coding: str, report: str) -> Row:
    return {
        "coding": coding,
        "n": n,
        "id": event.id,
        "report": report,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "background": int(event.background),
        **_days(event.when),
        "country": event.place.country if event.place else None,
        "confidence": float(event.confidence),
        "record": dumps_json(event_json(event)),
    }


def state_row(state: State, *, n: int, coding: str, report: str) -> Row:
    return {
        "coding": coding,
        "n": n,
        "id": state.id,
        "report": report,
        "kind": state.kind,
        "status": state.status,
        **_days(state.when),
        "country": state.place.country if state.place else None,
        "confidence": float(state.confidence),
        "record": dumps_json(state_json(state)),
    }


def event_slots(event: Event, coding: str) -> list[Row]:
    slots = _Slots(coding, event.id)
    slots.parties("actor", event.actors)
    slots.parties("recipient", event.recipients)
    slots.place(event.place)
    slots.sources(event.sources)
    for n, dispute in enumerate(event.claims):
        slots.add("claim", n, (dispute.source,))
    return slots.rows


def state_slots(state: State, coding: str) -> list[Row]:
    slots = _Slots(coding, state.id)
    for role, party in (("holder", state.holder), ("other", state.other), ("site", state.site)):
        slots.parties(role, (party,) if party else ())
    slots.place(state.place)
    slots.sources(state.sources)
    return slots.rows


class _Slots:
    def __init__(self, coding: str, record: str) -> None:
        self.rows: list[Row] = []
        self._coding, self._record = coding, record

    def add(self, role: str, n: int, names: tuple[str, ...]) -> None:
        for name in dict.fromkeys(names):
            self.rows.append(
                {
                    "coding": self._coding,
                    "record": self._record,
                    "role": role,
                    "n": n,
                    "name": name,
                    "folded": fold(name),
                }
            )

    def parties(self, role: str, parties: tuple[Party, ...]) -> None:
        for n, party in enumerate(parties):
            self.add(role, n, (party.name, *party.names))

    def place(self, place: Place | None) -> None:
        if place:
            self.add("place", 0, (place.name,))

    def sources(self, sources: tuple[Source, ...]) -> None:
        for n, source in enumerate(sources):
            self.add("source", n, (source.name, *source.names))


def _days(when: When | None) -> Row:
    start = when.interval.start if when else None
    end = when.interval.end if when else None
    return {
        "first_day": start.isoformat() if start else None,
        "last_day": end.isoformat() if end else None,
    }
