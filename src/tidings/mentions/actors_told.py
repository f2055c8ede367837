"""What a report itself tells of its names: which countries it is about, acronyms in brackets, and who
somebody is said to be beside the name ("opposition leader X", "X, commander of the Y")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.gazetteer_tables import capitals_to_countries, demonyms_to_countries, names_to_countries

_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?\.?")
DATELINE: Final = 60
"""Characters within which the dash of a dateline stands."""
_BRACKETS: Final = re.compile(r"\s*(?:\(([A-Z][\w-]{1,9})\)|, (?:or|known as) ([A-Z][A-Za-z]{1,7})\b)")
_BEFORE: Final = re.compile(r"(?:[\w'’.&-]+ ){1,7}$")
_APPOSED: Final = re.compile(
    r"\s*,\s+(?:who (?:heads|leads|headed|led|was|is) )?([^,;.\n()\"“”]{6,90})[,.;\n]"
)
_APPOSED_BEFORE: Final = re.compile(r"(?:^|[.;\n\"“”] ?|, |and )([^,;.\n()\"“”]{6,80}), $")


@lru_cache(maxsize=512)
def countries_told(text: str) -> tuple[str, ...]:
    """The countries a text names, by name, people or capital, the most named first; a capital counts half."""
    counts: Counter[str] = Counter()
    for code, weight in _told(text):
        counts[code] += weight
    return tuple(code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def first_country_told(text: str) -> str | None:
    """The country of a text's dateline, else the one that it names first, also by its people: who acts. A
    capital elsewhere is where somebody goes."""
    line, dash, _ = text[:DATELINE].partition("—")
    if dash and (placed := next(_told(line), None)) is not None:
        return placed[0]
    return next((code for code, weight in _told(text) if weight > 1), None)


def _told(text: str) -> Iterator[tuple[str, int]]:
    words = _WORD.findall(text)
    names, peoples, capitals = names_to_countries(), demonyms_to_countries(), capitals_to_countries()
    at = 0
    while at < len(words):
        size = 1
        for size in (3, 2, 1) if words[at][0].isupper() else ():
            said = re.sub(r"['’]s?$", "", " ".join(words[at : at + size]))
            key = exact_key(said)
            if key == "us" and not said.replace(".", "").isupper():
                continue
            code = names.get(key) or peoples.get(key)
            if code is not None or key in capitals:
                yield code or capitals[key], 2 if code else 1
                break
        at += size


def aliases_told(text: str, names: Iterable[str]) -> dict[str, str]:
    """Short names that the text puts in brackets or after "or" behind one of `names`: {"SDF": "Syrian
    Democratic Forces"}."""
    out: dict[str, str] = {}
    for name in names:
        if " " not in name and "-" not in name:
            continue
        for place in _places(text, name):
            found = _BRACKETS.match(text, place + len(name))
            if found:
                out.setdefault(found[1] or found[2], name)
    return out


def said_to_be(text: str, name: str) -> list[str]:
    """Descriptions beside the name's first places in the text, the words before it first. No sentence end and
    no comma stands inside one."""
    out: list[str] = []
    for place in _places(text, name)[:3]:
        end = place + len(name)
        line = text[max(0, place - 120) : place]
        before = _BEFORE.search(line)
        if before:
            out.append(before[0].strip())
        after = _APPOSED.match(text, end)
        if after:
            out.append(after[1].strip())
        apposed = _APPOSED_BEFORE.search(line)
        if apposed:
            out.append(apposed[1].strip())
    return out


def words_after(text: str, name: str) -> str:
    """Up to three words that follow the name at its first place in the text, on the same line."""
    for place in _places(text, name)[:1]:
        found = re.match(r"(?: [\w'’-]+){1,3}", text[place + len(name) :])
        return found[0].strip() if found else ""
    return ""


def _places(text: str, name: str) -> list[int]:
    """Where the name stands in the text as whole words. Found by hand: compiling a pattern for every name
    took five times as long as all the rest."""
    out: list[int] = []
    at = text.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        if not _is_letter(text[at - 1 : at]) and not _is_letter(text[end : end + 1]):
            out.append(at)
        at = text.find(name, at + 1)
    return out


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"
