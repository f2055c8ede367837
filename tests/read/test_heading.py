import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.read.heading import read_heading

BODY = "\n\nThe ferry stayed in port on Monday after its crew stopped work, the operator said.\n"


def test_the_first_line_without_a_full_stop_is_the_headline() -> None:
    assert read_heading("Ferry crews stop work" + BODY).title == "Ferry crews stop work"


@pytest.mark.parametrize(
    "above", ["World", "Home > World > Africa", "3 May 2021", "By Ana Lopes", "FOR IMMEDIATE RELEASE"]
)
def test_what_stands_above_the_headline_is_passed_over(above: str) -> None:
    assert read_heading(f"{above}\nFerry crews stop work{BODY}").title == "Ferry crews stop work"


@pytest.mark.parametrize(
    "text",
    [
        "The ferry stayed in port on Monday.",
        "One line only",
        "",
        "BEIRA (Hill News) - The ferry stayed" + BODY,
    ],
)
def test_text_without_a_headline_has_none(text: str) -> None:
    assert read_heading(text).title is None


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        ("March 17, 2020 by Coastal Dispatch", "Coastal Dispatch"),
        ("By Coastal Dispatch staff | 14 May 2024", "Coastal Dispatch"),
        ("By Ana Lopes for Hill News", "Hill News"),
        ("Coast Radio | 8 February 2024", "Coast Radio"),
        ("The Beira Courier\n8 February 2024", "The Beira Courier"),
        ("Source: Hill News| 2020-01-05 22:15:33|Editor: al", "Hill News"),
        ("BEIRA, Jan. 5 (Seaward) -- The ferry stayed in port.", "Seaward"),
    ],
)
def test_the_outlet_is_read_where_a_line_states_it(lines: str, outlet: str) -> None:
    assert read_heading(f"Ferry crews stop work\n\n{lines}{BODY}").outlet == outlet


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Lopes | 3 May 2021",
        "3 May 2021",
        "Beira, 3 May 2021",
        "The press was not let in",
        "The River Front (RF) - a militia - left",
    ],
)
def test_a_person_or_place_is_no_outlet(line: str) -> None:
    assert read_heading(f"Ferry crews stop work\n\n{line}{BODY}").outlet is None


def test_a_headline_may_end_in_a_date() -> None:
    assert read_heading("Strike in Beira - 3 May 2021" + BODY).title == "Strike in Beira - 3 May 2021"


@given(st.text(max_size=300))
def test_a_title_is_a_piece_of_the_text(text: str) -> None:
    title = read_heading(text).title
    assert title is None or title in text
