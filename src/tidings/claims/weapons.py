"""What was used: the weapon named beside a deed, in the text's words, and the mode it implies."""

from __future__ import annotations

from tidings.claims.frames import Frame
from tidings.claims.syntax import ancestors, kids
from tidings.mentions.lexicon import noun_classes
from tidings.model.doc import Doc
from tidings.model.record import Weapon

ARMED = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "THREATEN"})
BARRIERS = frozenset({"acl:relcl", "ccomp", "parataxis", "advcl", "conj"})


def weapon_of(doc: Doc, frame: Frame) -> tuple[Weapon | None, str | None]:
    """(weapon, ASSAULT mode it implies) from the trigger itself, its modifiers and what hangs on it."""
    if frame.type not in ARMED:
        return None, None
    best: tuple[int, int, int, str] | None = None
    for start in (frame.trigger, frame.verb):
        if start is None:
            continue
        for t in doc.subtree(start):
            found = _weapon_at(doc, t)
            if found is None:
                continue
            steps = _steps(doc, t, start)
            if steps is not None and steps <= 3 and (best is None or steps < best[0]):
                best = (steps, *found)
    if best is None:
        return None, None
    _, first, last, mode = best
    if first == last == frame.trigger:
        return None, mode or None
    span = doc.span(first, last)
    return Weapon(span.of(doc.text), (span,)), mode or None


def _steps(doc: Doc, t: int, start: int) -> int | None:
    """Edges from `t` up to `start`; None where the way leads through another clause."""
    if t == start:
        return 0
    at = t
    for n, above in enumerate(ancestors(doc, t), start=1):
        if doc.parse.dep[at] in BARRIERS:
            return None
        if above == start:
            return n
        at = above
    return None


def _weapon_at(doc: Doc, t: int) -> tuple[int, int, str] | None:
    """(first token, last token, mode) where a weapon's name ends at `t`."""
    parse = doc.parse
    if parse.pos[t] not in ("NOUN", "PROPN"):
        return None
    before = [c for c in kids(doc, t, "compound", "amod") if c == t - 1]
    lemma = parse.lemma[t].lower()
    names = [(f"{parse.lemma[c].lower()} {lemma}", c) for c in before]
    for name, first in [*names, (lemma, t)]:
        classes = noun_classes().get(name, ())
        for kind, mode in classes:
            if kind == "weapon":
                return first, t, mode
        if classes:
            return None  # "a gold mine" is no mine
    return None
