"""What a page lists, as a file: CSV for a spreadsheet, JSON Lines for programs."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tidings.views.columns import Cell
from tidings.views.export import write_cells

KINDS: Final = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}


def exported(
    request: Request, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> Response:
    """A file called `name`, of the kind that the address ends in. JSON Lines hold the rows whole, CSV their
    `columns`; what is neither text nor number is JSON there."""
    kind = request.path_params["kind"]
    if kind not in KINDS:
        raise HTTPException(404)
    out = io.BytesIO()
    if kind == "csv":
        write_cells(columns, ({name: _cell(row.get(name)) for name in columns} for row in rows), out)
    else:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    headers = {"Content-Disposition": f'attachment; filename="tidings-{name}.{kind}"'}
    return Response(out.getvalue(), media_type=KINDS[kind], headers=headers)


def _cell(value: Any) -> Cell:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
