"""Reports into the store: pasted, from files, or from the web; and how far reading has come."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tidings.desk.adding import Adding, Address, File, Given, Job, Pasted, as_json, told_of
from tidings.desk.forms import sealed_form, text_of
from tidings.desk.render import page
from tidings.desk.words import t, tn
from tidings.errors import UsageError
from tidings.model.days_given import days_of
from tidings.read.paths import FORMATS
from tidings.read.received import MAX_CHARS

MOST_ADDRESSES: Final = 20
MOST_LISTED: Final = 1_000
"""Inputs on the page of a job: a JSON Lines file may hold a hundred thousand."""


def _show(request: Request) -> Response:
    return page(request, "add.html", here="add", endings=sorted(FORMATS), most_chars=MAX_CHARS)


def _add(request: Request, form: FormData) -> Response:
    given = list(_given(form))
    if not given:
        raise UsageError(t("add.nothing"))
    job = _adding(request).add(given)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"job": job.id, "address": f"/add/{job.id}"}, 202)
    return RedirectResponse(f"/add/{job.id}", 303)


def _follow(request: Request) -> Response:
    job = _adding(request).job(request.path_params["job"])
    if job is None:
        raise HTTPException(404)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(as_json(job, since=_number(request.query_params.get("since", "0"))))
    every = list(job.entries)
    # Python sorts stably: what was not read first, else in their order.
    entries = sorted(every, key=lambda one: one.error is None) if len(every) > MOST_LISTED else every
    return page(
        request, "adding.html", here="add", job=job, entries=entries[:MOST_LISTED], shown=len(every),
        counts=_counts(job), most=MOST_LISTED, told_of=told_of,
    )  # fmt: skip


def _given(form: FormData) -> list[Given]:
    published = _day(text_of(form, "published"))
    out: list[Given] = []
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        about = {name: text_of(form, name) or None for name in ("title", "outlet", "url")}
        out.append(Pasted(text=text.replace("\r\n", "\n"), published=published, **about))
    for file in form.getlist("files"):
        if isinstance(file, UploadFile) and file.filename:
            out.append(File(_name(file.filename), file.file.read(), published))
    addresses = form.get("addresses")
    lines = addresses.split() if isinstance(addresses, str) else []
    if len(lines) > MOST_ADDRESSES:
        raise UsageError(t("add.too_many_addresses", most=MOST_ADDRESSES))
    out += [Address(line, published) for line in dict.fromkeys(lines)]
    return out


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        first, last = days_of(text)
    except ValueError:
        raise UsageError(t("add.one_day", text=text)) from None
    if first != last:
        raise UsageError(t("add.one_day", text=text))
    return first


def _name(given: str) -> str:
    """The file's own name: browsers may send the folders it lay in."""
    return PurePosixPath(PureWindowsPath(given).name).name[:200] or "file"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _counts(job: Job) -> dict[str, int | str]:
    read = [e for e in job.entries if e.report is not None]
    return {
        "read": len(read),
        "failed": len(job.entries) - len(read),
        "events": tn("common.events", sum(e.events for e in read)),
        "states": tn("add.states", sum(e.states for e in read)),
    }


def _adding(request: Request) -> Adding:
    adding = request.app.state.adding
    assert isinstance(adding, Adding)
    return adding


ROUTES: Final = [
    Route("/add", _show),
    Route("/add", sealed_form(_add), methods=["POST"]),
    Route("/add/{job}", _follow),
]
