"""What the pages of actors are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, Self

from sqlalchemy import Connection

from tidings.desk.asked import whole, yes
from tidings.desk.asked_day import one_day
from tidings.errors import UsageError
from tidings.model.days_given import days_of
from tidings.views.actors.ask import ActorFilter, actors_called
from tidings.views.actors.ties import TieFilter

MOST: Final = 200
"""Actors of one network that can still be read."""
USUAL: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTies:
    """As in `TieFilter`; `actor` a name, `most` actors at most."""

    type: str | None = None
    since: date | None = None
    until: date | None = None
    least: int = 1
    most: int = USUAL
    actor: str | None = None
    done: bool = False
    described: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """From an address; an empty value asks nothing. Raises UsageError that names the field."""
        read: dict[str, Callable[[str, str], Any]] = {
            "since": first_day,
            "until": one_day,
            "least": whole,
            "most": _most,
            "done": yes,
            "described": yes,
        }
        given: dict[str, Any] = {}
        for name in (f.name for f in fields(cls)):
            if text := query.get(name, "").strip():
                given[name] = read[name](name, text) if name in read else text
        if given.get("type"):
            given["type"] = given["type"].upper()
        return cls(**given)

    def where(self, connection: Connection) -> TieFilter:
        """Raises UsageError where nobody has the name, or the period ends before it starts."""
        key = None
        if self.actor is not None:
            found = actors_called(connection, self.actor)
            if not found:
                raise UsageError(f"no actor is called {self.actor!r}")
            key = found[0].key
        return TieFilter(
            type=self.type, since=self.since, until=self.until, least=self.least, key=key, done=self.done,
            described=self.described,
        )  # fmt: skip

    def query(self, **other: object) -> dict[str, object]:
        own = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        return {name: value for name, value in {**own, **other}.items() if value is not None}


def actors_asked(query: Mapping[str, str]) -> ActorFilter:
    """From an address; raises UsageError for what can match nothing."""
    text: dict[str, str | None] = {
        name: query.get(name, "").strip() or None for name in ("named", "kind", "country")
    }
    described = query.get("described", "").strip()
    order = query.get("order", "").strip() or "events"
    return ActorFilter(**text, described=bool(described) and yes("described", described), order=order)


def first_day(name: str, text: str) -> date:
    """A day; of a month or a year the first. Raises UsageError."""
    try:
        return days_of(text)[0]
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None


def _most(name: str, text: str) -> int:
    number = whole(name, text)
    if number > MOST:
        raise UsageError(f"{name}: {number} is more than {MOST}, which nobody can read in one picture")
    return number
