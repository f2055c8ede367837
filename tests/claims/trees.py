"""Reports whose parse is written by hand, so that syntax is tested without the reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tidings.model.doc import Doc, Parse, Sentence, SentenceKind, Token
from tidings.model.mention import Entity
from tidings.model.report import Report
from tidings.reader.lemmas import lemma_of

POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WDT": "PRON", "DT": "DET", "IN": "ADP", "TO": "PART", "RP": "ADP", "CC": "CCONJ",
    "CD": "NUM", "JJ": "ADJ", "RB": "ADV", "MD": "AUX", "POS": "PART", ".": "PUNCT", ",": "PUNCT",
}  # fmt: skip


def tree(*sentences: str, kind: SentenceKind = "body", names: Mapping[str, str] | None = None) -> Doc:
    """A report of parsed sentences. A sentence has a line for each word: word, Penn tag, head, relation;
    heads count from 1 in the sentence, 0 is the root, as in CoNLL-U. `names`: an entity's words and kind."""
    tokens: list[Token] = []
    made: list[Sentence] = []
    columns: list[tuple[str, str, str, int, str]] = []
    at = 0
    for number, lines in enumerate(sentences):
        first = len(tokens)
        for line in lines.strip().splitlines():
            word, tag, head, dep = line.split()
            tokens.append(Token(len(tokens), at, at + len(word), word, number))
            at += len(word) + 1
            pos = POS.get(tag) or ("AUX" if dep in ("aux", "aux:pass", "cop") else "VERB")
            columns.append((pos, tag, lemma_of(word, tag), first + int(head) - 1 if int(head) else -1, dep))
        made.append(Sentence(number, tokens[first].start, at - 1, first, len(tokens), kind, number))
    text = " ".join(t.text for t in tokens)
    doc = Doc(Report("tree", text, date(2021, 5, 12), language="en"))
    doc.add("tokens", tuple(tokens))
    doc.add("sentences", tuple(made))
    doc.add("quotes", ())
    pos_, tags, lemmas, heads, deps = zip(*columns, strict=True)
    doc.add("parse", Parse(pos_, tags, lemmas, heads, deps))
    doc.add("entities", tuple(_entity(doc, words, kind) for words, kind in (names or {}).items()))
    return doc


def _entity(doc: Doc, words: str, kind: str) -> Entity:
    start = doc.text.index(words)
    inside = [t.i for t in doc.tokens if start <= t.start < start + len(words)]
    return Entity(kind, doc.span(inside[0], inside[-1]), inside[0], inside[-1])


def at(doc: Doc, word: str) -> int:
    """The token with this text, the first of them."""
    return next(t.i for t in doc.tokens if t.text == word)


def words(doc: Doc, tokens: tuple[int, ...]) -> str:
    """The tokens' texts with spaces between."""
    return " ".join(doc.tokens[t].text for t in tokens)
