"""Keys under which place names are stored and looked up, blind to how a name was transliterated.

Three keys, from strict to loose. `exact_key` ignores case, accents, apostrophes, hyphens and dots.
`loose_key` also evens out what romanisations differ in: the Arabic article, q and k, ou and u, ee
and i, doubled letters, the ending -iyah. `skeleton_key` keeps consonants only, and only of names
long enough for that to mean something.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans(
    dict(zip("ıİøØłŁđĐðəƏ", "iiooLlddDaa".lower(), strict=True))
    | {"þ": "th", "Þ": "th", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", ".": "", "&": " and "}
    | dict.fromkeys("'’‘`´ʻʼʿʾʹ′“”\"", "")
)
_BREAKS: Final = re.compile(r"[^\w]+|_")
_WORDS: Final = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_ARTICLES: Final = frozenset(
    {"al", "el", "ar", "as", "ash", "ad", "adh", "az", "an", "at", "ath", "ul", "il", "ud", "ez", "es", "the"}
)
_LOOSE: Final = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?:iyy?ah?|iyeh|ieh|iah|eyah?|iy?ya)$", "ia"),
        (r"(?<=[^aeiou])(?:ah|eh|at|e)$", "a"),
        (r"h$", ""),
        (r"ck", "k"),
        (r"q|c(?!h)", "k"),
        (r"ou|oo|uw|ow|aw(?![aeiou])", "u"),
        (r"ee|ie|iy|yi", "i"),
        (r"ai|ay|ei|ey|ae", "e"),
        (r"y|j(?=$)", "i"),
        (r"dj", "j"),
        (r"gh", "g"),
        (r"dh|z(?=z)", "d"),
        (r"sh|sch|ch", "s"),
        (r"kh", "h"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"o", "u"),
        (r"e", "i"),
        (r"w", "v"),
    )
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_VOWELS: Final = re.compile(r"[aeiou]+")


@lru_cache(maxsize=8192)
def exact_key(name: str) -> str:
    """Lower-case words without accents, apostrophes, hyphens or a leading "the"; may be empty."""
    plain = name.translate(_LETTERS).casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = [_WORDS.get(w, w) for w in _BREAKS.split(plain) if w]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def loose_key(exact: str) -> str:
    """One run of letters from an exact key; empty where fewer than three are left."""
    words = exact.split()
    kept = [w for w in words if w not in _ARTICLES] or words
    run = "".join(kept)
    for pattern, by in _LOOSE:
        run = pattern.sub(by, run)
    run = _DOUBLED.sub(r"\1", run)
    return run if len(run) >= 3 else ""


def skeleton_key(loose: str) -> str:
    """The consonants of a loose key, with a mark for an initial vowel; empty under four letters."""
    mark = "a" if loose[:1] in "aeiou" else ""
    consonants = _DOUBLED.sub(r"\1", _VOWELS.sub("", loose))
    return mark + consonants if len(consonants) >= 4 else ""
