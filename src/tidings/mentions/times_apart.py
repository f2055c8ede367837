"""Days told from another deed's: "a day after" in "met on Monday, a day after rebels shot the mayor"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tidings.mentions import times_resolve as days
from tidings.model.doc import Doc
from tidings.model.mention import Interval, TimeMention

COUNTED: Final = "the day of what it is counted from"
"""In the reason of a day that is not that of what follows: "came two days after the raid on Monday"."""
_LENGTH: Final = re.compile(r"P(?:(\d{1,3})([DWMY])|T\d{1,3}[HM])$")
_NO_LENGTH: Final = frozenset("the last past these less fewer more over under about nearly almost".split())
"""Begin what is no length between two deeds ("the past two weeks before") or no exact one."""
_UNITS: Final = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def told_apart(doc: Doc, found: Sequence[TimeMention]) -> list[TimeMention]:
    """The times of a sentence, those among them that lead a clause or noun ("two days after the raid") with
    the days of that deed, counted from the day of what it hangs on; where the raid has a day and nothing else
    has, with the days of what hangs on it. Without any such day they stay as they are."""
    return [_from_the_other(doc, time, found) for time in found]


def leads(doc: Doc, time: TimeMention) -> int | None:
    """The verb or noun of which a length of time says how long before or after it something else was."""
    mark = time.last + 1
    if time.type != "DURATION" or mark >= len(doc.tokens) or not _LENGTH.match(time.value):
        return None
    if doc.tokens[time.first].text.lower() in _NO_LENGTH:
        return None
    if doc.tokens[mark].text.lower() not in ("after", "before"):
        return None
    parse = doc.parse
    head = parse.head[mark]
    if head <= mark or parse.dep[mark] not in ("mark", "case"):
        return None
    verb = parse.head[head]
    if verb > head and parse.dep[head] == "obl" and parse.dep[verb] == "advcl":
        return verb  # the subject of "two days after an attack killed him", read as if "after" were its own
    return head


def _from_the_other(doc: Doc, time: TimeMention, found: Sequence[TimeMention]) -> TimeMention:
    told = leads(doc, time) if doc.has("parse") else None
    length = _LENGTH.match(time.value)
    if told is None or length is None or time.interval is not None:
        return time
    parse, inside = doc.parse, set(doc.subtree(told))
    above = parse.head[told]
    if time.first <= above <= time.last:
        inside |= set(range(time.first, time.last + 1))
        above = parse.head[above]
    if parse.dep[time.last + 1] == "case":
        inside |= {t.first for t in found if _is_behind(doc, t, inside)}
    days_told = [t for t in found if t is not time and t.first not in inside and _is_day(t.interval)]
    own = [t for t in days_told if any(parse.head[k] == above for k in range(t.first, t.last + 1))]
    other = own[0] if len(own) == 1 else days_told[0] if len(days_told) == 1 else None
    if other is not None and not own and _is_in_clause(doc, above):
        return time
    within = [t for t in found if t is not time and t.first in inside and _is_day(t.interval)]
    turned = not days_told and len(within) == 1
    if turned:
        other = within[0]
    if other is None or other.interval is None or other.interval.start is None:
        return time
    after = doc.tokens[time.last + 1].text.lower() == "after"
    unit = _UNITS.get(length[2] or "", "hour")
    amount = int(length[1] or 0)
    try:
        day = days.shift(other.interval.start, unit, -amount if after != turned else amount)
    except OverflowError:
        return time
    interval = days.unit_around(day, unit) if unit in ("month", "year") else days.one_day(day)
    words = doc.text[time.span.start : time.span.end]
    said = doc.text[other.span.start : other.span.end]
    beside = COUNTED if turned else "the day of what is told beside it"
    why = f"{words} {'before' if after != turned else 'after'} {said}, {beside}"
    return replace(time, interval=interval, why=why)


def _is_behind(doc: Doc, time: TimeMention, noun: set[int]) -> bool:
    """Whether a day stands right behind a noun: "before the election on June 8", whatever it hangs on."""
    before = time.first - 2
    return before in noun and doc.tokens[before + 1].text.lower() in ("on", "of", "in")


def _is_in_clause(doc: Doc, word: int) -> bool:
    """Whether a word stands in a relative or adverbial clause: of "recalled on Sunday a talk that took place
    three weeks after the raid" the Sunday says nothing of the raid."""
    parse = doc.parse
    for _ in range(len(doc.tokens)):
        if word < 0:
            break
        if parse.dep[word].split(":")[0] in ("acl", "advcl"):
            return True
        word = parse.head[word]
    return False


def _is_day(interval: Interval | None) -> bool:
    return interval is not None and interval.start is not None and interval.start == interval.end
