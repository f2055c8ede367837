"""One function gives the sum of what the comparators say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.link.events import Scorer, Told
from tidings.link.events.fast import NEVER
from tidings.link.events.score import cannot, features

MARKS = st.frozensets(st.sampled_from(["=1", "=2", "cKE", "wvellm", "wharbo", "wcity"]), max_size=4)
STEMS = st.frozensets(st.sampled_from(["vellm", "ferry", "harbo", "attac", "bomb", "kill"]), max_size=5)
DAYS = st.none() | st.integers(738_000, 738_040)
TOLLS = st.none() | st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(9, 40))
OUTLETS = st.sampled_from(["", "Post", "Star"])
SPOTS = st.tuples(st.none() | st.floats(0, 3), st.floats(0, 3))


@st.composite
def records(draw: st.DrawFn, report: str) -> Told:
    first, last = draw(DAYS), draw(DAYS)
    if first is not None and last is not None:
        first, last = min(first, last), max(first, last)
    lat, lon = draw(SPOTS)
    return Told(
        event=f"e{report}", report=report, type=draw(st.sampled_from(["ASSAULT", "PROTEST", "AGREE"])),
        mode=draw(st.sampled_from([None, "bomb", "arson"])), background=draw(st.booleans()),
        status=draw(st.sampled_from(["occurred", "ongoing", "planned", "denied"])), first=first, last=last,
        exact=first is not None and last is not None and last - first <= 1, published=draw(DAYS),
        outlet=draw(OUTLETS), country=draw(st.sampled_from([None, "KE", "SO"])), lat=lat, lon=lon,
        precision=draw(st.sampled_from(["none", "town", "country"])), spot=draw(MARKS), who=draw(MARKS),
        whom=draw(MARKS), killed=draw(TOLLS), injured=draw(TOLLS), detained=draw(TOLLS), deeds=draw(STEMS),
        words=draw(STEMS), topic=draw(STEMS), line=draw(st.integers(0, 3000)),
    )  # fmt: skip


# All names, also those that the packaged table lacks, each with a weight of its own.
@given(records("a"), records("b"))
def test_the_fast_sum_is_that_of_the_comparators(a: Told, b: Told) -> None:
    said = features(a, b)
    weights = {name: 0.01 * (n + 1) for n, name in enumerate(sorted(said))}
    expected = NEVER if cannot(a, b) else sum(weights[name] * value for name, value in said.items())
    assert Scorer(weights).score(a, b) == pytest.approx(expected)


@given(records("a"))
def test_two_events_of_one_report_are_two(a: Told) -> None:
    assert Scorer.load().score(a, a) == NEVER
