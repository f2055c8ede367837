"""What a name of a place was taken for."""

from __future__ import annotations

from dataclasses import dataclass

from tidings.mentions.gazetteer import Candidate
from tidings.mentions.places_hints import NO_HINTS, Hints


@dataclass(frozen=True, slots=True)
class Settled:
    """`choice` None: nothing, or nothing sure enough; then perhaps a `country`, with `why`. `best`: the
    likeliest place of the name all the same, "Mosul" for "Mosul bridge"; `name` as it was looked up."""

    choice: Candidate | None
    chance: float = 0.0
    hints: Hints = NO_HINTS
    country: str | None = None
    why: str = ""
    best: Candidate | None = None
    name: str = ""
