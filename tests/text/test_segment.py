from hypothesis import given
from hypothesis import strategies as st

from tidings.model.report import Report
from tidings.text import segment


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200), st.none() | st.text(max_size=20))
def test_any_text_is_segmented_with_spans_that_point_at_it(text: str, title: str | None) -> None:
    doc = segment(Report(doc="t", text=text, title=title))
    assert all(text[t.start : t.end] == t.text for t in doc.tokens)
    assert [t.i for t in doc.tokens] == list(range(len(doc.tokens)))
    assert all(doc.tokens[i].sent == s.i for s in doc.sentences for i in range(s.first, s.last))
    assert sum(s.last - s.first for s in doc.sentences) == len(doc.tokens)


def test_an_empty_report_has_no_tokens() -> None:
    doc = segment(Report(doc="t", text=" \n\n"))
    assert (doc.tokens, doc.sentences, doc.quotes) == ((), (), ())


def test_paragraphs_are_counted_over_lines_with_text() -> None:
    doc = segment(Report(doc="t", text="Flood hits port\n\nIt rained. It poured.\nThe end came."))
    assert [s.paragraph for s in doc.sentences] == [0, 1, 1, 2]
