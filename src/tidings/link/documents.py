"""Comparator: are the two reports, and the sentences, about the same?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tidings.link.rarity import COMMON, Floats, Rarity, content_words, shared
from tidings.link.telling import CONTENT, Telling
from tidings.model.doc import Doc


@dataclass(frozen=True, slots=True)
class Story:
    """A report's content words, and those of each of its sentences."""

    words: Counter[str]
    lines: tuple[frozenset[str], ...]


def story_of(doc: Doc) -> Story:
    parse = doc.parse
    lines = tuple(
        frozenset(parse.lemma[t].lower() for t in range(s.first, s.last) if parse.pos[t] in CONTENT) - COMMON
        for s in doc.sentences
    )
    return Story(content_words(doc), lines)


def alike(stories: Mapping[str, Story], names: Sequence[str], rarity: Rarity) -> Floats:
    """Cosine of TF-IDF for every two of `names`, 1 for a report and itself."""
    rows = rarity.vectors([stories[name].words for name in names])
    out = rows @ rows.T
    np.fill_diagonal(out, 1.0)
    capped: Floats = np.minimum(out, 1.0)
    return capped


def compare(tellings: Sequence[Telling], rarity: Rarity, stories: Mapping[str, Story]) -> dict[str, Floats]:
    """ "reports": cosine; "reports for their best": that in proportion to what the two reports reach with any
    other, so that few and many reports on one thing look alike."""
    names = sorted({t.doc for t in tellings})
    at = np.array([names.index(t.doc) for t in tellings])
    cosine = alike(stories, names, rarity)
    best = (cosine - np.eye(len(names), dtype=np.float32)).max(1) + 1e-6
    near = np.minimum(cosine / np.sqrt(np.outer(best, best)), 1.3)
    one = (at[:, None] == at[None]).astype(np.float32)
    sentence = np.array([t.sentence for t in tellings], np.float32)
    line = np.minimum(np.array([t.line for t in tellings], np.float32), 8) / 8
    apart = np.abs(sentence[:, None] - sentence[None])
    reports = cosine[np.ix_(at, at)]
    out = {
        "reports": reports,
        "reports squared": reports**2,
        "reports near": (reports > 0.25).astype(np.float32),
        "reports for their best": np.where(one > 0, 1.0, near[np.ix_(at, at)]),
        "one report": one,
        "sentences apart": one * np.minimum(apart, 10) / 10,
        "one sentence": one * (apart == 0),
        "later line": np.maximum.outer(line, line),
        "lines": np.add.outer(line, line) / 2,
    }
    for name in ("names", "said", "around", "under"):
        sets = [getattr(t, name) for t in tellings]
        share, both = shared(sets, rarity)
        lack = np.array([not s for s in sets], np.float32)
        out[name], out[f"{name} in all"] = share, np.log1p(both)
        out[f"{name} lacks"] = np.maximum.outer(lack, lack)
    return out


def why(a: Telling, b: Telling) -> str:
    if a.doc == b.doc:
        return "one report"
    both = sorted((a.said & b.said) | (a.names & b.names))
    return f"both sentences have {', '.join(both[:4])}" if both else "the sentences share no word"
