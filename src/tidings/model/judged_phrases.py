"""Judgements in words."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tidings.model import phrases
from tidings.model.judgement import Judgement
from tidings.model.judgement_fields import NUMBERS
from tidings.model.mention import Interval
from tidings.model.record import Event, State
from tidings.model.visible import one_line

SHOWN = 9
"""Characters of an id in tables: enough to tell those of a million records apart, mostly."""


def sentence(one: Judgement) -> str:
    """ "e1a2b3c4d: killed is 9 to 12"."""
    ids = [t.record[:SHOWN] for t in one.targets]
    if one.undoes is not None:
        return f"{one.undoes[:SHOWN]} is undone"
    if one.kind == "pair":
        return f"{ids[0]} and {ids[1]} are {'the same' if one.verdict == 'same' else 'different'}"
    if one.kind == "record":
        return f"{ids[0]} is wrong"
    return f"{ids[0]}: {one.field} is {value_words(one.field or '', one.value or 'null')}"


def value_words(field: str, text: str) -> str:
    """A value as tables have it; "none" for an empty one."""
    value: Any = json.loads(text)
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field in NUMBERS:
        return phrases.amount((value[0], value[1]))
    if field == "when":
        first, last = (date.fromisoformat(d) if d else None for d in (value["start"], value["end"]))
        return phrases.days(Interval(first, last, value["precision"]))
    if field == "place":
        point = "" if value["lat"] is None else f" ({value['lat']}, {value['lon']})"
        return one_line(", ".join(part for part in (value["name"], value["country"]) if part) + point)
    return one_line("; ".join(value) if isinstance(value, list) else str(value))


def set_by(record: Event | State) -> str:
    """ "set by ana: killed, place"; "" where nobody has set anything."""
    people: dict[str, list[str]] = {}
    for one in record.judged:
        people.setdefault(one.by, []).append(one.field)
    return "; ".join(f"set by {one_line(by)}: {', '.join(fields)}" for by, fields in sorted(people.items()))
