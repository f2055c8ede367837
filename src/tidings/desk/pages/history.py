"""How a record came to be: the words, the readings, and what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.coded import told
from tidings.desk.exporting import exported
from tidings.desk.judged import Decision, decision, just_said, says, who
from tidings.desk.quoting import Quote, quotes
from tidings.desk.render import desk_of, page
from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.ledger.history import History, history, incident_events, standings
from tidings.ledger.judging import known_judgement
from tidings.model.judged_phrases import value_words
from tidings.model.judgement import COLUMNS
from tidings.views.history import history_json, standing_json, whys
from tidings.views.incidents import of_event

MOST: Final = 50
"""Events of an incident on one page."""


@dataclass(frozen=True, slots=True)
class Part:
    """`gone`: the record is judged wrong, or not in the latest reading. `readings`: (time, reader, what it
    read, whether it counts), the latest first. `was`: (field, as read) of what people set."""

    id: str
    sort: str
    summary: str
    doc: str
    report: str
    outlet: str | None
    published: str
    quotes: tuple[Quote, ...]
    gone: str
    whys: tuple[tuple[str, str], ...]
    readings: tuple[tuple[str, str, str, bool], ...]
    decisions: tuple[Decision, ...]
    was: tuple[tuple[str, str, str], ...]
    incident: str | None


def _show(request: Request) -> Response:
    asked = request.path_params["id"]
    incident, parts, about = None, [], None
    with desk_of(request).reading() as store:
        if asked.startswith("j"):
            about, ids = _judgement(store, asked)
            total = len(ids)
        else:
            ids = [asked]
            if asked.startswith("i"):
                incident, ids = incident_events(store, asked)
            total = len(ids)
        parts = [_part(store, history(store, id)) for id in ids[:MOST]]
        said = just_said(store, request.query_params.get("said"))
    return page(
        request, "history.html", asked=asked, incident=incident, parts=parts, about=about, total=total,
        said=said, said_words=says(said) if said else "", by=who(request),
    )  # fmt: skip


def _judgement(store: Store, asked: str) -> tuple[Decision, list[str]]:
    """What became of it, and ids of the records it is about; of an undoing those of what it undoes."""
    with store.reading() as connection:
        wanted = known_judgement(connection, asked)
        every = {one.judgement.id: one for one in standings(connection)}
    one = every[wanted.id]
    inner = one
    while inner.judgement.undoes in every:
        inner = every[inner.judgement.undoes]
    ids = [now or target.record for now, target in zip(inner.records, inner.judgement.targets, strict=True)]
    return decision(one), ids


def _part(store: Store, one: History) -> Part:
    last = next(v.record for v in reversed(one.versions) if v.record)
    record = one.shown or last
    report, report_id = one.report, one.report.id
    gone = "" if one.shown else "wrong" if one.versions[-1].record else "unread"
    readings = [
        (f"{v.at:%Y-%m-%d %H:%M} UTC", v.reader, told(v.record) if v.record else "", n == 0)
        for n, v in enumerate(reversed(one.versions))
    ]
    read = dict(whys(last))
    return Part(
        record.id, one.sort, told(record), report.doc, report_id, report.outlet,
        report.published.isoformat() if report.published else "",
        tuple(quotes(report_id, report, record.evidence)), gone, tuple(whys(record)), tuple(readings),
        tuple(decision(s) for s in reversed(one.judged)),
        tuple((c.field, value_words(c.field, c.was), read.get(c.field, "")) for c in record.judged),
        of_event(store, record.id) if one.sort == "event" else None,
    )  # fmt: skip


def _export(request: Request) -> Response:
    """`?id=`: of an event, state or incident, whole; without it all judgements."""
    asked = request.query_params.get("id", "")
    with desk_of(request).reading() as store:
        if not asked:
            with store.reading() as connection:
                rows: list[dict[str, Any]] = [standing_json(one) for one in standings(connection)]
            return exported(request, "history", (*COLUMNS, "status", "records"), rows)
        if request.path_params["kind"] == "csv":
            raise UsageError("the history of a record is no table: ask for history.jsonl")
        ids = incident_events(store, asked)[1] if asked.startswith("i") else [asked]
        return exported(request, "history", (), [history_json(history(store, id)) for id in ids])


ROUTES: Final = [Route("/history/{id}", _show), Route("/export/history.{kind}", _export)]
