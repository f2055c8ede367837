"""Where names lie that somebody else marked in the text."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.mentions.gazetteer import Gazetteer
from tidings.mentions.places_inner import inner_places
from tidings.mentions.places_spans import Named, named_places
from tidings.model.doc import Doc
from tidings.model.span import Span


def given_places(
    doc: Doc, spans: Sequence[Span], gazetteer: Gazetteer
) -> tuple[list[Named], list[Named], list[int | None]]:
    """The names of a report with the given ones among them, the names inside others, and for each span
    which of the first it is; None where it holds no token. A name found by ourselves that overlaps a given
    one makes way."""
    given: dict[tuple[int, int], Named] = {}
    keys: list[tuple[int, int] | None] = []
    for span in spans:
        inside = [t.i for t in doc.tokens if t.start < span.end and t.end > span.start]
        key = (inside[0], inside[-1]) if inside else None
        keys.append(key)
        if key is not None:
            given[key] = Named(*key, *key)
    taken = {t for first, last in given for t in range(first, last + 1)}
    found = named_places(doc, gazetteer)
    kept = [p for p in found if not taken.intersection(range(p.first, p.last + 1))]
    inner = [
        p for p in inner_places(doc, gazetteer, kept) if not taken.intersection(range(p.first, p.last + 1))
    ]
    named = sorted([*kept, *given.values()], key=lambda p: (p.first, -p.last))
    at = {(p.first, p.last): n for n, p in enumerate(named)}
    return named, inner, [None if key is None else at[key] for key in keys]
