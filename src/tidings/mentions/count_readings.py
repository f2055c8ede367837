"""What a number expression says, by the words around it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tidings.mentions.count_words import (
    AFTER,
    CASUALTY,
    CONCERNING,
    CURRENCY,
    HARM,
    LABELS,
    MEASURES,
    MODIFIERS,
    MONTHS,
    OF_THINGS,
    RISING,
    SCALE_WORDS,
    SEVERAL,
    SINCE,
    TENS_OF,
    TIME_UNITS,
    VAGUE,
)
from tidings.mentions.numerals import SCALES, TENS, UNITS, Numeral, read_number
from tidings.model.doc import Doc


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence's words; `glued[k]`: word k touches the one before; `first`: its first token."""

    text: tuple[str, ...]
    low: tuple[str, ...]
    glued: tuple[bool, ...]
    first: int

    def at(self, k: int) -> str:
        """The lower-cased word, "" outside the sentence."""
        return self.low[k] if 0 <= k < len(self.low) else ""


STARTS: Final = frozenset(
    {"no", "none", "nobody", "several", "many", "a", "an", "half", *VAGUE, *TENS_OF, *UNITS, *TENS, *SCALES}
)
"""Words that may begin a number expression; the others begin with a digit."""
Found = tuple[int | None, int | None, int, int, int]
"""Low, high, first and last word, and where to read on; no bounds where the number counts nothing."""


def count_at(doc: Doc, words: Words, k: int) -> Found | None:
    """The number expression that begins with word `k`, None where none does."""
    if words.at(k) in ("no", "none", "nobody"):
        return _none_at(words, k)
    vague = _vague_at(words, k)
    if vague is not None:
        low, high, last = vague
        return _modified(words, Fraction(low), Fraction(high), k, last, is_vague=True)
    number = read_number(words.text, k, words.glued)
    if number is None:
        return None
    if words.at(k) == "zero" or not _counts(doc, words, number):
        return None, None, k, number.last, number.last + 1
    return _ranged(words, number) or _modified(words, number.value, number.value, k, number.last)


def _none_at(words: Words, k: int) -> Found | None:
    """ "no casualties", "no one was hurt": the noun is not part of the expression."""
    following = [words.at(j) for j in range(k + 1, k + 4)]
    if words.at(k) == "no" and following[0] != "one":
        near = (
            following[0] if CASUALTY.match(following[0]) else following[1] if following[0].isalpha() else ""
        )
        hit = bool(CASUALTY.match(near)) and following[0] not in ("longer", "more", "fewer", "less", "doubt")
        return (0, 0, k, k, k + 1) if hit else None
    last = k + 1 if words.at(k) == "no" else k
    if any(HARM.match(words.at(j)) for j in (k - 1, *range(last + 1, last + 6))):
        return 0, 0, k, last, last + 1
    return None


AFTER_SCORES: Final = frozenset(
    "of more were have had are others hurt injured wounded killed dead missing arrested detained".split()
)
"""Words behind "scores" of people, which else are those of a game."""


def _vague_at(words: Words, k: int, *, alone: bool = False) -> tuple[int, int, int] | None:
    word = words.at(k)
    if word in TENS_OF and words.at(k + 1) == "of" and words.at(k + 2) in ("thousands", "millions"):
        low = TENS_OF[word] * (1_000 if words.at(k + 2) == "thousands" else 10**6)
        return low, low * 10 - 1, k + 2
    if word in ("several", "many") and words.at(k + 1) in SEVERAL:
        return (*SEVERAL[words.at(k + 1)], k + 1)
    if word == "a" and words.at(k + 1) == "few" and words.at(k + 2) in SEVERAL:
        return (*SEVERAL[words.at(k + 2)], k + 2)
    if word == "scores" and words.at(k + 1) not in AFTER_SCORES:
        return None
    if word not in VAGUE or (words.at(k - 1) in ("the", "its", "their") and word == "scores"):
        return None
    low, high = VAGUE[word]
    if alone:
        return low, high, k
    j = k + 1
    while words.at(j) in (",", "or", "and", "perhaps", "possibly", "if", "not", "even", "maybe"):
        j += 1
    after = _vague_at(words, j, alone=True) if j > k + 1 and words.at(j) in (*VAGUE, "tens") else None
    joined = after is not None and any(
        words.at(m) in ("or", "perhaps", "possibly", "if", "maybe") for m in range(k, j)
    )
    if after is not None and joined and after[0] > low:
        return low, after[1], after[2]
    if words.at(k + 1) == "of" and any(words.at(j) in TIME_UNITS | MEASURES for j in (k + 2, k + 3)):
        return None
    return None if words.at(k + 1) in TIME_UNITS | MEASURES else (low, high, k)


def _counts(doc: Doc, words: Words, number: Numeral) -> bool:
    """Whether the number counts people or things, by the words around it."""
    k, after = number.first, number.last + 1
    value = number.value
    if value.denominator != 1 or value > 10**13 or _is_label(words, number):
        return False
    if "." in words.text[k] and number.last == k and value < 1000:
        return False  # "9.0"
    if words.at(k - 1) == "of" and words.at(k - 2) in ("age", "ages", "magnitude", "score"):
        return False
    if (words.at(after) == "by" and words.at(after + 1)[:1].isdigit()) or (
        words.at(k - 1) == "by" and words.at(k - 2)[:1].isdigit()
    ):
        return False  # "25 by 40 kilometres"
    if doc.has("times") and any(
        t.first <= words.first + k <= t.last and t.type in ("DATE", "TIME") for t in doc.times
    ):
        return False
    following = words.at(after)
    if following == "-" and words.glued[after]:
        unit = words.at(after + 1)
        if unit in TIME_UNITS | MEASURES or unit in (
            "year",
            "third",
            "thirds",
            "quarter",
            "quarters",
            "fifths",
            *OF_THINGS,
        ):
            return False
        following = "" if unit[:1].isdigit() else following
    if (
        following in MEASURES
        or following in TIME_UNITS
        or (following in ("and", "or") and _measured_next(words, after))
    ):
        return False
    if following in ("more", "other", "additional", "full") and words.at(after + 1) in TIME_UNITS | MEASURES:
        return False
    if following == "per" or words.at(k - 1) in MONTHS or following in MONTHS:
        return False
    if number.first == number.last and words.at(k) == "one" and not _one_counts(doc, words, k):
        return False
    return not (number.in_digits and (_is_year(doc, words, number) or _is_age(words, number)))


def _measured_next(words: Words, k: int) -> bool:
    """ "five or six years", "20 to 30 percent"."""
    j = k + 1
    number = read_number(words.text, j, words.glued) if j < len(words.text) else None
    return number is not None and words.at(number.last + 1) in MEASURES | TIME_UNITS


def _is_label(words: Words, number: Numeral) -> bool:
    """Money, numbers with a name or a letter before them, parts of longer figures."""
    k = number.first
    before = words.at(k - 1)
    if k > 0 and CURRENCY.match(words.text[k - 1]):
        return True
    if (
        before in LABELS
        or (before == "+" and words.glued[k])
        or before in ("'", "/", "*", "aged", "age", "ages", "no")
    ):
        return True
    if before == "-" and words.glued[k] and words.glued[k - 1]:
        return not words.at(k - 2)[:1].isdigit()
    if before in (":", ".") and words.glued[k]:
        return True
    after = number.last + 1
    if after >= len(words.low) or not words.glued[after]:
        return False
    mark = words.at(after)
    return mark in ("/", ":", "'", "x", "th") or (mark.isalpha() and number.in_digits)


def _one_counts(doc: Doc, words: Words, k: int) -> bool:
    following = words.at(k + 1)
    if following in (
        "of",
        "another",
        "day",
        "side",
        "hand",
        "thing",
        "way",
        "that",
        "who",
        "time",
        "by",
        "in",
        "to",
    ):
        return False
    if words.at(k - 1) in (
        "no",
        "not",
        "the",
        "any",
        "every",
        "this",
        "that",
        "another",
        "which",
        "some",
        "number",
        "each",
    ):
        return False
    if doc.has("parse"):
        i = words.first + k
        return doc.parse.dep[i].startswith("nummod") or (
            doc.parse.tag[i] == "CD" and doc.parse.pos[i] != "PRON"
        )
    return following.isalpha() and following not in ("is", "was", "has", "with", "can", "should", "must")


def _is_year(doc: Doc, words: Words, number: Numeral) -> bool:
    if not 1800 <= number.value <= 2099 or len(words.text[number.first]) != 4:
        return False
    before, i = words.at(number.first - 1), words.first + number.first
    following = words.at(number.last + 1)
    if before in SINCE or before in MONTHS or following in ("", ",", ".", ")", ";", ":", "-", "\u2013", "'s"):
        return before not in ("than", "least", "about", "some", "around", "nearly", "almost", "over", "to")
    if doc.has("times"):
        return any(t.first <= i <= t.last for t in doc.times)
    if doc.has("parse") and doc.parse.dep[i].startswith("nummod") and doc.parse.head[i] > i:
        return before in ("the", "his", "her", "its", "their") and doc.parse.tag[doc.parse.head[i]] == "NN"
    return not (following.endswith("s") or following in ("people", "men", "women", "police", "more"))


def _is_age(words: Words, number: Numeral) -> bool:
    """ "Ana Ruiz, 35, said": between a name and a comma."""
    k = number.first
    if not 1 <= number.value <= 110 or words.at(k - 1) != "," or k < 2:
        return False
    return words.text[k - 2][:1].isupper() and words.at(k + 1) in (",", ".", ")", "")


def _ranged(words: Words, number: Numeral) -> Found | None:
    """ "8 to 10", "20-30", "between 20 and 30", "20 or 30", "eight to10"."""
    j = number.last + 1
    joint, between = words.at(j), words.at(number.first - 1) == "between"
    fused = re.fullmatch(r"to(\d+)", joint)
    if fused:
        second: Numeral | None = Numeral(Fraction(int(fused[1][:12])), j, j, False)
    elif joint in ("to", "-", "\u2013", "\u2014", "or") or (joint == "and" and between):
        second = read_number(words.text, j + 1, words.glued) if j + 1 < len(words.text) else None
    else:
        return None
    if second is None or second.value.denominator != 1:
        return None
    low, high, last = number.value, second.value, second.last
    scale = SCALE_WORDS.get(words.at(last), 1)
    if number.last == number.first and low < 1000 and low * scale < high:
        low *= scale  # "3 to 4 million"
    if joint == "to" and RISING.match(_verb_before(words, number.first)):
        return None
    if words.at(last + 1) in MEASURES | TIME_UNITS or low >= high:
        return None, None, number.first, last, last + 1
    if words.at(last + 1) == "-" and words.at(last + 2) in TIME_UNITS:
        return None, None, number.first, last, last + 1
    if between:
        return int(low), int(high), number.first - 1, last, last + 1
    return _modified(words, low, high, number.first, last, is_vague=True)


def _verb_before(words: Words, k: int) -> str:
    """The verb of growing before "from 20 to 30", "" where there is none."""
    near = [words.at(j) for j in range(max(0, k - 7), k)]
    return next((w for w in near if RISING.match(w)), "") if "from" in near else ""


def _modified(
    words: Words, low: Fraction, high: Fraction, first: int, last: int, *, is_vague: bool = False
) -> Found:
    """The bounds with what stands before and after the number taken in."""
    past, kind = last + 1, ""
    for phrase, name in MODIFIERS:
        start = first - len(phrase)
        if start >= 0 and words.low[start:first] == phrase:
            if phrase == ("about",) and words.at(start - 1) in CONCERNING:
                break  # "worried about 39 prisoners"
            first, kind = start, name
            break
    for phrase, name in AFTER:
        if words.low[past : past + len(phrase)] == phrase and (not kind or phrase[-1] == "odd"):
            last, kind = last + len(phrase), kind or name
            past = last + 1
            break
    return (*_bounded(low, high, kind, is_vague=is_vague), first, last, past)


def _bounded(low: Fraction, high: Fraction, kind: str, *, is_vague: bool) -> tuple[int | None, int | None]:
    if kind == "low":
        return math.ceil(low), None
    if kind == "high":
        return None, math.floor(high)
    if kind in ("about", "below") and not is_vague:
        # Outward to whole people, as the gold has it: about a dozen 11 to 13, nearly 70 66 to 70.
        return math.floor(low * Fraction(19, 20)), math.floor(high) if kind == "below" else math.ceil(
            high * Fraction(21, 20)
        )
    return math.floor(low), math.ceil(high)
