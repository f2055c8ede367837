from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.read.publication import date_in_url, find_published, without_dates

HEADLINE = "Soldiers leave hill post above the dam\n\n"
BODY = (
    "\nThe soldiers left the post above the dam on 4 March 2019 and took their two guns with them, "
    "a spokesman for the province said, adding that nobody had been harmed on the way down.\n"
)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 17, 2020 by Hill Country Dispatch", "2020-03-17"),
        ("Published: 3 May 2021 14:22 GMT", "2021-05-03"),
        ("Published On 3 May 20213 May 2021", "2021-05-03"),
        ("Posted on May 2, 2024 by admin in News", "2024-05-02"),
        ("Last updated: Mon 3 May 2021", "2021-05-03"),
        ("Updated 10:15 PM EST, Tue March 5, 2024", "2024-03-05"),
        ("Sat 2 Mar 2024 11.05 GMT", "2024-03-02"),
        ("May 2, 2024 / 11:05 AM EDT / Hill News", "2024-05-02"),
        ("By Ana Lopes | 3 May 2021", "2021-05-03"),
        ("3 May 2021 • 5 min read • 12 comments", "2021-05-03"),
        ("Issued on: 17/03/2020 - 10:12Modified: 18/03/2020 - 12:00", "2020-03-17"),
        ("Mon, 03 May 2021 14:22:05 +0000", "2021-05-03"),
        ("PUBLISHED : 3 May 2021 at 10:00", "2021-05-03"),
        ("Published 17:05, 3 May 2021", "2021-05-03"),
        ("17-Mar-2020", "2020-03-17"),
        ("May 3, 2021 Updated May 4, 2021", "2021-05-03"),
        ("Ana Lopes in Beira, 3 May 2021 at 2.15pm", "2021-05-03"),
        ("Source: Hill News| 2020-01-05 22:15:33|Editor: al", "2020-01-05"),
        ("Geneva, 14 March 2024", "2024-03-14"),
        ("Friday, 1st March 2024", "2024-03-01"),
        ("2024-03-02T11:05:00+03:00", "2024-03-02"),
        ("2020-03-17", "2020-03-17"),
        ("(3rd of May 2021)", "2021-05-03"),
        ("17/03/2020", "2020-03-17"),
        ("03/17/2020", "2020-03-17"),
        ("05.05.2021", "2021-05-05"),
        ("BEIRA, Jan. 5, 2020 (Hill News) -- The last soldiers came down", "2020-01-05"),
        ("BEIRA (Hill News) - 3 May 2021 - The last soldiers came down", "2021-05-03"),
    ],
)
def test_a_publication_line_gives_its_day(line: str, day: str) -> None:
    assert find_published(HEADLINE + line + "\n" + BODY).day == date.fromisoformat(day)


@pytest.mark.parametrize(
    "line",
    [
        "Elections set for 5 May 2024",
        "The men were freed on 3 May 2021",
        "Released on 3 May 2021, the two men went home the same day.",
        "In the village, 3 May 2021 is called the day of the two guns.",
        "31 February 2021",
        "Press release 14/2024",
        "12 soldiers, 2020 shells",
        "Elections 5 May 2024: what to know",
        "45/99/2020",
    ],
)
def test_a_date_in_prose_or_no_date_gives_no_day(line: str) -> None:
    assert find_published(HEADLINE + line + "\n" + BODY).day is None


def test_day_and_month_that_could_be_swapped_give_no_day_and_say_so() -> None:
    found = find_published(HEADLINE + "03/05/2021\n" + BODY)
    assert found.day is None
    assert "could be swapped" in found.why


def test_a_weekday_settles_which_number_is_the_month() -> None:
    assert find_published(HEADLINE + "Monday 03/05/2021\n" + BODY).day == date(2021, 5, 3)
    assert find_published(HEADLINE + "Friday 03/05/2021\n" + BODY).day == date(2021, 3, 5)


def test_a_dateline_without_a_year_gives_no_day_and_says_so() -> None:
    found = find_published(HEADLINE + "BEIRA, Jan. 5 (Hill News) -- The soldiers came down.\n" + BODY)
    assert found.day is None
    assert "names no year" in found.why


def test_published_goes_before_updated_whatever_their_order() -> None:
    text = HEADLINE + "Last updated: 4 May 2021\nPublished: 3 May 2021\n" + BODY
    assert find_published(text).day == date(2021, 5, 3)


def test_a_closing_line_that_says_published_counts() -> None:
    assert find_published(HEADLINE + BODY * 20 + "\nPublished 3 May 2021 in Hill News.").day == date(
        2021, 5, 3
    )


def test_a_closing_place_and_date_counts() -> None:
    assert find_published(HEADLINE + BODY * 20 + "\nGeneva, 3 May 2021\n").day == date(2021, 5, 3)


def test_a_date_line_in_the_middle_of_the_text_does_not_count() -> None:
    assert find_published(HEADLINE + BODY * 6 + "3 May 2021\n" + BODY * 6).day is None


def test_the_date_headings_of_a_chronology_are_no_publication_date() -> None:
    days = ("3 January 2020", "8 January 2020", "11 March 2020")
    text = "Three months on the hill\n\n" + "\n\n".join(f"{d}\nA gun is moved." for d in days)
    assert find_published(text).day is None


def test_why_quotes_the_line_it_was_read_from() -> None:
    assert find_published(HEADLINE + "Geneva, 14 March 2024\n" + BODY).why == (
        'Line 3 of the text is a date line: "Geneva, 14 March 2024".'
    )


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_understood(ends: str) -> None:
    text = (HEADLINE + "2020-03-17\n" + BODY).replace("\n", ends)
    assert find_published(text).day == date(2020, 3, 17)


def test_an_address_with_a_day_gives_it() -> None:
    found = date_in_url("https://news.example/world/2024/03/05/hill-post")
    assert found is not None
    assert found.day == date(2024, 3, 5)


@pytest.mark.parametrize("url", ["https://news.example/2024/13/05/x", "https://news.example/a", "no address"])
def test_an_address_without_a_day_gives_none(url: str) -> None:
    assert date_in_url(url) is None


def test_taking_dates_out_of_a_line_leaves_the_rest() -> None:
    assert without_dates("Published: 3 May 2021 14:22 | Hill News") == "Hill News"


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%a %d %b %Y"]),
)
def test_every_day_is_read_back_in_every_spelling(day: date, spelling: str) -> None:
    assert find_published(f"{HEADLINE}{day.strftime(spelling)}\n{BODY}").day == day


@given(st.text(max_size=400))
def test_any_text_has_a_day_or_none_and_a_reason(text: str) -> None:
    assert find_published(text).why.endswith(".")
