"""Records of one report are held apart, but do not part what other reports tell."""

from __future__ import annotations

import pytest

from tidings.link.events import Scorer, Told, group_part

SCORER = Scorer({"even": -1.0})


def record(event: str, day: int | None = None, type: str = "ASSAULT", lat: float | None = None) -> Told:
    """Its report is the first letter of its name."""
    return Told(
        event=event, report=event[0], type=type, mode=None, status="occurred", background=False, first=day,
        last=day, exact=day is not None, published=738_000, outlet="", country=None, lat=lat, lon=lat,
        precision="town" if lat is not None else "none", spot=frozenset(), who=frozenset(), whom=frozenset(),
        killed=None, injured=None, detained=None, deeds=frozenset(), words=frozenset(), topic=frozenset(),
        line=0,
    )  # fmt: skip


def grouped(first: Told, second: Told) -> list[list[str]]:
    """With two records of other reports, each like the first and somewhat like the second."""
    told = {one.event: one for one in (first, second, record("b1"), record("c1"))}
    scores = {("a1", "b1"): 2.0, ("a1", "c1"): 2.0, ("b1", "c1"): 2.0, ("a2", "b1"): 0.2, ("a2", "c1"): 0.2}
    return group_part(told, scores, SCORER)


def test_what_a_report_tells_twice_is_one_where_others_tell_it() -> None:
    assert grouped(record("a1"), record("a2")) == [["a1", "a2", "b1", "c1"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (record("a1", 738_000), record("a2", 738_001)),
        (record("a1"), record("a2", type="PROTEST")),
        (record("a1", lat=10.0), record("a2", lat=10.2)),
    ],
)
def test_two_days_types_or_places_in_one_report_are_two(first: Told, second: Told) -> None:
    assert grouped(first, second) == [["a1", "b1", "c1"], ["a2"]]


def test_two_records_of_one_report_alone_are_two() -> None:
    told = {one.event: one for one in (record("a1"), record("a2"))}
    assert group_part(told, {}, SCORER) == [["a1"], ["a2"]]
