"""Words and punctuation marks as Universal Dependencies English EWT has them, with offsets.

Hyphened words fall apart at the hyphen ("US - led", "al - Qaim", "F - 16") unless they begin with
a prefix that is no word of its own ("anti-government"); clitics stand alone ("did n't", "Iraq 's");
currency and per cent signs too; abbreviations keep their stop.
"""

from __future__ import annotations

import re
from typing import Final

from tidings.text.words import words_of

PREFIXES: Final = words_of("prefix")
"""Before a hyphen these are no tokens of their own."""

ABBREVIATIONS: Final = words_of("abbreviation")
"""Written with a stop that belongs to the word (compared in lower case)."""

_ALSO_WORDS: Final = words_of("abbreviation-or-word")
"""Abbreviations that are common words or names too: only before a capital or a number."""

_LOWER_TOO: Final = words_of("abbreviation-in-lower-case")

_LETTER = r"[^\W\d_]"
_MARK = r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0900-\u0903\u093a-\u094f]"
_APOS = r"['\u2019\u02bc\u02bb\u2018`]"
_L = rf"(?:{_LETTER}{_MARK}*)"

_TOKEN: Final = re.compile(
    rf"""
    (?P<url>(?:https?://|www\.)[^\s<>"\u201c\u201d]*[^\s<>"\u201c\u201d.,;:!?')\]\u2019])
  | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,5}}
  | (?<![\w.-])(?:[\w-]{{1,63}}\.){{1,4}}(?:com|org|net|gov|edu|info)\b
  | [@\#][^\W\d_]\w*
  | (?<!\w)(?:{_LETTER}\.){{2,8}}(?!\w)
  | (?<!\w)(?:{_LETTER}\.){{1,8}}{_LETTER}(?!\w)
  | (?<![\w.])[^\W\d_a-z]\.(?=\s?[^\W\d_a-z])
  | (?<!\w)(?:US|AU|CA|HK|NZ|NT|[ACSR])?[$\u20ac\u00a3\u00a5\u20b9](?=\d)
  | (?<![\w/])\d{{1,4}}(?P<sep>[/-])\d{{1,2}}(?P=sep)\d{{1,4}}(?![\w/])
  | (?<!\w)\d{{3}}-\d{{3,4}}(?:-\d{{4}})?(?!\w)
  | \d{{1,2}}:\d{{2}}(?::\d{{2}})?
  | \d+(?:,\d{{3}})*(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)
  | {_APOS}?\d{{2,4}}{_APOS}?s(?!\w)
  | (?<!\w)\d{{1,2}}/\d{{1,2}}(?!\w)
  | \d+(?:[,.]\d+)*
  | (?<!\w)[A-Z]{{1,3}}&[A-Z]{{1,3}}(?!\w)
  | {_L}(?:{_L}|\d|{_APOS}(?={_LETTER}))*
  | \.{{2,}}|\u2026|<<|>>|''|``|\u2019\u2019|\u2018\u2018
  | (?P<ch>[-=*_~!?+])(?P=ch)+
  | [!?]{{2,}}
  | \S
    """,
    re.VERBOSE,
)
_CLITIC: Final = re.compile(rf"(?i)(?:n{_APOS}t|{_APOS}(?:s|re|ve|ll|d|m))$")
_FUSED: Final = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}


def find_tokens(text: str, *, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets (start, end) of the tokens in `text[start:end]`, in order; white space lies between."""
    stop = len(text) if end is None else end
    raw = [match.span() for match in _TOKEN.finditer(text, start, stop)]
    out: list[tuple[int, int]] = []
    n, i = len(raw), 0
    while i < n:
        s, e = raw[i]
        if text[s].isalpha():
            while i + 2 < n and _is_prefixed(text, s, raw[i + 1], raw[i + 2]):
                i += 2
                e = raw[i][1]
            if i + 1 < n and raw[i + 1] == (e, e + 1) and text[e] == "." and _keeps_stop(text, s, e):
                i += 1
                e += 1
            _split_word(text, s, e, out)
        else:
            out.append((s, e))
        i += 1
    return out


def _is_prefixed(text: str, start: int, hyphen: tuple[int, int], word: tuple[int, int]) -> bool:
    """Whether `text[start:hyphen]` is a prefix that the hyphen joins to the word."""
    at, after = hyphen
    return (
        after == at + 1
        and text[at] == "-"
        and word[0] == after
        and text[after].isalpha()
        and text[start:at].lower().rpartition("-")[2] in PREFIXES
    )


def _keeps_stop(text: str, start: int, end: int) -> bool:
    """Whether the stop after `text[start:end]` belongs to it."""
    word = text[start:end]
    low = word.lower()
    if low not in ABBREVIATIONS or (word.islower() and low not in _LOWER_TOO):
        return False
    follows = text[end + 1 : end + 4]
    if low in ("no", "nos"):
        return re.match(r"[^\S\n]?\d", follows) is not None
    if low in _ALSO_WORDS:
        return re.match(r"[^\S\n]?[A-Z0-9,;)]", follows) is not None
    return True


def _split_word(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    word = text[start:end]
    clitic = _CLITIC.search(word)
    if cut := _FUSED.get(word.lower()):
        out += [(start, start + cut), (start + cut, end)]
    elif clitic and clitic.start() > 0:
        out += [(start, start + clitic.start()), (start + clitic.start(), end)]
    else:
        out.append((start, end))
