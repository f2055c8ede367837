import pytest

from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.text import dateline, segment

HEAD = "Dam talks stall as river falls"
BODY = (
    "BEIRA — Talks on the dam stalled on Monday. Both sides blamed the drought.\n\nEngineers left the site.\n"
)


def read(text: str, title: str | None = HEAD) -> Doc:
    return segment(Report(doc="t", text=text, title=title))


def kinds(text: str, title: str | None = HEAD) -> list[str]:
    return [s.kind for s in read(text, title).sentences]


def test_the_line_that_equals_the_title_is_the_headline() -> None:
    assert kinds(f"{HEAD}\n\n{BODY}") == ["headline", "dateline", "body", "body", "body"]


def test_without_a_title_a_short_first_line_without_a_stop_is_the_headline() -> None:
    assert kinds(f"{HEAD}\n\n{BODY}", None)[0] == "headline"
    assert kinds(BODY, None)[:2] == ["dateline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Lopes",
        "March 17, 2020 by Hill Dispatch",
        "Updated 3 May 2021 14:05 GMT",
        "17 March 2020",
        "Reuters",
    ],
)
def test_bylines_and_date_lines_are_told_from_the_body(line: str) -> None:
    assert kinds(f"{HEAD}\n{line}\n{BODY}")[1] == "byline"


def test_what_stands_between_headline_and_byline_is_the_standfirst() -> None:
    stand = "Upstream towns say the water has been held back since the drought began in March"
    assert kinds(f"{HEAD}\n\n{stand}\n\nBy Ana Lopes\n\n{BODY}")[1:3] == ["standfirst", "byline"]


@pytest.mark.parametrize(
    "line",
    [
        "FILE - Workers repair the old dam near Tete.",
        "The dam near Tete.",
        "Boats on the river",
        "Women carry water past the dam near Tete, Mozambique, May 3, 2021.",
        "A lorry waits at the gate. (Ana Lopes/AFP)",
    ],
)
def test_captions_among_paragraphs_are_marked(line: str) -> None:
    assert kinds(f"{HEAD}\n{BODY}\n{line}\n\n{BODY}")[5] == "caption"


@pytest.mark.parametrize("line", ["The dam was lost.", "He left the town on May 3, 2021.", "“No.”"])
def test_short_sentences_with_a_verb_or_quotation_are_body(line: str) -> None:
    assert kinds(f"{HEAD}\n{BODY}\n{line}\n\n{BODY}")[5] == "body"


def test_a_caption_glued_to_a_paragraph_ends_with_its_sentence() -> None:
    text = f"{HEAD}\n{BODY}\nFILE - The dam in 2019. Talks began last year."
    assert kinds(text)[-2:] == ["caption", "body"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("GAZIANTEP, TURKEY — Talks went on.", "GAZIANTEP, TURKEY"),
        ("BAGHDAD (Reuters) - Talks went on.", "BAGHDAD"),
        ("KABUL, Afghanistan (AP) — Talks went on.", "KABUL, Afghanistan"),
        ("Kabul, Nov 5 (AFP) – Talks went on.", "Kabul"),
        ("NEW DELHI -- Talks went on.", "NEW DELHI"),
        ("BEIRA (Hill News) - Talks went on.", "BEIRA"),
    ],
)
def test_the_dateline_names_the_place(line: str, place: str) -> None:
    doc = read(f"{HEAD}\n\n{line}")
    found = dateline(doc)
    assert found is not None
    assert found.of(doc.text) == place


@pytest.mark.parametrize(
    "line", ["The talks — all of them — failed.", "US-led troops left.", "NATO said it would stay.", ""]
)
def test_text_without_a_dateline_has_none(line: str) -> None:
    assert dateline(read(f"{HEAD}\n\n{line}")) is None
