"""`tidings judge`: two events are the same happening, or they are not."""

from __future__ import annotations

import click

from tidings.cli.options import by_options, reason, store_option, store_path, whose
from tidings.cli.told import tell


@click.command("judge", short_help="Say that two events are the same, or are not.")
@click.argument("verdict", type=click.Choice(("same", "different")))
@click.argument("one", metavar="EVENT")
@click.argument("other", metavar="EVENT")
@store_option
@by_options
def command(
    verdict: str, one: str, other: str, store: str | None, by: str | None, because: str | None
) -> None:
    """Say that two events tell of the same happening, or that they do not. What you say goes before what
    tidings works out, stays when reports are read again, and can be undone (`tidings undo`).

    EVENT is an event's id, or its first five or more characters: `tidings show --ids`.
    """
    from tidings.ledger import Store
    from tidings.ledger.judging import judge_pair

    with Store.open(store_path(store), make=False) as ledger:
        tell(judge_pair(ledger, one, other, same=verdict == "same", by=whose(by), because=reason(because)))
