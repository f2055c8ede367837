"""A report: its text with what was read from it, and the records beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tidings.desk.coded import named
from tidings.desk.marked import lines_of, parts_of, told
from tidings.desk.render import desk_of, link, page
from tidings.desk.words import t
from tidings.errors import UsageError
from tidings.model.judged_phrases import set_by
from tidings.model.phrases import chances
from tidings.model.record import Coded, Event, State, Unclear
from tidings.model.span import Span
from tidings.views.around import around, report_of_record
from tidings.views.marks import LAYERS, Layer, Read, chances_of, marks_of, read_of, what_of
from tidings.views.search import Piece, pieces
from tidings.views.sources.outlets import copies_of

SHOWN: Final[tuple[Layer, ...]] = ("events", "actors", "places", "times", "counts", "sources")
"""Layers that are on where the address says nothing."""
_AT: Final = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Card:
    """A record as it stands beside the text. `number` as marks have it; `quotes`: its evidence with its
    triggers marked, each with its span; `incident`: None of a state or where it is not linked."""

    number: str
    id: str
    what: str
    status: str | None
    background: bool
    chances: str
    values: tuple[Read, ...]
    quotes: tuple[tuple[Span, tuple[Piece, ...]], ...]
    incident: str | None
    set_by: str


def _show(request: Request) -> Response:
    asked = request.query_params
    with desk_of(request).reading() as store:
        try:
            id = store.find_report(request.path_params["id"])
        except UsageError:
            raise HTTPException(404) from None
        coded = store.coded(id)
        near, copies, receipts = around(store, id), copies_of(store, id), store.receipts(id)
    at = _span(asked.get("at", ""), len(coded.report.text))
    layers = _layers(asked.getlist("layers"))
    every = marks_of(coded)
    parts = parts_of(coded.report.text, every)
    number = _part(asked.get("part", ""), parts, at)
    part = parts[number - 1]
    marks = [mark for mark in every if mark.span.overlaps(part)]

    def lies_here(span: Span) -> bool:
        return part.start <= span.start < part.end

    return page(
        request, "report.html", id=id, coded=coded, report=coded.report, at=at, around=near, copies=copies,
        receipts=receipts, address=web_address(coded.report.url), layers=layers, all_layers=LAYERS,
        counts={layer: sum(m.layer == layer for m in every) for layer in LAYERS},
        lines=lines_of(coded.report.text, marks, LAYERS, at, part), marks=told(marks),
        part=part, number=number, parts=len(parts),
        events=[
            _card(coded, str(n), e, near.incidents)
            for n, e in enumerate(coded.events, start=1) if lies_here(e.evidence[0].span)
        ],
        states=[
            _card(coded, f"s{n}", s, {})
            for n, s in enumerate(coded.states, start=1) if lies_here(s.evidence[0].span)
        ],
        unclear=[
            _doubt(coded, n, u)
            for n, u in enumerate(coded.unclear, start=1) if lies_here(u.evidence.span)
        ],
        asked_record=asked.get("record", ""),
    )  # fmt: skip


def _go_to_record(request: Request) -> Response:
    """To the words that an event or state was read from."""
    id = request.path_params["id"]
    with desk_of(request).reading() as store:
        found = report_of_record(store, id)
    if found is None:
        raise HTTPException(404)
    report, start, end = found
    return RedirectResponse(link(f"/report/{report}", at=f"{start}-{end}", record=id), 303)


def web_address(url: str | None) -> str | None:
    """The address where a link may lead there: of the web, and nothing that runs in a page."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return (url or "").strip() if parts.scheme in ("http", "https") and parts.hostname else None


def _span(text: str, length: int) -> Span | None:
    if not text:
        return None
    found = _AT.fullmatch(text)
    start, end = (int(found[1]), int(found[2])) if found else (1, 0)
    if not start < end <= length:
        raise UsageError(t("report.bad_span", at=text[:40], length=f"{length:,}"))
    return Span(start, end)


def _part(text: str, parts: Sequence[Span], at: Span | None) -> int:
    """Which part of a long text is shown, from 1: the one asked for, else that with the words pointed at."""
    if not text:
        return next((n for n, part in enumerate(parts, start=1) if at and at.start < part.end), 1)
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= len(parts)):
        raise UsageError(t("report.bad_part", part=text[:20], parts=len(parts)))
    return int(text)


def _layers(given: list[str]) -> tuple[str, ...]:
    """As in ?layers=actors,places or one a parameter; "none" for none."""
    names = [name for text in given for name in text.split(",") if name]
    if unknown := [name for name in names if name not in (*LAYERS, "none")]:
        raise UsageError(t("report.bad_layer", name=unknown[0][:40], known=", ".join(LAYERS)))
    return tuple(name for name in LAYERS if name in names) if names else SHOWN


def _card(coded: Coded, number: str, record: Event | State, incidents: Mapping[str, str]) -> Card:
    text = coded.report.text
    triggers = [e.trigger for e in record.evidence if e.trigger]
    spans = sorted({e.span for e in record.evidence})
    return Card(
        number, record.id, _what(record), record.status,
        isinstance(record, Event) and record.background,
        chances(record), tuple(read_of(record)),
        tuple((span, pieces(text, span, triggers)) for span in spans),
        incidents.get(record.id), set_by(record),
    )  # fmt: skip


def _what(record: Event | State) -> str:
    return named(record.type, record.mode) if isinstance(record, Event) else what_of(record)


def _doubt(coded: Coded, n: int, unclear: Unclear) -> tuple[str, str, Span, tuple[Piece, ...]]:
    span, trigger = unclear.evidence.span, unclear.evidence.trigger
    quoted = pieces(coded.report.text, span, [trigger] if trigger else [])
    return f"u{n}", chances_of(unclear), span, quoted


ROUTES: Final = [
    Route("/report/{id}", _show),
    Route("/event/{id}", _go_to_record),
    Route("/state/{id}", _go_to_record),
]
