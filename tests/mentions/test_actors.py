"""Who an actor is: cases, traps of names inside other words, days of office, invariants."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.mentions.actors import Setting, resolve
from tidings.mentions.actors_lists import SECTORS, Known, packaged, rows_of, sound_key
from tidings.mentions.actors_told import aliases_told, countries_told, said_to_be
from tidings.mentions.gazetteer_names import exact_key

CASES = (Path(__file__).parents[1] / "cases" / "actors" / "who_is_who.txt").read_text(encoding="utf-8")
ROWS = [[part.strip() for part in line.split("|")] for line in CASES.splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize(("name", "day", "countries", "expected"), ROWS)
def test_who_is_who(name: str, day: str, countries: str, expected: str) -> None:
    actor = resolve(name, Setting(day=date.fromisoformat(day), countries=tuple(countries.split())))
    called, sector, country = expected.rsplit(" ", 2)
    assert (actor.sector or "-", actor.country or "-") == (sector, country), actor.why
    assert called in ("-", actor.name), actor.why
    assert actor.why


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("ambassadors", "Bashar al-Assad"),
        ("the ambassador", "Syria"),
        ("human rights", "Hayat Tahrir al-Sham"),
        ("rights", "Hayat Tahrir al-Sham"),
        ("Miranda", "Iran"),
        ("Niger Delta residents", "Nigeria"),
        ("Nigerian troops", "Niger"),
        ("who", "World Health Organization"),
        ("it", "Italy"),
        ("his isis pendant", "Islamic State"),
        ("Issam", "Islamic State"),
        ("Disney", "Islamic State"),
        ("Talibani", "Taliban"),
        ("Chadwick", "Chad"),
        ("Malian", "Mali Empire"),
        ("Jordan Sekulow", "Jordan"),
        ("Georgia O'Neill", "Georgia"),
        ("apple growers", "Apple"),
        ("total strangers", "TotalEnergies"),
        ("National Police", "The National"),
        ("Fatahillah", "Fatah"),
        ("Omanson", "Oman"),
        ("Cubans", "Cuba (company)"),
        ("Romania", "Oman"),
        ("aide", "International Development Association"),
        ("the care workers", "CARE International"),
        ("market women", "MARK"),
        ("Indiana farmers", "India"),
        ("Somaliland", "Somalia"),
        ("Hamasaki", "Hamas"),
        ("Putinism", "Vladimir Putin"),
    ],
)
def test_a_name_inside_a_word_is_nobody(name: str, never: str) -> None:
    assert resolve(name, Setting(day=date(2016, 1, 5))).name != never


@pytest.mark.parametrize(
    ("day", "role", "sector"),
    [
        (date(2014, 12, 1), "prime minister", "GOV"),
        (date(2016, 9, 1), "former prime minister", "ELI"),
        (date(2010, 5, 1), "foreign minister", "GOV"),
    ],
)
def test_an_office_is_that_of_the_reports_day(day: date, role: str, sector: str) -> None:
    actor = resolve("Ahmet Davutoglu", Setting(day=day))
    assert (actor.role, actor.sector, actor.country) == (role, sector, "TR")


def test_a_country_that_only_the_report_gives_is_called_weak() -> None:
    actor = resolve("villagers", Setting(countries=("MM", "BD")))
    assert actor.weak
    assert "most named country" in actor.why
    assert resolve("villagers", Setting(countries=("MM",), place_country="BD")).country == "BD"
    assert not resolve("Burmese villagers", Setting(countries=("BD",))).weak


def test_what_nobody_knows_stays_empty_with_a_reason() -> None:
    actor = resolve("Quorvex", Setting(countries=("MM",)))
    assert (actor.sector, actor.country, actor.kind) == (None, None, "")
    assert "No list has" in actor.why


def test_membership_comes_with_a_listed_group() -> None:
    assert resolve("Kataib Hezbollah").part_of == ("Popular Mobilization Forces",)
    assert resolve("a Kataib Hezbollah spokesman").part_of == ("Kataib Hezbollah",)


def test_the_report_explains_short_names_and_who_somebody_is() -> None:
    text = (
        "The Harrow Liberation Army (HLA) shelled Dorn. Ada Orel, a spokeswoman for the Interior Ministry, "
        "blamed opposition leader Ilan Vess. Vess denied it. Kenyan police said the HLA had fled."
    )
    names = ("Harrow Liberation Army", "HLA", "Ada Orel", "Ilan Vess", "Vess")
    aliases = aliases_told(text, names)
    assert aliases == {"HLA": "Harrow Liberation Army"}
    setting = Setting(countries=countries_told(text), names=names, aliases=aliases, text=text)
    assert resolve("HLA", setting).sector == resolve("Harrow Liberation Army", setting).sector == "MIL"
    assert resolve("Ada Orel", setting).sector == "GOV"
    assert resolve("Vess", setting).sector == "OPP"
    assert "Ilan Vess" in resolve("Vess", setting).why
    assert said_to_be(text, "Ilan Vess")[0].endswith("opposition leader")


def test_a_users_list_goes_before_the_packaged_ones() -> None:
    lists = packaged().with_own([Known(("Boko Haram", "Lantern"), "TD", "CRM", source="mine.csv")])
    assert resolve("Boko Haram", lists=lists).sector == "CRM"
    assert resolve("a Lantern fighter", lists=lists).country == "TD"
    assert "your list" in resolve("Lantern", lists=lists).why
    assert resolve("Boko Haram").sector == "REB"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdel Fattah el-Sissi", "Abdul Fattah al-Sisi"),
        ("Kata'ib Sayyid al-Shuhada", "Kataib Sayyid ash-Shuhada"),
        ("Mohammed Deif", "Muhammad Dayf"),
        ("Qassem Soleimani", "Kassem Suleimani"),
        ("Ansar al-Shariah", "Ansar ash-Sharia"),
    ],
)
def test_romanisations_sound_alike(one: str, other: str) -> None:
    assert sound_key(exact_key(one)) == sound_key(exact_key(other))


def test_every_row_of_the_tables_can_be_used() -> None:
    for table in ("groups", "organisations", "forces", "factbook_parties", "factbook_forces"):
        for cells in rows_of(table):
            assert cells[1] in SECTORS, cells
            assert cells[0] == "-" or len(cells[0]) == 2, cells
            assert all(exact_key(name) for name in cells[2].split("|")), cells
    for country, sector, role, since, until, names in rows_of("leaders"):
        assert sector in SECTORS, names
        assert role, names
        assert not until or since <= until, (country, names)


def test_groups_that_a_row_is_part_of_are_rows_themselves() -> None:
    lists = packaged()
    for cells in (*rows_of("groups"), *rows_of("forces"), *rows_of("organisations")):
        for whole in cells[3].split("|") if len(cells) > 3 and cells[3] != "@state" else ():
            assert exact_key(whole) in lists.exact or whole in lists.acronyms, cells


@given(st.text(max_size=60))
def test_any_text_has_an_answer_and_a_reason(name: str) -> None:
    actor = resolve(
        name, Setting(day=date(2020, 1, 1), countries=("SY",), text=f"{name} fled.", names=(name,))
    )
    assert actor.why
    assert actor.sector is None or actor.sector in SECTORS


@given(
    st.sampled_from(["Taliban", "Iran", "Hamas", "Assad", "Chad", "Mali"]),
    st.text("bdfg", min_size=1, max_size=4),
)
def test_a_listed_name_with_letters_grown_on_is_not_that_name(name: str, letters: str) -> None:
    known = resolve(name)
    for grown in (f"{name}{letters}", f"{letters}{name.lower()}"):
        if exact_key(grown) not in packaged().exact:
            other = resolve(grown)
            assert other.key != known.key or grown.startswith(f"{name}s"), (grown, other)


@given(st.permutations(["Ada Orel", "Orel", "the Harrow Front", "protesters"]))
def test_the_order_of_a_reports_names_does_not_matter(names: list[str]) -> None:
    setting = Setting(names=tuple(names), countries=("PE",))
    assert resolve("Orel", setting).key == resolve("Ada Orel", setting).key
