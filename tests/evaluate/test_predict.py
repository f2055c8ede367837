"""What the heads answer on sentences of our own."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tidings.evaluate.formats_plover import ROOTS
from tidings.evaluate.predict import attributions_of, factuality_of, root_scores
from tidings.evaluate.roots import best_root
from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.reader import Reader
from tidings.text import segment

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def read(reader: Reader, text: str) -> Doc:
    doc = segment(Report("x", text, published=date(2024, 5, 6)))
    reader.read(doc)
    return doc


def at(words: str, text: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_an_attribution_has_the_whole_source_the_cue_and_the_content(reader: Reader) -> None:
    text = "Police in Velm said that rebels had burned the bridge."
    ((source, cue, content),) = attributions_of(read(reader, text))
    assert [[p.of(text) for p in spans[0]] for spans in (source, cue, content)] == [
        ["Police in Velm"], ["said"], ["that rebels had burned the bridge"],
    ]  # fmt: skip


def test_according_to_is_one_cue(reader: Reader) -> None:
    text = "Rebels burned the bridge on Monday, according to the mayor."
    ((source, cue, _),) = attributions_of(read(reader, text))
    assert [s[0].of(text) for s in (*source, *cue)] == ["the mayor", "according to"]


def test_a_quotation_on_both_sides_of_its_cue_is_one_content_in_pieces(reader: Reader) -> None:
    text = '"We will leave the base," the general said, "and we will not come back to this valley."'
    ((_, _, content),) = attributions_of(read(reader, text))
    assert len(content) == 1
    assert len(content[0]) == 2


def test_the_root_is_that_of_the_deed_between_the_marked_two(reader: Reader) -> None:
    text = "France condemned Mali on Tuesday, and rebels attacked soldiers in Chad."
    roots = partial(root_scores, reader=reader)
    assert best_root(roots(text, at("France", text), at("Mali", text))) == "ACCUSE"
    assert best_root(roots(text, at("rebels", text), at("soldiers", text))) == "ASSAULT"
    assert set(roots(text, at("France", text), None)) == set(ROOTS)


def test_a_told_deed_is_more_factual_than_a_feared_or_a_denied_one(reader: Reader) -> None:
    values = []
    for text in (
        "Rebels burned the bridge on Monday.",
        "Rebels may burn the bridge on Monday.",
        "Rebels did not burn the bridge on Monday.",
    ):
        doc = read(reader, text)
        values.append(factuality_of(doc, next(t.i for t in doc.tokens if t.text.startswith("burn"))))
    told, feared, denied = values
    assert told > 2 > feared
    assert denied < 1
