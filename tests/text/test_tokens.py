import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.text.tokens import find_tokens


def cut(text: str) -> str:
    return " ".join(text[s:e] for s, e in find_tokens(text))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("They didn't say.", "They did n't say ."),
        ("He can’t, she cannot.", "He ca n’t , she can not ."),
        ("Peru's envoys' cars", "Peru 's envoys ' cars"),
        ("We're sure they've left", "We 're sure they 've left"),
    ],
)
def test_clitics_stand_alone(text: str, tokens: str) -> None:
    assert cut(text) == tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a French-led raid", "a French - led raid"),
        ("at al-Hawl camp", "at al - Hawl camp"),
        ("two F-16 jets", "two F - 16 jets"),
        ("anti-government, ex-rebel co-founders", "anti-government , ex-rebel co-founders"),
        ("a 20-year-old", "a 20 - year - old"),
        ("Sana'a and Qa’im", "Sana'a and Qa’im"),
    ],
)
def test_hyphens_divide_except_after_prefixes(text: str, tokens: str) -> None:
    assert cut(text) == tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Gen. Diaz of the U.S. Army", "Gen. Diaz of the U.S. Army"),
        ("on Nov. 5 at 4:30 p.m.", "on Nov. 5 at 4:30 p.m."),
        ("J. K. Mora spoke.", "J. K. Mora spoke ."),
        ("No. 7 said no.", "No. 7 said no ."),
        ("They sat. He ran.", "They sat . He ran ."),
    ],
)
def test_abbreviations_keep_their_stop(text: str, tokens: str) -> None:
    assert cut(text) == tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("5,200 men for $1.5 million", "5,200 men for $ 1.5 million"),
        ("US$40, 12.5% and 3km", "US$ 40 , 12.5 % and 3 km"),
        ("on 11/20/2000 or 2020-03-17", "on 11/20/2000 or 2020-03-17"),
        ("the 4th in the 1980s", "the 4th in the 1980s"),
        ("talks... then -- nothing—at all…", "talks ... then -- nothing — at all …"),
        ("see https://a.example/b?c=d.", "see https://a.example/b?c=d ."),
    ],
)
def test_numbers_dashes_and_addresses(text: str, tokens: str) -> None:
    assert cut(text) == tokens


@given(st.text())
def test_tokens_hold_every_visible_character_once_and_no_space(text: str) -> None:
    spans = find_tokens(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join(text[a:b] for a, b in spans) == "".join(text.split())


@given(st.text(alphabet="abN.'’-,$ 1\n", max_size=60), st.integers(0, 30))
def test_a_stretch_gives_only_tokens_inside_it(text: str, start: int) -> None:
    assert all(start <= a and b <= len(text) for a, b in find_tokens(text, start=start))
