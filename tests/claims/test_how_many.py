"""The numbers of tests/cases/how_many, read by the whole program."""

from __future__ import annotations

import pytest
from how_many import Sentence, differences, report, sentence_of, sentences

SENTENCES = sentences()


@pytest.mark.model
@pytest.mark.parametrize("sentence", [s for s in SENTENCES if not s.fails], ids=lambda s: s.text[:60])
def test_a_sentence_gives_the_numbers_its_file_says(sentence: Sentence) -> None:
    assert differences(sentence) == []


@pytest.mark.model
@pytest.mark.xfail(strict=False, reason="known failure; the file says why")
@pytest.mark.parametrize("sentence", [s for s in SENTENCES if s.fails], ids=lambda s: s.text[:60])
def test_a_sentence_that_is_not_yet_read_as_it_should_be(sentence: Sentence) -> None:
    assert differences(sentence) == []


@pytest.mark.model
def test_the_report_counts_what_is_wrong_by_field() -> None:
    right = Sentence("Gunmen killed 12 farmers in Doumba on Tuesday.", {"killed": ["12"]})
    wrong = Sentence("Gunmen killed 12 farmers in Doumba on Tuesday.", {"killed": ["13"]})
    assert list(report([right, wrong])) == [
        "1 of 2 exact (50.0 %)",
        "wrong in killed 1",
        "WRONG  Gunmen killed 12 farmers in Doumba on Tuesday.",
        "         killed: 12 (not 13)",
    ]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["killed: 12"], "a sentence has a text"),
        (["text: Rebels fled.", "dead: 12"], "a key is one of"),
        (["text: Rebels fled.", "killed:"], "a line is 'key: value'"),
    ],
)
def test_a_malformed_sentence_is_refused(lines: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        sentence_of(lines)
