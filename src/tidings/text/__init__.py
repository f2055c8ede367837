"""Tokens, sentences and quotations of a report's text."""

from tidings.text.layout import dateline
from tidings.text.segment import segment, sentence_spans

__all__ = ["dateline", "segment", "sentence_spans"]
