"""`tidings export`: a whole store to a file or standard output."""

from __future__ import annotations

import click

from tidings.cli.options import min_confidence_option, store_option, store_path
from tidings.cli.writing import file_format_option, kind_option, open_out, out_option


@click.command("export", short_help="Write a whole store as JSON Lines or CSV.")
@store_option
@file_format_option
@kind_option
@out_option
@min_confidence_option
def command(store: str | None, format: str, kind: str, out: str | None, min_confidence: float | None) -> None:
    """Write the whole store: JSON Lines by publication day of the reports, CSV by day of the records.
    The same reports give the same bytes in whatever order they were read."""
    from tidings.ledger import EventFilter, StateFilter, Store
    from tidings.views import lists_with, surer, write_events_csv, write_jsonl, write_states_csv

    with Store.open(store_path(store), read_only=True) as ledger, open_out(out) as stream:
        if format == "jsonl":
            write_jsonl((surer(coded, min_confidence) for coded in ledger.codeds()), stream)
        elif kind == "events":
            lists = lists_with(ledger.own_actors())
            write_events_csv(ledger.events(EventFilter(min_confidence=min_confidence)), stream, lists=lists)
        else:
            lists = lists_with(ledger.own_actors())
            write_states_csv(ledger.states(StateFilter(min_confidence=min_confidence)), stream, lists=lists)
