"""Who held which office on a day. Days, months and years compare as text once cut to the same length."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tidings.mentions.actors_lists import Known, Lists

_OFFICES: Final = {
    "president": "president", "prime minister": "prime minister", "premier": "prime minister",
    "chancellor": "chancellor", "king": "king", "foreign minister": "foreign minister",
    "defense minister": "defence minister", "defence minister": "defence minister",
    "secretary of state": "secretary of state", "defense secretary": "secretary of defense",
    "secretary of defense": "secretary of defense", "vice president": "vice president",
    "foreign secretary": "foreign secretary", "interior minister": "interior minister",
    "supreme leader": "supreme leader", "crown prince": "crown prince",
    "deputy prime minister": "deputy prime minister",
}  # fmt: skip
_FORMER: Final = {"GOV": "ELI", "LEG": "ELI"}
"""The code books put former holders of public office among the elites."""


def holds(row: Known, day: date) -> bool:
    now = day.isoformat()
    return (not row.since or row.since <= now[: len(row.since)]) and (
        not row.until or now[: len(row.until)] <= row.until
    )


def at_day(rows: Sequence[Known], day: date | None) -> Known:
    """Of the offices of one person the one held that day, the later begun of several; else the last before;
    else, and without a day, the first in the list."""
    if day is None:
        return rows[0]
    now = [row for row in rows if holds(row, day)]
    if now:
        return max(now, key=lambda row: row.since)
    before = [row for row in rows if row.until and row.until <= day.isoformat()]
    return max(before, key=lambda row: row.until) if before else rows[0]


def in_office(row: Known, day: date | None) -> tuple[str, str | None]:
    """Role and sector of a person on that day: as in the row while in office, "former …" after it, no role
    before it. A group's leader stays of the group."""
    if day is None or holds(row, day):
        return row.role, row.sector
    if row.until and row.until < day.isoformat():
        return f"former {row.role}" if not row.role.startswith("former") else row.role, _FORMER.get(
            row.sector, row.sector
        )
    return "", row.sector if row.sector not in _FORMER else None


def holder(lists: Lists, country: str, office: str, day: date) -> Known | None:
    """Who was, say, foreign minister of a country; None where the lists have nobody, or several."""
    role = _OFFICES.get(office)
    if role is None:
        return None
    found = {row.name: row for row in lists.offices.get((country, role), ()) if holds(row, day)}
    return next(iter(found.values())) if len(found) == 1 else None
