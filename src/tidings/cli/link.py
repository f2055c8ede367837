"""`tidings link`: gather the events of all reports into incidents."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from tidings.cli.options import store_option, store_path
from tidings.cli.screen import complain, counted
from tidings.model.visible import one_line

if TYPE_CHECKING:
    from tidings.ledger import Store


@click.command("link", short_help="Gather events of all reports into incidents.")
@store_option
@click.option("--rebuild", is_flag=True, help="Compute everything anew, not only for what has come since.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing.")
def command(store: str | None, rebuild: bool, quiet: bool) -> None:
    """Find out which events of different reports are one happening, which reports are copies, what was
    promised and done, and who holds what.

    `tidings read` and every command that asks about these does it by itself for what has come since. What is
    computed follows from the reports and people's judgements alone: computing it anew gives the same.
    Stopping half-way loses nothing; the next call goes on.
    """
    from tidings.ledger import Store

    started = time.monotonic()
    path = store_path(store)
    with Store.open(path, make=False) as ledger:
        done = link(ledger, anew=rebuild, quiet=quiet)
        if not quiet:
            click.echo(
                f"{gathered(ledger)}; {counted(done, 'reading')} linked in"
                f" {time.monotonic() - started:.1f} s, store {one_line(path)}"
            )


def link(ledger: Store, *, anew: bool = False, quiet: bool) -> int:
    """Brings what is computed from the store up to date; returns how many readings that concerned."""
    from tidings.ledger.derived import bring_up_to_date, rebuild
    from tidings.views.current import all_views

    return (rebuild if anew else bring_up_to_date)(ledger, all_views(), told=progress(quiet))


def gathered(ledger: Store) -> str:
    """How many incidents the events of a linked store are."""
    from sqlalchemy import func, select

    from tidings.views.linking import incident, incident_event

    with ledger.reading() as connection:
        events = connection.execute(select(func.count()).select_from(incident_event)).scalar_one()
        found = connection.execute(select(func.count()).select_from(incident)).scalar_one()
    return f"{counted(events, 'event')} {'is' if events == 1 else 'are'} {counted(found, 'incident')}"


class progress:
    """Tells on a terminal how far linking is, every few seconds."""

    def __init__(self, quiet: bool) -> None:
        self._next = time.monotonic() + 2.0
        self._quiet = quiet

    def __call__(self, done: int, all: int) -> None:
        now = time.monotonic()
        if self._quiet or now < self._next:
            return
        self._next = now + 5.0
        rest = "; grouping what they tell" if done >= all else ""
        complain(f"linking: {done:,} of {all:,} readings{rest}")
