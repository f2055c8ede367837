"""Whether words tell of one deed or of something that lasts or is many: a battle, a wave of protest, "34
strikes". English words, stated by hand; nothing was fitted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tidings.model.record import Evidence

_NUMBERS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
).split()
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
).split()
_WHOLE: Final = frozenset(
    "battle battles campaign campaigns offensive offensives siege sieges wave waves uprising revolt rebellion"
    " mutiny standoff stand-off stand-offs hostage-taking crackdown onslaught hostilities unrest bloodshed"
    " violence occupation sit-in blockade insurrection incursion invasion spree bombardment series string"
    " spate movement turmoil rioting".split()
)
"""Nouns of what has parts."""
_MANY: Final = frozenset(
    "fighting combat clashes raids strikes airstrikes air-strikes attacks bombings protests demonstrations"
    " marches rallies riots killings skirmishes shellings bombardments assaults ambushes sorties walkouts"
    " executions kidnappings abductions gunfights firefights advance push operation pounding"
    " shelling".split()
)
"""Nouns of what is several, or goes on."""
_N: Final = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)}|several|many)"
_UNIT: Final = r"(?P<unit>day|night|week|month)"
_TOLD: Final = (
    re.compile(rf"\b{_N}[ -]+(?:straight |consecutive |long )?{_UNIT}s?(?: of\b|[ -]long\b)", re.I),
    re.compile(rf"^[^.;]{{0,20}}\bof {_N} {_UNIT}s\b", re.I),
    re.compile(rf"\b{_N}-{_UNIT}(?:-long)?\b(?!-old)", re.I),
    re.compile(r"\b(?:in|within|over|after|for|through|during) "
               rf"(?:the (?:last|past) |more than |almost |about )?{_N} {_UNIT}s\b", re.I),
    re.compile(rf"\b(?:its|the|their) (?P<n>{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th)) {_UNIT}\b", re.I),
    re.compile(rf"\b(?P<n>a) (?:whole |full )?{_UNIT} of\b", re.I),
)  # fmt: skip
_FROM: Final = (
    r"since (?:last |the |early |late |mid-|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|then|dawn"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|new year|christmas)\w*"
)
_GOES_ON: Final = re.compile(
    rf"\b(?:{_FROM}|every (?:day|night)|nightly|daily|night after night|day after day|between \d+ and \d+|"
    r"from \d+ to \d+|goes? on|went on|gone on|continu\w+|raged?|raging|entered its)\b", re.I
)  # fmt: skip
_COUNTED: Final = re.compile(
    r"\b(?:(?:[3-9]|\d\d+)|(?:dozens|scores|hundreds|wave|series|string|spate|weeks?|days) of"
    rf"|{'|'.join(_NUMBERS[2:])})\b[ ]*(?:[\w-]+ ){{0,2}}$", re.I
)  # fmt: skip
_HAS_BEEN: Final = re.compile(r"\b(?:has|have|had|is|are|was|were)\b(?: been)?(?: \w+)? ?$", re.I)
_SINCE: Final = re.compile(rf"^[^.;]{{0,90}}\b(?:{_FROM}|every (?:day|night))\b", re.I)
_BETWEEN: Final = re.compile(r"\b(?:between|from) (\d{1,2}) (?:and|to) (\d{1,2}) [A-Z]")
_WITHIN: Final = re.compile(
    r"\b(?:worst|heaviest|bloodiest|deadliest|fiercest|largest|biggest|roughest|last|latest|first) "
    r"(?:day|hour|blow|night|moment|episode|clash|of)\b"
    r"|\bone of (?:the )?(?:many|several|dozens|series|wave)\b"
    rf"|\bpart of (?:an?|the) (?:\w+ ){{0,3}}(?:{'|'.join(sorted(_WHOLE))})\b|\bin the course of\b", re.I
)  # fmt: skip
_REVENGE: Final = re.compile(r"\b(?:reveng|retaliat|reprisal|aveng)\w*", re.I)
_AFTER: Final = re.compile(
    r"\b(?:reveng|retaliat|reprisal|aveng)\w*|\bin (?:answer|response)\b"
    r"|\b(?:days?|weeks?|hours|month) after (?:the end of\b|[^.;]{0,60}\b(?:had )?(?:ended|was over)\b)", re.I
)  # fmt: skip
NEXT: Final = 120
"""Characters behind a sentence in which the next one may say that the deed was revenge."""
_DAYS: Final = {"day": 1, "night": 1, "week": 7, "month": 30}
MOST: Final = 120
"""Days of the longest whole. A war of years is a part of nothing and has everything for parts."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """`level`: 0 one deed, 1 something that goes on or is several, 2 a whole by name, or several over told
    days. `days`: how long, as told."""

    level: int = 0
    days: int | None = None


def lasting_of(text: str, evidence: Evidence) -> Lasting:
    """Read from the trigger and what stands around it in its clause or sentence."""
    span, trigger = evidence.span, evidence.trigger
    if trigger is None or not span.start <= trigger.start < span.end:
        return Lasting()
    start, end = trigger.start, trigger.end
    while start > span.start and (text[start - 1].isalpha() or text[start - 1] == "-"):
        start -= 1  # "taking" of "hostage-taking"
    while end < span.end and (text[end].isalpha() or text[end] == "-"):
        end += 1
    before, after = text[span.start : start], text[end : span.end]
    words = set(re.findall(r"[\w-]+", text[start:end].lower()))
    # "the wave of protest", "an air campaign": the noun of the whole stands just before its trigger, or after
    near = {w.lower() for w in re.findall(r"[\w-]+", before)[-2:]}
    behind = re.match(r" (?:of )?([\w-]+)", after)
    if words & _WHOLE or near & {"wave", "series", "string", "spate", "campaign"}:
        return Lasting(2, _days(before, after))
    if behind and behind[1].lower() in ("campaign", "offensive", "wave", "spree") and after[:4] != " of ":
        return Lasting(2, _days(before, after))
    if words & _MANY:
        days = _days(before, after)
        whole = (
            days is not None or _COUNTED.search(before) or _GOES_ON.search(before[-60:] + "|" + after[:60])
        )
        return Lasting(2 if whole else 1, days)
    if _HAS_BEEN.search(before) and _SINCE.match(after):
        return Lasting(1, None)
    return Lasting()


def is_within(text: str, evidence: Evidence) -> bool:
    """Whether its own words make it a part of something: "the worst day was Friday, when …"."""
    return bool(_WITHIN.search(evidence.span.of(text)))


def is_after(text: str, evidence: Evidence) -> bool:
    """Whether it answers something, or came when that was over."""
    start, end = evidence.span.start, evidence.span.end
    return bool(_AFTER.search(text[start:end]) or _REVENGE.search(text[end : end + NEXT].split("\n")[0]))


def _days(before: str, after: str) -> int | None:
    """Days told close to the trigger: "six days of", "entered its fifth day"."""
    for some in (before[-60:], after[:60]):
        if found := _BETWEEN.search(some):
            days = int(found[2]) - int(found[1])
            if 0 < days <= 30:
                return days
    for pattern in _TOLD:
        for some in (before[-60:], after[:60]):
            if found := pattern.search(some):
                n = _number(found["n"].lower())
                days = n * _DAYS[found["unit"].lower()]
                return days if 2 <= days <= MOST else None
    return None


def _number(word: str) -> int:
    if word in _NUMBERS:
        return _NUMBERS.index(word) + 1
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else 1 if word == "a" else 3
