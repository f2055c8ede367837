"""Where blocks of text and sentences end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from tidings.text.words import words_of

_LINE: Final = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_STOP: Final = re.compile(r"^(?:\.|[!?]+|\u2026|\.{2,})$")
_CLOSING: Final = frozenset("\"'\u201d\u2019)]}\u00bb") | {"''", "\u2019\u2019"}
_OPENING: Final = frozenset("\"'\u201c\u2018([{\u00ab\u2014\u2013-") | {"``", "--", "\u2018\u2018"}
_BULLETS: Final = frozenset("\u2022\u25aa\u25cf\u25a0\u25e6\u2023\u25ba")
_PARTICLES: Final = words_of("name-particle")
"""Lower-case parts of Arabic names that may begin a sentence before a hyphen."""

_STARTERS: Final = words_of("sentence-starter")
"""Words that show that a sentence begins after an abbreviation."""

_GLUED_STARTERS: Final = words_of("glued-starter")

_ENDS_SENTENCES: Final = re.compile(r"(?i)^(?:(?:[a-z]\.){2,}|(?:inc|corp|co|ltd|jr|sr|etc|bros)\.)$")


def split_blocks(text: str) -> list[tuple[int, int]]:
    """Offsets of the lines that hold anything but white space, trimmed of it."""
    out: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            out.append((start, start + len(line.strip())))
    return out


def find_sentences(text: str, tokens: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Half-open token ranges of the sentences in one block whose tokens are `tokens`.

    Together the ranges hold every token. A stop ends a sentence where what follows can begin one;
    after an abbreviation only a word that rarely stands inside a sentence shows a new beginning.
    """
    words = [text[s:e] for s, e in tokens]
    seen = {mark: list(accumulate(int(w == mark) for w in words)) for mark in "\"'"}
    out: list[tuple[int, int]] = []
    first, n, i = 0, len(words), 0
    while i < n:
        end = _end_after(words, tokens, first, i, seen)
        if end is not None and first < end < n:
            out.append((first, end))
            first = end
            i = end
        else:
            i += 1
    if first < n:
        out.append((first, n))
    return out


def _end_after(
    words: list[str], tokens: Sequence[tuple[int, int]], first: int, i: int, seen: dict[str, list[int]]
) -> int | None:
    """The token at which a new sentence begins if the one from `first` ends with token `i`, else None.

    `seen`: how many of each straight quotation mark there are up to and with each token.
    """
    n = len(words)
    if i + 1 < n and words[i + 1] in _BULLETS:
        return i + 1
    if words[i] == "-" and (_is_glued(words, tokens, i) or _is_glued_heading(words, tokens, first, i)):
        return i + 1
    is_stop = _STOP.match(words[i]) is not None
    if not is_stop and not _ENDS_SENTENCES.match(words[i]):
        return None
    j = i + 1
    while j < n and _closes(words, tokens, j, seen):
        j += 1
    if j >= n:
        return None
    return j if _begins(words, tokens, j, strong=is_stop) else None


def _closes(words: list[str], tokens: Sequence[tuple[int, int]], j: int, seen: dict[str, list[int]]) -> bool:
    """Whether the mark at `j` belongs to the sentence before it: it touches that, not what follows."""
    if words[j] not in _CLOSING or tokens[j][0] != tokens[j - 1][1]:
        return False
    touches_next = j + 1 < len(words) and tokens[j + 1][0] == tokens[j][1] and words[j + 1][0].isalnum()
    if touches_next and words[j] in "\"'":
        return seen[words[j]][j - 1] % 2 == 1
    return True


def _begins(words: list[str], tokens: Sequence[tuple[int, int]], j: int, *, strong: bool) -> bool:
    """Whether a sentence can begin at token `j`; not `strong` after an abbreviation."""
    opened = False
    while j < len(words) - 1 and words[j] in _OPENING:
        opened, j = True, j + 1
    word = words[j]
    if not strong:
        return word in _STARTERS
    if word[0].isupper() or word[0].isdigit():
        return True
    if word.lower() in _PARTICLES and j + 2 < len(words):
        return words[j + 1] == "-" and words[j + 2][0].isupper()
    if word[0].islower():
        return False
    return opened or word[0].isalpha() or word[0] in "$\u20ac\u00a3#@"


def _is_glued(words: list[str], tokens: Sequence[tuple[int, int]], i: int) -> bool:
    """A subheading that lost its line break: "… Trump-Through his lawyers he …"."""
    if not 0 < i < len(words) - 2 or tokens[i - 1][1] != tokens[i][0] or tokens[i][1] != tokens[i + 1][0]:
        return False
    if words[i - 1] == ")":
        return words[i + 1][0].isupper()
    spaced = tokens[i + 1][1] < tokens[i + 2][0]
    if words[i + 1] in '"\u201c':
        return words[i - 1][-1].isalnum() and words[i + 2][0].isupper()
    return spaced and words[i + 1] in _GLUED_STARTERS and words[i - 1][-1].isalpha() and len(words[i - 1]) > 1


_LOWER_BEFORE_NAMES: Final = words_of("lower-before-name")
_LONGEST_HEADING: Final = 9
"""Tokens; longer subheadings are rare, and longer stretches before a hyphen mostly sentences."""


def _is_glued_heading(words: list[str], tokens: Sequence[tuple[int, int]], first: int, i: int) -> bool:
    """A short subheading glued to a name: "Trading blame-Russia blamed …", "Failed diplomacy-At an …".

    Compounds have a capital before the hyphen ("Iran-Iraq"), a prefix ("pro-Russian") or one of a few
    words ("then-President").
    """
    if not 1 < i - first <= _LONGEST_HEADING or i + 2 >= len(words):
        return False
    if tokens[i - 1][1] != tokens[i][0] or tokens[i][1] != tokens[i + 1][0]:
        return False
    before, after = words[i - 1], words[i + 1]
    lower = before.isalpha() and before.islower() and len(before) > 2 and before not in _LOWER_BEFORE_NAMES
    return lower and words[first][0].isupper() and after[0].isupper() and not after.isupper()
