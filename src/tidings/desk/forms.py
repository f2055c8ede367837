"""Forms that change something: read, and refused where they carry no seal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tidings.desk.guard import SEAL_FIELD, SEAL_HEADER, sealed_by
from tidings.desk.words import t

MOST_FILES = 500


def sealed_form(act: Callable[[Request, FormData], Response]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for POST: `act` gets the form, in a thread of its own, after the seal was checked."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=MOST_FILES, max_fields=200, max_part_size=8 * 1024 * 1024) as form:
            sent = request.headers.get(SEAL_HEADER) or form.get(SEAL_FIELD)
            if not sealed_by(sent if isinstance(sent, str) else None, request.state.seal):
                raise HTTPException(403, t("common.forged"))
            return await run_in_threadpool(act, request, form)

    return endpoint


def text_of(form: FormData, name: str) -> str:
    """A field's text on one line, "" where it is absent or a file."""
    value = form.get(name)
    # A form may bring halves of characters, which no store keeps.
    return " ".join(value.encode("utf-8", "replace").decode().split()) if isinstance(value, str) else ""
