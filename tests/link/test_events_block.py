"""Of two records each finds the other or neither does, so the order in which they come plays no part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.link.events import Told, keys_of, looks_up
from tidings.link.events.block import SHARED

DAYS = st.one_of(
    st.none(),
    st.tuples(st.integers(738_000, 738_900), st.integers(0, 500)).map(lambda d: (d[0], d[0] + d[1])),
)
MARKS = st.frozensets(st.sampled_from(["=1", "=2", "wvellm", "wharro", "wkestr"]), max_size=4)


@st.composite
def records(draw: st.DrawFn) -> Told:
    days = draw(DAYS)
    return Told(
        event="e", report="r", type=draw(st.sampled_from(["ASSAULT", "PROTEST", "AGREE"])), mode=None,
        status="occurred", background=draw(st.booleans()), first=days[0] if days else None,
        last=days[1] if days else None, exact=False, published=draw(st.integers(738_000,
        738_900) | st.none()),
        outlet="", country=None, lat=None, lon=None, precision="none", spot=draw(MARKS), who=draw(MARKS),
        whom=draw(MARKS), killed=None, injured=None, detained=None, deeds=frozenset(), words=frozenset(),
        topic=draw(st.frozensets(st.sampled_from(["vellm", "ferry", "harbo"]), max_size=3)), line=0,
    )  # fmt: skip


def finds(one: Told, other: Told) -> bool:
    for asked in looks_up(one):
        there = {f.key for f in keys_of(other) if asked.first <= f.period <= asked.last}
        if sum(worth for key, worth in asked.worth.items() if key in there) >= SHARED:
            return True
    return False


@given(records(), records())
def test_each_finds_the_other_or_neither_does(one: Told, other: Told) -> None:
    assert finds(one, other) == finds(other, one)


@given(records())
def test_a_record_finds_its_like(one: Told) -> None:
    if len(one.who) + len(one.whom) + len(one.spot) + len(one.topic) >= 12:
        assert finds(one, replace(one, event="other"))


RAID = Told(
    event="raid", report="r", type="ASSAULT", mode=None, status="occurred", background=False, first=738_100,
    last=738_100, exact=True, published=738_101, outlet="", country=None, lat=None, lon=None,
    precision="none", spot=frozenset({"wvellm"}), who=frozenset({"wharro"}), whom=frozenset(), killed=None,
    injured=None, detained=None, deeds=frozenset(), words=frozenset(), topic=frozenset(), line=0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("later", "background", "found"),
    [(29, False, True), (60, False, False), (60, True, True), (9 * 365, True, True), (12 * 365, True, False)],
)
def test_an_undated_telling_is_looked_for_a_month_back_and_a_recalled_one_for_years(
    later: int, background: bool, found: bool
) -> None:
    undated = replace(
        RAID, event="later", background=background, first=None, last=None, exact=False,
        published=738_100 + later,
    )  # fmt: skip
    assert finds(undated, RAID) is found
    assert finds(RAID, undated) is found
