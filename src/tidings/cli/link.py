"""`tidings link`: gather the events of all reports into incidents."""

from __future__ import annotations

import time

import click

from tidings.cli.options import store_option, store_path
from tidings.cli.screen import complain, one_line


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
    from sqlalchemy import func, select

    from tidings.ledger import Store
    from tidings.ledger.derived import bring_up_to_date
    from tidings.ledger.derived import rebuild as make_anew
    from tidings.views.current import all_views
    from tidings.views.linking import incident, incident_event

    started = time.monotonic()
    path = store_path(store)
    told = progress(quiet)
    with Store.open(path) as ledger:
        done = (make_anew if rebuild else bring_up_to_date)(ledger, all_views(), told=told)
        with ledger.reading() as connection:
            events = connection.execute(select(func.count()).select_from(incident_event)).scalar_one()
            found = connection.execute(select(func.count()).select_from(incident)).scalar_one()
    if not quiet:
        click.echo(
            f"{events:,} events are {found:,} incidents; {done:,} readings linked in"
            f" {time.monotonic() - started:.1f} s, store {one_line(path)}"
        )


class progress:
    """Tells on a terminal how far linking is, every few seconds."""

    def __init__(self, quiet: bool) -> None:
        self._next = time.monotonic() + 2.0
        self._quiet = quiet

    def __call__(self, done: int, all: int) -> None:
        now = time.monotonic()
        if self._quiet or now < self._next or done >= all:
            return
        self._next = now + 5.0
        complain(f"linking: {done:,} of {all:,} readings")
