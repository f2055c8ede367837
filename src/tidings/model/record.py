"""What one report says, as the records that users see: the contract's events and states."""

from __future__ import annotations

from dataclasses import dataclass

from tidings.model.mention import Interval
from tidings.model.own_types import OwnType
from tidings.model.report import Report
from tidings.model.span import Span

Range = tuple[int | None, int | None]
"""People, low to high, both included; None in a bound that is open."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The clause or sentence that reports something, and the trigger word inside it."""

    span: Span
    trigger: Span | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor, recipient, holder or other party. `names`: how the report names it, best first.

    `country`: ISO 3166 alpha-2 where known, `kind` one of codes.ENTITY_KINDS or None.
    """

    name: str
    names: tuple[str, ...]
    spans: tuple[Span, ...]
    id: str | None = None
    country: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened. Fields as in mention.PlaceMention."""

    name: str
    country: str | None
    spans: tuple[Span, ...]
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    precision: str = "unresolved"
    why: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """The days it happened on."""

    interval: Interval
    spans: tuple[Span, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A count of people with the words it was read from."""

    value: Range
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Weapon:
    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """To whom the report attributes it; `cue` is the word that says so ("said")."""

    name: str
    names: tuple[str, ...]
    cue: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A value that one party gives where parties differ."""

    source: str
    field: str
    value: Range | str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that a person set. `value` and what was read before, `was`, are JSON as in the record format,
    parties as a list of names; `at` is UTC as ISO text."""

    field: str
    value: str
    was: str
    by: str
    at: str
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as one report tells it. Sources stand outermost first."""

    id: str
    type: str
    mode: str | None
    status: str
    background: bool
    evidence: tuple[Evidence, ...]
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    when: When | None = None
    killed: Number | None = None
    injured: Number | None = None
    detained: Number | None = None
    size: Number | None = None
    weapon: Weapon | None = None
    sources: tuple[Source, ...] = ()
    claims: tuple[Dispute, ...] = ()
    confidence: float = 0.0
    """Chance that the report tells of such an event and that its type is right."""
    confidences: tuple[tuple[str, float], ...] = ()
    """(field, chance that its value is right if the event is one), for filled fields of
    codes.CONFIDENCE_FIELDS. Empty in records of versions that did not say."""
    why: tuple[tuple[str, str], ...] = ()
    """(field, one sentence): how a value was read, or why it is empty."""
    judged: tuple[Correction, ...] = ()
    """What people set. Their values have no spans; `id` stays that of what was read."""


@dataclass(frozen=True, slots=True)
class State:
    """Something that holds for a while, as one report tells it."""

    id: str
    kind: str
    evidence: tuple[Evidence, ...]
    holder: Party | None = None
    other: Party | None = None
    role: str | None = None
    role_span: Span | None = None
    relation: str | None = None
    place: Place | None = None
    site: Party | None = None
    count: Number | None = None
    of: str | None = None
    when: When | None = None
    status: str | None = None
    sources: tuple[Source, ...] = ()
    confidence: float = 0.0
    """Chance that the state is right: kind, holder, and other party or count where it has them."""
    judged: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """A word that may tell of a deed, too unsurely for a record. `types`: the likeliest one or two with
    their chances, the likelier first."""

    evidence: Evidence
    types: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with everything read from it: one line of the JSONL export."""

    report: Report
    events: tuple[Event, ...]
    states: tuple[State, ...]
    notes: tuple[str, ...] = ()
    """What the user should know: no publication date, language not read, …"""
    unclear: tuple[Unclear, ...] = ()
    """What may be an event and is not surely enough one, in text order."""
    types: tuple[OwnType, ...] = ()
    """Event types beside PLOVER's that the model it was read with declares."""
