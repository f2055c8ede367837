"""An incident is a function of its members, whatever they say and in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from strategies import codeds

from tidings.ledger.filters import EventRow
from tidings.model.contract import dumps_json
from tidings.model.record import Coded
from tidings.views.incident import assemble
from tidings.views.incident.fields import TOLLS
from tidings.views.incident.json import incident_json
from tidings.views.incident.rows import incident_row, names_of
from tidings.views.incident.sources import of_several
from tidings.views.incident.telling import Telling


@st.composite
def members(draw: st.DrawFn) -> list[EventRow]:
    found = draw(st.lists(codeds(), min_size=1, max_size=4, unique_by=lambda c: c.report.id))
    rows = [EventRow(coded.report, event) for coded in found for event in coded.events]
    return rows[:8]


@given(members(), st.data())
def test_any_order_gives_the_same_bytes(rows: list[EventRow], data: st.DataObject) -> None:
    if rows:
        groups = {row.report.id: data.draw(st.sampled_from(("g", row.report.id))) for row in rows}
        again = data.draw(st.permutations(rows))
        one, other = assemble(rows, groups, rows), assemble(again, groups, again)
        assert dumps_json(incident_json(one)) == dumps_json(incident_json(other))
        assert incident_row(one) == incident_row(other)
        assert names_of(one) == names_of(other)


@given(members())
def test_nothing_that_a_report_says_is_lost(rows: list[EventRow]) -> None:
    if rows:
        found = assemble(rows, {})
        assert {t.event.id for t in found.tellings} == {row.event.id for row in rows}
        for row in rows:
            for party in row.event.actors:
                assert any(s.value == party and s.telling.row == row for s in found.actors.said)
            if row.event.place:
                assert any(s.telling.row == row for s in found.place.said)


@given(members())
def test_the_best_toll_lies_between_low_and_high(rows: list[EventRow]) -> None:
    if rows:
        found = assemble(rows, {})
        for toll in (getattr(found, name) for name in TOLLS):
            assert bool(toll.said) or (toll.low, toll.best, toll.high) == (None, None, None)
            if toll.low is not None and toll.high is not None:
                assert toll.low <= toll.high
            if toll.best is not None and toll.high is not None:
                assert toll.best <= toll.high


@given(members(), st.dates(date(2019, 12, 1), date(2020, 2, 1)))
def test_a_later_report_changes_nothing_of_what_was_known_before(rows: list[EventRow], day: date) -> None:
    before = [row for row in rows if row.report.published and row.report.published <= day]
    if before:
        known = assemble(before, {})
        assert all(t.report.published and t.report.published <= day for t in known.tellings)
        assert [d for d, _ in known.changes] == sorted(d for d, _ in known.changes)


def tellings_in_general(members: Iterable[EventRow], group_of: Mapping[str, str]) -> list[Telling]:
    rows = list(members)
    reports = [row.report.id for row in rows]
    return of_several(rows, reports, [group_of.get(report, report) for report in reports])


@given(codeds())
def test_the_short_way_with_one_event_gives_what_the_general_way_gives(coded: Coded) -> None:
    for event in coded.events:
        row = EventRow(coded.report, event)
        short = assemble([row], {})
        with patch.dict(assemble.__globals__, tellings_of=tellings_in_general):
            general = assemble([row], {})
        assert dumps_json(incident_json(short)) == dumps_json(incident_json(general))
        assert incident_row(short) == incident_row(general)
        assert names_of(short) == names_of(general)
