"""Whether a later report's promise is one made before, told again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from tidings.views.promises.fulfil import AT_MOST, LEAST, Link, what, where, who
from tidings.views.promises.several import Several, days_between
from tidings.views.promises.telling import Telling

_SIDES: Final = ({"AGREE", "CONCEDE"}, {"THREATEN"}, {"REQUEST"})
_SPOKEN: Final = frozenset().union(*_SIDES)


def recalled_from(first: Sequence[Telling], again: Sequence[Telling]) -> Link | None:
    """The link where `again` tells of the promise `first`. The words must say that it was made before; its
    day, where one is given, must be that of `first`."""
    first, again = Several.of(first), Several.of(again)
    days = again.told_again
    made, told = first.published, again.published
    if days is None or not made or not told or told <= made or days_between(made, told) > AT_MOST:
        return None
    if not _of_a_kind(first.types, again.types):
        return None
    said = first.said
    fits = [day for day in days if day[0] <= said <= day[1]]
    if days and not fits:
        return None
    found = [who(first, again, either=False), where(first, again), what(first, again)]
    if fits:
        found.append((1.0, "the day is that of the promise"))
    if _same_due(first, again):
        found.append((1.0, "the same day is set"))
    score = 0.5 + sum(points for points, _ in found)
    if score < LEAST:
        return None
    why = "; ".join(said for points, said in found if said and points > 0)
    return Link("recalls", round(score, 2), why[:1].upper() + why[1:] + ".")


@lru_cache(maxsize=4096)
def _of_a_kind(first: frozenset[str], again: frozenset[str]) -> bool:
    """Types of events: not a promise and a threat; what is only planned may be either."""
    kinds = [types & _SPOKEN for types in (first, again)]
    return not all(kinds) or any(all(kind & side for kind in kinds) for side in _SIDES)


def _same_due(first: Several, again: Several) -> bool:
    return any(a[0] <= b[1] and b[0] <= a[1] for a in first.dues for b in again.dues)
