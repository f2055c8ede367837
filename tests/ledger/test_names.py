import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.ledger.names import country_codes, fold, says


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("hezbollah", "Kataib Hezbollah"),
        ("U.S. Navy", "the US Navy"),
        ("us navy", "U.S. Navy's fleet"),
        ("Zoe", "Zoë Quist"),
        ("qaim", "al-Qa’im"),
        ("al Qaim", "Al-Qaim"),
        ("STRASSE", "Hauptstrasse Strasse 5"),
        ("straße", "STRASSE"),
        ("наблюдатели", "Наблюдатели ОБСЕ"),
    ],
)
def test_a_name_is_found_by_its_words_whatever_their_dress(asked: str, name: str) -> None:
    assert says(fold(asked), [name])


@pytest.mark.parametrize(
    ("asked", "name"), [("man", "German army"), ("army German", "German army"), ("irbil", "Erbil")]
)
def test_parts_of_words_other_orders_and_other_spellings_are_not_found(asked: str, name: str) -> None:
    assert not says(fold(asked), [name])


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_and_leaves_no_wildcards(name: str) -> None:
    folded = fold(name)
    assert fold(folded) == folded
    assert all(c.isalnum() or c == " " for c in folded)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("Iraq", "IQ"), ("iq", "IQ"), ("IRQ", "IQ"), ("USA", "US"), ("U.S.", "US"), ("UK", "GB"),
        ("Côte d'Ivoire", "CI"), ("ivory coast", "CI"), ("Netherlands", "NL"),
        ("Bosnia and Herzegovina", "BA"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_code_and_name(asked: str, code: str) -> None:
    assert country_codes(asked) == {code}


def test_what_is_no_country_has_no_code() -> None:
    assert not country_codes("Mosul")
    assert not country_codes("")
