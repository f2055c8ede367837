"""What the rules answer on sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from tidings.evaluate.predict import ROOTS, attributions_of, factuality_of, root_scores
from tidings.evaluate.roots import best_root
from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.pipeline import Pipeline, default_pipeline

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return default_pipeline()


def read(pipeline: Pipeline, text: str) -> Doc:
    return pipeline.read(Report("x", text, published=date(2024, 5, 6)))


def test_an_attribution_has_the_whole_source_the_cue_and_the_content(pipeline: Pipeline) -> None:
    text = "Police in Velm also said that rebels had burned the bridge."
    (triple,) = attributions_of(read(pipeline, text))
    assert [[span.of(text) for pieces in spans for span in pieces] for spans in triple] == [
        ["Police in Velm"],
        ["also said"],
        ["that rebels had burned the bridge"],
    ]


def test_according_to_is_one_cue(pipeline: Pipeline) -> None:
    text = "Rebels burned the bridge, according to the mayor."
    ((source, cue, content),) = attributions_of(read(pipeline, text))
    assert [s[0].of(text) for s in (*source, *cue, *content)] == [
        "the mayor", "according to", "Rebels burned the bridge",
    ]  # fmt: skip


def test_the_root_is_that_of_the_event_between_the_two(pipeline: Pipeline) -> None:
    text = "France condemned Mali, and Spain bombed Chad."
    first = root_scores(text, at("France", text), at("Mali", text), read=pipeline.read)
    second = root_scores(text, at("Spain", text), at("Chad", text), read=pipeline.read)
    assert (best_root(first), best_root(second)) == ("ACCUSE", "ASSAULT")
    assert set(first) == set(ROOTS)


def test_a_sentence_without_events_has_the_most_frequent_root(pipeline: Pipeline) -> None:
    assert best_root(root_scores("The river is wide.", None, None, read=pipeline.read)) == "YIELD"


def test_factuality_follows_the_grammar_around_the_word(pipeline: Pipeline) -> None:
    for text, value in (
        ("Rebels burned the bridge.", 3.0),
        ("Rebels did not burn the bridge.", -3.0),
        ("Rebels will burn the bridge.", 1.0),
        ("Rebels may burn the bridge.", 0.5),
    ):
        doc = read(pipeline, text)
        word = next(t.i for t in doc.tokens if t.text.startswith("burn"))
        assert factuality_of(doc, word) == value, text


def at(words: str, text: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))
