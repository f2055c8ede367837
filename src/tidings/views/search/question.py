"""What a person types to search for, as a question to the full-text index.

Words are all looked for; "words in quotes" stand in a row; -word must not be there; word* is a beginning;
OR between two takes either. Nothing else means anything, so that no text can be a wrong question: each part
goes to the index in quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tidings.errors import UsageError

LONGEST: Final = 500
MOST_PARTS: Final = 40
_PART: Final = re.compile(r'(-?)"([^"]*)"?(\*?)|(\S+)')


@dataclass(frozen=True, slots=True)
class Question:
    """`match`: for the index. `any_of`: which of its words, anywhere: for marking them."""

    match: str
    any_of: str


def question_of(words: str) -> Question:
    """Raises UsageError where there is nothing to look for, or too much."""
    if len(words) > LONGEST:
        raise UsageError(f"That is too long to look for. Give at most {LONGEST} characters.")
    wanted: list[list[str]] = []
    refused: list[str] = []
    either = False
    for found in _PART.finditer(words):
        minus, quoted, star, plain = found.groups()
        if plain == "OR":
            either = bool(wanted)
            continue
        if plain is not None:
            minus = "-" if plain.startswith("-") else ""
            star = "*" if plain.endswith("*") else ""
            quoted = plain.strip("*").removeprefix("-")
        part = _part(quoted, star)
        if part is None:
            continue
        if minus:
            refused.append(part)
        elif either:
            wanted[-1].append(part)
        else:
            wanted.append([part])
        either = False
    if not wanted:
        raise UsageError("Nothing to look for. Give a word, or words in quotes; -word leaves reports out.")
    if sum(map(len, wanted)) + len(refused) > MOST_PARTS:
        raise UsageError(f"That is too much to look for at once. Give at most {MOST_PARTS} words.")
    match = " AND ".join(f"({' OR '.join(several)})" for several in wanted)
    if refused:
        match = f"({match}) NOT ({' OR '.join(refused)})"
    return Question(match, " OR ".join(part for several in wanted for part in several))


def _part(words: str, star: str) -> str | None:
    """A string of the index's language; None for one without letters or digits."""
    if not any(c.isalnum() for c in words):
        return None
    return '"' + words.replace('"', '""').replace("\x00", " ") + '"' + star
