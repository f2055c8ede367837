"""Full text over reports and the words of records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.asked import Asked as Filters
from tidings.desk.exporting import exported
from tidings.desk.render import desk_of, page
from tidings.desk.words import t
from tidings.errors import UsageError
from tidings.model.codes import EVENT_TYPES, STATE_KINDS, STATUSES
from tidings.views.search import Asked, Found, Hit, Order, Within, search
from tidings.views.search.ask import count

SIZE: Final = 20
MOST_PAGES: Final = 500
MOST_ROWS: Final = 1_000
"""Of an export: each is read again from its text to be shown."""
COLUMNS: Final = (
    "report", "doc", "title", "outlet", "published",
    "record", "kind", "type", "status", "start", "end", "words",
)  # fmt: skip
WITHIN: Final[Sequence[Within]] = ("reports", "records")
ORDERS: Final[Sequence[Order]] = ("best", "newest")
Choice = TypeVar("Choice", bound=str)


def _show(request: Request) -> Response:
    given = request.query_params
    asked, at = asked_of(given), page_of(given)
    found: Found | None = None
    with desk_of(request).reading() as store:
        with store.reading() as connection:
            reports = count(connection)
        if asked.words:
            found = search(store, asked, limit=SIZE, offset=(at - 1) * SIZE)
    return page(
        request, "search.html", here="search", asked=asked, found=found, at=at, size=SIZE, reports=reports,
        query=query_of(asked), types=EVENT_TYPES, kinds=STATE_KINDS, statuses=STATUSES, withins=WITHIN,
        orders=ORDERS,
    )  # fmt: skip


def _export(request: Request) -> Response:
    """What is found as a file, the first MOST_ROWS of it."""
    asked = asked_of(request.query_params)
    with desk_of(request).reading() as store:
        found = search(store, asked, limit=MOST_ROWS)
    return exported(request, "search", COLUMNS, (_row(hit) for hit in found.hits))


def _row(hit: Hit) -> dict[str, Any]:
    first = hit.passages[0]
    return {
        "report": hit.report_id, "doc": hit.report.doc, "title": hit.report.title,
        "outlet": hit.report.outlet,
        "published": hit.report.published.isoformat() if hit.report.published else None,
        "record": hit.record, "kind": hit.kind, "type": hit.type, "status": hit.status,
        "start": first.span.start, "end": first.span.end,
        "words": "".join(piece.text for piece in first.pieces),
    }  # fmt: skip


def asked_of(given: QueryParams) -> Asked:
    """From an address: q, in (reports or records), order, outlet, since, until, type, status."""
    filters = Filters.of({name: given.get(name, "") for name in ("since", "until")})
    return Asked(
        words=" ".join(given.get("q", "").split()),
        within=choice("in", given.get("in", ""), WITHIN),
        order=choice("order", given.get("order", ""), ORDERS),
        outlet=given.get("outlet", "").strip() or None,
        since=filters.since,
        until=filters.until,
        type=given.get("type", "").strip() or None,
        status=given.get("status", "").strip() or None,
    )


def query_of(asked: Asked) -> dict[str, object]:
    """As an address has it, without what says nothing."""
    return {
        "q": asked.words, "in": asked.within if asked.within != "reports" else None,
        "order": asked.order if asked.order != "best" else None, "outlet": asked.outlet,
        "since": asked.since, "until": asked.until, "type": asked.type, "status": asked.status,
    }  # fmt: skip


def page_of(given: QueryParams, name: str = "page") -> int:
    """Which page of a list, from 1; `name` in the address, for the second list on a page."""
    text = given.get(name, "1")
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= MOST_PAGES):
        raise UsageError(t("common.bad_page", name=name, page=text[:20], most=MOST_PAGES))
    return int(text)


def choice(field: str, text: str, known: Sequence[Choice]) -> Choice:
    """One of the values, the first where none is given."""
    if not text:
        return known[0]
    for value in known:
        if value == text:
            return value
    raise UsageError(t("search.bad_choice", field=field, value=text[:40], known=", ".join(known)))


ROUTES: Final = [Route("/search", _show), Route("/export/search.{kind}", _export)]
