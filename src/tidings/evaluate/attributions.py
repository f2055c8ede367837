"""Scores attributions on PolNeAR: source, cue and content spans at their exact offsets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tidings.evaluate.figures import PRF_HEADER, Json, Outcome, Tally
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_polnear import ROLES, Annotated, Attributed, Pieces, joined, read_polnear
from tidings.evaluate.predict import AttributionsOf, Triple
from tidings.model.doc import Doc
from tidings.model.report import Report

EDGES = " \t\r\n\"'`“”‘’.,;:!?…"
"""What the looser figure takes off a span's two ends."""


def score_polnear(
    path: Path,
    read: Callable[[Report], Doc],
    attributions_of: AttributionsOf,
    *,
    only: frozenset[str] | None,
    tell: Tell,
) -> Outcome:
    """Micro-averaged over all .ann files. Spans are compared as sets per file and role: a source that
    two attributions share counts once. `only` names .ann files without their ending, or texts."""
    exact = {role: Tally() for role in ROLES}
    loose = {role: Tally() for role in ROLES}
    predictions: list[Json] = []
    known: dict[tuple[str, str], list[Attributed] | None] = {}
    documents = items = 0
    for gold in read_polnear(path, tell):
        if only is not None and not only & {gold.name, gold.stem}:
            continue
        key = (gold.stem, gold.text)
        if key not in known:  # read once, however many annotators read it
            known[key] = within(gold.stem, tell, _find, gold, read, attributions_of)
            predictions += [_row(gold, found) for found in known[key] or ()]
        mine = known[key]
        if mine is None:
            continue
        documents += 1
        items += len(gold.attributions)
        for role in ROLES:
            found, true = (_spans(each, role, gold.discard) for each in (mine, gold.attributions))
            exact[role].compare(found, true)
            loose[role].compare(*({trimmed(s, gold.text) for s in spans} for spans in (found, true)))
    figures: Json = {}
    for role in ROLES:
        figures |= exact[role].figures(f"{role}_")
    for role in ROLES:
        figures[f"{role}_loose_f1"] = loose[role].figures()["f1"]
    rows = [exact[role].row(role) for role in ROLES] + [loose[role].row(f"{role}, loose") for role in ROLES]
    return Outcome(documents, items, "attributions", figures, PRF_HEADER, tuple(rows), tuple(predictions))


def trimmed(pieces: Pieces, text: str) -> Pieces:
    """The span without white space, quotation marks and stops at its two ends."""
    start, end = pieces[0][0], pieces[-1][1]
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return tuple((max(a, start), min(b, end)) for a, b in pieces if a < end and b > start)


def _find(
    gold: Annotated, read: Callable[[Report], Doc], attributions_of: AttributionsOf
) -> list[Attributed]:
    doc = read(Report(doc=gold.stem, text=gold.text))
    return [_attributed(triple, gold.text) for triple in attributions_of(doc)]


def _attributed(triple: Triple, text: str) -> Attributed:
    source, cue, content = (
        tuple(joined([(s.start, s.end) for s in span], text) for span in spans if span) for spans in triple
    )
    return Attributed(source, cue, content)


def _spans(
    attributions: tuple[Attributed, ...] | list[Attributed], role: str, discard: tuple[Pieces, ...]
) -> set[Pieces]:
    """The spans of a role, without those of attributions that reach into a discarded region."""
    out: set[Pieces] = set()
    for a in attributions:
        if not any(_overlap(span, gone) for r in ROLES for span in a.spans(r) for gone in discard):
            out.update(a.spans(role))
    return out


def _overlap(left: Pieces, right: Pieces) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def _row(gold: Annotated, found: Attributed) -> Json:
    row: Json = {"doc": gold.stem}
    for role in ROLES:
        row[role] = [
            {"pieces": [list(piece) for piece in span], "text": " … ".join(gold.text[a:b] for a, b in span)}
            for span in found.spans(role)
        ]
    return row
