"""Whose type a trigger word has where the network and the lexicon differ."""

from __future__ import annotations

import numpy as np
import pytest
from trees import at, tree

from tidings.claims.triggers import as_read
from tidings.mentions.lexicon import Trigger
from tidings.model.codes import EVENT_TYPES
from tidings.model.doc import Doc


class Said:
    """Hints about triggers alone: a chance for every type of each word."""

    types = ("O", *EVENT_TYPES)

    def __init__(self, words: int, chances: dict[int, dict[str, float]]) -> None:
        self.trigger = np.full((words, len(self.types)), np.log(1e-6))
        for i, said in chances.items():
            for name, chance in said.items():
                self.trigger[i, self.types.index(name)] = np.log(chance)


ENTRY = Trigger("press", "VERB", (), "ASSAULT", "raid", (), (), None, False, "")


def read(**chances: float) -> Trigger:
    doc: Doc = tree("Envoys NNS 2 nsubj\n pressed VBD 0 root\n Turkey NNP 2 obj")
    i = at(doc, "pressed")
    doc.add("hints", Said(len(doc.tokens), {i: chances}))
    return as_read(doc, i, ENTRY)


def test_the_network_s_type_stands_where_it_is_sure_and_doubts_the_lexicon_s() -> None:
    got = read(REQUEST=0.8, ASSAULT=0.05)
    assert (got.type, got.mode) == ("REQUEST", None)


@pytest.mark.parametrize(
    "chances",
    [
        {"REQUEST": 0.6, "ASSAULT": 0.05},
        {"REQUEST": 0.7, "ASSAULT": 0.25},
        {"O": 0.9, "ASSAULT": 0.05},
        {"ASSAULT": 0.9},
    ],
)
def test_else_the_lexicon_s_type_and_mode_stand(chances: dict[str, float]) -> None:
    got = read(**chances)
    assert (got.type, got.mode) == ("ASSAULT", "raid")


def test_a_text_the_network_has_not_read_keeps_the_lexicon_s() -> None:
    doc = tree("Envoys NNS 2 nsubj\n pressed VBD 0 root\n Turkey NNP 2 obj")
    assert as_read(doc, 1, ENTRY) is ENTRY
