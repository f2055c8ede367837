"""What was read from which words of a report, by layer: for showing a text with its values marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from tidings.model import phrases
from tidings.model.record import Coded, Dispute, Event, Number, Party, Place, Source, State, Unclear, When
from tidings.model.span import Span

Layer = Literal["events", "states", "actors", "places", "times", "counts", "sources", "unclear"]
LAYERS: Final[tuple[Layer, ...]] = (
    "events", "states", "actors", "places", "times", "counts", "sources", "unclear",
)  # fmt: skip
# Fields that are shown empty where the record says why.
_EMPTY: Final[Mapping[str, Layer]] = {
    "actors": "actors",
    "recipients": "actors",
    "place": "places",
    "when": "times",
}


@dataclass(frozen=True, slots=True)
class Read:
    """One value of a record, "" where it is empty. `role`: the field, or claim; `spans`: none where a person
    set it; `why`: "" where the record does not say."""

    role: str
    layer: Layer
    value: str
    spans: tuple[Span, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """What a record takes from the words. `number`: the record's in the report, "3" of an event, "s3" of a
    state, "u3" of what is unclear. The rest as in `Read`; `role` may also be evidence, trigger or
    unclear."""

    number: str
    role: str
    value: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    layer: Layer
    span: Span
    uses: tuple[Use, ...]

    @property
    def is_stretch(self) -> bool:
        """Whether it is a whole sentence or clause, which others lie in."""
        return all(use.role == "evidence" for use in self.uses)


def marks_of(coded: Coded) -> list[Mark]:
    """By place in the text, the longer first; one for each layer and span, with every record's use of it."""
    found: dict[tuple[Span, Layer], dict[Use, None]] = {}
    for layer, span, use in _all(coded):
        if len(span):
            found.setdefault((span, layer), {})[use] = None
    marks = [Mark(layer, span, tuple(uses)) for (span, layer), uses in found.items()]
    return sorted(marks, key=lambda m: (m.span.start, -m.span.end, LAYERS.index(m.layer)))


def read_of(record: Event | State) -> list[Read]:
    """The record's values in the order of the format, and of an event what is empty for a reason."""
    found = list(_of_event(record) if isinstance(record, Event) else _of_state(record))
    there = {one.role for one in found}
    for role, why in record.why if isinstance(record, Event) else ():
        if role not in there and role in _EMPTY:
            found.append(Read(role, _EMPTY[role], "", (), why))
    return found


def _all(coded: Coded) -> Iterator[tuple[Layer, Span, Use]]:
    events = [(str(n), event) for n, event in enumerate(coded.events, start=1)]
    states = [(f"s{n}", state) for n, state in enumerate(coded.states, start=1)]
    records: list[tuple[str, Event | State]] = [*events, *states]
    for number, record in records:
        is_event = isinstance(record, Event)
        layer: Layer = "events" if is_event else "states"
        what, why = what_of(record), dict(record.why).get("type", "") if isinstance(record, Event) else ""
        for evidence in record.evidence:
            yield layer, evidence.span, Use(number, "evidence", what)
            if evidence.trigger:
                yield layer, evidence.trigger, Use(number, "trigger", what, why)
        for one in read_of(record):
            for span in one.spans:
                yield one.layer, span, Use(number, one.role, one.value, one.why)
    for n, unclear in enumerate(coded.unclear, start=1):
        words = unclear.evidence.trigger or unclear.evidence.span
        yield "unclear", words, Use(f"u{n}", "unclear", chances_of(unclear))


def _of_event(event: Event) -> Iterator[Read]:
    why = dict(event.why)
    for role, parties in (("actors", event.actors), ("recipients", event.recipients)):
        for party in parties:
            yield Read(role, "actors", party_of(party), party.spans, why.get(role, ""))
    yield from _where_and_when(event.place, event.when, why)
    for name in phrases.COUNTS:
        number: Number | None = getattr(event, name)
        if number:
            yield Read(name, "counts", phrases.amount(number.value), number.spans, why.get(name, ""))
    if event.weapon:
        yield Read("weapon", "events", event.weapon.name, event.weapon.spans, why.get("weapon", ""))
    for dispute in event.claims:
        yield Read("claim", "counts", claim_of(dispute), dispute.spans)
    for source in event.sources:
        yield Read("sources", "sources", _said(source), source.spans, why.get("sources", ""))


def _of_state(state: State) -> Iterator[Read]:
    for role, party in (("holder", state.holder), ("other", state.other), ("site", state.site)):
        if party:
            yield Read(role, "actors", party_of(party), party.spans)
    if state.role:
        yield Read("role", "states", state.role, (state.role_span,) if state.role_span else ())
    yield from _where_and_when(state.place, state.when, {})
    if state.count:
        yield Read("count", "counts", phrases.amount(state.count.value), state.count.spans)
    for source in state.sources:
        yield Read("sources", "sources", _said(source), source.spans)


def _where_and_when(place: Place | None, when: When | None, why: Mapping[str, str]) -> Iterator[Read]:
    if place:
        yield Read("place", "places", place_of(place), place.spans, place.why or why.get("place", ""))
    if when:
        days = phrases.days(when.interval)
        yield Read("when", "times", days, when.spans, when.why or why.get("when", ""))


def what_of(record: Event | State) -> str:
    """ "ASSAULT · heavy-weapons"; a state in one phrase."""
    if isinstance(record, State):
        return phrases.holds(record)
    return " · ".join(part for part in (record.type, record.mode) if part)


def party_of(party: Party) -> str:
    """ "Harrow Front (force, DE)"."""
    known = ", ".join(part for part in (party.kind, party.country) if part)
    return f"{party.name} ({known})" if known else party.name


def place_of(place: Place) -> str:
    """ "Vellmar, DE (town, 51.36, 9.48)"; a country has no point, and what is on no map says so."""
    point = "" if place.lat is None or place.lon is None else f", {place.lat:.2f}, {place.lon:.2f}"
    return f"{phrases.where(place)} ({place.precision}{point})"


def claim_of(dispute: Dispute) -> str:
    """ "A doctor: killed 6"."""
    value = dispute.value if isinstance(dispute.value, str) else phrases.amount(dispute.value)
    return f"{dispute.source}: {dispute.field} {value}"


def chances_of(unclear: Unclear) -> str:
    """ "ACCUSE 38 %, ASSAULT 12 %"."""
    return ", ".join(f"{name} {chance:.0%}".replace("%", " %") for name, chance in unclear.types)


def _said(source: Source) -> str:
    return f"{source.name} ({source.cue})" if source.cue else source.name
