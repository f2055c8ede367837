"""Names, demonyms and the compiled gazetteer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.mentions import gazetteer_build
from tidings.mentions.gazetteer import (
    Gazetteer,
    country_of_capital,
    country_of_demonym,
    country_of_name,
    is_demonym,
)
from tidings.mentions.gazetteer_build import open_gazetteer
from tidings.mentions.gazetteer_names import exact_key, loose_key, skeleton_key
from tidings.mentions.gazetteer_sources import Row
from tidings.mentions.gazetteer_tables import countries, rows

SMALL = [
    Row(("Qayyarah", "Al Qayyarah"), "town", "IQ", "IQ.15", 35.8, 43.3, 1, 15_000),
    Row(("Lyon", "Lyons"), "town", "FR", "FR.84", 45.7, 4.8, 2, 500_000),
]


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling two places instead of 280,000."""
    monkeypatch.setattr(gazetteer_build, "source_places", lambda: iter(SMALL))


def test_short_old_and_official_names_give_the_country() -> None:
    names = {
        "U.K.": "GB",
        "DRC": "CD",
        "Burma": "MM",
        "the Netherlands": "NL",
        "Côte d'Ivoire": "CI",
        "UAE": "AE",
    }
    assert {n: country_of_name(n) for n in names} == names


def test_an_abbreviation_that_is_a_word_counts_only_in_capitals() -> None:
    assert (country_of_name("US"), country_of_name("us"), country_of_name("car")) == ("US", None, None)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Turkish", "TR"),
        ("Turks", "TR"),
        ("Dutchmen", "NL"),
        ("Filipinos", "PH"),
        ("Palestinian", "PS"),
        ("Scottish", "GB"),
    ],
)
def test_demonyms_singular_and_plural_give_the_country(word: str, code: str) -> None:
    assert country_of_demonym(word) == code


def test_a_people_without_a_state_is_a_demonym_of_no_country() -> None:
    assert is_demonym("Kurdish")
    assert country_of_demonym("Kurdish") is None


def test_a_country_whose_name_looks_like_a_plural_is_no_demonym() -> None:
    assert not is_demonym("Philippines")
    assert country_of_name("Philippines") == "PH"


def test_a_capital_gives_the_country_it_governs() -> None:
    assert country_of_capital("Ankara") == "TR"
    assert country_of_capital("Izmir") is None


def test_every_country_has_a_code_of_two_letters_and_its_own_names() -> None:
    seen: dict[str, str] = {}
    for code, country in countries().items():
        assert len(code) == 2
        assert code.isupper()
        for name in country.names:
            assert seen.setdefault(exact_key(name), code) == code


@pytest.mark.parametrize("table", ["areas", "bases", "airbases"])
def test_every_position_in_the_tables_lies_on_the_globe(table: str) -> None:
    for kind, code, lat, lon, names, *_ in rows(table):
        assert kind
        assert names
        assert code == "-" or code in countries()
        assert (lat == "") == (lon == "")
        if lat:
            assert -90 <= float(lat) <= 90
            assert -180 <= float(lon) <= 180


@pytest.mark.parametrize(
    "names",
    [
        ("Qayara", "Qayyarah", "Al-Qayyarah", "Qayyara", "Kayyara"),
        ("Deir ez-Zor", "Dayr az-Zawr", "Deir el-Zour", "Deir Az Zor"),
        ("al-Qaim", "Al Qa'im", "Qaim", "Al-Qaem"),
        ("Sulaimaniyah", "Suleymaniya", "Sulaymaniyya"),
    ],
)
def test_romanisations_of_one_name_share_a_key(names: tuple[str, ...]) -> None:
    assert len({loose_key(exact_key(n)) for n in names}) == 1


def test_names_that_differ_in_more_than_romanisation_keep_apart() -> None:
    assert len({loose_key(exact_key(n)) for n in ("Raqqa", "Rawa", "Rabia", "Ramadi", "Rutba")}) == 5


@given(st.text(max_size=40))
def test_keys_can_be_made_of_any_text(name: str) -> None:
    key = exact_key(name)
    assert exact_key(f" {name}’") == key
    assert len(skeleton_key(loose_key(key))) <= len(loose_key(key)) + 1


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Mosul", "IQ", "town"),
        ("Azaz", "SY", "town"),
        ("Donbas", "UA", "area"),
        ("Hmeimim", "SY", "base"),
        ("Black Sea", None, "sea"),
    ],
)
def test_places_of_the_news_are_known(
    gazetteer: Gazetteer, name: str, country: str | None, kind: str
) -> None:
    assert (country, kind) in {(c.country, c.kind) for c in gazetteer.lookup(name)}


def test_a_spelling_nobody_recorded_is_found_by_its_sound(gazetteer: Gazetteer) -> None:
    assert not gazetteer.lookup("Qayara")
    assert {c.country for c in gazetteer.lookup_loosely("Qayara")} == {"IQ"}


def test_only_one_town_of_a_country_is_its_capital(gazetteer: Gazetteer) -> None:
    capitals = [c for c in gazetteer.lookup("Washington") if c.kind == "capital"]
    assert [c.country for c in capitals] == ["US"]


def test_every_row_of_the_tables_of_others_has_its_columns() -> None:
    """A name with a tab or a bar in it would shift what stands behind it."""
    for table, columns in (("towns", 7), ("airports", 4), ("geonames_countries", 5)):
        assert {len(row) for row in rows(table)} == {columns}
    assert all(len(row[0]) == 2 and len(row[1]) == 3 for row in rows("geonames_countries"))


@given(name=st.text(max_size=30))
def test_any_text_can_be_looked_up(name: str) -> None:
    opened = Gazetteer.open()
    try:
        assert all(c.name for c in opened.lookup(name) + opened.lookup_loosely(name))
    finally:
        opened.close()


@pytest.mark.usefixtures("small")
def test_the_second_start_reads_what_the_first_compiled(tmp_path: Path) -> None:
    open_gazetteer(tmp_path).close()
    (compiled,) = tmp_path.iterdir()
    stamp = compiled.stat().st_mtime_ns
    open_gazetteer(tmp_path).close()
    assert [p.stat().st_mtime_ns for p in tmp_path.iterdir()] == [stamp]


@pytest.mark.usefixtures("small")
def test_a_damaged_cache_is_compiled_again(tmp_path: Path) -> None:
    open_gazetteer(tmp_path).close()
    (compiled,) = tmp_path.iterdir()
    compiled.write_bytes(b"no database")
    opened = Gazetteer.open(tmp_path)
    assert opened.lookup("Lyon")[0].country == "FR"
    opened.close()


@pytest.mark.usefixtures("small")
def test_processes_that_start_together_leave_one_whole_file(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_gazetteer(tmp_path), range(4)))
    for connection in opened:
        assert connection.execute("SELECT count(*) FROM place").fetchone() == (2,)
        connection.close()
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("small")
def test_without_a_folder_to_write_it_is_compiled_in_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    opened = Gazetteer.open(blocked / "cache")
    assert opened.lookup("qayyarah")[0].country == "IQ"
    opened.close()


@pytest.mark.usefixtures("small")
def test_the_compiled_file_cannot_be_written_to(tmp_path: Path) -> None:
    opened = open_gazetteer(tmp_path)
    with pytest.raises(sqlite3.OperationalError):
        opened.execute("DELETE FROM place")
    opened.close()


@pytest.mark.usefixtures("small")
def test_only_romanised_countries_have_loose_names(tmp_path: Path) -> None:
    opened = Gazetteer.open(tmp_path)
    assert opened.lookup_loosely("Kayyara")
    assert not opened.lookup_loosely("Lyonn")
    opened.close()
