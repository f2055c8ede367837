"""What was announced, and what has become of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.asked import Asked
from tidings.desk.exporting import exported
from tidings.desk.paging import paged
from tidings.desk.promise_parts import chain_of
from tidings.desk.render import desk_of, page
from tidings.desk.standings import Found, standings
from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.model.codes import EVENT_TYPES
from tidings.model.days_given import days_of
from tidings.views.promises import last_day, promise_json, promises_of
from tidings.views.promises.standing import OPEN, OVERDUE, STANDINGS

AT_ONCE: Final = 20
NOT_DONE: Final = "open"
"""In the address: every standing of what is still to come."""
SORTS: Final = ("latest", "oldest", "due")
_COLUMNS: Final = (
    "id", "type", "standing", "why", "who", "whom", "place", "announced", "days_ago", "due", "on", "words",
    "incidents", "told", "by",
)  # fmt: skip


def _show(request: Request) -> Response:
    asked, on, standing, sort = _asked(request)
    with desk_of(request).reading() as store:
        day = on or _last_day(store)
        found = standings(store, day, asked.events) if day else ()
        counts = Counter(one for _, one, _ in found)
        chosen = _chosen(found, standing, sort)
        shown = paged(chosen, request.query_params, at_once=AT_ONCE)
        rows = promises_of(store, list(shown.rows), day) if day else []
    query = {**asked.query(), "as_of": on, "standing": standing, "sort": sort if sort != SORTS[0] else None}
    return page(
        request, "promises.html", here="promises", asked=asked, on=day, as_of=on, standing=standing,
        sort=sort, sorts=SORTS, counts=[(name, counts[name]) for name in STANDINGS],
        not_done=sum(counts[name] for name in OPEN), total=len(found), shown=shown,
        chains=[chain_of(row) for row in rows], types=EVENT_TYPES, query=query,
    )  # fmt: skip


def _export(request: Request) -> Response:
    asked, on, standing, sort = _asked(request)
    with desk_of(request).reading() as store:
        day = on or _last_day(store)
        ids = _chosen(standings(store, day, asked.events), standing, sort) if day else []
        rows = [promise_json(row) for row in promises_of(store, ids, day)] if day else []
    return exported(request, "promises", _COLUMNS, rows)


def _asked(request: Request) -> tuple[Asked, date | None, str | None, str]:
    query = request.query_params
    asked = Asked.of(query)
    standing, sort = query.get("standing", "").strip(), query.get("sort", "").strip() or SORTS[0]
    if standing and standing not in (NOT_DONE, *STANDINGS):
        raise UsageError(f"standing: {standing!r} is none of {', '.join((NOT_DONE, *STANDINGS))}.")
    if sort not in SORTS:
        raise UsageError(f"sort: {sort!r} is none of {', '.join(SORTS)}.")
    text = query.get("as_of", "").strip()
    try:
        on = days_of(text)[1] if text else None
    except ValueError as error:
        raise UsageError(f"as_of: {error}") from None
    return asked, on, standing or None, sort


def _chosen(found: Sequence[Found], standing: str | None, sort: str) -> list[str]:
    wanted = OPEN if standing == NOT_DONE else (standing,) if standing else STANDINGS
    kept = [one for one in found if one[1] in wanted]
    if sort == "oldest":
        kept = kept[::-1]
    elif sort == "due":  # the overdue by day, then what is to come, then what has no day
        kept.sort(key=lambda one: (one[2] is None, one[1] != OVERDUE, one[2] or date.max, one[0]))
    return [id for id, _, _ in kept]


def _last_day(store: Store) -> date | None:
    with store.reading() as connection:
        return last_day(connection)


ROUTES: Final = [Route("/promises", _show), Route("/export/promises.{kind}", _export)]
