"""Records as files: the record format's JSON Lines, and tables for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import BinaryIO, Final, TypeVar

from tidings.ledger.filters import EventRow, StateRow
from tidings.mentions.actors_lists import Lists
from tidings.model.contract import dumps
from tidings.model.record import Coded
from tidings.views.columns import EVENT_COLUMNS, STATE_COLUMNS, Cell, event_cells, state_cells

Row = TypeVar("Row")

# A spreadsheet runs a cell that starts with one of these (OWASP, "CSV Injection"). NFKC folds the
# full-width forms, which some programs read alike.
_STARTS_FORMULA: Final = ("=", "+", "-", "@")
# Line ends and other controls, which cut rows in two or hide what a cell holds.
_CONTROLS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
SEPARATOR: Final = "; "


def write_jsonl(codeds: Iterable[Coded], out: BinaryIO) -> int:
    """Write one report a line in the record format and return how many. UTF-8, lines end with \\n."""
    lines = 0
    for coded in codeds:
        out.write(dumps(coded) + b"\n")
        lines += 1
    return lines


def write_events_csv(rows: Iterable[EventRow], out: BinaryIO, *, lists: Lists | None = None) -> int:
    """Write one event a row under EVENT_COLUMNS and return how many.

    UTF-8, rows end with \\r\\n as RFC 4180 has it. What is unknown is an empty cell; several names in a
    cell are separated by "; "; runs of white space and control characters become one space. Text that
    a spreadsheet would run as a formula gets an apostrophe in front. `lists`: known actors to code parties
    with, None for the packaged ones.
    """
    return _write(EVENT_COLUMNS, (event_cells(row, lists) for row in rows), out)


def write_states_csv(rows: Iterable[StateRow], out: BinaryIO, *, lists: Lists | None = None) -> int:
    """Write one state a row under STATE_COLUMNS, otherwise as `write_events_csv`."""
    return _write(STATE_COLUMNS, (state_cells(row, lists) for row in rows), out)


def write_cells(columns: Iterable[str], rows: Iterable[Mapping[str, Cell]], out: BinaryIO) -> int:
    """Write rows of cells under any columns, otherwise as `write_events_csv`."""
    return _write(columns, rows, out)


def _write(columns: Iterable[str], rows: Iterable[Mapping[str, Cell]], out: BinaryIO) -> int:
    names = list(columns)
    count = 0
    write_row = _row_writer(out)
    write_row(names)
    for cells in rows:
        write_row([_shown(cells[name]) for name in names])
        count += 1
    return count


def _row_writer(out: BinaryIO) -> Callable[[list[str]], None]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)

    def write_row(cells: list[str]) -> None:
        writer.writerow(cells)
        out.write(buffer.getvalue().encode("utf-8", "replace"))
        buffer.seek(0)
        buffer.truncate()

    return write_row


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, list):
        return _safe(SEPARATOR.join(cell))
    return _safe(cell) if isinstance(cell, str) else str(cell)


def _safe(text: str) -> str:
    clean = _CONTROLS.sub(" ", text).strip()
    visible = next((c for c in clean if unicodedata.category(c) != "Cf"), "")
    return "'" + clean if unicodedata.normalize("NFKC", visible).startswith(_STARTS_FORMULA) else clean
