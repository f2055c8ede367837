"""The first stage: a report's text cut into tokens, sentences and quotations."""

from __future__ import annotations

from tidings.model.doc import Doc, Sentence, Token
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.text.layout import Block, find_kinds
from tidings.text.quotes import find_quotes
from tidings.text.sentences import find_sentences, split_blocks
from tidings.text.tokens import find_tokens


def segment(report: Report) -> Doc:
    """A Doc with the layers "tokens", "sentences" and "quotes". Takes any text, also an empty one.

    A line is a paragraph: no sentence runs over a line break.
    """
    text = report.text
    lines = [(start, end, find_tokens(text, start=start, end=end)) for start, end in split_blocks(text)]
    cuts = [find_sentences(text, spans) for _, _, spans in lines]
    blocks = [
        Block(Span(start, end), tuple(Span(spans[lo][0], spans[hi - 1][1]) for lo, hi in cut))
        for (start, end, spans), cut in zip(lines, cuts, strict=True)
    ]
    kinds = find_kinds(text, blocks, title=report.title)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    quotes: list[Span] = []
    for paragraph, ((_, _, spans), cut, block) in enumerate(zip(lines, cuts, blocks, strict=True)):
        for (lo, hi), kind in zip(cut, kinds[paragraph], strict=True):
            first, number = len(tokens), len(sentences)
            tokens += [Token(first + k, s, e, text[s:e], number) for k, (s, e) in enumerate(spans[lo:hi])]
            sentences.append(
                Sentence(number, spans[lo][0], spans[hi - 1][1], first, len(tokens), kind, paragraph)
            )
        quotes += find_quotes(text, block.span, block.sentences)
    doc = Doc(report)
    doc.add("tokens", tuple(tokens))
    doc.add("sentences", tuple(sentences))
    doc.add("quotes", tuple(quotes))
    return doc
