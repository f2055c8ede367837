"""Names of places for maps: cut to the name, found inside other names, and placed where they are given."""

from __future__ import annotations

import pytest
from test_places import gazetteer, read

from tidings.mentions.gazetteer import Gazetteer
from tidings.mentions.places_options import options_of, sensible
from tidings.mentions.places_spans import Named
from tidings.mentions.places_toponyms import find_toponyms, toponyms_at
from tidings.model.doc import Doc
from tidings.model.span import Span

__all__ = ["gazetteer"]


def found(gazetteer: Gazetteer, doc: Doc) -> dict[str, str | None]:
    return {p.name: p.country for p in find_toponyms(doc, gazetteer)}


def test_a_direction_is_no_part_of_a_toponym(gazetteer: Gazetteer) -> None:
    doc = read("A fire burned in downtown Madrid in Spain.", place="downtown Madrid; Spain")
    assert found(gazetteer, doc) == {"Madrid": "ES", "Spain": "ES"}


def test_a_town_inside_the_name_of_its_police_is_one(gazetteer: Gazetteer) -> None:
    doc = read(
        "Police in Denver, Colorado, were called. Denver Police Department gave no reason.",
        place="Denver; Colorado", org="Denver Police Department",
    )  # fmt: skip
    spans = [p.span.start for p in find_toponyms(doc, gazetteer) if p.name == "Denver"]
    assert len(spans) == 2


def test_demonyms_and_people_are_no_toponyms(gazetteer: Gazetteer) -> None:
    doc = read("French singer Paris Hilton sang.", nationality="French", person="Paris Hilton")
    assert found(gazetteer, doc) == {}


def test_given_spans_are_placed_whatever_the_reader_marked(gazetteer: Gazetteer) -> None:
    doc = read("He came from Springfield, Illinois, by train.", place="Illinois")
    start = doc.text.index("Springfield")
    (place,) = toponyms_at(doc, [Span(start, start + len("Springfield"))], gazetteer)
    assert place is not None
    assert (place.country, place.lat) == ("US", pytest.approx(39.8, abs=0.2))
    assert toponyms_at(doc, [Span(0, 2)], gazetteer) == [None]


def test_the_county_of_a_named_state_is_told_from_its_namesakes(gazetteer: Gazetteer) -> None:
    text = "Ohio closed roads in Franklin County near Columbus, Ohio."
    doc = read(text, place="Ohio; Franklin County; Columbus")
    start = doc.text.index("Franklin")
    (place,) = toponyms_at(doc, [Span(start, start + len("Franklin County"))], gazetteer)
    assert place is not None
    assert place.lat == pytest.approx(39.97, abs=0.2)


@pytest.mark.parametrize(
    ("text", "name", "means"),
    [
        ("He moved to Charleston, W.Va., in May.", "W.Va.", "West Virginia"),
        ("The fair in Platte Co. was closed.", "Platte Co.", "Platte County"),
        ("Crowds met in L.A. today.", "L.A.", "Los Angeles"),
    ],
)
def test_short_forms_are_said_in_full(gazetteer: Gazetteer, text: str, name: str, means: str) -> None:
    doc = read(text)
    start = doc.text.index(name)
    inside = [t.i for t in doc.tokens if start <= t.start and t.end <= start + len(name)]
    said, options = options_of(doc, Named(inside[0], inside[-1], inside[0], inside[-1]), gazetteer)
    assert said == means
    assert options


def test_small_letters_name_no_country(gazetteer: Gazetteer) -> None:
    assert not [c for c in sensible(gazetteer.lookup("us"), "us") if c.kind == "country"]
