"""Comparator: is it the same sort of deed, and is it as real?"""

from __future__ import annotations

from typing import Final

from tidings.link.events.told import Told
from tidings.model.codes import EVENT_TYPES

FACT: Final = frozenset({"occurred", "ongoing"})
AHEAD: Final = frozenset({"planned", "possible"})

FORCE: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})


def family(type: str) -> str:
    """Types that readers take for one another; only records of one family are compared. A user's own type is
    a family of its own."""
    return "force" if type in FORCE else "word" if type in EVENT_TYPES else type


def compare(a: Told, b: Told) -> dict[str, float]:
    out: dict[str, float] = {}
    if a.type == b.type:
        out["type"] = 1.0
        out[f"type {a.type}"] = 1.0
        if a.mode and b.mode:
            out["mode" if a.mode == b.mode else "mode other"] = 1.0
    both = a.deeds & b.deeds
    if both:
        out["deed"] = 1.0
    elif a.deeds and b.deeds:
        out["deed other"] = 1.0
    if a.deeds & b.words or b.deeds & a.words:
        out["deed told there"] = 1.0
    sorts = {reality(a.status), reality(b.status)}
    if len(sorts) == 2:
        out["status " + " ".join(sorted(sorts))] = 1.0
    else:
        out[f"both {sorts.pop()}"] = 1.0
    if a.background != b.background:
        out["one background"] = 1.0
    elif a.background:
        out["both background"] = 1.0
    return out


def reality(status: str) -> str:
    """ "fact", "ahead" or "denied"."""
    return "fact" if status in FACT else "ahead" if status in AHEAD else "denied"


def why(a: Told, b: Told) -> str:
    if a.type != b.type:
        return f"{a.type} and {b.type}"
    same = f"both are {a.type}"
    if a.mode and b.mode:
        same += f" ({a.mode})" if a.mode == b.mode else f" ({a.mode}, {b.mode})"
    if reality(a.status) != reality(b.status):
        same += f", but one is {a.status} and the other {b.status}"
    return same
