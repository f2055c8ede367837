"""Whom pronouns mean."""

from __future__ import annotations

import pytest

from tidings.claims import pronouns
from tidings.claims.roster import Roster
from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.pipeline import Pipeline, default_pipeline

TEXT = (
    "Four gunmen stormed a police post in Karvo on Monday. They killed two guards before they fled."
    " Omar Salid, the governor, said that he would visit the post. Kenya recalled its envoy, and it closed"
    " the border. When she arrived, the minister met him."
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return default_pipeline()


@pytest.fixture(scope="module")
def doc(pipeline: Pipeline) -> Doc:
    return pipeline.read(Report("test", TEXT))


def of(doc: Doc, word: str) -> int:
    return next(t.i for t in doc.tokens if t.text == word)


@pytest.mark.model
def test_nobody_is_meant_who_was_not_told_before_unless_the_clause_looks_ahead(doc: Doc) -> None:
    roster = Roster(doc)
    for token in doc.tokens:
        if not pronouns.is_third_person(doc, token.i):
            continue
        for c in pronouns.candidates(doc, roster, token.i):
            ahead = c > token.i
            assert not ahead or doc.tokens[c].sent == token.sent
            assert not ahead or not pronouns.is_third_person(doc, c)


@pytest.mark.model
def test_whom_a_pronoun_means_does_not_depend_on_which_is_asked_first(doc: Doc) -> None:
    asked = [t.i for t in doc.tokens if pronouns.is_third_person(doc, t.i)]
    assert len(asked) > 6
    one, other = Roster(doc), Roster(doc)
    forward = {i: one.key(i) for i in asked}
    assert {i: other.key(i) for i in reversed(asked)} == forward


@pytest.mark.model
def test_they_may_be_whom_the_text_only_describes(doc: Doc) -> None:
    party = Roster(doc).party(of(doc, "They"))
    assert party is not None
    assert "Four gunmen" in party.names


@pytest.mark.model
def test_a_first_sentence_has_nobody_for_its_pronoun(pipeline: Pipeline) -> None:
    doc = pipeline.read(Report("test", "They fled."))
    assert Roster(doc).party(of(doc, "They")) is None
