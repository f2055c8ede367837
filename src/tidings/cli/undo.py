"""`tidings undo`: a judgement does not count any more."""

from __future__ import annotations

import click

from tidings.cli.options import by_options, reason, store_option, store_path, whose
from tidings.cli.told import tell


@click.command("undo", short_help="Take back a judgement.")
@click.argument("asked", required=False, metavar="[JUDGEMENT]")
@store_option
@by_options
def command(asked: str | None, store: str | None, by: str | None, because: str | None) -> None:
    """Take back a judgement: your own last one, or JUDGEMENT (an id or its first five or more characters,
    `tidings judgements list`). Nothing is deleted: that it was undone, by whom and why, is a judgement too,
    and can be undone itself.
    """
    from tidings.ledger import Store
    from tidings.ledger.judging import undo

    with Store.open(store_path(store), make=False) as ledger:
        tell(undo(ledger, asked, by=whose(by), because=reason(because)))
