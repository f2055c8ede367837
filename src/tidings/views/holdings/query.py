"""The question "what holds on this day?" put to the claims in a store."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from tidings.errors import UsageError
from tidings.ledger.bulk import portions
from tidings.ledger.names import country_codes, fold
from tidings.views.holdings.claim import KINDS, Claim
from tidings.views.holdings.holding import STATUSES, Holding
from tidings.views.holdings.names import matches
from tidings.views.holdings.same import subjects
from tidings.views.holdings.settle import settle
from tidings.views.holdings.view import claim, word
from tidings.views.holdings.view import day as days

KEPT: Final = 50_000
"""Claims that are kept as they were read, of 2 KB each: one page asks for what held on the day, on the day
before and on the next days with news, and the page of the next day asks for nearly the same."""


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

    def may_match(self, claims: Iterable[Claim]) -> bool:
        """Whether one of the claims names who is asked for: settling all mayors to show one took seconds."""
        asked = self.actor
        return asked is None or any(matches(asked, one) for claim in claims for one in claim.parties)

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
    """What holds on the day or has ended by it, kind by kind, place by place; found as it is asked for."""
    for several in subjects_in(connection, families_in(connection, where), where):
        if where.may_match(several):
            yield from (one for one in settle(several, on) if where.matches(one))


def subjects_in(
    connection: Connection, families: Sequence[str], where: HoldingFilter = EVERYTHING
) -> Iterator[list[Claim]]:
    """The claims of the families, those about one place, office or group together."""
    ends = _Ends(connection, where)
    for some in portions(families):
        for claims in _claims(connection, some, where):
            yield from _subjects(claims, ends)


def families_in(connection: Connection, where: HoldingFilter) -> list[str]:
    """Those in which something can match."""
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
        found = [_claim(row.record) for row in several]
        least = where.min_confidence
        if kept := [one for one in found if least is None or one.confidence >= least]:
            yield kept


@lru_cache(maxsize=KEPT)
def _claim(record: str) -> Claim:
    return Claim.from_list(json.loads(record))


def _known(query: Select[Any], where: HoldingFilter) -> Select[Any]:
    return query.where(claim.c.published <= where.known_on.isoformat()) if where.known_on else query


def _subjects(claims: list[Claim], ends: _Ends) -> Iterable[list[Claim]]:
    groups = subjects(claims)
    if claims[0].kind != "presence" or claims[0].family.startswith("presence:country:"):
        return groups
    return [ends.added(group) for group in groups]


class _Ends:
    """Who left a whole country left each place in it, too. Each country is asked for once."""

    def __init__(self, connection: Connection, where: HoldingFilter) -> None:
        self._connection, self._where = connection, where
        self._found: dict[str, dict[str, list[Claim]]] = {}

    def added(self, group: list[Claim]) -> list[Claim]:
        """The claims about a place with those that its holders left the country."""
        country = _country(group)
        if country is None:
            return group
        by_key = self._of(country)
        keys = {key for one in group if one.holder for key in one.holder.keys if not key.startswith("d:")}
        more = {(c.report, c.record): c for key in sorted(keys) for c in by_key.get(key, ())}
        if not more:
            return group
        return sorted([*group, *(replace(c, where=None) for c in more.values())], key=lambda c: c.order)

    def _of(self, country: str) -> dict[str, list[Claim]]:
        if country not in self._found:
            by_key: dict[str, list[Claim]] = defaultdict(list)
            for several in _claims(self._connection, [f"presence:country:{country}"], self._where, "end"):
                for one in several:
                    for key in one.holder.keys if one.holder and one.count is None else ():
                        by_key[key].append(one)
            self._found[country] = by_key
        return self._found[country]


def _country(group: list[Claim]) -> str | None:
    return min((c.where.country for c in group if c.where and c.where.country), default=None)
