"""Builders: a report and records about it, with spans found by their words."""

from __future__ import annotations

from datetime import date
from typing import Any

from tidings.model.contract import with_ids
from tidings.model.mention import Interval
from tidings.model.record import (
    Coded,
    Dispute,
    Event,
    Evidence,
    Number,
    Party,
    Place,
    Source,
    State,
    Unclear,
    Weapon,
    When,
)
from tidings.model.report import Report
from tidings.model.span import Span

TEXT = (
    "Gunmen from the Harrow Front fired rockets at a depot in Vellmar on Tuesday, killing at least four "
    "guards, the Interior Ministry said. A doctor put the dead at six. About 900 soldiers are in Vellmar."
)
REPORT = Report(
    doc="vellmar", text=TEXT, published=date(2022, 6, 9), title="Depot shelled", outlet="Lowland Post"
)


def at(words: str, text: str = TEXT) -> Span:
    """Where the words stand in the text, the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


def party(name: str, *names: str, **more: Any) -> Party:
    return Party(name, (name, *names), (at(name),), **more)


def number(low: int | None, high: int | None, words: str) -> Number:
    return Number((low, high), (at(words),))


def day(first: date | None, last: date | None, words: str = "on Tuesday") -> When:
    return When(Interval(first, last), (at(words),), why="The Tuesday before publication.")


VELLMAR = Place(
    "Vellmar", "DE", (at("Vellmar"),), lat=51.35806, lon=9.47974, geonames=3207197, precision="town",
    why="The only place of the name.",
)  # fmt: skip
ATTACK = Event(
    id="",
    type="ASSAULT",
    mode="heavy-weapons",
    status="occurred",
    background=False,
    evidence=(Evidence(at(TEXT.split(",")[0]), at("fired")),),
    actors=(party("Gunmen"), party("Harrow Front", "the Front", id="harrow-front", kind="force")),
    recipients=(party("guards"),),
    place=VELLMAR,
    when=day(date(2022, 6, 7), date(2022, 6, 7)),
    killed=number(4, None, "at least four"),
    weapon=Weapon("rockets", (at("rockets"),)),
    sources=(Source("Interior Ministry", ("Interior Ministry",), "said", (at("Interior Ministry"),)),),
    claims=(Dispute("A doctor", "killed", (6, 6), (at("six"),)),),
    confidence=0.8125,
    confidences=(("type", 0.9375), ("actors", 0.625), ("when", 0.875)),
    why=(("injured", "The text gives no number of injured."),),
)
SOLDIERS = State(
    id="",
    kind="presence",
    evidence=(Evidence(at("About 900 soldiers are in Vellmar."), at("are")),),
    holder=party("soldiers"),
    place=VELLMAR,
    count=number(855, 945, "About 900"),
    status="holds",
    confidence=0.5,
)
DOUBT = Unclear(Evidence(at(TEXT.split(". ")[1] + "."), at("put")), (("ACCUSE", 0.375), ("ASSAULT", 0.125)))


def coded(report: Report = REPORT, **more: Any) -> Coded:
    """The report with one event and one state, unless `events=` or `states=` say otherwise, and what
    `unclear=` says."""
    return with_ids(
        report,
        more.get("events", (ATTACK,)),
        more.get("states", (SOLDIERS,)),
        notes=more.get("notes", ("A note.",)),
        unclear=more.get("unclear", ()),
    )
