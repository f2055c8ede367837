"""What a report itself tells of its names: which countries it is about, acronyms in brackets, and who somebody
is said to be beside the name ("opposition leader X", "X, commander of the Y")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.gazetteer_tables import capitals_to_countries, demonyms_to_countries, names_to_countries

_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?\.?")
_BRACKETS: Final = re.compile(r"\s*(?:\(([A-Z][\w-]{1,9})\)|, (?:or|known as) ([A-Z][A-Za-z]{1,7})\b)")
_BEFORE: Final = re.compile(r"(?:[\w'’.&-]+ ){1,7}$")
_APPOSED: Final = re.compile(r"\s*,\s+(?:who (?:heads|leads|headed|led|was|is) )?([^,;.\n()\"“”]{6,90})[,.;\n]")
_APPOSED_BEFORE: Final = re.compile(r"(?:^|[.;\n\"“”] ?|, |and )([^,;.\n()\"“”]{6,80}), $")


@lru_cache(maxsize=512)
def countries_told(text: str) -> tuple[str, ...]:
    """The countries a text names, by name, people or capital, the most named first; a capital counts half."""
    counts: Counter[str] = Counter()
    words = _WORD.findall(text)
    names, peoples, capitals = names_to_countries(), demonyms_to_countries(), capitals_to_countries()
    at = 0
    while at < len(words):
        word = words[at]
        if not word[0].isupper():
            at += 1
            continue
        for size in (3, 2, 1):
            said = " ".join(words[at : at + size])
            key = exact_key(re.sub(r"['’]s?$", "", said))
            if key == "us" and not said.replace(".", "").isupper():
                break
            code = names.get(key) or peoples.get(key)
            if code is None and key in capitals:
                counts[capitals[key]] += 1
                at += size - 1
                break
            if code is not None:
                counts[code] += 2
                at += size - 1
                break
        at += 1
    return tuple(code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


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


def _places(text: str, name: str) -> list[int]:
    """Where the name stands in the text as whole words."""
    if not name or name not in text:
        return []
    return [m.start() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?![\w])", text)]
