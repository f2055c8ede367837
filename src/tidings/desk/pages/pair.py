"""Which other event is the same happening: likely ones, and a search."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.asked import Asked
from tidings.desk.coded import told
from tidings.desk.judged import who
from tidings.desk.pairs import pairs_for
from tidings.desk.quoting import at, quotes
from tidings.desk.render import desk_of, page
from tidings.errors import UsageError
from tidings.ledger.filters import EventRow
from tidings.model.codes import EVENT_TYPES
from tidings.views.incident.phrases import days, people, where, who_whom
from tidings.views.incidents import of_event, rows
from tidings.views.review import event_of

LIKELY: Final = 6
FOUND: Final = 20
NEAR: Final = timedelta(days=7)
"""Days around the event in which is searched at first: a report seldom comes later."""


def _show(request: Request) -> Response:
    asked = Asked.of(request.query_params)
    event = request.path_params["event"]
    searched = any(request.query_params.get(name) for name in ("actor", "place", "type", "since", "until"))
    with desk_of(request).reading() as store:
        row = event_of(store, event)
        if row is None:
            raise UsageError(f"no event {event!r} is in the store, or somebody judged it wrong.")
        incident = of_event(store, event)
        heads: list[dict[str, Any]] = []
        if searched:
            found = (json.loads(text) for text in rows(store, asked.incidents, limit=FOUND + 1))
            heads = [head for head in islice(found, FOUND + 1) if head["id"] != incident]
        pairs = pairs_for(store, event, most=LIKELY)
    return page(
        request, "pair.html", here=None, event=row.event, incident=incident, summary=told(row.event),
        report=row.report, href=at(row.report.id, [e.span for e in row.event.evidence[:1]]),
        quotes=quotes(row.report.id, row.report, row.event.evidence), pairs=pairs, by=who(request),
        searched=searched, asked=asked if searched else _around(row, asked), types=EVENT_TYPES,
        found=[_head(head) for head in heads[:FOUND]], more=len(heads) > FOUND,
    )  # fmt: skip


def _around(row: EventRow, asked: Asked) -> Asked:
    """What the form offers to search for: the type and days of the event."""
    when = row.event.when.interval if row.event.when else None
    first, last = (when.start, when.end) if when else (row.report.published, row.report.published)
    return replace(
        asked, type=row.event.type, since=first - NEAR if first else None, until=last + NEAR if last else None
    )


def _head(head: dict[str, Any]) -> dict[str, Any]:
    return {
        "head": head, "when": days(head["when"]), "where": where(head["place"]), "who_whom": who_whom(head),
        "people": people(head),
    }  # fmt: skip


ROUTES: Final = [Route("/pair/{event}", _show)]
