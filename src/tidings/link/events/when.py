"""Comparator: can it have been on the same day?"""

from __future__ import annotations

from datetime import date
from typing import Final

from tidings.link.events.told import Told


def apart(a: Told, b: Told) -> int | None:
    """Days between the two: 0 where they may meet, None where one has no day at all."""
    one, two = a.days, b.days
    if one is None or two is None:
        return None
    return max(one[0] - two[1], two[0] - one[1], 0)


KINDS: Final = ("days untold ", "days one told ", "days told ")


def compare(a: Told, b: Told) -> dict[str, float]:
    out: dict[str, float] = {}
    gap = apart(a, b)
    if a.exact and b.exact:
        out["day apart " + binned(gap or 0)] = 1.0
        if a.first == a.last == b.first == b.last:
            out["same day"] = 1.0
    else:
        kind = KINDS[a.dated + b.dated]
        out[kind + ("none" if gap is None else binned(gap))] = 1.0
        if a.dated and b.dated:
            out["days alike"] = _alike(a, b)
    if a.published is not None and b.published is not None:
        out["published apart " + binned(abs(a.published - b.published))] = 1.0
    return out


def _alike(a: Told, b: Told) -> float:
    """Days that both have as a share of those that either has."""
    one, two = a.days, b.days
    assert one
    assert two
    both = min(one[1], two[1]) - max(one[0], two[0]) + 1
    either = max(one[1], two[1]) - min(one[0], two[0]) + 1
    return max(0, both) / either


def binned(days: int) -> str:
    """The most days of the bin that they are in, or "more"."""
    for most in (0, 1, 2, 4, 7, 14, 31, 100):
        if days <= most:
            return str(most)
    return "more"


def why(a: Told, b: Told) -> str:
    gap = apart(a, b)
    if gap is None or not a.dated or not b.dated:
        if a.published is None or b.published is None:
            return "a day is not told"
        return f"a day is not told; published {_days(abs(a.published - b.published))} apart"
    if gap:
        return f"{_days(gap)} apart"
    if a.exact and b.exact and a.first is not None:
        return f"both on {date.fromordinal(a.first)}"
    return "their days meet"


def _days(n: int) -> str:
    return "1 day" if n == 1 else f"{n} days"
