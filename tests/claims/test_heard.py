"""Sources, cues and contents put together."""

from __future__ import annotations

from tidings.claims.heard import linked
from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.text import segment


def doc_of(text: str) -> Doc:
    return segment(Report("x", text))


def test_each_content_goes_to_the_nearest_cue_and_each_cue_to_the_nearest_source() -> None:
    # 0 Police 1 said 2 rebels 3 fled 4 , 5 but 6 villagers 7 said 8 they 9 stayed 10 .
    doc = doc_of("Police said rebels fled, but villagers said they stayed.")
    spans = {"source": [(0, 0), (6, 6)], "cue": [(1, 1), (7, 7)], "content": [(2, 3), (8, 9)]}
    assert linked(doc, spans) == [((0, 0), (1, 1), [(2, 3)]), ((6, 6), (7, 7), [(8, 9)])]


def test_a_cue_in_a_sentence_of_its_own_has_neither() -> None:
    doc = doc_of("He said so. The town burned.")
    spans = {"source": [], "cue": [(1, 1)], "content": [(4, 6)]}
    assert linked(doc, spans) == [(None, (1, 1), [])]


def test_a_content_that_begins_a_sentence_before_its_cue_is_still_its_own() -> None:
    # 0 " 1 We 2 fled 3 . 4 They 5 came 6 , 7 " 8 she 9 said 10 .
    doc = doc_of('"We fled. They came," she said.')
    assert len({t.sent for t in doc.tokens}) == 2
    spans = {"source": [(8, 8)], "cue": [(9, 9)], "content": [(0, 7)]}
    assert linked(doc, spans) == [((8, 8), (9, 9), [(0, 7)])]
