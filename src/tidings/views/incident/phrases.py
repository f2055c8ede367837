"""How the values of an incident (`views.incident.json`) read in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tidings.model import phrases
from tidings.model.mention import Interval
from tidings.model.visible import one_line

Json = Mapping[str, Any]


def days(when: Json | None) -> str:
    if when is None:
        return ""
    start, end = (date.fromisoformat(day) if day else None for day in (when["start"], when["end"]))
    return phrases.days(Interval(start, end))


def where(place: Json | None) -> str:
    if place is None:
        return ""
    name = one_line(place["name"])
    return name if not place["country"] or place["precision"] == "country" else f"{name}, {place['country']}"


def who_whom(head: Json) -> str:
    left, right = names(head["actors"]), names(head["recipients"])
    return f"{left} → {right}".strip() if right else left


def names(several: Sequence[str]) -> str:
    shown = ", ".join(one_line(name) for name in several[: phrases.MOST_NAMES])
    more = len(several) - phrases.MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown


def toll(found: Json) -> str:
    """ "5"; "7 (5 to 9)" with the best first; "9 (5 or more)" where the highest is open."""
    low, best, high = found["low"], found["best"], found["high"]
    span = phrases.amount((low, high))
    return span if best is None or low == high or (best == low and high is None) else f"{best:,} ({span})"


def people(head: Json) -> str:
    """ "killed 7 (5 to 9), injured 20"."""
    return ", ".join(f"{name} {toll(head[name])}" for name in phrases.COUNTS if head[name])


def told_by(head: Json) -> str:
    outlets, reports = head["outlets"], head["reports"]
    return f"{outlets} outlet{'s' * (outlets > 1)}, {reports} report{'s' * (reports > 1)}"


def brief(head: Json) -> str:
    """One line by which to know it, and its id to ask for it."""
    parts = (days(head["when"]), head["type"], who_whom(head), where(head["place"]), people(head))
    return f"{'; '.join(part for part in parts if part)}  {short(head['id'])}"


def disputed(head: Json) -> str:
    return f"disputed: {', '.join(head['disputed'])}" if head["disputed"] else ""


def what(head: Json) -> list[str]:
    """Type, mode, status and whether it is background, one a line."""
    background = "background" if head["background"] else ""
    return [line for line in (head["type"], head["mode"], head["status"], background) if line]


def value(field: str, found: Any) -> str:
    """One value as one report gives it."""
    if field == "when":
        return days(found)
    if field == "place":
        return where(found)
    return phrases.amount((found[0], found[1])) if isinstance(found, list) else one_line(str(found))


def short(id: str) -> str:
    """Enough of an id to type: `tidings incidents` takes the first five or more characters."""
    return id[:9]
