"""Attributions that the network hears where the grammar of cues finds none.

Its heads mark the words of sources, cues and contents, each on its own (learnt from PolNeAR). Here they
are put together: a content belongs to the nearest cue of its sentence, a cue to the nearest source.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tidings.claims.attribution import Attribution, find_attributions
from tidings.claims.ground import head_of
from tidings.claims.hinted import hints_of
from tidings.claims.roster import Roster, roster_of
from tidings.claims.syntax import conjuncts
from tidings.model.doc import Doc

Span = tuple[int, int]
FAR: Final = 25
"""Words between a cue and its source or content; in PolNeAR 98 of 100 stand nearer."""


def all_attributions(doc: Doc) -> list[Attribution]:
    """Those that grammar finds and those that only the network hears."""
    ruled = find_attributions(doc)
    return [*ruled, *heard_attributions(doc, roster_of(doc), ruled)]


def heard_attributions(doc: Doc, roster: Roster, known: Sequence[Attribution]) -> list[Attribution]:
    """Attributions whose cue is not one of `known`."""
    hints = hints_of(doc)
    if hints is None:
        return []
    taken = {a.cue for a in known}
    out: list[Attribution] = []
    for source, cue, contents in linked(doc, hints.spans):
        head = head_of(doc, *cue)
        if source is None or not contents or any(t in taken for t in range(cue[0], cue[1] + 1)):
            continue
        speaker = head_of(doc, *source)
        if roster.party(speaker) is None:
            continue
        content = frozenset(t for first, last in contents for t in range(first, last + 1))
        speakers = [t for t in conjuncts(doc, speaker) if source[0] <= t <= source[1]]
        out.append(Attribution(head, tuple(speakers or [speaker]), content - {head}))
    return out


def linked(doc: Doc, spans: dict[str, list[Span]]) -> list[tuple[Span | None, Span, list[Span]]]:
    """Source, cue and contents of each cue, in text order. Spans are (first, last), both included."""
    cues = spans["cue"]
    contents: dict[Span, list[Span]] = {cue: [] for cue in cues}
    for content in spans["content"]:
        if cue := _nearest(doc, content, cues):
            contents[cue].append(content)
    return [(_nearest(doc, cue, spans["source"]), cue, contents[cue]) for cue in cues]


def _nearest(doc: Doc, span: Span, others: Sequence[Span]) -> Span | None:
    """The other span with the fewest words between, in a sentence that `span` touches."""
    sentences = range(doc.tokens[span[0]].sent, doc.tokens[span[1]].sent + 1)
    best: tuple[int, Span] | None = None
    for other in others:
        if doc.tokens[other[0]].sent not in sentences:
            continue
        gap = max(0, other[0] - span[1] - 1, span[0] - other[1] - 1)
        if gap <= FAR and (best is None or gap < best[0]):
            best = gap, other
    return best[1] if best else None
