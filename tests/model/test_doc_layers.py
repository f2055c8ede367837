"""What a document answers about its layers."""

from __future__ import annotations

from datetime import date

from tidings.model.doc import Doc
from tidings.model.mention import Entity
from tidings.model.report import Report
from tidings.model.span import Span


def test_kinds_at_are_those_of_all_entities_over_a_word() -> None:
    doc = Doc(Report(doc="a", published=date(2024, 5, 1), title=None, text="Bank of Ganja shut"))
    doc.add("entities", (Entity("org", Span(0, 13), 0, 2), Entity("place", Span(8, 13), 2, 2)))
    assert [set(doc.kinds_at(i)) for i in range(4)] == [{"org"}, {"org"}, {"org", "place"}, set()]
