"""`tidings wrong`: there is no such event or state."""

from __future__ import annotations

import click

from tidings.cli.options import by_options, reason, store_option, store_path, whose
from tidings.cli.told import tell


@click.command("wrong", short_help="Say that an event or state is none.")
@click.argument("asked", metavar="EVENT|STATE")
@store_option
@by_options
def command(asked: str, store: str | None, by: str | None, because: str | None) -> None:
    """Say that the report tells of no such event or state. It is left out of tables and exports, stays in the
    store, and is shown again once that is undone (`tidings undo`) or a value of it is set.

    EVENT or STATE is an id, or its first five or more characters: `tidings show --ids`.
    """
    from tidings.ledger import Store
    from tidings.ledger.judging import judge_wrong

    with Store.open(store_path(store), make=False) as ledger:
        tell(judge_wrong(ledger, asked, by=whose(by), because=reason(because)))
