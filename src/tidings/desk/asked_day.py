"""What the page of states is asked for: a day, by which reports, and of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self

from sqlalchemy import Connection

from tidings.errors import UsageError
from tidings.model.days_given import days_of
from tidings.views.holdings.holding import STATUSES, Holding
from tidings.views.holdings.query import HoldingFilter, holdings

EVERY: Final = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDay:
    """As in `HoldingFilter`. `as_of` None is the last day of publication. `status` None is what holds or is
    contested, "all" what has ended, too."""

    as_of: date | None = None
    known_on: date | None = None
    kind: str | None = None
    status: str | None = None
    place: str | None = None
    actor: str | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """From an address; an empty value asks nothing. Raises UsageError that names the field."""
        given: dict[str, Any] = {}
        for name in (f.name for f in fields(cls)):
            if text := query.get(name, "").strip():
                given[name] = one_day(name, text) if name in ("as_of", "known_on") else text
        asked = cls(**given)
        if asked.status not in (None, EVERY, *STATUSES):
            known = ", ".join((*STATUSES, EVERY))
            raise UsageError(f"status {asked.status!r} is none of the states of a day. Those are: {known}.")
        asked.where()
        return asked

    def where(self, **other: Any) -> HoldingFilter:
        """`other` in place of what was asked."""
        status = self.status if self.status in STATUSES else None
        asked = HoldingFilter(
            place=self.place, actor=self.actor, kind=self.kind, status=status, known_on=self.known_on
        )
        return replace(asked, **other)

    def shows(self, status: str) -> bool:
        return self.status == EVERY or (status != "ended" if self.status is None else status == self.status)

    def query(self, **other: object) -> dict[str, object]:
        """As the address has it, with `other` in place; None takes one away."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in {**own, **other}.items() if value is not None}


def held(connection: Connection, asked: AskedDay, day: date, kind: str) -> Iterator[Holding]:
    """What is asked for, of one kind; found as it is taken."""
    return (one for one in holdings(connection, day, asked.where(kind=kind)) if asked.shows(one.status))


def one_day(name: str, text: str) -> date:
    """A day; of a month or a year the last. Raises UsageError."""
    try:
        return days_of(text)[1]
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None
