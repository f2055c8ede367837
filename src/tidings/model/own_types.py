"""Event types that a user adds to PLOVER's, and words that a trained model takes for such deeds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tidings.model.codes import EVENT_TYPES

TYPE_NAME: Final = re.compile(r"[A-Z][A-Z0-9_]{1,39}")
MODE_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class OwnType:
    """`parent`: the PLOVER type that it is a kind of, None for a kind of its own."""

    name: str
    parent: str | None = None
    modes: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The word `token` (an index into the document) tells of a deed of this type, with this chance."""

    token: int
    type: OwnType
    mode: str | None
    chance: float


def own_type_problems(types: Iterable[OwnType]) -> Iterator[str]:
    """All that is wrong with types that a model declares, one sentence each."""
    seen: set[str] = set()
    for own in types:
        if not TYPE_NAME.fullmatch(own.name):
            yield f"{own.name!r} is no name of a type: 2 to 40 capitals, digits and underscores"
        if own.name in seen:
            yield f"{own.name} is declared twice"
        seen.add(own.name)
        if own.parent is not None and own.parent not in EVENT_TYPES:
            yield f"the parent of {own.name}, {own.parent!r}, is none of {', '.join(EVENT_TYPES)}"
        if own.name in EVENT_TYPES:
            yield f"{own.name} is a PLOVER type; a type of one's own needs another name"
        for mode in own.modes:
            if not MODE_NAME.fullmatch(mode):
                yield f"{mode!r}, mode of {own.name}, is no name: small letters, digits and hyphens"
