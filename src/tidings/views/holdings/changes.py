"""What became otherwise on a day, and on which days something did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from sqlalchemy import ColumnElement, Connection, func, or_, select

from tidings.views.holdings.claim import Claim
from tidings.views.holdings.holding import Holding
from tidings.views.holdings.query import EVERYTHING, HoldingFilter, families_in, subjects_in
from tidings.views.holdings.settle import settle
from tidings.views.holdings.view import claim

TRIED: Final = 120
"""Days with news that are looked at for the nearest change: most of them tell one, and a store in which so
many do not is one in which nothing changes."""
_DAY: Final = timedelta(days=1)

What = Literal["began", "told", "ended", "contested", "settled", "counted"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One change. `told`: it is only first told of on the day; it may have held before. `counted`: others
    are reported to be there than before. `before`: as it stood on the day before, None where nothing was
    known."""

    what: What
    now: Holding
    before: Holding | None


def changes(connection: Connection, on: date, where: HoldingFilter = EVERYTHING) -> list[Turn]:
    """What is otherwise on the day than on the day before."""
    families = _told_on(connection, on, where)
    out = []
    for several in subjects_in(connection, families, where):
        if where.may_match(several):
            out += [turn for turn in _turns(several, on) if where.matches(turn.now)]
    return out


def next_change(connection: Connection, on: date, where: HoldingFilter = EVERYTHING) -> date | None:
    """The nearest later day with a change; None where none is found."""
    return next(
        (day for day in _days(connection, on, where, later=True) if changes(connection, day, where)), None
    )


def last_change(connection: Connection, on: date, where: HoldingFilter = EVERYTHING) -> date | None:
    """The nearest earlier day with a change."""
    return next(
        (day for day in _days(connection, on, where, later=False) if changes(connection, day, where)), None
    )


def span_of_days(connection: Connection, where: HoldingFilter = EVERYTHING) -> tuple[date, date] | None:
    """The first and last day of which something is told; None in a store without states."""
    of = claim.c
    query = select(func.min(of.day), func.min(of.since), func.max(of.day)).where(*_asked(where))
    day, since, last = connection.execute(query).one()
    if day is None:
        return None
    return date.fromisoformat(min(day, since or day)), date.fromisoformat(last)


def days_told(connection: Connection, where: HoldingFilter = EVERYTHING, *, most: int = 200) -> list[date]:
    """Days of which something is told, at most so many, spread over all of them."""
    query = select(claim.c.day).where(*_asked(where)).distinct().order_by(claim.c.day)
    found = [date.fromisoformat(day) for day in connection.execute(query).scalars()]
    step = max(1, -(-len(found) // most))
    return found[::step]


def _turns(claims: Sequence[Claim], on: date) -> Iterator[Turn]:
    after = settle(claims, on)
    # What follows only from what is told for this day or later was not known to hold before.
    before = [one for one in settle(claims, on - _DAY) if any(c.day < on for c in one.claims)]
    for now in after:
        old = next((one for one in before if _is_same(one, now)), None)
        if (what := _what(old, now, on)) is not None:
            yield Turn(what, now, old)


def _is_same(one: Holding, other: Holding) -> bool:
    if not set(one.holder.keys) & set(other.holder.keys):
        return False
    return one.other is None or other.other is None or bool(set(one.other.keys) & set(other.other.keys))


def _what(before: Holding | None, now: Holding, on: date) -> What | None:
    if before is None or (before.status == "ended" and now.status != "ended"):
        if now.status == "ended":
            return "ended" if now.ended == on else None
        if now.status == "contested":
            return "contested"
        return "began" if now.since == on else "told"
    if before.status != now.status:
        ways: dict[str, What] = {"ended": "ended", "contested": "contested", "holds": "settled"}
        return ways[now.status]
    return "counted" if now.status != "ended" and before.count != now.count else None


def _told_on(connection: Connection, on: date, where: HoldingFilter) -> list[str]:
    """Families with a claim for the day, of those in which something can match."""
    iso = on.isoformat()
    query = select(claim.c.family).where(or_(claim.c.day == iso, claim.c.since == iso), *_asked(where))
    found = set(connection.execute(query.distinct()).scalars())
    found |= _left(connection, found)
    if where.place is not None or where.actor is not None:
        found &= set(families_in(connection, where))
    return sorted(found)


def _left(connection: Connection, families: set[str]) -> set[str]:
    """Who leaves a country leaves every place in it: the families of its places."""
    codes = {family.rpartition(":")[2] for family in families if family.startswith("presence:country:")}
    if not codes:
        return set()
    query = select(claim.c.family).where(claim.c.kind == "presence", claim.c.country.in_(sorted(codes)))
    return set(connection.execute(query.distinct()).scalars())


def _days(connection: Connection, on: date, where: HoldingFilter, *, later: bool) -> Iterator[date]:
    iso, days = on.isoformat(), set()
    for column in (claim.c.day, claim.c.since):
        query = select(column).where(column > iso if later else column < iso, *_asked(where)).distinct()
        query = query.order_by(column if later else column.desc()).limit(TRIED)
        days |= set(connection.execute(query).scalars())
    for day in sorted(days, reverse=not later)[:TRIED]:
        yield date.fromisoformat(day)


def _asked(where: HoldingFilter) -> list[ColumnElement[bool]]:
    out: list[ColumnElement[bool]] = []
    if where.kind is not None:
        out.append(claim.c.kind == where.kind)
    if where.known_on is not None:
        out.append(claim.c.published <= where.known_on.isoformat())
    return out
