"""Counts: the cases in tests/cases/counts, and what must hold for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from blocks import blocks
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.mentions.counts import add_counts, bounds, count_of_phrase, find_counts
from tidings.model.doc import Doc, Parse
from tidings.model.mention import Count
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.text import segment

FRAGMENTS = """
at least about nearly up to between and 20 30 5,200 1.2 million two dozen dozens of hundreds a
hundred -strong men no casualties one or more 12k twenty - five half couple 000 , . $ % to10 9.0
tens thousands perhaps
"""
WORDS = st.sampled_from(FRAGMENTS.split())
NUMBERS = st.one_of(st.none(), st.integers(0, 10**6))


def read(text: str) -> Doc:
    return segment(Report("case", text))


def counted(low: int | None, high: int | None, at: int = 0) -> Count:
    return Count(low, high, Span(at, at + 1), at, at)


def cases() -> list[object]:
    return [
        pytest.param(lines, id=f"{path.stem}: {lines[0].removeprefix('text: ')[:50]}")
        for path, lines in blocks("counts")
    ]


@pytest.mark.parametrize("lines", cases())
def test_a_case_is_read_as_its_file_says(lines: list[str]) -> None:
    doc = read(lines[0].removeprefix("text: "))
    got = []
    for c in find_counts(doc):
        low, high = ("open" if bound is None else bound for bound in (c.low, c.high))
        got.append(f"{c.span.of(doc.text)} | {low} .. {high}")
    assert got == lines[1:]


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_ordered_counts_on_token_bounds(text: str) -> None:
    doc = read(text)
    counts = find_counts(doc)
    for c in counts:
        assert (c.span.start, c.span.end) == (doc.tokens[c.first].start, doc.tokens[c.last].end)
        assert c.low is not None or c.high is not None
        assert c.low is None or c.high is None or 0 <= c.low <= c.high
    assert all(a.last < b.first for a, b in pairwise(counts))


def test_a_long_row_of_vague_numbers_is_read_without_end_of_stack() -> None:
    assert len(find_counts(read("dozens or " * 3000))) == 3000


@given(st.integers(1, 10**9))
def test_digits_with_and_without_commas_are_the_same_number(n: int) -> None:
    for text in (f"They saw {n} people.", f"They saw {n:,} people."):
        found = find_counts(read(text))
        assert [c.low for c in found] == [n]


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_adding_does_not_depend_on_order(a: int | None, b: int | None, c: int | None, d: int | None) -> None:
    left, right = counted(a, b), counted(c, d, 4)
    assert add_counts(left, right) == add_counts(right, left)


def test_an_open_upper_bound_stays_open_when_added_to() -> None:
    total = add_counts(counted(55, None), counted(2, 2, 3))
    assert (total.low, total.high, total.first, total.last) == (57, None, 0, 3)
    assert bounds([]) == (None, None)


def test_without_a_parse_the_number_before_a_noun_counts_it() -> None:
    doc = read("At least 12 young soldiers and three civilians died near the bridge.")
    by_word = {t.text: count_of_phrase(doc, t.i) for t in doc.tokens}
    soldiers, civilians = by_word["soldiers"], by_word["civilians"]
    assert soldiers is not None
    assert (soldiers.low, soldiers.high) == (12, None)
    assert civilians is not None
    assert civilians.low == 3
    assert by_word["bridge"] is None


def parsed(text: str, rows: str) -> Doc:
    """A doc whose parse is given as "tag head relation" a token, heads as token numbers."""
    doc = read(text)
    pos = {"CD": "NUM", "NNS": "NOUN", "NN": "NOUN", "IN": "ADP", "DT": "DET", "JJ": "ADJ", "VBD": "VERB"}
    cells = [row.split() for row in rows.split(",")]
    assert len(cells) == len(doc.tokens)
    tags = tuple(c[0] for c in cells)
    doc.add(
        "parse",
        Parse(
            tuple(pos.get(t, "X") for t in tags), tags, tuple(t.text.lower() for t in doc.tokens),
            tuple(int(c[1]) for c in cells), tuple(c[2] for c in cells),
        ),
    )  # fmt: skip
    return doc


def test_dozens_of_people_counts_the_people() -> None:
    doc = parsed("Dozens of people fled.", "NNS 3 nsubj,IN 2 case,NNS 0 nmod,VBD -1 root,. 3 punct")
    found = count_of_phrase(doc, 2)
    assert found is not None
    assert (found.low, found.high) == (20, 99)


def test_a_group_of_30_men_counts_the_group() -> None:
    rows = "DT 1 det,NN 5 nsubj,IN 4 case,CD 4 nummod,NNS 1 nmod,VBD -1 root,. 5 punct"
    found = count_of_phrase(parsed("A group of 30 men fled.", rows), 1)
    assert found is not None
    assert (found.low, found.high) == (30, 30)


def test_a_soldier_is_one_only_where_asked_for() -> None:
    doc = parsed("A soldier fled.", "DT 1 det,NN 2 nsubj,VBD -1 root,. 2 punct")
    assert count_of_phrase(doc, 1) is None
    found = count_of_phrase(doc, 1, singular=True)
    assert found is not None
    assert (found.low, found.high) == (1, 1)
