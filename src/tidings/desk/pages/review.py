"""What a person should look at, one record at a time, by keyboard or buttons."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.exporting import exported
from tidings.desk.incident_parts import sides_of
from tidings.desk.judged import decisions, just_said, says, who
from tidings.desk.pairs import pairs_for
from tidings.desk.quoting import at, quotes
from tidings.desk.render import desk_of, page
from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.ledger.filters import EventRow
from tidings.model.contract import event_json
from tidings.model.judged_phrases import value_words
from tidings.model.judgement_fields import FIELDS, value_of
from tidings.views.columns import EVENT_COLUMNS, event_cells
from tidings.views.history import whys
from tidings.views.incidents import of_event, several
from tidings.views.review import DOUBTFUL, QUEUES, UNSURE, doubted, event_of, events_of, queue

AHEAD: Final = 8
"""Records listed that come next."""
AROUND: Final = 240
"""Characters of the report before and after the words."""
MOST_EXPORTED: Final = 10_000
_FIELDS: Final = (
    "type", "mode", "status", "background", "when", "place", "actors", "recipients", "killed", "injured",
    "detained", "size", "weapon",
)  # fmt: skip


def _show(request: Request) -> Response:
    name, below = _asked(request)
    wanted = request.query_params.get("at", "").strip()
    with desk_of(request).reading() as store:
        ids = {one: queue(store, one, below=below) for one in QUEUES}
        waiting = ids[name]
        event = wanted or (waiting[0] if waiting else "")
        row = event_of(store, event) if event else None
        if row is None and wanted and waiting:  # judged wrong meanwhile, or an old address
            event, row = waiting[0], event_of(store, waiting[0])
        place = waiting.index(event) if event in waiting else None
        item = _item(store, row) if row else None
        ahead = _ahead(store, waiting, place)
        said = just_said(store, request.query_params.get("said"))
    after = 0 if place is None else place + 1
    return page(
        request, "review.html", here="review", name=name, queues=[(one, len(ids[one])) for one in QUEUES],
        below=below, place=place, total=len(waiting), item=item, ahead=ahead, fields=FIELDS["event"],
        next=waiting[after] if after < len(waiting) else None,
        before=waiting[place - 1] if place else None, by=who(request),
        said=said, said_words=says(said) if said else "",
        query={"queue": name, "below": None if below == UNSURE else below},
    )  # fmt: skip


def _item(store: Store, row: EventRow) -> dict[str, Any]:
    event, report = row.event, row.report
    report_id = report.id
    incident = of_event(store, event.id)
    found = several(store, [incident])[0] if incident else None
    chances = dict(event.confidences)
    reasons = dict(whys(event))
    with store.reading() as connection:
        decided = decisions(connection, {report_id}, {event.id})
    return {
        "event": event, "report": report, "href": at(report_id, [e.span for e in event.evidence[:1]]),
        "quotes": quotes(report_id, report, event.evidence, around=AROUND), "doubted": doubted(event),
        "values": [
            (name, value_words(name, value_of(event, name)), chances.get(name), reasons.get(name))
            for name in _FIELDS
        ],
        "sources": " > ".join(s.name for s in event.sources),
        "incident": incident, "found": found, "decisions": decided,
        "sides": sides_of(found, found.disputed) if found and found.disputed else None,
        "others": [t.event.id for t in found.tellings if t.event.id != event.id] if found else [],
        "pairs": pairs_for(store, event.id, most=3),
    }  # fmt: skip


def _ahead(store: Store, waiting: list[str], place: int | None) -> list[tuple[str, EventRow]]:
    start = max(0, (place or 0) - 1)
    some = waiting[start : start + AHEAD]
    rows = events_of(store, some)
    return [(id, rows[id]) for id in some if id in rows]


def _asked(request: Request) -> tuple[str, float]:
    name = request.query_params.get("queue", "").strip() or DOUBTFUL
    if name not in QUEUES:
        raise UsageError(f"queue: {name!r} is none of {', '.join(QUEUES)}.")
    text = request.query_params.get("below", "").strip()
    try:
        below = float(text) if text else UNSURE
    except ValueError:
        below = -1.0
    if not 0 <= below <= 1:
        raise UsageError(f"below: {text!r} is no number from 0 to 1")
    return name, below


def _export(request: Request) -> Response:
    """The records that wait, in their order: as events' CSV, or as the record format has an event."""
    name, below = _asked(request)
    with desk_of(request).reading() as store:
        ids = queue(store, name, below=below)[:MOST_EXPORTED]
        found = events_of(store, ids)
    rows = [found[id] for id in ids if id in found]
    if request.path_params["kind"] == "csv":
        return exported(request, "review", list(EVENT_COLUMNS), [event_cells(row) for row in rows])
    records = [{"report": row.report.id, "doc": row.report.doc, **event_json(row.event)} for row in rows]
    return exported(request, "review", (), records)


ROUTES: Final = [Route("/review", _show), Route("/export/review.{kind}", _export)]
