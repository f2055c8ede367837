"""Which records a view shows. Each filter is a value with one meaning, in the store and without one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tidings.errors import UsageError
from tidings.ledger.names import country_codes, fold, says
from tidings.model.codes import EVENT_TYPES, MODES, STATE_KINDS, STATE_STATUSES, STATUSES
from tidings.model.own_types import MODE_NAME, TYPE_NAME, OwnType
from tidings.model.record import Event, Party, Place, State, When
from tidings.model.report import Report

_ALL_MODES: Final = tuple(dict.fromkeys(m for modes in MODES.values() for m in modes))
_ALL_STATE_STATUSES: Final = tuple(dict.fromkeys(s for known in STATE_STATUSES.values() for s in known))
ID_PREFIX: Final = 5
"""Fewest characters of a report's id that stand for the whole: shorter, `report` is a document name only."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event and the report that tells it."""

    report: Report
    event: Event


@dataclass(frozen=True, slots=True)
class StateRow:
    report: Report
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Events that meet every condition given; None asks nothing.

    `actor` matches actors and recipients alike, under any of their names. `source` matches those to
    whom the report attributes it and those whose figures differ (`claims`). `place` matches the
    place's name, or its country by name or code. Names match where the asked words stand in a row in
    the name, whatever the case, accents and punctuation ("hezbollah" finds "Kataib Hezbollah", "irbil"
    does not find "Erbil"). `since` and `until` are days, both included: an event matches where its
    days overlap them; a bound that is open in the text is open here, and an event without a day is in
    no period. `report` is a report's id, at least its first five characters, or a document name.

    `type` and `mode` may be a user's own as well as PLOVER's; which of those there are, the store
    knows, so `Store.events` refuses unknown ones. Raises UsageError for a value that can match nothing:
    what cannot be the name of a type or mode, an unknown status, a name without letters or digits, a
    period that ends before it starts.
    """

    actor: str | None = None
    place: str | None = None
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    since: date | None = None
    until: date | None = None
    source: str | None = None
    report: str | None = None
    background: bool | None = None
    min_confidence: float | None = None

    def __post_init__(self) -> None:
        _settle(self, "type", EVENT_TYPES, own=TYPE_NAME)
        _settle(self, "mode", _ALL_MODES, own=MODE_NAME)
        _settle(self, "status", STATUSES)
        _check_names(self, "actor", "place", "source")
        _check_period(self.since, self.until)

    @property
    def is_plover(self) -> bool:
        """Whether type and mode, where given, are PLOVER's."""
        return self.type in (None, *EVENT_TYPES) and self.mode in (None, *_ALL_MODES)

    def matches(self, row: EventRow) -> bool:
        event = row.event
        return (
            self.type in (None, event.type)
            and self.mode in (None, event.mode)
            and self.status in (None, event.status)
            and self.background in (None, event.background)
            and (self.min_confidence is None or event.confidence >= self.min_confidence)
            and _of_report(self.report, row.report)
            and _in_period(self.since, self.until, event.when)
            and _at_place(self.place, event.place)
            and _named(self.actor, (*event.actors, *event.recipients))
            and _said_by(self.source, event)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFilter:
    """States that meet every condition given, as EventFilter does. `actor` matches holder, other and
    site."""

    actor: str | None = None
    place: str | None = None
    kind: str | None = None
    status: str | None = None
    since: date | None = None
    until: date | None = None
    source: str | None = None
    report: str | None = None
    min_confidence: float | None = None

    def __post_init__(self) -> None:
        for field, known in (("kind", STATE_KINDS), ("status", _ALL_STATE_STATUSES)):
            _settle(self, field, known)
        _check_names(self, "actor", "place", "source")
        _check_period(self.since, self.until)

    def matches(self, row: StateRow) -> bool:
        state = row.state
        return (
            self.kind in (None, state.kind)
            and self.status in (None, state.status)
            and (self.min_confidence is None or state.confidence >= self.min_confidence)
            and _of_report(self.report, row.report)
            and _in_period(self.since, self.until, state.when)
            and _at_place(self.place, state.place)
            and _named(self.actor, tuple(p for p in (state.holder, state.other, state.site) if p))
            and _said_by(self.source, state)
        )


def row_order(report: Report, when: When | None, n: int) -> tuple[bool, str, bool, str, str, int]:
    """The order of every table: by first day (last where the first is open), records without a day at the
    end; then publication day, report id and place in the report. Nothing in it depends on when or in
    which order reports were loaded."""
    day = (when.interval.start or when.interval.end) if when else None
    published = report.published
    return (
        day is None,
        day.isoformat() if day else "",
        published is None,
        published.isoformat() if published else "",
        report.id,
        n,
    )


def check_known(where: EventFilter, own: Iterable[OwnType]) -> None:
    """Raises UsageError for a type or mode that is neither PLOVER's nor one of `own`."""
    own = tuple(own)
    types = tuple(dict.fromkeys((*EVENT_TYPES, *(t.name for t in own))))
    modes = tuple(dict.fromkeys((*_ALL_MODES, *(m for t in own for m in t.modes))))
    for field, asked, known in (("type", where.type, types), ("mode", where.mode, modes)):
        if asked is not None and asked not in known:
            raise _unknown(field, asked, known)


def _unknown(field: str, asked: str, known: tuple[str, ...]) -> UsageError:
    return UsageError(f"{field} {asked!r} is not known. Known are: {', '.join(known)}.")


def _settle(
    filter: EventFilter | StateFilter,
    field: str,
    known: tuple[str, ...],
    *,
    own: re.Pattern[str] | None = None,
) -> None:
    """Writes the asked word as `known` has it. `own`: what names outside that list look like."""
    asked = getattr(filter, field)
    if asked is None:
        return
    right = {name.casefold(): name for name in known}.get(asked.casefold())
    if right is None and own is not None:
        right = next((a for a in (asked.upper(), asked.lower()) if own.fullmatch(a)), None)
    if right is None:
        raise _unknown(field, asked, known)
    object.__setattr__(filter, field, right)


def _check_names(filter: EventFilter | StateFilter, *fields: str) -> None:
    for field in fields:
        asked = getattr(filter, field)
        if asked is not None and not fold(asked):
            raise UsageError(f"{field} {asked!r} has no letters or digits to look for. Give a name.")


def _check_period(since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise UsageError(f"The period ends ({until}) before it starts ({since}). Swap since and until.")


def _of_report(asked: str | None, report: Report) -> bool:
    if asked is None or report.doc == asked:
        return True
    return report.id == asked or (len(asked) >= ID_PREFIX and report.id.startswith(asked))


def _in_period(since: date | None, until: date | None, when: When | None) -> bool:
    if since is None and until is None:
        return True
    if when is None:
        return False
    first, last = when.interval.start, when.interval.end
    return (since is None or last is None or last >= since) and (
        until is None or first is None or first <= until
    )


def _at_place(asked: str | None, place: Place | None) -> bool:
    if asked is None:
        return True
    if place is None:
        return False
    return place.country in country_codes(asked) or says(fold(asked), (place.name,))


def _named(asked: str | None, parties: tuple[Party, ...]) -> bool:
    return asked is None or any(says(fold(asked), (p.name, *p.names)) for p in parties)


def _said_by(asked: str | None, record: Event | State) -> bool:
    if asked is None:
        return True
    names = [name for source in record.sources for name in (source.name, *source.names)]
    if isinstance(record, Event):
        names += [dispute.source for dispute in record.claims]
    return says(fold(asked), names)


ALL_EVENTS: Final = EventFilter()
ALL_STATES: Final = StateFilter()
