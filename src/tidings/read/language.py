"""Which language a report is written in; only English is coded, so the question is "English?" first."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Protocol

SAMPLE_CHARS: Final = 3000
_MIN_WORDS: Final = 20
"""Below this, Latin script is taken for English: a headline full of names identifies as anything."""
MIN_ENGLISH_SHARE: Final = 0.04
"""English news has 0.086 or more of the words below (81 reports and press releases measured); other
languages have next to none of them."""
_WORD = re.compile(r"[^\W\d_]+")
# Only words that other languages in Latin script lack: "in", "is", "was" are Dutch too, and a Danish
# report reached 0.14 on "for", "by", "to", "have".
_ENGLISH: Final = frozenset({
    "the", "and", "that", "with", "said", "from", "were", "this", "which", "been", "will", "after", "their",
    "they", "would", "who", "its", "his", "says", "between", "against", "about", "when", "than", "there",
})  # fmt: skip


def language_of(text: str) -> str:
    """ISO 639-1 code of a text, the ISO 639-3 code where the language has no shorter one.

    English is settled by its function words alone; only a text that fails that test costs the
    identification model (0.9 s to load, once, then under 1 ms).
    """
    sample = text[:SAMPLE_CHARS]
    words = _WORD.findall(sample)
    if not words:
        return "en"
    share = sum(1 for w in words if w.lower() in _ENGLISH) / len(words)
    if share >= MIN_ENGLISH_SHARE:
        return "en"
    letters = [c for w in words for c in w]
    latin = sum(1 for c in letters if c < "\u0250") / len(letters)
    if latin > 0.5 and len(words) < _MIN_WORDS:
        return "en"
    return _identifier().classify(sample)[0]


class _Identifier(Protocol):
    def classify(self, text: str, /) -> tuple[str, float]: ...


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    # An instance of its own: the package's shared one can be narrowed by whoever else imports it.
    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    return identifier
