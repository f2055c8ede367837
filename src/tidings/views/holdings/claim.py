"""What one report says that bears on who holds what: an observation or a change, with its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tidings.model.visible import one_line
from tidings.views.holdings.names import Where, Who

KINDS: Final = ("control", "presence", "position", "membership")
EFFECTS: Final = ("hold", "start", "end", "contest", "besiege", "deny")
"""`hold`: it holds on the day (who held it before is not told); `start`: from the day on, for all else that
the holding excludes the end; `end`; `contest`: fought over; `besiege`; `deny`: a start did not happen."""
SET_BY: Final = "set by "
"""Before the name of a person whose word it is."""
COUNTS: Final = ("count", "size")
"""Fields of a state and of an event that hold how many."""
BEARING: Final = (
    "type", "mode", "status", "background", "actors", "recipients", "kind", "holder", "other", "role",
    "place", "when", *COUNTS,
)  # fmt: skip
"""Fields of which claims are made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`family`: the claims that may bear on each other share it. `day`: for which it is said; `since`: the
    first day where the report tells one. `count`: people, for an `end` those who left. `own`: only the
    holder itself, or whom it serves, says so. `speakers`: keys of those it is attributed to. `start` and
    `end`: offsets into the report's text of the words it was read from. `event`: read from an event, not a
    state. `judged`: (field, who set it) of values that nobody read but a person set."""

    kind: str
    family: str
    effect: str
    day: date
    published: date | None
    report: str
    record: str
    event: bool
    start: int
    end: int
    holder: Who | None
    other: Who | None = None
    where: Where | None = None
    role: str | None = None
    since: date | None = None
    count: tuple[int | None, int | None] | None = None
    sources: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    own: bool = False
    outlet: str | None = None
    confidence: float = 0.0
    judged: tuple[tuple[str, str], ...] = ()

    @property
    def said_by(self) -> tuple[str, ...]:
        """Whose word it is: the names of its sources, "set by ana" where a person set more than how many."""
        return _set_by(by for field, by in self.judged if field not in COUNTS) or self.sources

    @property
    def counted_by(self) -> str:
        """Whose word the count is; the outlet's where the report names nobody."""
        named = _set_by(by for field, by in self.judged if field in COUNTS) or self.said_by
        return named[0] if named else (self.outlet or "the report")

    @property
    def order(self) -> tuple[Any, ...]:
        """By the day it is said for, then by publication; a change goes after what was seen before it."""
        return (
            self.day,
            self.published or date.max,
            EFFECTS.index(self.effect) if self.effect != "end" else 0.5,
            self.report,
            self.start,
            self.record,
            self.end,
        )

    @property
    def parties(self) -> tuple[Who, ...]:
        return tuple(one for one in (self.holder, self.other) if one is not None)

    def to_list(self) -> list[Any]:
        """As a JSON array, in which a million claims are small and quick to read."""
        return [
            self.kind, self.family, self.effect, self.day.isoformat(), _iso(self.published), self.report,
            self.record, int(self.event), self.start, self.end, _who(self.holder), _who(self.other),
            _where(self.where), self.role, _iso(self.since), list(self.count) if self.count else None,
            list(self.sources), list(self.speakers), int(self.own), self.outlet, round(self.confidence, 4),
            [list(pair) for pair in self.judged],
        ]  # fmt: skip

    @classmethod
    def from_list(cls, row: list[Any]) -> Claim:
        return cls(
            kind=row[0], family=row[1], effect=row[2], day=date.fromisoformat(row[3]), published=_day(row[4]),
            report=row[5], record=row[6], event=bool(row[7]), start=row[8], end=row[9],
            holder=_read_who(row[10]), other=_read_who(row[11]), where=Where(*row[12]) if row[12] else None,
            role=row[13], since=_day(row[14]), count=(row[15][0], row[15][1]) if row[15] else None,
            sources=tuple(row[16]), speakers=tuple(row[17]), own=bool(row[18]), outlet=row[19],
            confidence=row[20], judged=tuple((field, by) for field, by in row[21]),
        )  # fmt: skip


def _set_by(people: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{SET_BY}{one_line(by)}" for by in sorted(set(people)))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _who(one: Who | None) -> list[Any] | None:
    return [one.name, list(one.names), list(one.keys)] if one else None


def _read_who(row: list[Any] | None) -> Who | None:
    return Who(row[0], tuple(row[1]), tuple(row[2])) if row else None


def _where(one: Where | None) -> list[Any] | None:
    return [one.name, one.core, one.country, one.lat, one.lon] if one else None
