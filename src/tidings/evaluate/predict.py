"""What the reading answers to the questions of the sets.

attributions_of(doc)                  PolNeAR: source, cue and content spans
root_scores(text, source, target)     PLV: how likely each PLOVER root is between two marked parties
factuality_of(doc, token)             factuality: from -3 (certainly did not happen) to 3 (did)
timexes_of(report)                    TempEval-3: time expressions with type and value

The first three are answers of the network's heads (docs/method/heads.md), the last of the rules for
times (docs/method/time.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from tidings.claims.heard import linked
from tidings.claims.hinted import hints_of
from tidings.evaluate.formats_tempeval3 import Timex
from tidings.mentions.times import find_times
from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.reader import Reader
from tidings.text import segment

Spans = tuple[tuple[Span, ...], ...]
"""Several spans, each in one or more pieces."""
Triple = tuple[Spans, Spans, Spans]
"""The source, cue and content spans of one attribution; each may be empty."""
AttributionsOf = Callable[[Doc], list[Triple]]
RootScores = Callable[[str, Span | None, Span | None], dict[str, float]]
FactualityOf = Callable[[Doc, int], float]

_OPEN: Final = '"“'
_CLOSE: Final = '"”'
_APART: Final = (",", "—", "–", "-")
_SHORT: Final = 14
"""Words between two halves of an unquoted content."""

_UNRESOLVED: Final = {"DATE": "XXXX-XX-XX", "TIME": "XXXX-XX-XXTXX:XX", "DURATION": "PX", "SET": "XXXX"}

Words = tuple[int, int]
"""First and last token, both included."""


def attributions_of(doc: Doc) -> list[Triple]:
    """The sources, cues and contents that the heads mark, put together; a part that belongs to no cue
    stands alone. Needs the layer "hints"."""
    hints = hints_of(doc)
    if hints is None:
        return []
    groups = in_pieces(doc, hints.spans["content"], hints.spans["cue"])
    out: list[Triple] = []
    told: set[Words] = set()
    for source, cue, contents in linked(doc, hints.spans):
        mine = [g for g in groups if any(c in g for c in contents) and not told.intersection(g)]
        told.update(*mine, (source,) if source else ())
        out.append((
            (_pieces(doc, [source]),) if source else (),
            (_pieces(doc, [cue]),),
            tuple(_pieces(doc, group) for group in mine),
        ))  # fmt: skip
    out += [((_pieces(doc, [s]),), (), ()) for s in hints.spans["source"] if s not in told]
    out += [((), (), (_pieces(doc, g),)) for g in groups if not told.intersection(g)]
    return out


def in_pieces(doc: Doc, contents: Iterable[Words], cues: Iterable[Words]) -> list[list[Words]]:
    """Contents with a cue between that are one: both quoted ("A," she said, "B"), or both not, with commas
    or dashes about what stands between (A, she said, B). On PolNeAR dev the first is right for 150 pairs of
    158, and both together raise the exact F1 of contents from 53 to 61."""
    cues = list(cues)
    out: list[list[Words]] = []
    for words in contents:
        if out and _goes_on(doc, out[-1][-1], words, cues):
            out[-1].append(words)
        else:
            out.append([words])
    return out


def _goes_on(doc: Doc, before: Words, after: Words, cues: list[Words]) -> bool:
    one, other = doc.span(*before), doc.span(*after)
    between = doc.text[one.end : other.start]
    if "\n" in between or not 1 <= sum(before[1] < c[0] and c[1] < after[0] for c in cues) <= 2:
        return False
    quoted = doc.text[one.start] in _OPEN or doc.text[one.end - 1] in _CLOSE
    quoted_on = doc.text[other.start] in _OPEN
    if quoted or quoted_on:
        return quoted and quoted_on
    edges = between.strip()
    return edges[:1] in _APART and edges[-1:] in _APART and len(edges.split()) <= _SHORT


def _pieces(doc: Doc, runs: Iterable[Words]) -> tuple[Span, ...]:
    return tuple(doc.span(first, last) for first, last in runs)


def root_scores(text: str, source: Span | None, target: Span | None, *, reader: Reader) -> dict[str, float]:
    """Log-probability of each root. `source` and `target` are characters of `text`, None where it names
    none."""
    doc = segment(Report(doc="sentence", text=text))
    inside = [
        [t.i for t in doc.tokens if span is not None and t.start < span.end and t.end > span.start]
        for span in (source, target)
    ]
    return reader.roots(doc, inside[0], inside[1])


def factuality_of(doc: Doc, token: int) -> float:
    """Needs the layer "hints"."""
    hints = hints_of(doc)
    return 0.0 if hints is None else max(-3.0, min(3.0, float(hints.fact[token])))


def timexes_of(report: Report, *, reader: Reader) -> tuple[Timex, ...]:
    """A date that could not be resolved has the value of one that is left open, as TimeML wants one."""
    doc = segment(report)
    reader.read(doc)
    return tuple(Timex(t.span, t.type, t.value or _UNRESOLVED[t.type]) for t in find_times(doc))
