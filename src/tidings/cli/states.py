"""`tidings states`: what holds for a while, as a table."""

from __future__ import annotations

from itertools import islice
from typing import Any

import click

from tidings.cli.options import (
    common_filters,
    format_option,
    ids_option,
    limit_option,
    state_filters,
    store_option,
    store_path,
)
from tidings.cli.screen import console, print_json


@click.command("states", short_help="List states: who is where, holds what, belongs to whom.")
@store_option
@state_filters
@common_filters
@limit_option
@ids_option
@format_option
def command(store: str | None, limit: int | None, ids: bool, format: str, **filters: Any) -> None:
    """List the states in the store: presence of forces, control of places, membership, positions
    and running totals, each with the words it was read from."""
    from tidings.ledger import StateFilter, Store

    where = StateFilter(**filters)
    with Store.open(store_path(store), read_only=True) as ledger:
        rows = islice(ledger.states(where), limit)
        if format == "json":
            from tidings.model.contract import state_json

            records = [(row.report, state_json(row.state)) for row in rows]
            print_json([{"doc": r.doc, "report": r.id, **record} for r, record in records])
            return
        from tidings.cli.table import print_states

        if not print_states(console(), rows, ids=ids):
            counts = ledger.counts()
            click.echo(f"No states match. The store has {counts.states} states of {counts.reports} reports.")
