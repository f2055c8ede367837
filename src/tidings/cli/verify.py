"""`tidings verify`: does everything in a store follow from its reports?"""

from __future__ import annotations

import click

from tidings.cli.options import store_option, store_path
from tidings.cli.screen import complain, counted
from tidings.errors import StoreError
from tidings.model.visible import one_line


@click.command("verify", short_help="Check every id and span in a store.")
@store_option
@click.pass_context
def command(ctx: click.Context, store: str | None) -> None:
    """Derive every id in the store again from what it stands for, and check that every span lies in
    its report's text and every record says what was written. Problems are listed one a line; exit
    code 4 where there are any. Nothing is changed."""
    from tidings.ledger import Store, verify

    path = store_path(store)
    found = 0
    with Store.open(path, read_only=True) as ledger:
        for problem in verify(ledger):
            found += 1
            complain(f"{problem.where}: {problem.what}")
        if not found:
            counts = ledger.counts()
            click.echo(
                f"{one_line(path)} is sound: {counted(counts.reports, 'report')},"
                f" {counted(counts.events, 'event')}, {counted(counts.states, 'state')}."
            )
    if found:
        complain(f"{path}: {counted(found, 'problem')}.")
        ctx.exit(StoreError.exit_code)
