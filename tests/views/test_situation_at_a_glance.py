"""Columns, cells and bars, of rows made here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tidings.views.incidents import ALL
from tidings.views.situation import Chosen, Columns, View, bars, facets, ordered
from tidings.views.situation.cells import cells_of, project
from tidings.views.situation.chosen import in_box
from tidings.views.situation.columns import columns_of_rows

FIRST = date(2024, 3, 1)


def row(n: int = 0, **more: Any) -> dict[str, Any]:
    day = (FIRST + timedelta(n)).isoformat()
    return {
        "id": f"i{n:03}", "type": "ASSAULT", "mode": None, "status": "occurred", "background": 0,
        "first_day": day, "last_day": day, "country": "DE", "precision": "town", "lat": 50.0, "lon": 9.0,
        "reports": 1, "outlets": 1, "disputes": "", "confidence": 0.9,
        "killed_low": None, "killed_best": None, "killed_high": None, "published_first": day,
        "published_last": day, "record": "{}", **more,
    }  # fmt: skip


def every(columns: Columns) -> Any:
    return np.ones(len(columns), np.bool_)


places = st.builds(
    row,
    st.integers(0, 999),
    lat=st.floats(-80, 80),
    lon=st.floats(-180, 180),
    precision=st.sampled_from(["town", "site", "region", "country", "unresolved"]),
)
views = st.builds(View, st.floats(-180, 180), st.floats(-80, 80), st.floats(0.3, 10))


@given(st.lists(places, max_size=30), views)
def test_each_placed_incident_in_view_is_in_one_cell(rows: list[dict[str, Any]], view: View) -> None:
    columns = columns_of_rows(rows)
    cells = cells_of(columns, every(columns), view)
    x, y = project(columns.lon, columns.lat, view)
    seen = columns.placed & (abs(x) <= view.width / 2) & (abs(y) <= view.height / 2)
    assert sum(cell.n for cell, _ in cells) == np.count_nonzero(seen)
    for cell, rows_in in cells:
        assert len(rows_in) == cell.n
        assert all(
            columns.precision.values[columns.precision.codes[r]] not in ("country", "unresolved")
            for r in rows_in
        )


@given(st.lists(places, min_size=1, max_size=30), views)
def test_the_box_around_a_cell_holds_what_is_in_it(rows: list[dict[str, Any]], view: View) -> None:
    columns = columns_of_rows(rows)
    for cell, rows_in in cells_of(columns, every(columns), view):
        west, south, east, north = cell.box
        around = (west - 1e-6, south - 1e-6, east + 1e-6, north + 1e-6)
        if around[0] >= -180 and around[2] <= 180:
            assert in_box(columns, around)[rows_in].all()


@given(st.lists(st.builds(row, st.integers(-4000, 9000), status=st.sampled_from(["occurred", "planned"]))))
def test_each_dated_incident_is_in_a_bar_or_counted_off_it(rows: list[dict[str, Any]]) -> None:
    columns = columns_of_rows([*rows, row(first_day=None, last_day=None)])
    found = bars(columns, every(columns))
    assert sum(sum(bar.counts.values()) for bar in found.bars) + found.before + found.after == len(rows)
    assert found.undated == 1
    assert all(a.end == b.start for a, b in zip(found.bars, found.bars[1:], strict=False))


def test_only_what_was_done_has_killed() -> None:
    dead = {"killed_low": 3, "killed_best": 5, "killed_high": 9}
    columns = columns_of_rows(
        [
            row(0, **dead),
            row(1, **dead, status="denied"),
            row(2, **dead, status="planned"),
            row(3, **dead, background=1),
        ]
    )
    assert columns.deadly.tolist() == [True, False, False, False]
    found = bars(columns, every(columns))
    assert sum(bar.best for bar in found.bars) == 5


def test_a_figure_without_a_highest_is_open() -> None:
    columns = columns_of_rows([row(0, killed_low=9, killed_best=9, killed_high=None)])
    (bar,) = bars(columns, every(columns)).bars
    assert (bar.low, bar.best, bar.high, bar.open) == (9, 9, 9, 1)


def test_a_short_period_is_drawn_nearer() -> None:
    columns = columns_of_rows([row(n) for n in range(0, 3000, 10)])
    since = FIRST + timedelta(1000)
    found = bars(columns, every(columns), since=since, until=since + timedelta(20))
    assert found.step == "day"
    assert found.start is not None
    assert found.start <= since
    assert found.before > 0
    assert found.after > 0


def test_news_of_long_ago_does_not_squeeze_the_time_shown() -> None:
    columns = columns_of_rows(
        [*(row(n) for n in range(60)), row(700, first_day="1911-01-01", last_day="1911-01-01")]
    )
    found = bars(columns, every(columns))
    assert found.step == "day"
    assert found.before >= 1


@given(st.permutations(range(6)))
def test_the_order_of_rows_does_not_matter(turned: list[int]) -> None:
    rows = [row(n, killed_best=n % 2 + 1) for n in range(6)]
    columns = columns_of_rows([rows[n] for n in turned])
    found = [columns.ids[n] for n in ordered(columns, every(columns), "killed")]
    assert found == ["i001", "i003", "i005", "i000", "i002", "i004"]


def test_a_facet_counts_without_its_own_filter() -> None:
    columns = columns_of_rows([row(0), row(1, type="PROTEST"), row(2, type="PROTEST", status="planned")])
    chosen = Chosen(
        columns, {"type": columns.type.equal("ASSAULT"), "status": columns.status.equal("occurred")}
    )
    types = next(facet for facet in facets(chosen, ALL) if facet.field == "type")
    assert {value: n for value, n, _ in types.rows} == {"ASSAULT": 1, "PROTEST": 1}


def test_a_box_across_the_date_line_holds_both_sides() -> None:
    columns = columns_of_rows([row(0, lon=179.5), row(1, lon=-179.5), row(2, lon=0.0)])
    assert in_box(columns, (179, 40, -179, 60)).tolist() == [True, True, False]
