"""What the start page shows, as files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from typing import BinaryIO, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from tidings.desk.asked import Asked
from tidings.desk.onefile import make
from tidings.desk.render import desk_of
from tidings.errors import UsageError
from tidings.ledger.store import Store
from tidings.views.situation import SORTS, choose, heads_of, ordered
from tidings.views.situation.columns import Columns
from tidings.views.situation.files import write_events, write_incidents

KINDS: Final = {
    "csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "geojson": "application/geo+json",
}  # fmt: skip
_IN_MEMORY: Final = 8 * 2**20
_PIECE: Final = 2**16


def _incidents(request: Request) -> Response:
    return _serve(request, "incidents")


def _events(request: Request) -> Response:
    return _serve(request, "events")


def _serve(request: Request, thing: str) -> Response:
    kind = request.path_params["kind"]
    if kind not in KINDS:
        raise HTTPException(404)
    asked, sort = Asked.of(request.query_params), request.query_params.get("sort") or SORTS[0]
    if sort not in SORTS:
        raise UsageError(f"sort: {sort!r} is none of {', '.join(SORTS)}")
    desk = desk_of(request)
    # A file: what is asked for may be the whole store.
    out: BinaryIO = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
    with ExitStack() as undone, desk.reading() as store:
        undone.callback(out.close)
        columns = desk.kept.columns(store, asked.incidents)
        rows = ordered(columns, choose(store, columns, asked.incidents, asked.bbox).mask(), sort).tolist()
        if thing == "incidents":
            write_incidents(_heads(store, columns, rows), kind, out)
        else:
            write_events(store, [columns.ids[row] for row in rows], kind, out)
        undone.pop_all()
    out.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="tidings-{thing}.{kind}"'}
    return StreamingResponse(_pieces(out), media_type=KINDS[kind], headers=headers)


def _heads(store: Store, columns: Columns, rows: list[int]) -> Iterator[str]:
    for at in range(0, len(rows), 1000):
        yield from heads_of(store, columns, rows[at : at + 1000])


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _one_file(request: Request) -> Response:
    """The chosen incidents as one HTML file, to be mailed: it needs no desk and no network."""
    made = make(desk_of(request), Asked.of(request.query_params), made=date.today())
    headers = {"Content-Disposition": 'attachment; filename="tidings-report.html"'}
    return HTMLResponse(made.html, headers=headers)


ROUTES: Final = [
    Route("/export/incidents.{kind}", _incidents),
    Route("/export/events.{kind}", _events),
    Route("/report.html", _one_file),
]
