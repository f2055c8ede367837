import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.text.sentences import find_sentences, split_blocks
from tidings.text.tokens import find_tokens


def cut(text: str) -> list[str]:
    tokens = find_tokens(text)
    return [text[tokens[a][0] : tokens[b - 1][1]] for a, b in find_sentences(text, tokens)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The bridge fell.", "Nobody was on it."],
        ["Was it shelled?", "No one knows!", "12 houses burned."],
        ['"We will stay."', "She left."],
        ["“It is over.”", "“Is it?”"],
        ["He met Lt. Col. Ruiz in St. Croix on Aug. 3 at 5 p.m. in the U.S. embassy.", "They ate."],
        ["The convoy left for the U.S.", "The others stayed."],
        ["It belongs to Hill Inc.", "The firm denied it."],
        ["Rebels withdrew.", "al-Faran denied it."],
        ["They waited…", "Nothing came."],
    ],
)
def test_sentences_end_where_the_next_can_begin(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "“Stop!” he said.",
        "George W. Dunn of Dunn & Co. came with Mr. Ito.",
        "He paid $4.5 million at No. 10 on Jan. 2, 2019.",
        "The 9 a.m. train and the 5 p.m. bus were late.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert cut(sentence) == [sentence]


def test_a_missing_space_after_the_stop_does_not_join_sentences() -> None:
    assert cut("The raid failed.That night it rained.") == ["The raid failed.", "That night it rained."]


def test_a_subheading_glued_to_the_text_is_cut_off() -> None:
    assert cut("Road to peace-The talks went on.") == ["Road to peace-", "The talks went on."]
    assert cut("A drive-in show was held.") == ["A drive-in show was held."]


def test_every_line_with_text_is_a_block() -> None:
    text = "Head\n\n  One line. \r\nAnother\u2028third\n \t\n"
    assert [text[a:b] for a, b in split_blocks(text)] == ["Head", "One line.", "Another", "third"]


@given(st.text(alphabet="aB.?!'\"”“’)-… 1", max_size=80))
def test_sentences_hold_every_token_in_order(text: str) -> None:
    tokens = find_tokens(text)
    ranges = find_sentences(text, tokens)
    assert [k for a, b in ranges for k in range(a, b)] == list(range(len(tokens)))
    assert all(a < b for a, b in ranges)
