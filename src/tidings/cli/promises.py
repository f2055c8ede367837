"""`tidings promises`: what was announced, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import click

from tidings.cli.options import (
    common_filters,
    event_filters,
    format_option,
    limit_option,
    one_day,
    store_option,
    store_path,
)
from tidings.cli.screen import console, counted, print_json
from tidings.model.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from tidings.ledger.filters import EventRow
    from tidings.views.promises import PromiseRow

_STYLE: Final = {
    "done": "green", "done in part": "green", "under way": "green", "overdue": "yellow", "broken": "red",
    "called off": "red",
}  # fmt: skip


@click.command("promises", short_help="List what was announced, and what has become of it.")
@store_option
@click.option(
    "--as-of", "as_of", type=one_day, metavar="DATE",
    help="What was known on DATE: reports published later count for nothing. Without it: the day of the last"
    " report in the store.",
)  # fmt: skip
@click.option(
    "--open", "only_open", is_flag=True,
    help="Only what is still to come, wholly or in part: pending, under way, done in part, overdue.",
)  # fmt: skip
@event_filters
@common_filters
@limit_option
@format_option
def command(
    store: str | None,
    as_of: date | None,
    only_open: bool,
    limit: int | None,
    format: str,
    **filters: Any,
) -> None:
    """List promises, agreements, announced plans, orders, demands and threats, those made last first: who
    promised what to whom, when and for when, and its standing.

    \b
    pending       no report tells that it was done
    under way     it has begun, or it lasts (a ceasefire that holds)
    done in part  some of it was done: fewer than promised, some of the places
    done          a report tells that it was done
    overdue       the day that was set has passed without that
    called off    a report tells that it will not be done
    broken        the contrary was done (an attack between the parties of a ceasefire)

    Below a promise stand the deeds that decide its standing, and why they are linked with it. With --format
    json also others that are linked with it, each with a score and the words it was read from.
    """
    from tidings.ledger import EventFilter
    from tidings.views.current import current
    from tidings.views.promises import last_day, promise_json, promise_rows

    where = EventFilter(**filters)
    with current(store_path(store)) as ledger:
        ledger.check_report(where.report)
        if as_of is None:
            with ledger.reading() as connection:
                as_of = last_day(connection)
        rows = islice(promise_rows(ledger, as_of, where, only_open=only_open), limit)
        if format == "json":
            print_json([promise_json(row) for row in rows])
        elif not _print(console(), rows, as_of):
            click.echo(f"No promises match, as of {as_of}." if as_of else "No promises match.")


def _print(out: Console, rows: Iterable[PromiseRow], as_of: date | None) -> int:
    from rich import box
    from rich.table import Table

    printed = 0
    for row in rows:
        table = Table(
            box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, header_style="bold",
            show_header=not printed, padding=(0, 1, 0, 0), leading=1,
        )  # fmt: skip
        table.add_column("announced", width=12)
        table.add_column("standing", width=14)
        table.add_column("who → whom, words", ratio=5, overflow="fold")
        table.add_column("what became of it", ratio=5, overflow="fold")
        table.add_row(_days(row), _standing(row), _words(row), _deeds(row))
        out.print("" if printed else f"As of {as_of}:\n")
        out.print(table)
        printed += 1
    return printed


def _days(row: PromiseRow) -> str:
    due = row.promise.standing.due
    said = [str(row.said or ""), f"{counted(row.ago, 'day')} ago" if row.ago else "that day"]
    return "\n".join([*said, *([f"for {due}"] if due else [])])


def _standing(row: PromiseRow) -> Text:
    from rich.text import Text

    standing = row.promise.standing.standing
    return Text.assemble((standing, _STYLE.get(standing, "")), f"\n{row.told[0].event.type}")


def _words(row: PromiseRow) -> Text:
    from tidings.model import phrases

    quoted = _quoted(row.told[0])
    if parties := phrases.who_whom(row.told[0].event):
        quoted = type(quoted)(f"{parties}\n").append_text(quoted)
    return quoted


def _deeds(row: PromiseRow) -> Text:
    from rich.text import Text

    out = Text(row.promise.standing.why)
    for id, link, told in row.deeds:
        if id in row.promise.standing.by and told:
            out.append("\n").append_text(_quoted(told[0])).append(f"\n{link.why}", style="dim")
    return out


def _quoted(row: EventRow) -> Text:
    from rich.text import Text

    from tidings.model import phrases

    before, trigger, after = phrases.words(row.report, row.event.evidence)
    out = Text('"' + before.lstrip())
    out.append(trigger, style="bold").append(after.rstrip() + '"')
    return out.append(f" {one_line(row.report.doc)}", style="dim")
