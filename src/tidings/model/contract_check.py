"""What must hold of every record before it is written anywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from tidings.model.codes import (
    CONFIDENCE_FIELDS,
    ENTITY_KINDS,
    EVENT_TYPES,
    MODES,
    RELATIONS,
    STATE_KINDS,
    STATE_STATUSES,
    STATUSES,
)
from tidings.model.contract_write import event_id, state_id
from tidings.model.own_types import OwnType, own_type_problems
from tidings.model.record import (
    Coded,
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
from tidings.model.span import Span

Problem = tuple[str, str]
"""(field, what is wrong with it)"""

_COUNTRY: Final = re.compile("[A-Z]{2}")
_HALF: Final = re.compile("[\ud800-\udfff]")


def check(coded: Coded) -> None:
    """Raises ValueError for the first thing wrong, naming report, record and field."""
    for problem in problems(coded):
        raise ValueError(problem)


def problems(coded: Coded) -> Iterator[str]:
    """All that is wrong with the records, one sentence each: a span outside the text or empty, a value
    without a span, a word outside the closed lists and the types that the report's model declares, bounds
    in the wrong order, a point for a country, an id that does not follow from the content."""
    report = coded.report
    if half := _HALF.search(report.text):
        yield f"report {report.id}, text: half a character at {half.start()} cannot be stored"
    size = len(report.text)
    for problem in own_type_problems(coded.types):
        yield f"report {report.id}, types: {problem}"
    own = {own.name: own for own in coded.types}
    for event in coded.events:
        for field, what in _type_problems(event, own):
            yield f"report {report.id}, event {event.id or '(no id)'}, {field}: {what}"
        for field, what in _event_problems(event, size, event_id(report.id, event)):
            yield f"report {report.id}, event {event.id or '(no id)'}, {field}: {what}"
    for state in coded.states:
        for field, what in _state_problems(state, size, state_id(report.id, state)):
            yield f"report {report.id}, state {state.id or '(no id)'}, {field}: {what}"
    for n, unclear in enumerate(coded.unclear):
        for field, what in _unclear_problems(unclear, size):
            yield f"report {report.id}, unclear[{n}], {field}: {what}"
    ids = [e.id for e in coded.events] + [s.id for s in coded.states]
    for id, times in Counter(ids).items():
        if times > 1:
            yield f"report {report.id}, record {id}, id: it stands {times} times"


def _type_problems(event: Event, own: Mapping[str, OwnType]) -> Iterator[Problem]:
    if event.type in EVENT_TYPES:
        modes = MODES[event.type]
    elif event.type in own:
        modes = own[event.type].modes
    else:
        yield "type", f"{event.type!r} is none of the event types"
        return
    if event.mode is not None and event.mode not in modes:
        yield "mode", f"{event.mode!r} is no mode of {event.type}"


def _event_problems(event: Event, size: int, id: str) -> Iterator[Problem]:
    if event.status not in STATUSES:
        yield "status", f"{event.status!r} is none of the statuses"
    yield from _evidence("evidence", event.evidence, size)
    for name, parties in (("actors", event.actors), ("recipients", event.recipients)):
        for i, party in enumerate(parties):
            yield from _party(f"{name}[{i}]", party, size)
    yield from _place("place", event.place, size)
    yield from _when("when", event.when, size)
    for name, number in (
        ("killed", event.killed),
        ("injured", event.injured),
        ("detained", event.detained),
        ("size", event.size),
    ):
        yield from _number(name, number, size)
    if event.weapon:
        yield from _named("weapon", event.weapon.name, event.weapon.spans, size)
    yield from _sources(event.sources, size)
    for i, dispute in enumerate(event.claims):
        yield from _dispute(f"claims[{i}]", dispute, size)
    for name, times in Counter(name for name, _ in event.confidences).items():
        if name not in CONFIDENCE_FIELDS:
            yield "confidences", f"{name!r} is no field with a chance"
        if times > 1:
            yield "confidences", f"{name!r} stands {times} times"
    yield from _chances("confidences", event.confidences)
    yield from _last(event.confidence, event.id, id)


def _state_problems(state: State, size: int, id: str) -> Iterator[Problem]:
    if state.kind not in STATE_KINDS:
        yield "kind", f"{state.kind!r} is none of the state kinds"
    elif state.status is not None and state.status not in STATE_STATUSES[state.kind]:
        yield "status", f"{state.status!r} is no status of {state.kind}"
    if state.relation is not None and state.relation not in RELATIONS:
        yield "relation", f"{state.relation!r} is none of the relations"
    yield from _evidence("evidence", state.evidence, size)
    for name, party in (("holder", state.holder), ("other", state.other), ("site", state.site)):
        if party:
            yield from _party(name, party, size)
    if state.role is not None:
        yield from _named("role", state.role, (state.role_span,) if state.role_span else (), size)
    yield from _place("place", state.place, size)
    yield from _number("count", state.count, size)
    yield from _when("when", state.when, size)
    yield from _sources(state.sources, size)
    yield from _last(state.confidence, state.id, id)


def _unclear_problems(unclear: Unclear, size: int) -> Iterator[Problem]:
    yield from _evidence("evidence", (unclear.evidence,), size)
    if not 1 <= len(unclear.types) <= 2:
        yield "types", f"one or two are given, these are {len(unclear.types)}"
    for name, _ in unclear.types:
        if name not in EVENT_TYPES:
            yield "types", f"{name!r} is none of the event types"
    yield from _chances("types", unclear.types)


def _chances(field: str, chances: tuple[tuple[str, float], ...]) -> Iterator[Problem]:
    for name, chance in chances:
        if not 0 <= chance <= 1:
            yield field, f"{chance} of {name!r} is not between 0 and 1"


def _evidence(field: str, evidence: tuple[Evidence, ...], size: int) -> Iterator[Problem]:
    if not evidence:
        yield field, "no place in the text reports it"
    for i, item in enumerate(evidence):
        yield from _spans(f"{field}[{i}]", (item.span,), size)
        if item.trigger:
            yield from _spans(f"{field}[{i}].trigger", (item.trigger,), size)
            if not item.span.covers(item.trigger):
                yield f"{field}[{i}].trigger", f"{_at(item.trigger)} lies outside {_at(item.span)}"


def _party(field: str, party: Party, size: int) -> Iterator[Problem]:
    yield from _named(field, party.name, party.spans, size)
    yield from _country(field, party.country)
    if not party.names or not all(n.strip() for n in party.names):
        yield field, "a name is empty"
    if party.kind is not None and party.kind not in ENTITY_KINDS:
        yield field, f"{party.kind!r} is none of the entity kinds"


def _place(field: str, place: Place | None, size: int) -> Iterator[Problem]:
    if place is None:
        return
    yield from _named(field, place.name, place.spans, size)
    yield from _country(field, place.country)
    if (place.lat is None) != (place.lon is None):
        yield field, "latitude and longitude come only together"
    if place.lat is not None and not (-90 <= place.lat <= 90):
        yield field, f"latitude {place.lat} is not on earth"
    if place.lon is not None and not (-180 <= place.lon <= 180):
        yield field, f"longitude {place.lon} is not on earth"
    if place.precision == "country" and place.lat is not None:
        yield field, "a country is never a point"


def _when(field: str, when: When | None, size: int) -> Iterator[Problem]:
    if when is None:
        return
    yield from _spans(field, when.spans, size)
    start, end = when.interval.start, when.interval.end
    if start is None and end is None:
        yield field, "neither bound is given"
    if start and end and start > end:
        yield field, f"it ends ({end}) before it starts ({start})"


def _number(field: str, number: Number | None, size: int) -> Iterator[Problem]:
    if number:
        yield from _spans(field, number.spans, size)
        yield from _range(field, number.value)


def _range(field: str, value: tuple[int | None, int | None]) -> Iterator[Problem]:
    low, high = value
    if low is None and high is None:
        yield field, "neither bound is given"
    if (low or 0) < 0 or (high or 0) < 0 or (low is not None and high is not None and low > high):
        yield field, f"[{low}, {high}] is no range of people"


def _sources(sources: tuple[Source, ...], size: int) -> Iterator[Problem]:
    for i, source in enumerate(sources):
        yield from _named(f"sources[{i}]", source.name, source.spans, size)


def _dispute(field: str, dispute: Dispute, size: int) -> Iterator[Problem]:
    yield from _named(field, dispute.source, dispute.spans, size)
    if not isinstance(dispute.value, str):
        yield from _range(field, dispute.value)


def _last(confidence: float, id: str, derived: str) -> Iterator[Problem]:
    if not 0 <= confidence <= 1:
        yield "confidence", f"{confidence} is not between 0 and 1"
    if id != derived:
        yield "id", f"the content gives {derived}"


def _named(field: str, name: str, spans: tuple[Span, ...], size: int) -> Iterator[Problem]:
    if not name.strip():
        yield field, "the name is empty"
    yield from _spans(field, spans, size)


def _country(field: str, country: str | None) -> Iterator[Problem]:
    if country is not None and not _COUNTRY.fullmatch(country):
        yield field, f"{country!r} is no ISO 3166 two-letter code"


def _spans(field: str, spans: tuple[Span, ...], size: int) -> Iterator[Problem]:
    if not spans:
        yield field, "no span says where it was read"
    for span in spans:
        if span.end > size:
            yield field, f"span {_at(span)} runs past the text's {size} characters"
        elif not len(span):
            yield field, f"span {_at(span)} is empty"


def _at(span: Span) -> str:
    return f"{span.start}:{span.end}"
