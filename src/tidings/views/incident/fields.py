"""What an incident holds: for each field every value with its report, the best by a stated rule, and whether
sources exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from tidings.model.mention import Interval
from tidings.model.record import Party, Place, Range
from tidings.views.incident.telling import Said, Telling

T = TypeVar("T")
TOLLS: Final = ("killed", "injured", "detained", "size")


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """`best` is None where no report gives a value; `said` in the order of reports."""

    best: T | None = None
    said: tuple[Said[T], ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """`best`: names of who took part, those that most sources give first."""

    best: tuple[str, ...] = ()
    said: tuple[Said[Party], ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """Of each source the last figure counts. `low` is the lowest of these, `high` the highest, None where
    that is open; `best` the figure of the latest day. All None where nobody gives any: unknown is not 0."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    said: tuple[Said[Range], ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening as all its reports tell it. A function of its members alone, in whatever order they come.

    `id`: of the first event told (by publication day). `background`: no report tells it as news.
    `claimed`, `denied`: who says to have done it, and who says it was not so or not they. `outlets`:
    independent ones. `confidence`: of the surest telling that is not background. `changes`: status by day of
    publication (`status.changes_of`).
    """

    id: str
    tellings: tuple[Telling, ...]
    type: Field[str]
    mode: Field[str]
    status: Field[str]
    when: Field[Interval]
    place: Field[Place]
    actors: Parties
    recipients: Parties
    killed: Toll
    injured: Toll
    detained: Toll
    size: Toll
    weapon: Field[str]
    claimed: tuple[Said[str], ...]
    denied: tuple[Said[str], ...]
    reports: int
    outlets: int
    background: bool
    confidence: float
    changes: tuple[tuple[date, str], ...] = ()

    @property
    def disputed(self) -> tuple[str, ...]:
        """Fields of which two sources' last values exclude each other."""
        names = ("status", "when", "place", "actors", *TOLLS)
        return tuple(name for name in names if getattr(self, name).disputed)

    @property
    def published(self) -> tuple[date | None, date | None]:
        """Days of the first and the last dated report."""
        days = [t.report.published for t in self.tellings if t.report.published]
        return (days[0], days[-1]) if days else (None, None)
