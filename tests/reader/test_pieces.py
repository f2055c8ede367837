import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.reader.pieces import MAX_PIECES, UNK, WordPieces
from tidings.reader.weights import load_weights

VOCABULARY = {"un": 1, "##load": 2, "##ed": 3, "cafe": 4, "'": 5, "s": 6, "港": 7, "-": 8, "##e": 9}


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return load_weights().pieces


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("unloaded", (1, 2, 3)),
        ("UNLOAD", (1, 2)),
        ("Café's", (4, 5, 6)),
        ("un\u00adload", (1, 2)),
        ("un-un", (1, 8, 1)),
        ("港un", (7, 1)),
        ("unloads", (UNK,)),
        ("\u200b", (UNK,)),
        ("un" * 60, (UNK,)),
        ("---------------", (8,) * MAX_PIECES),
    ],
)
def test_the_longest_pieces_are_taken_of_the_plain_word(word: str, found: tuple[int, ...]) -> None:
    assert WordPieces(VOCABULARY).of([word]) == [found]


# From the tokenizers package, version 0.23, with the same tokenizer.json.
@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Qayyarah", (1053, 4710, 13380, 4430)),
        ("İstanbul", (9960,)),
        ("ΟΔΟΣ", (1169, 29722, 29730, 29733)),
        ("Nasiriyah", (17235, 15735, 17560)),
        ("don’t", (2123, 1521, 1056)),
        ("ﬁne", (1984, 2638)),
    ],
)
@pytest.mark.model
def test_real_words_are_cut_as_the_encoder_was_trained(
    pieces: WordPieces, word: str, found: tuple[int, ...]
) -> None:
    assert pieces.of([word]) == [found]


@given(st.lists(st.text(min_size=1, max_size=30), max_size=5))
def test_any_word_has_between_one_and_the_most_pieces(words: list[str]) -> None:
    found = WordPieces(VOCABULARY).of(words)
    assert len(found) == len(words)
    assert all(1 <= len(pieces) <= MAX_PIECES for pieces in found)


def test_a_tokenizer_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="uncased"):
        WordPieces.from_json(json.dumps({"model": {"type": "BPE"}, "normalizer": None}))
