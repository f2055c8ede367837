"""To whom a record is attributed, over all of its mentions."""

from __future__ import annotations

from datetime import date

import pytest

from tidings import read_text
from tidings.model.record import Event

pytestmark = pytest.mark.model


def assaults(text: str) -> list[Event]:
    return [e for e in read_text(text, published=date(2021, 5, 12)).events if e.type == "ASSAULT"]


def names(event: Event) -> list[str]:
    return [source.name for source in event.sources]


def test_who_says_it_outright_is_the_source() -> None:
    (event,) = assaults("Police say that rebels attacked a convoy near Gao on Monday.")
    assert names(event) == ["Police"]
    assert dict(event.confidences)["sources"] > 0.5


def test_who_merely_speaks_of_a_known_deed_is_none() -> None:
    (event,) = assaults(
        "Rebels attacked a convoy near Gao on Monday, killing five soldiers. "
        "The rebels burned two trucks of the convoy.\n\n"
        "The attack has shaken the town, a shopkeeper said on Tuesday."
    )
    assert names(event) == []


def test_an_outlet_stands_before_whom_it_quotes() -> None:
    (event,) = assaults("The BBC quoted a doctor as saying that rebels attacked a clinic in Gao on Monday.")
    assert names(event) == ["BBC", "doctor"]


def test_who_condemns_is_no_source_of_the_condemning() -> None:
    found = read_text("France condemned the attack on Gao, saying it was an outrage.").events
    assert [names(e) for e in found if e.type == "ACCUSE"] == [[]]
