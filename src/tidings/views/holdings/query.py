"""The question "what holds on this day?" put to the claims in a store."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from tidings.errors import UsageError
from tidings.ledger.names import country_codes, fold
from tidings.views.holdings.claim import KINDS, Claim
from tidings.views.holdings.holding import STATUSES, Holding
from tidings.views.holdings.names import matches
from tidings.views.holdings.same import holders, subjects
from tidings.views.holdings.settle import settle
from tidings.views.holdings.view import CHUNK, claim, word
from tidings.views.holdings.view import day as days


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingFilter:
    """None asks nothing. `place` and `actor` as in StateFilter; `actor` matches holder and other. `known_on`:
    only reports published by then are asked. Raises UsageError for a value that can match nothing."""

    place: str | None = None
    actor: str | None = None
    kind: str | None = None
    status: str | None = None
    known_on: date | None = None
    min_confidence: float | None = None

    def __post_init__(self) -> None:
        for field, known in (("kind", KINDS), ("status", STATUSES)):
            asked = getattr(self, field)
            if asked is not None and asked not in known:
                raise UsageError(
                    f"{field} {asked!r} is none of the states of a day. Those are: {', '.join(known)}."
                )
        for field in ("place", "actor"):
            asked = getattr(self, field)
            if asked is not None and not fold(asked):
                raise UsageError(f"{field} {asked!r} has no letters or digits to look for. Give a name.")

    def matches(self, holding: Holding) -> bool:
        where, codes = holding.where, country_codes(self.place) if self.place else ()
        return (
            self.status in (None, holding.status)
            and (
                self.place is None
                or (where is not None and (where.country in codes or fold(self.place) in fold(where.name)))
            )
            and (
                self.actor is None
                or matches(self.actor, holding.holder)
                or matches(self.actor, holding.other)
            )
        )


EVERYTHING: Final = HoldingFilter()


def last_day(connection: Connection, known_on: date | None = None) -> date | None:
    """The last day of publication in the store, not after `known_on`."""
    query = select(func.max(days.c.published))
    if known_on:
        query = query.where(days.c.published <= known_on.isoformat())
    found = connection.execute(query).scalar()
    return date.fromisoformat(found) if found else None


def holdings(connection: Connection, on: date, where: HoldingFilter = EVERYTHING) -> Iterator[Holding]:
    """What holds on the day, or has ended by it, kind by kind, place by place; found while it is asked for."""
    families = _families(connection, where)
    for at in range(0, len(families), CHUNK):
        for claims in _claims(connection, families[at : at + CHUNK], where):
            for several in _subjects(connection, claims, where):
                yield from (one for one in settle(several, on) if where.matches(one))


def _families(connection: Connection, where: HoldingFilter) -> list[str]:
    kind = [claim.c.kind == where.kind] if where.kind else []
    found: set[str] | None = None
    if where.place is not None:
        codes = sorted(country_codes(where.place))
        query = select(claim.c.family).where(claim.c.country.in_(codes), *kind).distinct()
        found = set(connection.execute(query).scalars()) | _by_words(connection, where.place, "place")
    if where.actor is not None:
        named = _by_words(connection, where.actor, "party")
        for code in sorted(country_codes(where.actor)):
            named |= _by_word(connection, f"c:{code}", "party")
        found = named if found is None else found & named
    if found is None:
        found = set(connection.execute(select(claim.c.family).where(*kind).distinct()).scalars())
    start = f"{where.kind}:" if where.kind else ""
    return sorted(family for family in found if family.startswith(start))


def _by_words(connection: Connection, asked: str, part: str) -> set[str]:
    several = [_by_word(connection, one, part) for one in fold(asked).split()]
    return set.intersection(*several)


def _by_word(connection: Connection, asked: str, part: str) -> set[str]:
    query = select(word.c.family).where(word.c.word == asked, word.c.part == part)
    return set(connection.execute(query).scalars())


def _claims(
    connection: Connection, families: Sequence[str], where: HoldingFilter, *effects: str
) -> Iterator[list[Claim]]:
    query = _known(select(claim.c.family, claim.c.record).where(claim.c.family.in_(families)), where)
    if effects:
        query = query.where(claim.c.effect.in_(effects))
    rows = connection.execute(query.order_by(claim.c.family)).all()
    for _, several in groupby(rows, key=lambda row: row.family):
        found = [Claim.from_list(json.loads(row.record)) for row in several]
        least = where.min_confidence
        if kept := [one for one in found if least is None or one.confidence >= least]:
            yield kept


def _known(query: Select[Any], where: HoldingFilter) -> Select[Any]:
    return query.where(claim.c.published <= where.known_on.isoformat()) if where.known_on else query


def _subjects(connection: Connection, claims: list[Claim], where: HoldingFilter) -> Iterable[list[Claim]]:
    groups = subjects(claims)
    if claims[0].kind != "presence":
        return groups
    ends = _ends_in_countries(connection, groups, where)
    return [_with_ends(group, ends.get(_country(group), ())) for group in groups]


def _ends_in_countries(
    connection: Connection, groups: Iterable[list[Claim]], where: HoldingFilter
) -> dict[str | None, list[Claim]]:
    """Who left a whole country left each place in it, too."""
    codes = {_country(group) for group in groups if not (group[0].where and group[0].where.is_country)} - {
        None
    }
    out: dict[str | None, list[Claim]] = defaultdict(list)
    for found in _claims(connection, sorted(f"presence:country:{code}" for code in codes), where, "end"):
        for one in found:
            if one.where and one.count is None:
                out[one.where.country].append(one)
    return out


def _with_ends(group: list[Claim], ends: Sequence[Claim]) -> list[Claim]:
    if not ends:
        return group
    number = holders([*group, *ends])
    here = {number[one.holder.keys] for one in group if one.holder and one.holder.keys}
    more = [one for one in ends if one.holder and number.get(one.holder.keys) in here]
    return sorted([*group, *(replace(one, where=None) for one in more)], key=lambda c: c.order)


def _country(group: list[Claim]) -> str | None:
    return min((c.where.country for c in group if c.where and c.where.country), default=None)
