import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.errors import InputError
from tidings.model.report import Report
from tidings.read.page import read_page

PARAGRAPHS = (
    "Crews of the coastal ferries stopped work on Tuesday and blocked two ramps of the northern harbour, "
    "the operator said, demanding that a dismissed captain be taken back.",
    "About forty lorries with fruit were stranded on the quay, a customs officer said, and the governor "
    "promised to meet the crews on Thursday.",
)
PAGE = f"""<!DOCTYPE html><html><head><title>Ferry crews stop work - Coast Daily</title>
<meta property="og:site_name" content="Coast Daily">
<meta property="article:published_time" content="2024-03-05T22:00:00Z">
<link rel="canonical" href="https://coast.example/ferry"></head>
<body><nav><a href="/">Home</a> <a href="/login">Log in</a></nav>
<article><h1>Ferry crews stop work</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article>
<footer>All rights reserved</footer></body></html>"""


def read(html: str, published: date | None = None) -> Report:
    return read_page(html, where="a.html", doc="a", published=published)


def test_a_page_s_text_is_headline_and_paragraphs_alone() -> None:
    assert read(PAGE).text == "\n\n".join(["Ferry crews stop work", *PARAGRAPHS])


def test_a_page_states_its_title_day_outlet_and_address() -> None:
    report = read(PAGE)
    assert (report.title, report.published) == ("Ferry crews stop work", date(2024, 3, 5))
    assert (report.outlet, report.url) == ("Coast Daily", "https://coast.example/ferry")


def test_a_day_given_goes_before_the_page_s_own() -> None:
    assert read(PAGE, date(2024, 3, 6)).published == date(2024, 3, 6)


def test_a_headline_outside_the_article_is_put_first() -> None:
    page = PAGE.replace("<h1>Ferry crews stop work</h1>", "")
    assert read(page).text.startswith("Ferry crews stop work\n\nCrews of the coastal")


def test_a_page_without_a_date_has_none_though_its_prose_names_one() -> None:
    page = re.sub("<meta property=.article.*>", "", PAGE).replace("on Tuesday", "on 4 March 2019")
    assert read(page).published is None


def test_a_future_date_is_kept_and_said_to_be_one() -> None:
    report = read(PAGE.replace("2024-03-05", "2098-03-05"))
    assert report.published == date(2098, 3, 5)
    assert "future" in report.published_why


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        "<html><body><nav><a href='/'>Home</a><a>Log in</a></nav></body></html>",
        "<html><head><title>All stories</title></head><body><ul><li><a href='/1'>Ferry crews stop work in "
        "the harbour again</a></li><li><a href='/2'>Fruit rots on the quay while the crews wait</a></li>"
        "</ul></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(InputError, match="no article"):
        read(html)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</div>",
                "<article>",
                "<table><tr>",
                "<!--",
                "]]>",
                "<a href=x>",
                "&#0;",
                "Two men were held in the port on Monday.",
                "\x0c",
                "<svg",
                "é",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_any_markup_gives_a_report_or_an_input_error(html: str) -> None:
    try:
        assert any(c.isalpha() for c in read(html).text)
    except InputError as error:
        refused = error.where
        assert refused == "a.html"
