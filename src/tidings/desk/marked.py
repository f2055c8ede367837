"""A report's text cut where marks begin and end, so that marks may nest and overlap on a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tidings.desk.words import t
from tidings.model.span import Span
from tidings.views.marks import Mark

_STRETCH_LAYERS: Final = frozenset({"events", "states"})


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of text without an edge of a mark in it. `start`: its offset in the report's text. `marks`:
    their numbers, the innermost first; `classes` say their layers. `target`: number of the record that a link
    here leads to, None where none begins here. `at`: it lies in what the address points at."""

    text: str
    start: int
    marks: tuple[int, ...] = ()
    classes: str = ""
    target: str | None = None
    at: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text without its break; `gap`: an empty one stands before it."""

    cuts: tuple[Cut, ...]
    gap: bool


def lines_of(text: str, marks: Sequence[Mark], layers: Collection[str], at: Span | None = None) -> list[Line]:
    """All lines that are not empty. `marks`: as `marks_of` gives them, numbered by their place there; only
    those of the layers are shown."""
    shown = [(n, mark) for n, mark in enumerate(marks) if mark.layer in layers]
    out: list[Line] = []
    gap = False
    for start, end, inside in _by_line(text, shown):
        if not text[start:end].strip():
            gap = True
            continue
        out.append(Line(tuple(_cuts(text, Span(start, end), inside, at)), gap and bool(out)))
        gap = False
    return out


def _by_line(
    text: str, marks: Sequence[tuple[int, Mark]]
) -> Iterator[tuple[int, int, list[tuple[int, Mark]]]]:
    """Start and end of each line, and the marks that lie in it or reach into it."""
    start, following, open_ = 0, 0, list[tuple[int, Mark]]()
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while following < len(marks) and marks[following][1].span.start < end:
            open_.append(marks[following])
            following += 1
        yield start, end, [pair for pair in open_ if pair[1].span.end > start]
        open_ = [pair for pair in open_ if pair[1].span.end > end]
        start = end + 1


def _cuts(text: str, line: Span, marks: Sequence[tuple[int, Mark]], at: Span | None) -> Iterator[Cut]:
    edges = {line.start, line.end}
    for span in [mark.span for _, mark in marks] + ([at] if at and at.overlaps(line) else []):
        edges |= {min(max(edge, line.start), line.end) for edge in (span.start, span.end)}
    begins: defaultdict[int, list[tuple[int, Mark]]] = defaultdict(list)
    for pair in marks:
        begins[max(pair[1].span.start, line.start)].append(pair)
    active: list[tuple[int, Mark]] = []
    for start, end in pairwise(sorted(edges)):
        active = [pair for pair in active if pair[1].span.end > start] + begins[start]
        inner = sorted(active, key=lambda pair: (len(pair[1].span), pair[0]))
        lies_at = at is not None and at.start <= start < at.end
        yield Cut(
            text[start:end],
            start,
            tuple(n for n, _ in inner),
            _classes([mark for _, mark in inner]),
            _target(start, [mark for _, mark in inner]),
            lies_at,
        )


def _classes(marks: Sequence[Mark]) -> str:
    names = [f"in-{m.layer}" if m.is_stretch else f"l-{m.layer}" for m in marks]
    names += ["trigger"] if any(use.role == "trigger" for m in marks for use in m.uses) else []
    return " ".join(dict.fromkeys(names))


def _target(start: int, inner: Sequence[Mark]) -> str | None:
    """Whole sentences are no links: their words must stay selectable."""
    if not inner or inner[0].is_stretch or inner[0].span.start != start:
        return None
    return inner[0].uses[0].number


def told(marks: Sequence[Mark]) -> list[list[object]]:
    """What a page says of each mark: its layer, first and last offset, and of each value that was read its
    role, the value, why, and the records that have it, by number and in words."""
    out: list[list[object]] = []
    for mark in marks:
        grouped: dict[tuple[str, str, str], list[str]] = {}
        for use in mark.uses:
            grouped.setdefault((use.role, use.value, use.why), []).append(use.number)
        values = [
            [t(f"report.role_{role}"), value, why, numbers, ", ".join(map(_named, numbers))]
            for (role, value, why), numbers in grouped.items()
        ]
        out.append([mark.layer, mark.span.start, mark.span.end, values])
    return out


def _named(number: str) -> str:
    kind = {"s": "state", "u": "unclear"}.get(number[0], "event")
    return t(f"report.in_{kind}", n=number.lstrip("su"))
