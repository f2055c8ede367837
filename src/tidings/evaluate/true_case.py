"""Capitals for text that was kept in lower case, so that a reader of newspapers can read it.

The reader tells names by their capitals; the sentence splitter wants one after a stop. Every change is
of a letter to its capital, so offsets stay what they were.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from tidings.mentions.gazetteer_tables import (
    capitals_to_countries,
    demonyms_to_countries,
    names_to_countries,
)

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STARTS: Final = re.compile(r"(?:^|[.!?]\"?\s+|\n\s*|--\s+)\"?\[?(?=([a-z]))")
_ACRONYM: Final = re.compile(r"[(\[]([a-z]{2,6})[)\]]")
_TITLES: Final = frozenset(
    "president colonel col general gen captain capt major maj lieutenant lt sergeant sgt minister senator"
    " archbishop bishop monsignor father priest mayor governor ambassador deputy dr mr mrs judge attorney"
    " commander admiral spokesman secretary candidate leader rector".split()
)
"""Words after which a name begins."""
_JOINING: Final = frozenset("de del la las los y da do dos van von e".split())
_SMALL: Final = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her him his how i"
    " if in into is it its may might more not of on or our said says she should so some such than that"
    " the their them then there these they this those to today two three four five six was we were when"
    " where which while who whose will with would yesterday you also after before during against between"
    " about over under out up told added made killed murdered kidnapped arrived announced accused"
    " reported stated noted denied general elect designate himself".split()
)
"""Words that end a name after a title."""


def true_case(text: str) -> str:
    """`text` of the same length with capitals at the starts of sentences, in names of countries, peoples
    and capitals, in acronyms that the text explains in brackets, and in the words after a title that look
    like a name (up to five)."""
    letters = list(text)
    _raise_acronyms(text, letters)
    for found in _STARTS.finditer(text):
        _raise(letters, found.start(1))
    words = list(_WORD.finditer(text))
    for i, word in enumerate(words):
        for length in (3, 2, 1):
            run = words[i : i + length]
            if len(run) == length and text[word.start() : run[-1].end()] in _names():
                for part in run:
                    if part[0] not in _JOINING | _SMALL:
                        _raise(letters, part.start())
                break
        if word[0] in _TITLES:
            named = 0
            for before, part in zip(words[i:], words[i + 1 : i + 6], strict=False):
                gap = text[before.end() : part.start()]
                if gap not in (" ", ". ") or part[0] in _SMALL or (named == 0 and part[0] in _JOINING):
                    break
                if part[0] not in _JOINING:
                    _raise(letters, part.start())
                    named += 1
    return "".join(letters)


def _raise(letters: list[str], at: int) -> None:
    capital = letters[at].upper()
    letters[at] = capital if len(capital) == 1 else letters[at]  # "ß" would become two


def _raise_acronyms(text: str, letters: list[str]) -> None:
    """Raise words in brackets, "u.s." and words of three to five consonants wherever they stand; the words
    before the bracket whose first letters it is made of get one capital each."""
    for found in _ACRONYM.finditer(text):
        left = list(found[1])
        before = list(_WORD.finditer(text, max(0, found.start() - 90), found.start()))
        named = []
        for word in reversed(before):
            if word[0] in _JOINING | {"of", "the", "for", "and"}:
                continue
            if not left or word[0][0] not in left:
                break
            left = left[: len(left) - 1 - left[::-1].index(word[0][0])]
            named.append(word)
        if len(named) < 2:
            continue
        for word in named:
            _raise(letters, word.start())
        for other in re.finditer(rf"\b{found[1]}\b", text):
            letters[other.start() : other.end()] = found[1].upper()
    for found in re.finditer(r"\b(?:[a-z]\.){2,}|\b[b-df-hj-np-tv-xz]{3,5}\b", text):
        letters[found.start() : found.end()] = found[0].upper()


@cache
def _names() -> frozenset[str]:
    names = {*names_to_countries(), *demonyms_to_countries(), *capitals_to_countries()}
    return frozenset(name for name in names if len(name) > 3) - _SMALL
