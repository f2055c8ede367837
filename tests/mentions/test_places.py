"""Places of a report: found, resolved, or left unresolved with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidings.mentions.gazetteer import Gazetteer
from tidings.mentions.places import find_places
from tidings.model.doc import Doc, Parse
from tidings.model.mention import Entity, PlaceMention
from tidings.model.report import Report
from tidings.text import segment

SMALL_WORDS = {"of", "in", "at", "near", "the", "and", "a", "to", "from", "by", "on", "with", "for", "into"}


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


def read(text: str, **kinds: str) -> Doc:
    """A report with entities by kind, several names of one kind parted by "; ". The parse knows
    proper nouns by their capital and nothing of heads."""
    doc = segment(Report("case", text))
    starts = {t.start: t.i for t in doc.tokens}
    ends = {t.end: t.i for t in doc.tokens}
    found = []
    for kind, names in kinds.items():
        for name in names.split("; "):
            at = text.find(name)
            while at >= 0:
                if at in starts and at + len(name) in ends:
                    first, last = starts[at], ends[at + len(name)]
                    found.append(Entity(kind, doc.span(first, last), first, last))
                at = text.find(name, at + 1)
    pos = tuple(_part_of_speech(t.text) for t in doc.tokens)
    n = len(pos)
    doc.add("parse", Parse(pos, ("",) * n, tuple(t.text for t in doc.tokens), (-1,) * n, ("dep",) * n))
    doc.add("entities", tuple(sorted(found, key=lambda e: e.first)))
    return doc


def _part_of_speech(word: str) -> str:
    if not word[0].isalnum():
        return "PART" if word in ("'s", "’s") else "PUNCT"
    if word.casefold() in SMALL_WORDS:
        return "ADP"
    return "PROPN" if word[0].isupper() else "NOUN"


def places(gazetteer: Gazetteer, text: str, **kinds: str) -> dict[str, PlaceMention]:
    return {m.name: m for m in find_places(read(text, **kinds), gazetteer)}


def test_a_country_is_no_point(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Floods struck Bolivia.", place="Bolivia")["Bolivia"]
    assert (found.country, found.lat, found.lon, found.precision) == ("BO", None, None, "country")


def test_a_country_behind_a_comma_decides(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "A shell hit Tripoli, Lebanon, before dawn.", place="Tripoli; Lebanon")
    assert found["Tripoli"].country == "LB"


def test_an_american_state_behind_a_comma_decides(gazetteer: Gazetteer) -> None:
    found = places(
        gazetteer, "He was born in Paris, Texas, and left for France.", place="Paris; Texas; France"
    )
    assert found["Paris"].country == "US"
    assert found["Paris"].lat == pytest.approx(33.7, abs=0.2)


def test_without_a_state_the_larger_namesake_is_taken(gazetteer: Gazetteer) -> None:
    assert places(gazetteer, "Talks opened in Paris.", place="Paris")["Paris"].country == "FR"


def test_a_dateline_in_capitals_is_read(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "GAZIANTEP, TURKEY — Trucks waited at the gate.", place="GAZIANTEP; TURKEY")
    assert (found["GAZIANTEP"].country, found["GAZIANTEP"].precision) == ("TR", "town")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Georgia and Armenia signed in Tbilisi. Georgia thanked Russia.", "GE"),
        ("Voters in Georgia and Alabama queued, said officials in Atlanta, Georgia, and Florida.", "US"),
    ],
)
def test_the_report_tells_the_two_georgias_apart(gazetteer: Gazetteer, text: str, country: str) -> None:
    names = "Georgia; Armenia; Tbilisi; Russia; Alabama; Atlanta; Florida"
    assert places(gazetteer, text, place=names)["Georgia"].country == country


def test_a_namesake_follows_the_country_the_report_is_about(gazetteer: Gazetteer) -> None:
    text = "Syria said rockets hit Tartus. The Syrian army closed Hama. Syria blamed nobody."
    assert places(gazetteer, text, place="Syria; Tartus; Hama", nationality="Syrian")["Hama"].country == "SY"


def test_a_demonym_names_a_country_but_no_location(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Turkish jets took off.", nationality="Turkish")["Turkish"]
    assert (found.is_demonym, found.country, found.lat) == (True, "TR", None)


def test_a_demonym_before_the_town_gives_its_country(gazetteer: Gazetteer) -> None:
    text = "They left the Libyan town of Tripoli. Lebanon and Lebanese banks stayed shut in Lebanon."
    found = places(gazetteer, text, place="Tripoli; Lebanon", nationality="Libyan; Lebanese")
    assert found["Tripoli"].country == "LY"


def test_an_owner_before_the_province_gives_its_country(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Drones hit Sudan's Northern province.", place="Sudan; Northern")
    assert all(m.country == "SD" for m in found.values())


def test_province_means_the_region_and_the_bare_name_the_town(gazetteer: Gazetteer) -> None:
    text = "Clashes spread in Kirkuk province. A bomb went off in Kirkuk. Iraq sent police."
    found = places(gazetteer, text, place="Kirkuk; Iraq")
    assert found["Kirkuk province"].precision == "region"
    assert found["Kirkuk"].precision == "town"


def test_a_direction_stays_in_the_name_and_makes_a_region(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Fighting went on in northern Syria.", place="Syria")["northern Syria"]
    assert (found.country, found.precision, found.lat) == ("SY", "region", None)


def test_a_province_is_not_taken_for_one_that_sounds_alike(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "He died in Hebei province in China.", place="Hebei; China")["Hebei province"]
    assert found.lat == pytest.approx(38.5, abs=2)


def test_a_base_is_found_under_another_spelling(gazetteer: Gazetteer) -> None:
    found = places(
        gazetteer, "Rockets fell on the Minagh air base in Syria.", facility="Minagh air base", place="Syria"
    )
    assert (found["Minagh air base"].country, found["Minagh air base"].precision) == ("SY", "site")


def test_a_town_is_found_under_another_romanisation(gazetteer: Gazetteer) -> None:
    text = "Iraq moved troops to Qayara. Iraqi police stayed in Mosul."
    found = places(gazetteer, text, place="Iraq; Qayara; Mosul", nationality="Iraqi")["Qayara"]
    assert (found.country, found.precision) == ("IQ", "town")


def test_an_unknown_village_gets_the_country_beside_it_but_no_position(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Gunmen entered Zorbaqullu, Syria.", place="Zorbaqullu; Syria")["Zorbaqullu"]
    assert (found.country, found.lat, found.precision) == ("SY", None, "unresolved")
    assert "Syria" in found.why


def test_an_unknown_village_alone_stays_without_a_country(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Gunmen entered Zorbaqullu.", place="Zorbaqullu")["Zorbaqullu"]
    assert (found.country, found.precision) == (None, "unresolved")


def test_an_unknown_village_shares_the_country_of_the_towns_beside_it(gazetteer: Gazetteer) -> None:
    text = "Gunmen came from Zorbaqullu to Azaz and Manbij."
    assert places(gazetteer, text, place="Zorbaqullu; Azaz; Manbij")["Zorbaqullu"].country == "SY"


def test_a_sea_lies_in_no_country(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "A tanker burned in the Black Sea.", place="Black Sea")["Black Sea"]
    assert (found.country, found.precision) == (None, "sea")


def test_the_gaza_strip_lies_in_palestine(gazetteer: Gazetteer) -> None:
    assert (
        places(gazetteer, "Trucks reached the Gaza Strip.", place="Gaza Strip")["Gaza Strip"].country == "PS"
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Paris Hilton sang for an hour.", {"person": "Paris Hilton"}),
        ("Jordan Abel wrote the song.", {"person": "Jordan Abel"}),
        ("The Washington Post printed it.", {"org": "Washington Post"}),
        ("The University of Cairo issued a protest.", {"org": "University of Cairo"}),
        ("The Bank of America raised rates.", {"org": "Bank of America"}),
        ("The Islamic State of Iraq and Syria fled.", {"force": "Islamic State of Iraq and Syria"}),
        ("The U.N. urged calm.", {"place": "U.N."}),
    ],
)  # fmt: skip
def test_names_of_people_and_bodies_are_no_places(
    gazetteer: Gazetteer, text: str, kinds: dict[str, str]
) -> None:
    assert not [m for m in find_places(read(text, **kinds), gazetteer) if not m.is_demonym]


def test_a_country_read_as_a_person_is_a_place_after_in(gazetteer: Gazetteer) -> None:
    assert places(gazetteer, "Protests went on in Jordan.", person="Jordan")["Jordan"].country == "JO"


def test_a_country_read_as_a_person_is_a_place_in_a_list_of_countries(gazetteer: Gazetteer) -> None:
    assert (
        places(gazetteer, "Chad and Mali sent soldiers.", person="Chad", place="Mali")["Chad"].country == "TD"
    )


def test_an_abbreviated_state_decides_among_american_namesakes(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "The river rose in Portland, Ore., overnight.", place="Portland")
    assert found["Portland"].lat == pytest.approx(45.5, abs=0.2)
    found = places(gazetteer, "The river rose in Portland, Maine, overnight.", place="Portland; Maine")
    assert found["Portland"].lat == pytest.approx(43.7, abs=0.2)


def test_namesakes_that_fit_equally_get_a_country_but_no_position(gazetteer: Gazetteer) -> None:
    text = "A fire burned in Franklin County in the United States."
    found = places(gazetteer, text, place="Franklin County; United States")["Franklin County"]
    assert (found.country, found.lat, found.precision) == ("US", None, "unresolved")


def test_a_country_is_preferred_to_its_capital_of_the_same_name(gazetteer: Gazetteer) -> None:
    assert places(gazetteer, "Flu spread in Mexico.", place="Mexico")["Mexico"].precision == "country"


def test_what_the_reader_missed_is_found_in_the_gazetteer(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Planes from Incirlik flew over Aleppo and Iraq.")
    assert {n: m.country for n, m in found.items()} == {"Incirlik": "TR", "Aleppo": "SY", "Iraq": "IQ"}


def test_a_capitalised_neighbour_forbids_a_guess(gazetteer: Gazetteer) -> None:
    assert not places(gazetteer, "Berlin Wexford praised the mayor.")


def test_a_building_takes_the_position_of_the_town_it_stands_in(gazetteer: Gazetteer) -> None:
    text = "Police sealed off the Farouk mosque in Alexandria, Egypt."
    found = places(gazetteer, text, facility="Farouk mosque", place="Alexandria; Egypt")
    mosque, town = found["Farouk mosque"], found["Alexandria"]
    assert (mosque.country, mosque.lat, mosque.lon) == ("EG", town.lat, town.lon)
    assert (mosque.precision, mosque.geonames) == ("town", None)
    assert "Alexandria" in mosque.why


def test_a_building_near_a_town_has_no_position(gazetteer: Gazetteer) -> None:
    text = "Police sealed off the Farouk mosque, not far from Alexandria, Egypt."
    found = places(gazetteer, text, facility="Farouk mosque", place="Alexandria; Egypt")
    assert (found["Farouk mosque"].country, found["Farouk mosque"].lat) == ("EG", None)


def test_every_mention_says_why(gazetteer: Gazetteer) -> None:
    text = "Syrian gunmen from Zorbaqullu reached Azaz in Syria."
    found = find_places(read(text, place="Zorbaqullu; Azaz; Syria", nationality="Syrian"), gazetteer)
    assert len(found) == 4
    assert all(m.why for m in found)


def test_a_capital_says_that_it_may_stand_for_its_government(gazetteer: Gazetteer) -> None:
    assert "government" in places(gazetteer, "Ankara rejected the offer.", place="Ankara")["Ankara"].why


FRAGMENTS = """
Iraq Georgia Paris , . — and of in the northern Syrian U.S. Mosul province 's Camp Taji town - Ä ’ al-Bab U.N.
"""
WORDS = st.sampled_from(FRAGMENTS.split())


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(WORDS, min_size=1, max_size=15),
    kind=st.sampled_from(["place", "facility", "org", "nationality"]),
    data=st.data(),
)
def test_any_words_and_spans_give_ordered_mentions_inside_the_text(
    gazetteer: Gazetteer, words: list[str], kind: str, data: st.DataObject
) -> None:
    doc = read(" ".join(words))
    entities = doc._layers.pop("entities")
    assert entities == ()
    first = data.draw(st.integers(0, len(doc.tokens) - 1))
    last = data.draw(st.integers(first, len(doc.tokens) - 1))
    doc.add("entities", (Entity(kind, doc.span(first, last), first, last),))
    found = find_places(doc, gazetteer)
    assert all(a.last < b.first for a, b in pairwise(found))
    assert all(doc.text[m.span.start : m.span.end] == m.name for m in found)


def test_a_region_of_several_countries_lies_in_none_of_them(gazetteer: Gazetteer) -> None:
    text = "Iran seized a tanker in the Gulf. Iran warned Iraq, and Iraq told Iran to let it go."
    assert places(gazetteer, text, place="Iran; Gulf; Iraq")["Gulf"].country is None


def test_a_state_behind_its_town_is_not_the_town_of_that_name(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "A barn burned in Albany, New York, at noon.", place="Albany; New York")
    assert (found["Albany"].precision, found["New York"].precision) == ("town", "region")


def test_an_airport_lies_in_the_country_of_the_capital_that_names_it(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "A rocket fell near Baghdad airport at dawn.", facility="Baghdad airport")
    assert found["Baghdad airport"].country == "IQ"


def test_a_small_town_of_a_land_hardly_spoken_of_is_not_taken(gazetteer: Gazetteer) -> None:
    text = "Norway sent police to Marfa. Norway said Norway's king had asked for them, and Norway paid."
    assert places(gazetteer, text, place="Norway; Marfa")["Marfa"].country in (None, "NO")
