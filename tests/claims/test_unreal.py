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
        "Harmat's footballers were slaughtered 5-0 on Sunday.",
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
    ],
)
def test_a_deed_beside_one_is_kept(text: str) -> None:
    assert "ASSAULT" in [e.type for e in tidings.read_text(text, published=PUBLISHED).events]
