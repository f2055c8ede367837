"""What may be a deed and is not surely enough one for a record: said as such, with the likeliest types.

Two kinds of words are unclear: those that the lexicon knows and the keep judgement turns down with some
doubt, and those that only the network takes for a deed, below the chance from which it may name one.
A type that a record already gives the sentence is no doubt any more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from tidings.claims.drafts import Draft, Passed, evidence_of
from tidings.claims.hinted import hints_of
from tidings.claims.sure import chance
from tidings.claims.triggers import lookups
from tidings.model.doc import Doc
from tidings.model.record import Unclear
from tidings.reader.hints import Hints

LEAST: Final = 0.25
"""Chance of the likeliest type from which a word is unclear and not plainly no deed."""
BY_WORD: Final = "unclear word"
BY_NETWORK: Final = "unclear network"
MOST_TYPES: Final = 2

HEARD: Final = math.log(0.1)
"""Log-probability of a type from which the network is listened to at all."""

Scores = Mapping[str, tuple[str, float]]
"""Type → which judgement speaks for it, with its log-odds."""
Types = tuple[tuple[str, float], ...]


def find_unclear(doc: Doc, drafts: list[Draft], passed: list[Passed]) -> tuple[Unclear, ...]:
    """The unclear words in text order, of several for one type in one sentence the likeliest."""
    best: dict[tuple[int, str], tuple[int, Types]] = {}
    told = told_types(doc, drafts)
    for trigger, scores in doubts(doc, drafts, passed):
        types = _likeliest(scores)
        name, likeliest = types[0]
        at = (doc.tokens[trigger].sent, name)
        if likeliest < LEAST or at in told:
            continue
        if at not in best or likeliest > best[at][1][0][1]:
            best[at] = (trigger, types)
    return tuple(Unclear(evidence_of(doc, trigger), types) for trigger, types in sorted(best.values()))


def told_types(doc: Doc, drafts: list[Draft]) -> set[tuple[int, str]]:
    """The types of which a sentence has a record."""
    return {(doc.tokens[d.trigger].sent, d.type) for d in drafts}


def doubts(doc: Doc, drafts: list[Draft], passed: list[Passed]) -> Iterator[tuple[int, Scores]]:
    """Every word without a record for which a judgement speaks, with what it says of each type."""
    hints = hints_of(doc)
    seen = {d.trigger for d in drafts} | {p.frame.trigger for p in passed}
    for one in passed:
        if one.sure is not None:
            network = {} if hints is None else _of_network(hints, one.frame.trigger)
            yield one.frame.trigger, network | {one.frame.type: (BY_WORD, one.sure)}
    if hints is None:
        return
    for i in map(int, np.flatnonzero(hints.trigger[:, 1:].max(1, initial=HEARD) > HEARD)):
        kind = doc.sentence_of(i).kind
        if i not in seen and kind not in ("byline", "dateline") and lookups(doc, i, doc.parse.pos[i]):
            yield i, _of_network(hints, i)


def _of_network(hints: Hints, trigger: int) -> dict[str, tuple[str, float]]:
    return {t: (BY_NETWORK, score) for t, score in hints.tells_each(trigger).items()}


def _likeliest(scores: Scores) -> Types:
    chances = ((t, chance(field, {"score": score})) for t, (field, score) in scores.items())
    return tuple(sorted(chances, key=lambda pair: (-pair[1], pair[0]))[:MOST_TYPES])
