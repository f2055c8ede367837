import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.model.report import Report
from tidings.text import segment


def quotes(text: str) -> list[str]:
    return [q.of(text) for q in segment(Report(doc="t", text=text)).quotes]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “we will go” today.", ["we will go"]),
        ('He said "we will go. We must," and left.', ["we will go. We must,"]),
        ("It was a ‘very bad’ day.", ["very bad"]),
        ("It was a 'very bad' day.", ["very bad"]),
        ("The soldiers' homes and Ana's car burned.", []),
        ("They wrote 'the soldiers' homes are lost'.", ["the soldiers' homes are lost"]),
        ('"One," he said, "and two."', ["One,", "and two."]),
        ("She said “he told me ‘never’ twice.”", ["he told me ‘never’ twice."]),
    ],
)
def test_quotations_are_what_stands_between_marks(text: str, found: list[str]) -> None:
    assert quotes(text) == found


def test_a_quotation_that_opens_a_paragraph_runs_to_its_end() -> None:
    assert quotes("“We came. We saw.\n\n“We left.”") == ["We came. We saw.", "We left."]


def test_a_quotation_opened_inside_a_sentence_ends_with_it_when_unclosed() -> None:
    assert quotes("He wanted “to see them all. The rest had gone.") == ["to see them all."]


def test_a_closing_mark_alone_closes_what_began_with_the_sentence() -> None:
    assert quotes("It rained. We will not give up,” the mayor said.") == ["We will not give up,"]


def test_inch_marks_are_no_quotation() -> None:
    assert quotes('The pipe was 6" wide.') == []


@given(st.text(alphabet="aB.,'\"”“‘’« \n", max_size=80))
def test_quotations_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = segment(Report(doc="t", text=text)).quotes
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(not a.overlaps(b) for a, b in itertools.pairwise(found))
