"""Tolls from several reports: of each source its last figure, low to high, and the latest as the best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from tidings.model.record import Number, Range
from tidings.views.incident.fields import Toll
from tidings.views.incident.sources import NameKeys, words_of
from tidings.views.incident.telling import Said, Telling, day_of

ROUND: Final = 0.12
"""How far the bounds of "about 900" (±5 %) lie apart at most, in parts of the middle, which is then the
figure meant. Of "dozens" the middle is nobody's figure: there the lower bound stands."""


def toll_of(field: str, tellings: Sequence[Telling], keys: NameKeys | None) -> Toll:
    """`keys`: needed only where a telling has claims."""
    said: list[Said[Range]] = []
    for telling in tellings:
        number: Number | None = getattr(telling.event, field)
        by = telling.set_by(field)
        if (
            number is not None
            and number.value != (None, None)
            and (by or not _given_by(telling, field, number))
        ):
            said.append(Said(number.value, telling, telling.source, number.spans, judged=by))
        for dispute in telling.event.claims:
            if dispute.field == field and isinstance(dispute.value, tuple) and keys is not None:
                source = keys.of(words_of(dispute.source)) or telling.source
                said.append(Said(dispute.value, telling, source, dispute.spans, speaker=dispute.source))
    if not said:
        return Toll()
    last = _last(said)
    figures = [replace(s, lasts=n in last) for n, s in enumerate(said)]
    counted = [s for s in figures if s.lasts]
    lows = [low for s in counted if (low := s.value[0]) is not None]
    highs = [high for s in counted if (high := s.value[1]) is not None]
    open_below = [s.value[1] for s in counted if s.value[0] is None and s.value[1] is not None]
    is_open = bool(lows and open_below) and min(open_below) < min(lows)  # "up to 5" beside 9
    return Toll(
        low=None if is_open else min(lows, default=None),
        best=_best(counted),
        high=_highest(s.value for s in counted),
        said=tuple(figures),
        disputed=bool(lows and highs) and max(lows) > min(highs),  # two that do not meet
    )


def _given_by(telling: Telling, field: str, number: Number) -> bool:
    """Whether a party of its claims gives just this figure: then it is that party's word."""
    claims = telling.event.claims
    return any(d.field == field and d.value == number.value for d in claims)


def figure(value: Range) -> int | None:
    """The one number that stands for a range: of a rounded one its middle, else its lower bound."""
    low, high = value
    if low is None or high is None:
        return high if low is None else low
    middle = (low + high) // 2
    return middle if high - low <= ROUND * max(middle, 1) else low


def _last(said: Sequence[Said[Range]]) -> set[int]:
    """Places of the figures that last. Two of one source in one report are mostly a whole and a part of it
    ("nine dead, two of them children"): the higher stands."""
    last: dict[str, int] = {}
    for n, one in enumerate(said):
        before = last.get(one.source)
        same_report = before is not None and said[before].telling.report_id == one.telling.report_id
        if before is None or not same_report or _size(one.value) > _size(said[before].value):
            last[one.source] = n
    return set(last.values())


def _size(value: Range) -> tuple[int, bool]:
    low, high = value
    return (low if low is not None else high or 0), high is None


def _highest(values: Iterable[Range]) -> int | None:
    """None where the highest is open: "at least 9" over 5, but not "at least 4" under 9."""
    return max(values, key=lambda v: (_size(v)[0] if v[1] is None else v[1], v[1] is None))[1]


def _best(counted: Sequence[Said[Range]]) -> int | None:
    latest = max(day_of(s.telling) for s in counted)
    outlets: defaultdict[int, set[str]] = defaultdict(set)
    for s in counted:
        number = figure(s.value)
        if number is not None and day_of(s.telling) == latest:
            outlets[number].add(s.telling.outlet)
    return min(outlets, key=lambda n: (-len(outlets[n]), n), default=None)
