from hypothesis import given
from hypothesis import strategies as st

from tidings.reader.windows import case_class, pack_windows, sentence_shapes

lengths = st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=40), max_size=12)


@given(lengths)
def test_windows_hold_every_word_once_and_stay_within_the_network(sizes: list[list[int]]) -> None:
    pieces = [(7,) * n for sentence in sizes for n in sentence]
    bounds, at = [], 0
    for sentence in sizes:
        bounds.append((at, at + len(sentence)))
        at += len(sentence)
    windows = pack_windows(bounds, pieces, [0] * at)
    assert [w for window in windows for w in window.words] == list(range(at))
    for window in windows:
        assert len(window.ids) == len(window.shapes) <= 300
        assert all(
            0 < f <= last < len(window.ids) - 1 for f, last in zip(window.first, window.last, strict=True)
        )


def test_a_sentence_longer_than_the_window_is_cut() -> None:
    windows = pack_windows([(0, 600)], [(7,)] * 600, [0] * 600)
    assert len(windows) == 3
    assert all(set(w.sent) == {0} for w in windows)


def test_case_patterns_differ() -> None:
    words = ["river", "River", "NATO", "A", "McCoy", "U.S.", "1,200", "—", "F16", "نهر"]
    assert [case_class(w) for w in words] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_headline_capitals_and_sentence_starts_have_shapes_of_their_own() -> None:
    assert sentence_shapes(["Dam", "Talks", "Stall", "Again"]) != sentence_shapes(
        ["Dam", "talks", "stall", "again"]
    )
    assert sentence_shapes(["Talks", "stall"])[0] != sentence_shapes(["The", "Talks"])[1]
