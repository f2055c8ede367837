"""`tidings states`: what reports say holds for a while, or what holds on a day by all of them."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any, Final

import click

from tidings.cli.options import (
    common_filters,
    format_option,
    ids_option,
    limit_option,
    one_day,
    state_filters,
    store_option,
    store_path,
)
from tidings.cli.screen import complain, console, counted, print_json
from tidings.errors import UsageError

_OF_A_DAY: Final = ("place", "actor", "kind", "status", "min_confidence")
"""Filters that can be asked of a day."""


@click.command("states", short_help="List states: who is where, holds what, belongs to whom.")
@click.option("--as-of", type=one_day, metavar="DAY",
              help="What held on DAY by all reports, instead of what each report says.")  # fmt: skip
@click.option("--known-on", type=one_day, metavar="DATE",
              help="Only by reports published by DATE; without --as-of, on their last day.")  # fmt: skip
@store_option
@state_filters
@common_filters
@limit_option
@ids_option
@format_option
def command(
    store: str | None,
    limit: int | None,
    ids: bool,
    format: str,
    as_of: date | None,
    known_on: date | None,
    **filters: Any,
) -> None:
    """List the states in the store: presence of forces, control of places, membership, positions
    and running totals, each with the words it was read from.

    With --as-of or --known-on say what held on that day by all reports together: who holds a place or an
    office, which forces are where and how many by whom, who belongs to which group. Status is then holds,
    contested (with who holds it by which account) or ended. Changes count from the day they were done;
    plans and promises change nothing.
    """
    if as_of is not None or known_on is not None:
        _show_day(store, as_of, known_on, limit, format, filters)
        return
    from tidings.ledger import StateFilter, Store

    where = StateFilter(**filters)
    with Store.open(store_path(store), read_only=True) as ledger:
        ledger.check_report(where.report)
        rows = islice(ledger.states(where), limit)
        if format == "json":
            from tidings.model.contract import state_json

            records = [(row.report, state_json(row.state)) for row in rows]
            print_json([{"doc": r.doc, "report": r.id, **record} for r, record in records])
            return
        from tidings.cli.table import print_states

        if not print_states(console(), rows, ids=ids):
            counts = ledger.counts()
            there = f"{counted(counts.states, 'state')} of {counted(counts.reports, 'report')}"
            click.echo(f"No states match. The store has {there}.")


def _show_day(
    store: str | None,
    as_of: date | None,
    known_on: date | None,
    limit: int | None,
    format: str,
    filters: dict[str, Any],
) -> None:
    for name, value in filters.items():
        if value is not None and name not in _OF_A_DAY:
            raise UsageError(
                f"--{name} asks for what single reports say: leave it out, or --as-of and --known-on"
            )
    from tidings.views.current import current
    from tidings.views.holdings.query import HoldingFilter, holdings, last_day
    from tidings.views.holdings.records import records

    where = HoldingFilter(known_on=known_on, **{name: filters[name] for name in _OF_A_DAY})
    with current(store_path(store)) as ledger, ledger.reading() as connection:
        day = as_of or last_day(connection, known_on)
        if day is None:
            if known_on is not None and last_day(connection) is not None:
                complain(f"No report was published by {known_on}: give a later day with --known-on.")
            else:
                complain("No report with a publication date is known: give the day with --as-of.")
            if format == "json":
                print_json([])
            return
        found = records(connection, islice(holdings(connection, day, where), limit), day)
        if format == "json":
            print_json(list(found))
            return
        from tidings.cli.table_holdings import print_holdings

        told = f", by reports published until {known_on}" if known_on else ""
        click.echo(f"As of {day}{'' if as_of else ', the last day of publication'}{told}:\n")
        if not print_holdings(console(), found):
            click.echo("Nothing that matches is known to have held.")
