"""Scores how far event words are told as having happened: mean absolute error and correlation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tidings.evaluate.figures import Json, Outcome, mean_error, pearson, percent
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_factuality import Rated, read_factuality
from tidings.evaluate.predict import FactualityOf
from tidings.model.doc import Doc, Sentence, Token
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.text.quotes import find_quotes

PRINTED: Final = {
    "``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
"""What the Penn Treebank's words stand for, as a newspaper prints it and the reader was trained on."""


def score_factuality(
    path: Path,
    read: Callable[[Doc], Doc],
    factuality_of: FactualityOf,
    *,
    part: str,
    only: frozenset[str] | None,
    tell: Tell,
) -> Outcome:
    """`read` adds the pipeline's layers to a Doc that has words, sentences and quotations: the set's
    words are taken as they stand, each sentence a report of its own."""
    gold: dict[str, list[float]] = defaultdict(list)
    mine: dict[str, list[float]] = defaultdict(list)
    predictions: list[Json] = []
    sentences = 0
    for rated in read_factuality(path, part, tell):
        if only is not None and rated.name not in only:
            continue
        found = within(rated.name, tell, _values, rated, read, factuality_of)
        if found is None:
            continue
        sentences += 1
        gold[rated.set] += [label for _, label in rated.targets]
        mine[rated.set] += found
        predictions += _rows(rated, found)
    names = sorted(gold)
    gold["all"], mine["all"] = ([v for n in names for v in values[n]] for values in (gold, mine))
    figures: Json = {}
    rows: list[tuple[str, ...]] = []
    for name in ["all", *names]:
        prefix = "" if name == "all" else f"{name.lower()}_"
        error, r = mean_error(gold[name], mine[name]), pearson(gold[name], mine[name])
        figures |= {f"{prefix}mae": round(error, 4), f"{prefix}pearson": percent(r)}
        rows.append((name, f"{error:.3f}", f"{100 * r:.1f}", f"{len(gold[name]):,}"))
    header = ("", "mean error", "Pearson", "words")
    return Outcome(
        sentences, len(gold["all"]), "event words", figures, header, tuple(rows), tuple(predictions)
    )


def doc_of(rated: Rated) -> Doc:
    """A Doc over the given words, one sentence, with a blank between words."""
    words = [PRINTED.get(word, word) for word in rated.text.split(" ")]
    text = " ".join(words)
    tokens: list[Token] = []
    start = 0
    for word in words:
        tokens.append(Token(len(tokens), start, start + len(word), word, 0))
        start += len(word) + 1
    doc = Doc(Report(doc=rated.name, text=text))
    doc.add("tokens", tuple(tokens))
    doc.add("sentences", (Sentence(0, 0, len(text), 0, len(tokens), "body", 0),))
    doc.add("quotes", tuple(find_quotes(text, Span(0, len(text)), [Span(0, len(text))])))
    return doc


def _values(rated: Rated, read: Callable[[Doc], Doc], factuality_of: FactualityOf) -> list[float]:
    doc = read(doc_of(rated))
    return [factuality_of(doc, word) for word, _ in rated.targets]


def _rows(rated: Rated, found: list[float]) -> list[Json]:
    """Offsets into the set's own text."""
    words = rated.text.split(" ")
    rows: list[Json] = []
    for (i, _), value in zip(rated.targets, found, strict=True):
        start = sum(len(word) + 1 for word in words[:i])
        row = {"doc": rated.name, "word": i, "start": start, "end": start + len(words[i]), "text": words[i]}
        rows.append({**row, "label": round(value, 4)})
    return rows
