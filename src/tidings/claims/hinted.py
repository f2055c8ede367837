"""The network's log-odds for each judgement, None for a document that it has not read."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.model.codes import STATUSES
from tidings.model.doc import Doc
from tidings.reader.hints import Hints


def hints_of(doc: Doc) -> Hints | None:
    return doc.layer("hints") if doc.has("hints") else None  # type: ignore[return-value]


def pair_hints(doc: Doc, relation: str, trigger: int, others: Sequence[int]) -> list[tuple[float] | None]:
    """For each of `others` whether it is `relation` (tidings.reader.hints.RELATIONS) to the trigger."""
    hints = hints_of(doc)
    if hints is None:
        return [None] * len(others)
    return [(score,) for score in hints.pair(relation, trigger, others)]


def trigger_hints(doc: Doc, trigger: int, *types: str) -> tuple[float, float] | None:
    """Whether the word tells of a deed of one of these types, and of any deed."""
    hints = hints_of(doc)
    if hints is None:
        return None
    return hints.tells(trigger, types), hints.tells(trigger, hints.types[1:])


def status_hints(doc: Doc, trigger: int, status: str) -> tuple[float, float] | None:
    """Whether the deed has that status, and how factual the word is (-3 to 3)."""
    hints = hints_of(doc)
    if hints is None:
        return None
    return hints.status(trigger, STATUSES.index(status)), float(hints.fact[trigger])


def background_hint(doc: Doc, trigger: int) -> tuple[float] | None:
    hints = hints_of(doc)
    return None if hints is None else (float(hints.background[trigger]),)
