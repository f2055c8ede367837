"""Words of one deed, of something that goes on or is several, and of a whole with its days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import at

from tidings.model.record import Evidence
from tidings.model.span import Span
from tidings.views.parts.lasting import is_after, is_within, lasting_of


def evidence(text: str, word: str) -> Evidence:
    return Evidence(Span(0, len(text)), at(word, text))


@pytest.mark.parametrize(
    ("text", "word", "level", "days"),
    [
        ("Gunmen stormed the mill on Friday night", "stormed", 0, None),
        ("A third blast in two weeks shook the town", "blast", 0, None),
        ("Clashes broke out near the ford", "Clashes", 1, None),
        ("The guard has held nine people in the hall since Sunday", "held", 1, None),
        ("The guard has held out since a lorry burned", "held", 0, None),
        ("The battle for Vellmar began on Monday", "battle", 2, None),
        ("Six days of combat have cost 41 lives", "combat", 2, 6),
        ("The siege went into its third day", "siege", 2, 3),
        ("It ended a hostage-taking of four days", "taking", 2, 4),
        ("Some 34 strikes hit the range", "strikes", 2, None),
        ("Raids between 8 and 14 January killed 56 people", "Raids", 2, 6),
        ("A wave of protest swept the north", "protest", 2, None),
        ("The two-week bombing campaign is over", "bombing", 2, 14),
        ("Fighting has gone on for three hundred years", "Fighting", 2, None),
    ],
)
def test_what_lasts_is_told_by_its_words(text: str, word: str, level: int, days: int | None) -> None:
    found = lasting_of(text, evidence(text, word))
    assert (found.level, found.days) == (level, days)


def test_revenge_and_what_came_afterwards_are_told() -> None:
    for text in (
        "They burned the village in revenge for the raid.",
        "A bomb went off a day after the siege had ended.",
    ):
        assert is_after(text, Evidence(Span(0, len(text))))
    text = "A bomb killed two men. The Front said that it was revenge for its dead."
    assert is_after(text, Evidence(Span(0, 22)))
    assert not is_after("A bomb killed two men on Friday.", Evidence(Span(0, 32)))


def test_a_part_may_be_told_as_one() -> None:
    for text, part in (("The worst day was Friday, when the mill fell.", True), ("The mill fell.", False)):
        assert is_within(text, Evidence(Span(0, len(text)))) == part


@given(st.text(max_size=60), st.data())
def test_no_text_is_too_odd(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = [Span(*sorted((data.draw(ends), data.draw(ends)))) for _ in range(2)]
    found = lasting_of(text, Evidence(*spans))
    assert found.level in (0, 1, 2)
    assert found.days is None or found.days >= 1
    is_after(text, Evidence(spans[0]))
    is_within(text, Evidence(spans[0]))
