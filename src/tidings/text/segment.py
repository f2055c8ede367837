"""The first stage: a report's text cut into tokens, sentences and quotations."""

from __future__ import annotations

from bisect import bisect_left

from tidings.model.doc import Doc, Sentence, SentenceKind, Token
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.text.layout import Block, dateline_end, find_kinds
from tidings.text.quotes import find_quotes
from tidings.text.sentences import find_sentences, split_blocks
from tidings.text.tokens import find_tokens

_Line = tuple[int, int, list[tuple[int, int]]]
"""Start and end of a line with its tokens' offsets."""


def segment(report: Report) -> Doc:
    """A Doc with the layers "tokens", "sentences" and "quotes". Takes any text, also an empty one.

    A line is a paragraph: no sentence runs over a line break.
    """
    text = report.text
    lines, cuts, blocks, kinds = _cut(report)
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


def sentence_spans(report: Report) -> list[tuple[int, int]]:
    """Start and end of the sentences of `segment`, without making the rest."""
    lines, cuts, _, _ = _cut(report)
    return [
        (spans[lo][0], spans[hi - 1][1])
        for (_, _, spans), cut in zip(lines, cuts, strict=True)
        for lo, hi in cut
    ]


def _cut(
    report: Report,
) -> tuple[list[_Line], list[list[tuple[int, int]]], list[Block], list[list[SentenceKind]]]:
    """Lines, and of each its sentences by their tokens, its block and the sentences' kinds."""
    text = report.text
    lines = [(start, end, find_tokens(text, start=start, end=end)) for start, end in split_blocks(text)]
    cuts = [find_sentences(text, spans) for _, _, spans in lines]
    blocks = [
        Block(Span(start, end), tuple(Span(spans[lo][0], spans[hi - 1][1]) for lo, hi in cut))
        for (start, end, spans), cut in zip(lines, cuts, strict=True)
    ]
    kinds = find_kinds(text, blocks, title=report.title)
    _cut_datelines(text, lines, cuts, kinds)
    return lines, cuts, blocks, kinds


def _cut_datelines(
    text: str, lines: list[_Line], cuts: list[list[tuple[int, int]]], kinds: list[list[SentenceKind]]
) -> None:
    """Make the dateline of one of the first three body paragraphs a sentence of its own, so that the
    parser does not take "KABUL" for somebody who acts."""
    tried = 0
    for (start, end, spans), cut, kind in zip(lines, cuts, kinds, strict=True):
        if not kind or kind[0] != "body":
            continue
        stop = start + dateline_end(text[start:end])
        first = bisect_left(spans, (stop, stop)) if stop > start else 0
        if 0 < first < cut[0][1]:
            cut[0:1] = [(0, first), (first, cut[0][1])]
            kind.insert(0, "dateline")
            return
        tried += 1
        if tried == 3:
            return
