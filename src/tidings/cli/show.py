"""`tidings show`: the events of a store as a table, or one report with its evidence marked."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from tidings.cli.options import (
    common_filters,
    event_filters,
    format_option,
    ids_option,
    limit_option,
    store_option,
    store_path,
)
from tidings.cli.screen import console, counted, print_json
from tidings.errors import UsageError
from tidings.model.visible import one_line

if TYPE_CHECKING:
    from tidings.ledger import Store


@click.command("show", short_help="List events, or print one report with its evidence marked.")
@click.argument("asked", required=False, metavar="[REPORT]")
@store_option
@event_filters
@common_filters
@limit_option
@ids_option
@format_option
def command(
    asked: str | None, store: str | None, limit: int | None, ids: bool, format: str, **filters: Any
) -> None:
    """List the events in the store: when, type and mode, status, who → whom, where, how many,
    according to whom, and the words it was read from.

    With REPORT (a report's name, its id, or five or more characters of the id) print that report
    with its evidence marked, and its events and states below; the marks ⟦1 … 1⟧ carry their numbers.
    The chance that each is right stands below its words, with those of an event's values, and at the end
    what may be an event and is not surely enough one.

    The table is made for the terminal's width; piped it is 100 columns wide, or what COLUMNS says.
    Events without a day stand at the end.
    """
    from tidings.ledger import EventFilter, Store

    if asked and (limit or any(value is not None for value in filters.values())):
        raise UsageError("a report is printed whole: give either REPORT or filters (--report NAME is one)")
    where = EventFilter(**filters)
    with Store.open(store_path(store), read_only=True) as ledger:
        if asked:
            _show_report(ledger, asked, ids, format)
        else:
            _show_events(ledger, where, limit, ids, format)


def _show_events(ledger: Store, where: Any, limit: int | None, ids: bool, format: str) -> None:
    ledger.check_report(where.report)
    rows = islice(ledger.events(where), limit)
    if format == "json":
        from tidings.model.contract import event_json

        records = [(row.report, event_json(row.event)) for row in rows]
        print_json([{"doc": r.doc, "report": r.id, **record} for r, record in records])
        return
    from tidings.cli.table import print_events

    if not print_events(console(), rows, ids=ids):
        counts = ledger.counts()
        there = f"{counted(counts.events, 'event')} of {counted(counts.reports, 'report')}"
        click.echo(f"No events match. The store has {there}.")


def _show_report(ledger: Store, asked: str, ids: bool, format: str) -> None:
    from tidings.cli.marked import mark_text
    from tidings.cli.table import print_events, print_states, print_unclear
    from tidings.ledger import EventRow, StateRow

    coded = ledger.coded(ledger.find_report(asked))
    report = coded.report
    if format == "json":
        from tidings.model.contract import to_json

        print_json(to_json(coded))
        return
    out = console()
    heading = {
        "report": f"{report.doc} ({report.id})", "title": report.title, "outlet": report.outlet,
        "url": report.url, "published": f"{report.published or 'unknown'}. {report.published_why}",
    }  # fmt: skip
    for name, value in heading.items():
        if value:
            out.print(f"{name:>9}  {one_line(value)}", soft_wrap=True)
    for note in coded.notes:
        out.print(f"{'note':>9}  {one_line(note)}", soft_wrap=True)
    out.print()
    text = mark_text(coded)
    text.rstrip()
    out.print(text, soft_wrap=not out.is_terminal)
    events = [EventRow(report, event) for event in coded.events]
    states = [StateRow(report, state) for state in coded.states]
    if events:
        out.print()
        print_events(out, events, numbered=True, ids=ids)
    if states:
        out.print()
        print_states(out, states, numbered=True, ids=ids)
    if coded.unclear:
        out.print()
        print_unclear(out, report, coded.unclear)
