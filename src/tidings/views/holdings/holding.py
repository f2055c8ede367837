"""An answer: what holds on a day, since when, according to whom, and from which words it follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tidings.model.record import Range
from tidings.views.holdings.claim import Claim
from tidings.views.holdings.names import Where, Who

STATUSES: Final = ("holds", "contested", "ended")


@dataclass(frozen=True, slots=True)
class Figure:
    """The last count of one source: who is named as saying it, else the outlet, or the person
    who set it. `claim` told it."""

    source: str
    count: Range
    claim: Claim


@dataclass(frozen=True, slots=True)
class Side:
    """One of those who hold it by some account, with the claims that say so."""

    holder: Who
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """`since`: day of the change that began it or first day told; None where only reports of it are known,
    their first on `first_reported`. `last_reported`: the last day for which a report says it, or that it
    ended. `ended`: the day, for status "ended". `count`: lowest to highest of the figures that still count.
    `sides`: of a contested one all that hold it by some account, this one first. `claims`: what it follows
    from, in their order. Days of claims after the day asked for are only there where an end later on tells
    that it held before."""

    kind: str
    status: str
    holder: Who
    other: Who | None
    role: str | None
    where: Where | None
    since: date | None
    first_reported: date
    last_reported: date
    ended: date | None
    count: Range | None
    figures: tuple[Figure, ...]
    sides: tuple[Side, ...]
    claims: tuple[Claim, ...]
    why: str

    @property
    def order(self) -> tuple[object, ...]:
        where, other = self.where, self.other
        return (
            STATUSES.index(self.status),
            -self.last_reported.toordinal(),
            self.holder.name,
            other.name if other else "",
            where.name if where else "",
            self.role or "",
            self.first_reported,
            [(c.report, c.record) for c in self.claims],
        )
