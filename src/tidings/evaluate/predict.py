"""What the rules answer to the questions of the sets: a trained head takes the place of one function.

attributions_of(doc)                  PolNeAR: source, cue and content spans
root_scores(text, source, target)     PLV: how likely each PLOVER root is between two marked parties
factuality_of(doc, token)             factuality: from -3 (certainly did not happen) to 3 (did)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from tidings.claims.attribution import Attribution
from tidings.claims.frames import Frame
from tidings.claims.status import status_of
from tidings.claims.syntax import base
from tidings.evaluate.formats_plover import ROOTS, YIELD
from tidings.mentions.lexicon import Trigger
from tidings.model.doc import Doc
from tidings.model.record import Event, Party
from tidings.model.report import Report
from tidings.model.span import Span

Spans = tuple[tuple[Span, ...], ...]
"""Several spans, each in one or more pieces."""
Triple = tuple[Spans, Spans, Spans]
"""The source, cue and content spans of one attribution; each may be empty."""
AttributionsOf = Callable[[Doc], list[Triple]]
RootScores = Callable[[str, Span | None, Span | None], dict[str, float]]
FactualityOf = Callable[[Doc, int], float]

PRIOR: Final = YIELD
"""PLV's most frequent root (141 of 1,050), the answer where no event was read."""
FACTUALITY: Final = {"occurred": 3.0, "ongoing": 3.0, "planned": 1.0, "possible": 0.5, "denied": -3.0}
"""Where each status stands on the scale, -3 (certainly did not happen) to 3 (certainly did)."""
_EDGE: Final = frozenset((",", ".", ":", ";", "-", "--", "–", "—", "…", "..."))
_BEFORE_CUE: Final = frozenset({"aux", "advmod", "mark", "neg"})
_BARE: Final = Trigger("", "VERB", (), "COERCE", None, (), (), None, False, "")
"""For words that name no deed of ours; of the types that are neither verbal nor announced."""


def attributions_of(doc: Doc) -> list[Triple]:
    """The spans of the layer "attributions", in its order. Needs that layer and "parse"."""
    found: list[Attribution] = doc.layer("attributions")  # type: ignore[assignment]
    out: list[Triple] = []
    for a in found:
        said = a.cue not in a.content  # else a quotation goes on and its first token stands for the cue
        cue = _cue(doc, a.cue) if said else set()
        sources = _phrases(doc, a, cue)
        content = _without_edges(doc, set(a.content) - sources - cue)
        spans = (_pieces(doc, tokens) for tokens in (sources, cue, content))
        source, verb, words = ((pieces,) if pieces else () for pieces in spans)
        out.append((source, verb, words))
    return out


def _phrases(doc: Doc, a: Attribution, cue: set[int]) -> set[int]:
    """The whole noun phrases of the sources, with all that describes them, in one run where they touch."""
    tokens: set[int] = set()
    for head in a.sources:
        below = set(doc.subtree(head))
        for c in cue & below:  # "the man who said so" says it
            below -= set(doc.subtree(c))
        below -= a.content | cue
        first = last = head
        while first - 1 in below:
            first -= 1
        while last + 1 in below:
            last += 1
        tokens |= set(range(first, last + 1))
    return _without_edges(doc, tokens)


def _cue(doc: Doc, i: int) -> set[int]:
    """The cue word with what stands right before it and belongs to it ("has not", "also", "to"), and the
    "to" of "according to"."""
    first = last = i
    while first > 0 and doc.parse.head[first - 1] == i and base(doc.parse.dep[first - 1]) in _BEFORE_CUE:
        if doc.parse.pos[first - 1] == "PUNCT" or doc.tokens[first - 1].text.lower() in ("that", "as"):
            break
        first -= 1
    if last + 1 < len(doc.tokens) and doc.tokens[i].text.lower() == "according":
        last += doc.tokens[last + 1].text.lower() == "to"
    return set(range(first, last + 1))


def _without_edges(doc: Doc, tokens: set[int]) -> set[int]:
    """Each run of tokens without commas, dashes and plain stops at its ends."""
    out = set(tokens)
    for step in (1, -1):
        for t in sorted(tokens, reverse=step < 0):
            if t in out and t - step not in out and doc.tokens[t].text in _EDGE:
                out.discard(t)
    return out


def _pieces(doc: Doc, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Runs of tokens as spans."""
    out: list[Span] = []
    last = -2
    for t in sorted(tokens):
        token = doc.tokens[t]
        if t == last + 1:
            out[-1] = Span(out[-1].start, token.end)
        else:
            out.append(Span(token.start, token.end))
        last = t
    return tuple(out)


def root_scores(
    text: str, source: Span | None, target: Span | None, *, read: Callable[[Report], Doc]
) -> dict[str, float]:
    """A score for each of ROOTS, best highest. An event counts by its confidence, one more where the
    source is among its actors, one more where the target is among its recipients, a quarter where they
    stand the other way round. `source` and `target` are characters of `text`, None where it names none;
    `read` gives a Doc with the layer "events"."""
    scores = dict.fromkeys(ROOTS, 0.0) | {PRIOR: 0.01}
    events: tuple[Event, ...] = read(Report(doc="sentence", text=text)).layer("events")  # type: ignore[assignment]
    for event in events:
        root = YIELD if event.type in ("CONCEDE", "RETREAT") else event.type
        fit = event.confidence + _names(event.actors, source) + _names(event.recipients, target)
        fit += 0.25 * (_names(event.recipients, source) + _names(event.actors, target))
        scores[root] = max(scores.get(root, 0.0), 0.02 + fit)
    return scores


def _names(parties: tuple[Party, ...], span: Span | None) -> bool:
    return span is not None and any(span.overlaps(s) for p in parties for s in p.spans)


def factuality_of(doc: Doc, token: int) -> float:
    """By the status that the rules read off the grammar around the word. Needs "parse" and "frames"."""
    frames: list[Frame] = doc.layer("frames")  # type: ignore[assignment]
    frame = next((f for f in frames if f.trigger == token), None)
    return FACTUALITY[status_of(doc, frame or Frame(token, _BARE, tokens=(token,))).status]
