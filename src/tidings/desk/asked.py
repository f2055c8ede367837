"""What a page's address asks for: the filters, one meaning on every page and in the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, Self

from tidings.errors import UsageError
from tidings.ledger.filters import EventFilter
from tidings.model.days_given import days_of
from tidings.model.record import Place
from tidings.views.incidents import IncidentFilter

_TRUE: Final = frozenset({"1", "true", "yes", "on"})
_FALSE: Final = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """As in `EventFilter` and `IncidentFilter`; `bbox` is west, south, east, north in degrees, west past
    east where it crosses the date line. None asks nothing."""

    type: str | None = None
    mode: str | None = None
    status: str | None = None
    actor: str | None = None
    place: str | None = None
    source: str | None = None
    report: str | None = None
    since: date | None = None
    until: date | None = None
    background: bool | None = None
    confidence: float | None = None
    disputed: bool = False
    outlets: int = 1
    known_on: date | None = None
    bbox: tuple[float, float, float, float] | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """From an address; an empty value asks nothing, unknown names are for others. Raises UsageError
        that names the field."""
        read = {"since": _first, "until": _last, "known_on": _last, "background": yes, "disputed": yes,
                "confidence": share, "outlets": whole, "bbox": _box}  # fmt: skip
        given: dict[str, Any] = {}
        for name in (f.name for f in fields(cls)):
            text = query.get(name, "").strip()
            if text:
                given[name] = read.get(name, _text)(name, text)
        asked = cls(**given)
        asked.incidents  # noqa: B018 - says what cannot be asked
        return asked

    @property
    def events(self) -> EventFilter:
        return EventFilter(
            type=self.type, mode=self.mode, status=self.status, actor=self.actor, place=self.place,
            source=self.source, report=self.report, since=self.since, until=self.until,
            background=self.background, min_confidence=self.confidence,
        )  # fmt: skip

    @property
    def incidents(self) -> IncidentFilter:
        return IncidentFilter(
            where=self.events, disputed=self.disputed, outlets=self.outlets, known_on=self.known_on
        )

    def holds(self, place: Place | None) -> bool:
        """Whether a place's point lies in `bbox`; what has no point, such as a country, lies in none."""
        if self.bbox is None:
            return True
        if place is None or place.lat is None or place.lon is None:
            return False
        west, south, east, north = self.bbox
        across = place.lon >= west or place.lon <= east
        return south <= place.lat <= north and (west <= place.lon <= east if west <= east else across)

    def query(self, **other: object) -> dict[str, object]:
        """As the address has it, with `other` in place; None takes one away."""
        out: dict[str, object] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None or value == field.default:
                continue
            if isinstance(value, tuple):
                value = ",".join(f"{v:.4f}".rstrip("0").rstrip(".") for v in value)
            elif isinstance(value, bool):
                value = int(value)
            out[field.name] = value
        return {name: value for name, value in {**out, **other}.items() if value is not None}


def _text(name: str, text: str) -> str:
    return text


def _first(name: str, text: str) -> date:
    return _days(name, text)[0]


def _last(name: str, text: str) -> date:
    return _days(name, text)[1]


def _days(name: str, text: str) -> tuple[date, date]:
    try:
        return days_of(text)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None


def yes(name: str, text: str) -> bool:
    if text.lower() in _TRUE | _FALSE:
        return text.lower() in _TRUE
    raise UsageError(f"{name}: {text!r} is neither 1 nor 0")


def share(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise UsageError(f"{name}: {text!r} is no number from 0 to 1")
    return value


def whole(name: str, text: str, *, most: int = 10_000) -> int:
    # Python refuses to read thousands of digits as a number.
    if not (text.isascii() and text.isdigit() and len(text) < 20 and 1 <= int(text) <= most):
        raise UsageError(f"{name}: {text[:40]!r} is no number from 1 to {most}")
    return int(text)


def _box(name: str, text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(f"{name}: give west,south,east,north in degrees, not {text!r}") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise UsageError(f"{name}: {text!r} is no part of the earth (west,south,east,north)")
    return west, south, east, north


def page_number(query: Mapping[str, str]) -> int:
    """The page of a list, from 1 on. Raises UsageError."""
    text = query.get("page", "").strip()
    return whole("page", text) if text else 1
