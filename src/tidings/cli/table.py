"""Events and states as tables, wide where there is room, stacked where there is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from tidings.model import phrases
from tidings.model.judged_phrases import set_by
from tidings.model.record import Event, Evidence, Source, State, Unclear
from tidings.model.report import Report
from tidings.model.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tidings.ledger import EventRow, StateRow

WIDE: Final = 132
"""Columns from which each value has a column of its own. Below, seven columns would be narrower
than the names in them."""

STATUS_STYLE: Final = {"denied": "red", "possible": "yellow", "planned": "cyan", "ongoing": "green"}


def print_events(out: Console, rows: Iterable[EventRow], *, numbered: bool = False, ids: bool = False) -> int:
    """Print a table and return how many rows it has. `numbered` puts the rows' numbers first, as the
    marks in a printed report have them, and chances below the words. `ids`: below the words too."""
    wide = out.width >= WIDE
    columns = ["no."] if numbered else []
    columns += ["when", "what"]
    columns += list(_SPLIT if wide else _STACKED)

    def cells(number: int, row: EventRow) -> list[str | Text]:
        report, event = row.report, row.event
        first = [str(number)] if numbered else []
        middle = [phrases.who_whom(event), phrases.where(event.place), phrases.people(event)]
        quoted = _read_from(report, event.evidence, show_doc=not numbered)
        _add_below(quoted, event, chances=numbered, id=ids)
        rest: list[str | Text] = [_stack(middle), _attributed(event.sources, quoted)]
        if wide:
            rest = [*middle, phrases.per_whom(event.sources), quoted]
        return [*first, phrases.days(event.when.interval if event.when else None), _what(event), *rest]

    return _print(out, columns, rows, cells)


def print_states(out: Console, rows: Iterable[StateRow], *, numbered: bool = False, ids: bool = False) -> int:
    """As print_events; numbers of states start with "s"."""
    wide = out.width >= WIDE
    columns = ["no."] if numbered else []
    columns += ["when", "state", "what holds"]
    columns += ["according to", "read from"] if wide else ["according to, read from"]

    def cells(number: int, row: StateRow) -> list[str | Text]:
        report, state = row.report, row.state
        first = [f"s{number}"] if numbered else []
        when = phrases.days(state.when.interval if state.when else None)
        quoted = _read_from(report, state.evidence, show_doc=not numbered)
        _add_below(quoted, state, chances=numbered, id=ids)
        rest: list[str | Text] = [_attributed(state.sources, quoted)]
        if wide:
            rest = [phrases.per_whom(state.sources), quoted]
        return [*first, when, _stack([state.kind, state.status or ""]), phrases.holds(state), *rest]

    return _print(out, columns, rows, cells)


def print_unclear(out: Console, report: Report, unclear: Iterable[Unclear]) -> None:
    """A line for each word that may tell of an event: the likeliest types, and the words."""
    from rich.text import Text

    for one in unclear:
        types = " or ".join(f"{name} {chance:.0%}" for name, chance in one.types)
        line = Text(f"{'unclear':>9}  {types}: ")
        out.print(line.append_text(_read_from(report, [one.evidence], show_doc=False)), soft_wrap=True)


_SPLIT: Final = ("who → whom", "where", "how many", "according to", "read from")
_STACKED: Final = ("who, where, how many", "according to, read from")
_WIDTHS: Final = {"no.": 4, "when": 10, "what": 13, "state": 10}
_SHARES: Final = {
    "who → whom": 4, "where": 2, "how many": 2, "according to": 3, "read from": 7, "what holds": 4,
    "who, where, how many": 4, "according to, read from": 6,
}  # fmt: skip
_BATCH: Final = 100
"""Rows laid out at once: a store of any size starts to print at once and needs no memory. Column
widths depend on the console alone, so the parts fit together."""

Row = TypeVar("Row")


def _print(
    out: Console,
    columns: Sequence[str],
    rows: Iterable[Row],
    cells: Callable[[int, Row], list[str | Text]],
) -> int:
    printed = 0
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        table = _table(columns, header=printed == 0)
        for number, row in enumerate(batch, start=printed + 1):
            table.add_row(*cells(number, row))
        if printed:
            out.print()
        out.print(table)
        printed += len(batch)
    return printed


def _table(columns: Sequence[str], *, header: bool) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, header_style="bold",
        show_header=header, padding=(0, 1, 0, 0), leading=1,
    )  # fmt: skip
    for name in columns:
        table.add_column(name, width=_WIDTHS.get(name), ratio=_SHARES.get(name), overflow="fold")
    return table


def _what(event: Event) -> Text:
    from rich.text import Text

    out = Text()
    for i, line in enumerate(phrases.what(event)):
        style = "bold" if i == 0 else STATUS_STYLE.get(line, "")
        out.append(("\n" if i else "") + line, style=style)
    return out


def _stack(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if line)


def _read_from(report: Report, evidence: Sequence[Evidence], *, show_doc: bool) -> Text:
    from rich.text import Text

    before, trigger, after = phrases.words(report, evidence)
    out = Text('"' + before.lstrip())
    out.append(trigger, style="bold")
    out.append(after.rstrip() + '"')
    if show_doc:
        out.append(f"\n{one_line(report.doc)}", style="dim")
    return out


def _add_below(quoted: Text, record: Event | State, *, chances: bool, id: bool) -> None:
    lines = [phrases.chances(record) if chances else "", record.id if id else ""]
    for line in filter(None, lines):
        quoted.append(f"\n{line}", style="dim")
    if said := set_by(record):
        quoted.append(f"\n{said}", style="magenta")


def _attributed(sources: Sequence[Source], quoted: Text) -> Text:
    from rich.text import Text

    per_whom = phrases.per_whom(sources)
    return Text.assemble((f"{per_whom}:\n", "italic"), quoted) if per_whom else quoted
