"""A report's text with the evidence of its records marked, as `tidings show REPORT` prints it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tidings.model.record import Coded, Evidence
from tidings.model.span import Span
from tidings.model.visible import visible

if TYPE_CHECKING:
    from rich.text import Text


def mark_text(coded: Coded) -> Text:
    """The text with "⟦1 … 1⟧" around the evidence of event 1 and "⟦s1 … s1⟧" around that of state 1.

    Records read from the same words share a mark ("⟦1,s2 … 1,s2⟧"); marks of different records
    may overlap. Triggers are bold. Taking the marks out gives the text back, except for unsafe
    characters, which are shown as escapes.
    """
    from rich.text import Text

    text = coded.report.text
    labels = _labels(coded)
    cuts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for span, label in labels.items():
        # Closing marks stand before opening ones; of those that close together the shorter is inside.
        cuts[span.start].append((1_000_000_000 - len(span), f"⟦{label} "))
        cuts[span.end].append((len(span) - 1_000_000_000, f" {label}⟧"))
    bold = _triggers(_evidence(coded))
    bounds = {0, len(text), *cuts, *(edge for span in bold for edge in (span.start, span.end))}
    edges = sorted(bounds)
    out = Text()
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        for _, mark in sorted(cuts.get(start, ())):
            out.append(mark, style="cyan")
        inside = any(span.start <= start < span.end for span in bold)
        out.append(visible(text[start:end]), style="bold" if inside else "")
    return out


def _labels(coded: Coded) -> dict[Span, str]:
    """Evidence spans with the numbers of their records."""
    found: dict[Span, list[str]] = defaultdict(list)
    for number, event in enumerate(coded.events, start=1):
        for span in {e.span for e in event.evidence}:
            found[span].append(str(number))
    for number, state in enumerate(coded.states, start=1):
        for span in {e.span for e in state.evidence}:
            found[span].append(f"s{number}")
    return {span: ",".join(labels) for span, labels in found.items() if len(span)}


def _evidence(coded: Coded) -> Iterable[Evidence]:
    for event in coded.events:
        yield from event.evidence
    for state in coded.states:
        yield from state.evidence


def _triggers(evidence: Iterable[Evidence]) -> list[Span]:
    return sorted({e.trigger for e in evidence if e.trigger})
