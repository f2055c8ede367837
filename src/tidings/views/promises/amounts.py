"""How many of what a sentence speaks of, and which names it lists in a row."""

from __future__ import annotations

import re
from typing import Final

from tidings.link.words import stem
from tidings.mentions.numerals import SCALES, TENS, UNITS, digits_value
from tidings.views.promises.words import COMMON, ONE_SORT

_TOKEN: Final = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NUMBER: Final = re.compile(r"\d[\d,.]*\d|\d")


def amounts(sentence: str) -> dict[str, int]:
    """How many of what: the largest number before each word for a thing ("30,000 tonnes": 30000), with at
    most two words between. "150 of 400 soldiers" gives 400 under "soldier" and 150 under "part:soldier"."""
    words = _TOKEN.findall(sentence)
    out: dict[str, int] = {}
    numbers = [_value(word) for word in words]
    for i, value in enumerate(numbers):
        if value is None or (i and numbers[i - 1] is not None):
            continue
        end = i + 1
        while end < len(words) and words[end].lower() in SCALES:
            value *= SCALES[words[end].lower()]
            end += 1
        part = value if words[end : end + 1] and words[end].lower() == "of" else None
        if part is not None:
            later = next(
                (k for k in range(end + 1, min(end + 3, len(words))) if numbers[k] is not None), None
            )
            if later is None:
                continue
            value, end = numbers[later] or 0, later + 1
        for word in words[end : end + 3]:
            if (unit := _unit(word)) is not None:
                out[unit] = max(out.get(unit, 0), value)
                if part is not None:
                    out[f"part:{unit}"] = part
                break
            if word.lower() in COMMON - {"promised", "planned"}:
                break
    return out


def places_listed(sentence: str, among: str) -> tuple[str, ...]:
    """The names in a row that hold `among`: "at Nangade, Macomia and Mueda". Empty where it stands alone."""
    for found in _LIST.finditer(sentence):
        names = [name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", found[0])]
        if among in names:
            return tuple(names)
    return ()


_NAME: Final = r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*"
_LIST: Final = re.compile(rf"{_NAME}(?:,\s{_NAME})*(?:,)?\sand\s{_NAME}")


def _value(word: str) -> int | None:
    if _NUMBER.fullmatch(word):
        value = digits_value(word)
        return int(value) if value is not None and value == int(value) and value > 0 else None
    low = word.lower()
    return {**UNITS, **TENS}.get(low) or (SCALES.get(low) if low in ("hundred", "thousand") else None)


def _unit(word: str) -> str | None:
    """The thing that a plural stands for; None for words that are none."""
    low = word.lower()
    if low in ONE_SORT:
        return ONE_SORT[low]
    if len(low) > 3 and low.endswith("s") and low not in COMMON and word[0].islower():
        return stem(low)
    return None
