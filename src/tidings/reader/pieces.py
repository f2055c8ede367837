"""Words to the word pieces of an uncased BERT vocabulary, as the encoder was trained with them.

The rules are BERT's (clean, lower case, no accents, every punctuation mark alone, then the longest
piece that fits); written out here because the package that has them brings along a client for
downloading models, and forty megabytes.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Self

CLS: Final = 101
SEP: Final = 102
UNK: Final = 100
MAX_PIECES: Final = 12
"""Pieces kept of one word; longer ones are addresses and garble."""
_LONGEST: Final = 100
"""Letters from which on BERT does not try to cut a word."""
_REMEMBERED: Final = 200_000
_IDEOGRAPHS: Final = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
"""Blocks whose characters are words of their own, with the gap (2B820 to 2B91F) that the encoder's
tokenizer has."""


class WordPieces:
    """Word pieces of single words, remembered."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def from_json(cls, text: str) -> Self:
        """From a `tokenizer.json` of an uncased WordPiece model. Raises ValueError for another kind."""
        content = json.loads(text)
        model, normalizer = content["model"], content["normalizer"]
        if (
            model["type"] != "WordPiece"
            or normalizer["type"] != "BertNormalizer"
            or not normalizer["lowercase"]
        ):
            raise ValueError("its tokenizer is not an uncased WordPiece one")
        return cls(model["vocab"])

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The pieces of each word, at least one and at most MAX_PIECES."""
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        out = []
        for word in words:
            pieces = known.get(word)
            if pieces is None:
                found = [piece for part in _parts(word) for piece in self._cut(part)]
                pieces = known[word] = tuple(found[:MAX_PIECES]) or (UNK,)
            out.append(pieces)
        return out

    def _cut(self, part: str) -> list[int]:
        """The longest piece that fits, again and again; the whole is unknown where none does."""
        whole = self._vocabulary.get(part)
        if whole is not None:
            return [whole]
        if len(part) > _LONGEST:
            return [UNK]
        out, start = [], 0
        while start < len(part):
            mark = "##" if start else ""
            for end in range(len(part), start, -1):
                piece = self._vocabulary.get(mark + part[start:end])
                if piece is not None:
                    out.append(piece)
                    start = end
                    break
            else:
                return [UNK]
        return out


def _parts(word: str) -> Iterator[str]:
    """The word without accents and control characters, in lower case, cut at blanks and punctuation."""
    if word.isascii() and word.isalnum():
        yield word.lower()
        return
    part = ""
    for c in unicodedata.normalize("NFD", "".join(_cleaned(word))):
        kind = unicodedata.category(c)
        if kind == "Mn":
            continue
        if c == " " or kind[0] == "P" or (c.isascii() and not c.isalnum()):
            if part:
                yield part
            if c != " ":
                yield c
            part = ""
        else:
            # A letter at a time: str.lower() would write a final sigma as the encoder never saw it.
            part += c.lower()
    if part:
        yield part


def _cleaned(word: str) -> Iterator[str]:
    for c in word:
        kind = unicodedata.category(c)
        if c in "\t\n\r" or kind[0] == "Z":
            yield " "
        elif c != "\ufffd" and kind not in ("Cc", "Cf", "Co", "Cs"):
            yield f" {c} " if any(low <= ord(c) <= high for low, high in _IDEOGRAPHS) else c
