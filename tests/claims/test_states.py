"""States: the cases in tests/cases/states, and what must hold for any text."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from blocks import blocks
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.claims import states_words
from tidings.claims.states_words import CLASSES, read_words, words
from tidings.model.record import Number, Party, State
from tidings.model.report import Report
from tidings.pipeline import Pipeline, default_pipeline

FRAGMENTS = """
president Ana Ruiz , the head of UN - backed rebels in Goma control and hold 5,200 troops killed since 2011
a former IS held stronghold its commander they both claim " said . which supports
"""
WORDS = st.sampled_from(FRAGMENTS.split())


@cache
def pipeline() -> Pipeline:
    return default_pipeline()


def states(text: str) -> tuple[State, ...]:
    return pipeline().code(Report("case", text, published=date(2022, 6, 9))).states


def cases(folder: str = "states") -> list[object]:
    return [
        pytest.param(lines, id=f"{path.stem}: {lines[0].removeprefix('text: ')[:50]}")
        for path, lines in blocks(folder)
    ]


def shown(state: State) -> str:
    """A state as its case file writes it."""
    where = name(state.place or state.site)
    fields = {
        "position": (name(state.holder), state.role, name(state.other), state.status),
        "membership": (name(state.holder), state.relation, name(state.other)),
        "control": (name(state.holder), where, state.status),
        "presence": (name(state.holder), where, bounds(state.count)),
        "tally": (state.of, name(state.holder), where, bounds(state.count)),
    }[state.kind]
    return " | ".join([state.kind, *(field or "-" for field in fields)])


def name(party: Party | object | None) -> str:
    return getattr(party, "name", "-")


def bounds(count: Number | None) -> str:
    if count is None:
        return "-"
    low, high = ("open" if bound is None else bound for bound in count.value)
    return f"{low} .. {high}"


@pytest.mark.model
@pytest.mark.parametrize("lines", cases())
def test_a_case_is_read_as_its_file_says(lines: list[str]) -> None:
    got = [shown(state) for state in states(lines[0].removeprefix("text: "))]
    assert sorted(got) == sorted(lines[1:])


@pytest.mark.model
@pytest.mark.xfail(strict=False, reason="known failure; the file says why")
@pytest.mark.parametrize("lines", cases("states_known_failures"))
def test_a_case_that_is_not_yet_read_as_it_should_be(lines: list[str]) -> None:
    test_a_case_is_read_as_its_file_says(lines)


@pytest.mark.model
@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join)))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_states_that_the_record_format_allows(text: str) -> None:
    # `code` checks every record against the format
    for state in states(text or "x"):
        assert state.evidence
        assert state.holder is not None or state.kind in ("control", "tally")


@pytest.mark.model
def test_who_says_so_is_the_source_of_what_the_report_does_not_say_itself() -> None:
    (state,) = states("The Red Crescent said that 5,000 people are trapped in Hasakah.")
    assert [source.name for source in state.sources] == ["Red Crescent"]


@pytest.mark.model
def test_a_title_before_a_name_is_taken_for_known_and_has_no_source() -> None:
    (state,) = states("The police said that foreign minister Ana Ruiz had left Lima.")
    assert (state.kind, state.sources) == ("position", ())


@pytest.mark.model
def test_every_mention_is_evidence_once_a_sentence() -> None:
    (state,) = states("IS-held Raqqa was bombed. It rained. Raqqa is still held by IS.")
    assert [e.span.start for e in state.evidence] == [0, 37]


@pytest.mark.model
def test_a_total_since_something_began_runs_up_to_publication() -> None:
    (state,) = states("More than 300 people have been killed since the offensive began on June 2.")
    assert state.when is not None
    assert (state.when.interval.start, state.when.interval.end) == (date(2022, 6, 2), date(2022, 6, 9))


@pytest.mark.model
def test_a_short_name_and_a_full_one_are_names_of_one_holder() -> None:
    (state,) = states("Albanian president Elena Marku arrived late. President Marku smiled.")
    assert state.holder is not None
    assert {"Elena Marku", "Marku"} <= set(state.holder.names)


def test_every_class_of_words_has_words() -> None:
    assert all(words(kind) for kind in CLASSES)


def test_a_malformed_row_is_named_with_its_line() -> None:
    for row, complaint in (("nonsense\tx", "x.tsv:2"), ("office\tJudge", "x.tsv:2"), ("office\t", "x.tsv:2")):
        with pytest.raises(ValueError, match=complaint):
            read_words("x.tsv", f"class\tlemma\tvalue\tnote\n{row}")
    with pytest.raises(ValueError, match="stands twice"):
        read_words("x.tsv", "class\tlemma\tvalue\nrank\tcorporal\nrank\tcorporal")


def test_a_class_that_is_none_of_the_files_is_refused() -> None:
    with pytest.raises(KeyError):
        states_words.words("no such class")
