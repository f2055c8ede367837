"""Whose type a trigger word has where the network and the lexicon differ, and what the network names."""

from __future__ import annotations

import numpy as np
import pytest
from trees import at, tree

from tidings.claims.roster import Roster
from tidings.claims.triggers import as_read, proposed
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


def named(verb: str, *, known: bool = False, **chances: float) -> str | None:
    """The type that the network gives a verb of which the lexicon says nothing."""
    doc: Doc = tree(f"Ships NNS 2 nsubj\n {verb} VBD 0 root\n boats NNS 2 obj")
    doc.add("hints", Said(len(doc.tokens), {1: chances}))
    got = proposed(doc, Roster(doc), 1, known=known)
    return got.type if got is not None else None


def test_a_verb_that_surely_tells_of_some_deed_is_one_of_the_likeliest_type() -> None:
    assert named("shadowed", O=0.15, MOBILIZE=0.5, COERCE=0.35) == "MOBILIZE"


def test_of_a_verb_less_is_asked_than_of_a_noun() -> None:
    assert named("shadowed", O=0.25, MOBILIZE=0.75) == "MOBILIZE"


@pytest.mark.parametrize(
    ("verb", "known", "chances"),
    [
        ("shadowed", False, {"O": 0.4, "MOBILIZE": 0.55}),
        ("shadowed", False, {"O": 0.25, "MOBILIZE": 0.45, "COERCE": 0.3}),
        ("shadowed", False, {"O": 0.05, "MOBILIZE": 0.35, "COERCE": 0.3}),
        ("shadowed", True, {"O": 0.05, "MOBILIZE": 0.45, "COERCE": 0.35}),
        ("shadowed", True, {"O": 0.1, "MOBILIZE": 0.85}),
        ("argued", False, {"O": 0.05, "ACCUSE": 0.65}),
    ],
)
def test_else_it_is_none(verb: str, known: bool, chances: dict[str, float]) -> None:
    assert named(verb, known=known, **chances) is None


def test_a_type_that_is_sure_enough_stands_also_where_the_lexicon_says_none() -> None:
    assert named("shadowed", O=0.1, MOBILIZE=0.85) == "MOBILIZE"
    assert named("shadowed", known=True, MOBILIZE=0.96) == "MOBILIZE"
