"""What is told of films, drills and sport is no deed."""

from __future__ import annotations

from datetime import date

import pytest

import tidings

pytestmark = pytest.mark.model
PUBLISHED = date(2021, 5, 12)


@pytest.mark.parametrize(
    "text",
    [
        "In the theatre a comedy in which a bandit shoots three guests is sold out.",
        "A film about smugglers, with much shooting, was shown in Harmat on Monday.",
        "Schools in Harmat practised a drill for an attack on the port.",
        "By noon an imaginary enemy had captured the town hall of Harmat.",
        "In the square of Harmat, actors played the victims of a kidnapping on Monday.",
        "Clubs in old uniforms re-enacted the storming of the fort of Harmat on Monday.",
        "Harmat's footballers were slaughtered 5-0 on Sunday.",
        'The navy began an exercise off Harmat on Monday. Two frigates "sank" a tanker without a shot.',
        "In the film, a gang kills nine councillors.",
        "Pupils staged a play in which rebels kidnap a judge.",
        "A video game lets players attack convoys in the desert.",
        "Helpers practised for hours after a simulated bomb attack at the airport.",
        "The exercise assumed that an enemy had seized two islands.",
    ],
)
def test_a_deed_of_a_story_is_none(text: str) -> None:
    events = tidings.read_text(text, published=PUBLISHED).events
    assert [e.type for e in events if e.type == "ASSAULT"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a football stadium in Harmat on Monday and killed three people.",
        "Soldiers on their way to an exercise were attacked near Harmat on Monday.",
        "The navy began an exercise off Harmat on Monday. Pirates attacked a tanker the same day.",
        'Gunmen "attacked" a school in Harmat on Monday, the ministry said.',
        "Police shot dead two men who had played football in the park of Harmat on Monday.",
        "The ministry assumed that rebels had seized two villages near Harmat.",
        "Gunmen killed a film director in Harmat on Monday.",
    ],
)
def test_a_deed_beside_one_is_kept(text: str) -> None:
    assert "ASSAULT" in [e.type for e in tidings.read_text(text, published=PUBLISHED).events]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A drill for an attack on the port will be held in Harmat on Thursday.", "MOBILIZE"),
        ("The school of Harmat held an evacuation drill on Monday.", "MOBILIZE"),
        ('In a drill on Monday, "attackers" set a hut in Harmat ablaze.', "ASSAULT"),
        ("On the anniversary of the raid, hundreds of people lit candles in Harmat.", "PROTEST"),
        ("Hundreds lit candles in Harmat on Sunday, where soldiers shot nine people in 1985.", "PROTEST"),
    ],
)
def test_who_practises_or_remembers_does_no_deed(text: str, type_: str) -> None:
    assert type_ not in [e.type for e in tidings.read_text(text, published=PUBLISHED).events]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Two officers played a part in the killing of a reporter on Monday, a court said.", "ASSAULT"),
        ("The government portrayed the killing of the reporter on Monday as an accident.", "ASSAULT"),
        ("The navy of Harmat began a military exercise in the strait on Monday.", "MOBILIZE"),
        ("Hundreds lit candles in Harmat on Sunday and shouted slogans against the governor.", "PROTEST"),
    ],
)
def test_what_sounds_alike_is_kept(text: str, type_: str) -> None:
    assert type_ in [e.type for e in tidings.read_text(text, published=PUBLISHED).events]
