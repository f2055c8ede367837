"""Comparator: can the figures be of one happening? Tolls rise, so another figure says little by itself."""

from __future__ import annotations

from typing import Final

from tidings.link.events.told import Told

Bounds = tuple[int | None, int | None]
NAMES: Final = (
    "a toll lacks", "killed same", "injured same", "detained same", "a large toll same", "a toll meets",
    "a toll near", "a toll other", "a toll far",
)  # fmt: skip


def compare(a: Told, b: Told) -> dict[str, float]:
    out: dict[str, float] = {}
    for name in ("killed", "injured", "detained"):
        one, two = getattr(a, name), getattr(b, name)
        if one is None and two is None:
            continue
        if one is None or two is None:
            out["a toll lacks"] = 1.0
            continue
        if one == two:
            out[f"{name} same"] = 1.0
            if (one[0] or 0) >= 3:
                out["a large toll same"] = 1.0
        elif _meet(one, two):
            out["a toll meets"] = 1.0
        else:
            ratio = _ratio(one, two)
            out["a toll near" if ratio <= 1.6 else "a toll other" if ratio <= 4 else "a toll far"] = 1.0
    return out


def _meet(a: Bounds, b: Bounds) -> bool:
    return (a[1] is None or (b[0] or 0) <= a[1]) and (b[1] is None or (a[0] or 0) <= b[1])


def _ratio(a: Bounds, b: Bounds) -> float:
    one, two = ((n[0] if n[0] is not None else n[1]) or 0 for n in (a, b))
    return (max(one, two) + 1) / (min(one, two) + 1)


def why(a: Told, b: Told) -> str:
    told = [
        f"{name} {_say(one)} and {_say(two)}" if one != two else f"both {_say(one)} {name}"
        for name in ("killed", "injured", "detained")
        if (one := getattr(a, name)) and (two := getattr(b, name))
    ]
    return "; ".join(told) or "no figures to compare"


def _say(bounds: Bounds) -> str:
    low, high = bounds
    if low == high:
        return str(low)
    return f"at least {low}" if high is None else f"up to {high}" if low is None else f"{low} to {high}"
