"""Records to JSON, and the ids that follow from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from tidings.model.codes import FORMAT
from tidings.model.own_types import OwnType
from tidings.model.record import (
    Coded,
    Correction,
    Dispute,
    Event,
    Evidence,
    Number,
    Party,
    Place,
    Source,
    State,
    Unclear,
    When,
)
from tidings.model.report import Report, digest
from tidings.model.span import Span

Json = dict[str, Any]
_Record = TypeVar("_Record", Event, State)

DEGREE_DIGITS: Final = 5
"""About a metre on the ground, finer than any gazetteer. Fixed, because ids hash the coordinates."""
CONFIDENCE_DIGITS: Final = 4
_NOT_IDENTITY: Final = ("id", "confidence", "confidences", "why", "judged")
# Raw, these end a line for str.splitlines and for JavaScript, and would cut a JSON line in two.
_LINE_ENDS: Final = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_json(coded: Coded) -> Json:
    """One report in the record format. Keys always stand in the same order; what is None or unknown is
    null, never zero. The report's text and id come with it, so the offsets can be read anywhere."""
    report = coded.report
    return {
        "format": FORMAT,
        "id": report.id,
        "doc": report.doc,
        "published": _day(report.published),
        "published_why": report.published_why,
        "title": report.title,
        "outlet": report.outlet,
        "url": report.url,
        "language": report.language,
        "text": report.text,
        "notes": list(coded.notes),
        **({"types": types_json(coded.types)} if coded.types else {}),
        "events": [event_json(e) for e in coded.events],
        "states": [state_json(s) for s in coded.states],
        "unclear": [unclear_json(u) for u in coded.unclear],
    }


def types_json(types: Iterable[OwnType]) -> list[Json]:
    return [
        {"name": t.name, "parent": t.parent, "modes": list(t.modes), "description": t.description}
        for t in types
    ]


def dumps(coded: Coded) -> bytes:
    """The report as one line of JSON Lines in UTF-8, without the line's end. The same records give the
    same bytes."""
    return dumps_json(to_json(coded)).encode("utf-8", "backslashreplace")


def dumps_json(value: object) -> str:
    """Compact JSON without a raw line end. Raises ValueError for a number that JSON does not have."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for raw, escaped in _LINE_ENDS.items():
        if raw in line:
            line = line.replace(raw, escaped)
    return line


def event_json(event: Event) -> Json:
    numbers = {
        "killed": event.killed,
        "injured": event.injured,
        "detained": event.detained,
        "size": event.size,
    }
    weapon = event.weapon
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "background": event.background,
        "evidence": [_evidence(e) for e in event.evidence],
        "actors": [_party(p) for p in event.actors],
        "recipients": [_party(p) for p in event.recipients],
        "place": _place(event.place),
        "when": _when(event.when),
        **{name: _range(number) for name, number in numbers.items()},
        "number_spans": _number_spans(numbers),
        "weapon": weapon.name if weapon else None,
        "weapon_spans": _spans(weapon.spans) if weapon else [],
        "sources": [_source(s) for s in event.sources],
        "claims": [_dispute(d) for d in event.claims],
        "confidence": _round(event.confidence, CONFIDENCE_DIGITS),
        # Absent where nothing is said, so that records of before there was such a key keep their bytes.
        **({"confidences": dict(_chances(event.confidences))} if event.confidences else {}),
        "why": [{"field": name, "why": why} for name, why in event.why],
        **_judged(event.judged),
    }


def state_json(state: State) -> Json:
    return {
        "id": state.id,
        "kind": state.kind,
        "evidence": [_evidence(e) for e in state.evidence],
        "holder": _party(state.holder) if state.holder else None,
        "other": _party(state.other) if state.other else None,
        "role": state.role,
        "role_span": _span(state.role_span) if state.role_span else None,
        "relation": state.relation,
        "place": _place(state.place),
        "site": _party(state.site) if state.site else None,
        "count": _range(state.count),
        "number_spans": _number_spans({"count": state.count}),
        "of": state.of,
        "when": _when(state.when),
        "status": state.status,
        "sources": [_source(s) for s in state.sources],
        "confidence": _round(state.confidence, CONFIDENCE_DIGITS),
        **_judged(state.judged),
    }


def unclear_json(unclear: Unclear) -> Json:
    return {
        "evidence": [_evidence(unclear.evidence)],
        "types": [list(pair) for pair in _chances(unclear.types)],
    }


def event_id(report_id: str, event: Event) -> str:
    """The event's content id: `e` and 20 hex digits. What `event.id` holds plays no part."""
    return digest("event", report_id, _identity(event_json(event)))


def state_id(report_id: str, state: State) -> str:
    """The state's content id: `s` and 20 hex digits."""
    return digest("state", report_id, _identity(state_json(state)))


def with_ids(
    report: Report,
    events: Iterable[Event],
    states: Iterable[State],
    *,
    notes: Iterable[str] = (),
    unclear: Iterable[Unclear] = (),
    types: Iterable[OwnType] = (),
) -> Coded:
    """The report with its records in the given order, each under its content id.

    Records that say exactly the same become one, the one with the highest confidence. Coordinates
    and confidences are rounded as they are written, so that `from_json(to_json(coded)) == coded`.
    """
    named_events = [replace(e, id=event_id(report.id, e)) for e in map(_rounded_event, events)]
    named_states = [
        replace(s, id=state_id(report.id, s), place=_rounded(s.place), confidence=_confidence(s))
        for s in states
    ]
    doubts = tuple(replace(u, types=_chances(u.types)) for u in unclear)
    return Coded(report, _distinct(named_events), _distinct(named_states), tuple(notes), doubts, tuple(types))


def _distinct(records: list[_Record]) -> tuple[_Record, ...]:
    best: dict[str, _Record] = {}
    for record in records:
        if record.id not in best or record.confidence > best[record.id].confidence:
            best[record.id] = record  # keeps the place of the first
    return tuple(best.values())


def _rounded_event(event: Event) -> Event:
    chances = _chances(event.confidences)
    return replace(event, place=_rounded(event.place), confidence=_confidence(event), confidences=chances)


def _rounded(place: Place | None) -> Place | None:
    if place is None:
        return None
    return replace(place, lat=_degrees(place.lat), lon=_degrees(place.lon))


def _confidence(record: Event | State) -> float:
    return _round(record.confidence, CONFIDENCE_DIGITS)


def _chances(pairs: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    return tuple((name, _round(chance, CONFIDENCE_DIGITS)) for name, chance in pairs)


def _identity(record: Json) -> Json:
    kept = {key: value for key, value in record.items() if key not in _NOT_IDENTITY}
    for name in ("place", "when"):
        if kept[name] is not None:
            kept[name] = {key: value for key, value in kept[name].items() if key not in _NOT_IDENTITY}
    return kept


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _spans(spans: tuple[Span, ...]) -> list[Json]:
    return [_span(s) for s in spans]


def _evidence(evidence: Evidence) -> Json:
    trigger = evidence.trigger
    return {**_span(evidence.span), "trigger": _span(trigger) if trigger else None}


def _party(party: Party) -> Json:
    return {
        "name": party.name,
        "names": list(party.names),
        "id": party.id,
        "country": party.country,
        "kind": party.kind,
        "spans": _spans(party.spans),
    }


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "lat": _degrees(place.lat),
        "lon": _degrees(place.lon),
        "geonames": place.geonames,
        "precision": place.precision,
        "spans": _spans(place.spans),
        "why": place.why,
    }


def _when(when: When | None) -> Json | None:
    if when is None:
        return None
    return {
        "start": _day(when.interval.start),
        "end": _day(when.interval.end),
        "precision": when.interval.precision,
        "spans": _spans(when.spans),
        "why": when.why,
    }


def _source(source: Source) -> Json:
    return {
        "name": source.name,
        "names": list(source.names),
        "cue": source.cue,
        "spans": _spans(source.spans),
    }


def _dispute(dispute: Dispute) -> Json:
    value = dispute.value if isinstance(dispute.value, str) else list(dispute.value)
    return {"source": dispute.source, "field": dispute.field, "value": value, "spans": _spans(dispute.spans)}


def _judged(corrections: tuple[Correction, ...]) -> Json:
    """The key is there only where somebody set something."""
    found = [
        {
            "field": c.field,
            "value": json.loads(c.value),
            "was": json.loads(c.was),
            "by": c.by,
            "at": c.at,
            "because": c.because,
        }
        for c in corrections
    ]
    return {"judged": found} if found else {}


def _range(number: Number | None) -> list[int | None] | None:
    return list(number.value) if number else None


def _number_spans(numbers: dict[str, Number | None]) -> Json:
    return {name: _spans(number.spans) for name, number in numbers.items() if number}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _degrees(value: float | None) -> float | None:
    return None if value is None else _round(value, DEGREE_DIGITS)


def _round(value: float, digits: int) -> float:
    # + 0.0 turns -0.0 into 0.0, which is equal but writes other bytes; float() unwraps numpy's.
    return round(float(value), digits) + 0.0
