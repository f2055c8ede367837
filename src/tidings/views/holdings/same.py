"""Which of the claims that may bear on each other are about the same place, office and holder.

Everything is found from the set of the claims, never from their order: names that share a key, directly or
through others, are one party; what a claim leaves open is filled where only one answer is possible.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from tidings.model.earth import kilometres
from tidings.views.holdings.claim import Claim
from tidings.views.holdings.names import Where, Who, is_somebody
from tidings.views.holdings.office import core_of, has_one_holder

NEAR: Final = 60.0
"""Kilometres within which two points of one name in one country are one place."""


def subjects(claims: Sequence[Claim]) -> list[list[Claim]]:
    """The claims of one family by the place or office that they are about, in a fixed order."""
    if not claims:
        return []
    if claims[0].kind in ("control", "presence"):
        return _by_place(claims)
    if claims[0].kind == "position":
        return _by_office(claims)
    return [list(claims)]


def holders(claims: Sequence[Claim], *, persons: bool = False) -> dict[tuple[str, ...], int]:
    """Of the keys of each holder the number of the party: the same for all its names."""
    every = {claim.holder.keys for claim in claims if claim.holder and claim.holder.keys}
    sides: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for claim in claims:
        if claim.holder and claim.event:
            sides[claim.report, claim.record].add(claim.holder.keys)
    apart = {frozenset((a, b)) for those in sides.values() for a in those for b in those if a != b}
    return parties(every, contained=1 if persons else 2, apart=apart)


def parties(
    every: Iterable[tuple[str, ...]],
    *,
    contained: int = 2,
    apart: Collection[frozenset[tuple[str, ...]]] = (),
) -> dict[tuple[str, ...], int]:
    """`contained`: from how many words a name on is the one that it is a part of. `apart`: two that one event
    has on its two sides, so that the one, if only described, is not the other."""
    several = sorted(set(every))
    sets = _Sets(len(several))
    first: dict[str, int] = {}
    for n, keys in enumerate(several):
        for key in keys:
            if not key.startswith("d:"):
                sets.join(first.setdefault(key, n), n)
    _join_parts(sets, first, contained)
    _join_described(sets, several, apart)
    return {keys: sets.root(n) for n, keys in enumerate(several)}


def _join_parts(sets: _Sets, first: Mapping[str, int], contained: int) -> None:
    named = {key: frozenset(key[2:].split()) for key in first if key.startswith("n:")}
    by_word: dict[str, list[str]] = defaultdict(list)
    for key in sorted(named):
        for word in named[key]:
            by_word[word].append(key)
    for key, words in sorted(named.items()):
        if len(words) < contained:
            continue
        rarest = min(words, key=lambda w: (len(by_word[w]), w))
        for longer in by_word[rarest]:
            if longer != key and words < named[longer]:
                sets.join(first[key], first[longer])


def _join_described(
    sets: _Sets, several: Sequence[tuple[str, ...]], apart: Collection[frozenset[tuple[str, ...]]]
) -> None:
    """ "The rebels" are the one group there is, "the soldiers" those of the one state; of several none."""
    states = {sets.root(n) for n, keys in enumerate(several) if any(k.startswith("c:") for k in keys)}
    groups = {
        sets.root(n) for n, keys in enumerate(several) if any(k[0] in "an" for k in keys)
    } - states  # fmt: skip
    for n, keys in enumerate(several):
        for key, there in (("d:state", states), ("d:group", groups)):
            if keys == (key,) and len(there) == 1:
                (one,) = there
                if not any(
                    frozenset((keys, m)) in apart for i, m in enumerate(several) if sets.root(i) == one
                ):
                    sets.join(one, n)


def _by_place(claims: Sequence[Claim]) -> list[list[Claim]]:
    """One name in two countries, or twice in one country far apart, is two places. A claim without a country
    goes with the country that most claims name."""
    spots = sorted({c.where for c in claims if c.where}, key=_spot_order)
    sets = _Sets(len(spots))
    named = Counter(c.where.country for c in claims if c.where and c.where.country)
    usual = min(named, key=lambda code: (-named[code], code)) if named else None
    for n, one in enumerate(spots):
        for m in range(n):
            if _is_one_place(one, spots[m], usual):
                sets.join(m, n)
    number = {spot: sets.root(n) for n, spot in enumerate(spots)}
    return _grouped(claims, [number[c.where] if c.where else -1 for c in claims])


def _is_one_place(one: Where, other: Where, usual: str | None) -> bool:
    if (one.country or usual) != (other.country or usual):
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return True
    return kilometres(one.lat, one.lon, other.lat, other.lon) <= NEAR


def _spot_order(spot: Where) -> tuple[object, ...]:
    return spot.core, spot.country or "", spot.lat or 0.0, spot.lon or 0.0, spot.name


def _by_office(claims: Sequence[Claim]) -> list[list[Claim]]:
    """One role in two organisations is two offices. A claim that names no organisation goes with the office
    of that person, else with nobody's but the person's own."""
    orgs = parties(c.other.keys for c in claims if c.other and is_somebody(c.other))
    persons = holders(claims, persons=True)

    def org(claim: Claim) -> int | None:
        return orgs[claim.other.keys] if claim.other and is_somebody(claim.other) else None

    offices_of: dict[int, set[int]] = defaultdict(set)
    for claim in claims:
        found = org(claim)
        if found is not None and claim.holder:
            offices_of[persons[claim.holder.keys]].add(found)
    one_holder = has_one_holder(core_of(claims[0].family))
    numbers: list[object] = []
    for claim in claims:
        found, holder = org(claim), persons[claim.holder.keys] if claim.holder else -1
        if found is None and len(offices_of[holder]) == 1:
            found = next(iter(offices_of[holder]))
        numbers.append((found, holder if found is None or not one_holder else -1))
    return _grouped(claims, numbers)


def _grouped(claims: Sequence[Claim], numbers: Sequence[object]) -> list[list[Claim]]:
    out: dict[object, list[Claim]] = defaultdict(list)
    for claim, number in zip(claims, numbers, strict=True):
        out[number].append(claim)
    several = [sorted(group, key=lambda c: c.order) for group in out.values()]
    return sorted(several, key=lambda group: group[0].order)


class _Sets:
    """Sets that are joined; each has its smallest number."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def root(self, n: int) -> int:
        while self._up[n] != n:
            self._up[n] = self._up[self._up[n]]
            n = self._up[n]
        return n

    def join(self, a: int, b: int) -> None:
        a, b = self.root(a), self.root(b)
        self._up[max(a, b)] = min(a, b)


def best_name(several: Iterable[Who]) -> Who:
    """Of the names of a party the one to show: the most used that says most; keys of all."""
    those = list(several)
    counts = Counter(one.name for one in those)
    name = min(counts, key=lambda n: (not n[:1].isupper(), -counts[n], -len(n), n))
    names = tuple(sorted({n for one in those for n in one.names}, key=lambda n: (n != name, n)))
    return Who(name, names, tuple(sorted({key for one in those for key in one.keys})))
