"""What of an incident is compared with another one, of which it may be a part or the whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from tidings.ledger.filters import EventRow
from tidings.link.events.rarity import RARE, weight
from tidings.link.events.told import Told
from tidings.model.contract import dumps_json
from tidings.views.parts.lasting import MOST, Lasting, is_after, is_within, lasting_of

TYPES: Final = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})
"""Types whose incidents are looked at. Of arrests in a sweep none was right on the story lines."""
_HAPPENS: Final = frozenset({"occurred", "ongoing"})
_WORDS: Final = 24
"""Stems of its sentences and of what its reports are about that are kept, the heaviest."""
_REPORTS: Final = 64
LOOSE: Final = 14
"""Days before the first report in which something lasting can have begun whose beginning is not told."""
_HARM: Final = frozenset(
    "killed kills killing died dies dead dying wounded wounding injured injuring hurt lost cost left".split()
)
_VAGUE: Final = frozenset({"month", "season", "quarter", "year", "decade"})
"""Precisions of days that say when something was and not how long."""


@dataclass(frozen=True, slots=True)
class Side:
    """Days are ordinals, both None where nothing is known. `level`: as in `Lasting`. `told`: whether reports
    give the days; else they follow from when it was reported. `spot`, `who`: marks of places and parties
    (`link.events.Told`); `near`: stems of its sentences; `about`: of its reports. `within`: its words make
    it a part of something; `after`: they say that it answers something, or came when that was over.
    `reports`: short ids."""

    type: str
    mode: str | None
    level: int
    first: int | None
    last: int | None
    told: bool
    country: str | None
    lat: float | None
    lon: float | None
    precision: str
    spot: frozenset[str]
    who: frozenset[str]
    near: frozenset[str]
    about: frozenset[str]
    killed: int | None
    within: bool
    after: bool
    reports: frozenset[str]

    @property
    def length(self) -> int:
        return 0 if self.first is None or self.last is None else self.last - self.first + 1

    def to_json(self) -> str:
        values = (getattr(self, name) for name in _FIELDS)
        return dumps_json([sorted(v) if isinstance(v, frozenset) else v for v in values])

    @classmethod
    def from_json(cls, text: str) -> Side:
        values: list[Any] = json.loads(text)
        named: dict[str, Any] = {
            n: frozenset(v) if isinstance(v, list) else v for n, v in zip(_FIELDS, values, strict=True)
        }
        return cls(**named)


_FIELDS: Final = tuple(f.name for f in fields(Side))


def can_be_side(record: Mapping[str, Any]) -> bool:
    return record["type"] in TYPES and record["status"] in _HAPPENS


def side_of(record: Mapping[str, Any], members: Sequence[EventRow], told: Sequence[Told]) -> Side | None:
    """`record`: the incident's best values (`views.incident.json.head_json`); `members` its events, `told`
    the same as they are compared when events are linked, both in any order. None where it is of a type that
    is not looked at, or did not happen as far as is known."""
    if not can_be_side(record):
        return None
    counted = [row for row in members if row.event.status in _HAPPENS] or list(members)
    found = [_lasting(row) for row in counted]
    # Most tellings decide: a deed whose report also speaks of the battle is a deed.
    level = sorted(one.level for one in found)[(len(found) - 1) // 2]
    first, last, given = _days(record, counted, found, level)
    if record["background"] and not given:
        level = 0  # "a dozen kidnappings since 2010"
    words = [(row.report.text, one) for row in counted for one in row.event.evidence]
    place = record["place"] or {}
    return Side(
        type=record["type"],
        mode=record["mode"],
        level=level,
        first=first,
        last=last,
        told=given,
        country=place.get("country") or _one({t.country for t in told if t.country}),
        lat=place.get("lat"),
        lon=place.get("lon"),
        precision=place.get("precision") or "none",
        spot=frozenset(mark for t in told for mark in t.spot),
        who=frozenset(
            mark for t in told for mark in t.who | t.whom if not mark[1:].isdigit() or mark[0] == "="
        ),
        near=_heaviest(stem for t in told for stem in t.words),
        about=_heaviest(stem for t in told for stem in t.topic),
        killed=(record["killed"] or {}).get("best"),
        within=any(is_within(text, one) for text, one in words),
        after=2 * sum(_is_after(row) for row in counted) >= len(counted),
        reports=frozenset(sorted({t.report[:10] for t in told})[:_REPORTS]),
    )


def _lasting(row: EventRow) -> Lasting:
    """Of the event's first evidence, which tells it fullest, the first word in its sentence that is no mere
    harm: of "seven died in six days of clashes" the clashes."""
    text, evidence = row.report.text, row.event.evidence
    near = [one for one in evidence if one.trigger and one.span == evidence[0].span]
    deeds = [one for one in near if one.trigger and one.trigger.of(text).lower() not in _HARM] or near
    first = min(deeds, key=lambda one: one.trigger.start if one.trigger else 0, default=None)
    return lasting_of(text, first) if first else Lasting()


def _is_after(row: EventRow) -> bool:
    return any(is_after(row.report.text, one) for one in row.event.evidence)


def _days(
    record: Mapping[str, Any], members: Sequence[EventRow], found: Sequence[Lasting], level: int
) -> tuple[int | None, int | None, bool]:
    """First and last day, and whether they are told. Of what lasts all days that any telling gives are in it,
    and those in between; it goes on until the last day on which it is news."""
    best = record["when"] or {}
    start, end = _ordinal(best.get("start")), _ordinal(best.get("end"))
    published = sorted(row.report.published.toordinal() for row in members if row.report.published)
    if not level:
        if start is not None and end is not None:
            return start, end, True
        return (published[0] - 7, published[0], False) if published else (None, None, False)
    firsts, lasts, told = [], [], False
    for row, one in zip(members, found, strict=True):
        when = row.event.when.interval if row.event.when else None
        day = row.report.published.toordinal() if row.report.published else None
        if when and when.start and when.end and when.precision not in _VAGUE:
            firsts.append(when.start.toordinal())
            lasts.append(when.end.toordinal())
            told = True
        if one.days:
            to = lasts[-1] if when and when.end and lasts else day
            if to is not None:
                firsts.append(to - one.days)
                lasts.append(to)
                told = True
        if day is not None and not row.event.background and not (one.days or when):
            lasts.append(day)
    if not lasts and published:
        lasts = [published[-1]]
    if not firsts and published:
        firsts = [published[0] - LOOSE]
    if not firsts or not lasts:
        return None, None, False
    first, last = min(firsts), max(*lasts, min(firsts))
    return first, min(last, first + MOST), told


def _heaviest(stems: Any) -> frozenset[str]:
    heavy = {s for s in stems if weight(s) >= RARE}
    return frozenset(sorted(heavy, key=lambda s: (-weight(s), s))[:_WORDS])


def _one(values: set[str]) -> str | None:
    return min(values) if len(values) == 1 else None


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None
