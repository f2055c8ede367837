"""Numbers as English writes them, in digits, in words and in both ("1.2 million")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS: Final = {word: n for n, word in enumerate(_UNITS.split())}
TENS: Final = {word: 10 * n for n, word in enumerate(_TENS.split(), start=2)}
SCALES: Final = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_SHORT: Final = {"m": 10**6, "mn": 10**6, "mln": 10**6, "k": 1_000, "bn": 10**9, "b": 10**9}
"""Only where they touch the digits: "5.3m", "12k"."""

_PLAIN: Final = re.compile(r"\d{1,15}\Z", re.ASCII)
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}\Z|\d{1,3}(?:\.\d{3}){2,}\Z", re.ASCII)
_DECIMAL: Final = re.compile(r"\d{1,12}\.\d{1,6}\Z", re.ASCII)
_TRIPLE: Final = re.compile(r"\d{3}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from words `first` to `last`, both included."""

    value: Fraction
    first: int
    last: int
    in_digits: bool
    """Whether it is one bare group of digits, as years, ages and house numbers are."""


def digits_value(word: str) -> Fraction | None:
    """The value of one word of digits ("5,200", "1.200.000", "5.3"), None where it is none."""
    if _PLAIN.match(word):
        return Fraction(int(word))
    if _GROUPED.match(word):
        return Fraction(int(word.replace(",", "").replace(".", "")))
    return Fraction(word) if _DECIMAL.match(word) else None


def read_number(words: Sequence[str], i: int, glued: Sequence[bool]) -> Numeral | None:
    """The longest number that begins with word `i`; `glued[k]`: word k touches the one before it.

    "a" begins one only before "hundred", "dozen", "couple" and the like.
    """
    value = digits_value(words[i])
    if value is not None:
        return _digits(words, i, glued, value)
    return _dozen(words, i) or _spelled(words, i, glued)


def _digits(words: Sequence[str], i: int, glued: Sequence[bool], value: Fraction) -> Numeral:
    n, last = len(words), i
    while (
        last + 1 < n and _TRIPLE.match(words[last + 1]) and not glued[last + 1] and _may_group(words, i, last)
    ):
        last += 1
        value = value * 1000 + int(words[last])
    if last == i and _has_comma(words, i, glued):
        last = i + 2
        value = value * 1000
    bare = last == i and _PLAIN.match(words[i]) is not None
    if last + 1 < n:
        word = words[last + 1].lower()
        if word in SCALES:
            return Numeral(value * SCALES[word], i, last + 1, False)
        if word in _SHORT and glued[last + 1]:
            return Numeral(value * _SHORT[word], i, last + 1, False)
        if word == "dozen":
            return Numeral(value * 12, i, last + 1, False)
    return Numeral(value, i, last, bare)


def _has_comma(words: Sequence[str], i: int, glued: Sequence[bool]) -> bool:
    """ "20, 000": a thousand whose comma was set apart."""
    return tuple(words[i + 1 : i + 3]) == (",", "000") and _may_group(words, i, i + 1) and not glued[i + 2]


def _may_group(words: Sequence[str], first: int, last: int) -> bool:
    """ "85 000": groups of three divided by a space, where what stands before is one to three digits."""
    head = words[first]
    return (
        len(head) <= 3 and head.isascii() and head.isdigit() and head[0] != "0" and words[last + 1][0] == "0"
    )


def _dozen(words: Sequence[str], i: int) -> Numeral | None:
    low = [w.lower() for w in words[i : i + 4]]
    if low[:3] == ["half", "a", "dozen"]:
        return Numeral(Fraction(6), i, i + 2, False)
    if low[:2] == ["half", "a"] and len(low) > 2 and low[2] in SCALES:
        return Numeral(Fraction(SCALES[low[2]], 2), i, i + 2, False)
    if low[:2] == ["a", "dozen"]:
        return Numeral(Fraction(12), i, i + 1, False)
    if low[:3] == ["a", "score", "of"] and low[3:] and low[3].isalpha():
        return Numeral(Fraction(20), i, i + 1, False)
    if low[:2] == ["a", "couple"]:
        if low[2:] and low[2] in ("hundred", "thousand", "dozen"):
            return Numeral(Fraction(2 * SCALES.get(low[2], 12)), i, i + 2, False)
        return Numeral(Fraction(2), i, i + 2 if low[2:3] == ["of"] else i + 1, False)
    return None


def _spelled(words: Sequence[str], i: int, glued: Sequence[bool]) -> Numeral | None:
    n, k = len(words), i
    total, group, seen = 0, 0, False
    if words[k].lower() in ("a", "an"):
        if k + 1 >= n or words[k + 1].lower() not in SCALES:
            return None
        group, k = 1, k + 1
    last, ready = i, "any"
    while k < n:
        word = words[k].lower()
        if word in UNITS and ready in ("any", "unit", "rest"):
            if ready == "unit" and not 1 <= UNITS[word] <= 9:
                break
            group, ready = group + UNITS[word], "scale"
        elif word in TENS and ready in ("any", "rest"):
            group, ready = group + TENS[word], "unit"
        elif word in SCALES and (seen or group):
            scale = SCALES[word]
            if scale == 100:
                group, ready = max(group, 1) * 100, "rest"
            else:
                total, group, ready = total + max(group, 1) * scale, 0, "rest"
        elif word == "dozen" and seen:
            total, group, ready = 0, (total + group) * 12, "end"
        else:
            break
        seen, last, k = True, k, k + 1
        if (k + 1 < n and words[k] == "-" and glued[k] and glued[k + 1] and ready == "unit") or (
            k + 1 < n and words[k].lower() == "and" and ready == "rest" and _continues(words, k + 1)
        ):
            k += 1
    return Numeral(Fraction(total + group), i, last, False) if seen else None


def _continues(words: Sequence[str], k: int) -> bool:
    """ "a hundred and twenty", but not "a hundred and two hundred"."""
    word = words[k].lower()
    following = words[k + 1].lower() if k + 1 < len(words) else ""
    return (word in UNITS or word in TENS) and following not in SCALES
