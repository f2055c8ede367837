"""What holds on a day: who holds what, how many are where, and what changes when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.asked import page_number
from tidings.desk.asked_day import AskedDay, held
from tidings.desk.charts.held import MOST, ON_MAP, spots_of
from tidings.desk.render import desk_of, page
from tidings.views.holdings.changes import Turn, changes, days_told, last_change, next_change, span_of_days
from tidings.views.holdings.claim import KINDS
from tidings.views.holdings.holding import STATUSES, Holding
from tidings.views.holdings.query import last_day
from tidings.views.holdings.records import record, records, told_by

OF_EACH: Final = 25
"""Rows of each kind where all are shown; the rest is one link away."""
OF_ONE: Final = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """Rows of one kind; `more`: there are others."""

    kind: str
    rows: list[dict[str, Any]]
    more: bool


def _show(request: Request) -> Response:
    asked = AskedDay.of(request.query_params)
    number = page_number(request.query_params)
    with desk_of(request).reading() as store, store.reading() as connection:
        last = last_day(connection, asked.known_on)
        day = asked.as_of or last
        span = span_of_days(connection, asked.where(kind=None))
        if day is None or span is None:
            return page(request, "states_none.html", here="states", asked=asked)
        where = asked.where()
        found = {kind: _held(connection, asked, day, kind, number) for kind in _kinds(asked)}
        tables = [_rows(connection, kind, found[kind], asked, day, number) for kind in found]
        turns = changes(connection, day, where)
        on_map = spots_of(one for kind in ON_MAP for one in found.get(kind, ())[:MOST])
        reports = told_by(connection, [turn.now for turn in turns])
        values: dict[str, Any] = {
            "turns": [_turn(turn, record(turn.now, day, reports)) for turn in turns],
            "before": last_change(connection, day, where),
            "after": next_change(connection, day, where),
            "ticks": days_told(connection, where),
        }
    first, end = min(span[0], day), max(span[1], day, last or day)
    return page(
        request, "states.html", here="states", asked=asked, day=day, first=first, last=end, number=number,
        tables=tables, map=on_map, kinds=KINDS, statuses=STATUSES, **values,
    )  # fmt: skip


def _kinds(asked: AskedDay) -> tuple[str, ...]:
    return (asked.kind,) if asked.kind else KINDS


def _held(connection: Connection, asked: AskedDay, day: date, kind: str, number: int) -> list[Holding]:
    """As many as the page shows, and one more; of what the map shows as many as that shows."""
    most = OF_ONE * number + 1 if asked.kind else OF_EACH + 1
    return list(islice(held(connection, asked, day, kind), max(most, MOST) if kind in ON_MAP else most))


def _rows(
    connection: Connection, kind: str, found: list[Holding], asked: AskedDay, day: date, number: int
) -> Shown:
    size = OF_ONE if asked.kind else OF_EACH
    first = (number - 1) * size if asked.kind else 0
    several = list(records(connection, found[first : first + size], day))
    return Shown(kind, several, len(found) > first + size)


def _turn(turn: Turn, row: dict[str, Any]) -> dict[str, Any]:
    before = turn.before.count if turn.before else None
    return {"what": turn.what, "row": row, "before": list(before) if before else None}


ROUTES: Final = [Route("/states", _show)]
