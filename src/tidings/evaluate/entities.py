"""Scores the reader's entity heads on re3d and the worldwide newswire: exact span and type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from tidings.evaluate.figures import PRF_HEADER, Json, Outcome, Tally
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_entities import (
    TaggedSentence,
    outermost,
    read_re3d_marks,
    read_worldwide_articles,
    spans_of_bio,
)
from tidings.model.doc import Doc, Sentence, Token
from tidings.model.mention import Entity
from tidings.model.report import Report
from tidings.text import segment

Marks = set[tuple[int, int, str]]
SpansOf = Callable[[Doc], tuple[Entity, ...]]
"""What one head finds in a Doc with the layers "tokens" and "sentences"; kinds are the set's types."""


def score_re3d(path: Path, spans_of: SpansOf, *, only: frozenset[str] | None, tell: Tell) -> Outcome:
    """Read from raw text; the gold is the outermost spans of confidence above 0."""
    scores = _Scores()
    for name, text, marks in read_re3d_marks(path, tell):
        if only is not None and name not in only:
            continue
        doc = segment(Report(doc=name, text=text))
        found = within(name, tell, spans_of, doc)
        if found is not None:
            scores.add(doc, found, set(outermost(marks)))
    return scores.outcome()


def score_worldwide(path: Path, spans_of: SpansOf, *, only: frozenset[str] | None, tell: Tell) -> Outcome:
    """Read from the corpus's own words and sentences, the words split as our tokens are. Offsets count
    into its words with a blank between them and a line break after each sentence."""
    scores = _Scores()
    for name, sentences in read_worldwide_articles(path, tell):
        if only is not None and name not in only:
            continue
        doc, gold = doc_of(name, sentences)
        found = within(name, tell, spans_of, doc)
        if found is not None:
            scores.add(doc, found, gold)
    return scores.outcome()


def doc_of(name: str, sentences: list[TaggedSentence]) -> tuple[Doc, Marks]:
    """A Doc over given words and sentences, one sentence a line, and its gold as characters."""
    from tidings.text.tokens import find_tokens

    text = ""
    tokens: list[Token] = []
    lines: list[Sentence] = []
    gold: Marks = set()
    for k, sentence in enumerate(sentences):
        first, begin = len(tokens), len(text)
        for word in sentence.words:
            for a, b in find_tokens(word):
                tokens.append(Token(len(tokens), len(text) + a, len(text) + b, word[a:b], k))
            text += word + " "
        text = text[:-1] + "\n"
        lines.append(Sentence(k, begin, len(text) - 1, first, len(tokens), "body", k))
        for a, b, kind in spans_of_bio(sentence.split()[1]):
            gold.add((tokens[first + a].start, tokens[first + b].end, kind))
    doc = Doc(Report(doc=name, text=text))
    doc.add("tokens", tuple(tokens))
    doc.add("sentences", tuple(lines))
    return doc, gold


class _Scores:
    def __init__(self) -> None:
        self.documents = 0
        self.types: dict[str, Tally] = defaultdict(Tally)
        self.predictions: list[Json] = []

    def add(self, doc: Doc, entities: tuple[Entity, ...], gold: Marks) -> None:
        self.documents += 1
        found = {(e.span.start, e.span.end, e.kind) for e in entities}
        for kind in {k for _, _, k in found | gold}:
            self.types[kind].compare(*({m for m in marks if m[2] == kind} for marks in (found, gold)))
        for start, end, kind in sorted(found):
            row = {"doc": doc.report.doc, "start": start, "end": end, "text": doc.text[start:end]}
            self.predictions.append({**row, "label": kind})

    def outcome(self) -> Outcome:
        total = Tally()
        for tally in self.types.values():
            total.add(tally.right, tally.false, tally.missed)
        figures = total.figures()
        for kind, tally in sorted(self.types.items()):
            figures[f"{kind}_f1"] = tally.figures()["f1"]
        rows = [total.row("all")] + [tally.row(kind) for kind, tally in sorted(self.types.items())]
        return Outcome(
            self.documents, total.gold, "entities", figures, PRF_HEADER, tuple(rows), tuple(self.predictions)
        )
