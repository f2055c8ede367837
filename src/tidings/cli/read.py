"""`tidings read`: reports into a store."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import click

from tidings.cli.inputs import Inputs
from tidings.cli.link import gathered, link
from tidings.cli.options import model_option, published_option, store_option, store_path
from tidings.cli.screen import complain, counted
from tidings.model.visible import one_line

if TYPE_CHECKING:
    from tidings.ledger import Store


@click.command("read", short_help="Read reports into a store.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@store_option
@published_option
@model_option
@click.option("--no-link", is_flag=True, help="Leave linking to the next command that asks.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what could not be read.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    store: str | None,
    published: date | None,
    model: str | None,
    no_link: bool,
    quiet: bool,
) -> None:
    """Read reports and keep what they say in a store.

    PATH is a file, a folder (with its folders), a pattern such as 'reports/*.txt', or - for standard
    input. Files may be plain text as copied from a news site, the record format's JSON or JSON
    Lines, or HTML pages. What cannot be read is listed and passed over.

    Each report is written when it is done, so stopping half-way loses nothing: read the same paths
    again to go on. A report that is in the store already is passed over in a millisecond, unless it was
    read with another model: then it is read again, and what the later reading says counts.

    At the end, what has come is linked with what was there (`tidings link`).
    """
    from tidings.ledger import Store

    started = time.monotonic()
    tally = {"reports": 0, "known": 0, "events": 0, "states": 0}
    inputs = Inputs(paths, published=published, quiet=quiet, model=model)
    path = store_path(store)
    stopped = False
    with Store.open(path) as ledger:
        try:
            _read(inputs, ledger, tally)
        except KeyboardInterrupt:
            stopped = True
    code = inputs.end()
    if not quiet:
        known = f" ({tally['known']} already known)" if tally["known"] else ""
        click.echo(
            f"{counted(tally['reports'], 'report')}{known}, {counted(tally['events'], 'event')},"
            f" {counted(tally['states'], 'state')} in {time.monotonic() - started:.1f} s"
            + (f", {inputs.bad} not read" if inputs.bad else "")
            + f", store {one_line(path)}"
        )
    if stopped:
        complain("Stopped. What was read is in the store; read the same paths again to go on.")
        code = 130
    elif not no_link and not _link(path, quiet=quiet):
        code = 130
    ctx.exit(code)


def _link(path: str, *, quiet: bool) -> bool:
    """Links what has come; False where it was stopped."""
    from tidings.ledger import Store

    with Store.open(path) as ledger:
        try:
            if link(ledger, quiet=quiet) and not quiet:
                click.echo(f"{gathered(ledger)}.")
        except KeyboardInterrupt:
            complain("Stopped while linking. All that was read is in the store; the next question links it.")
            return False
    return True


def _read(inputs: Inputs, ledger: Store, tally: dict[str, int]) -> None:
    pipeline = inputs.open_pipeline()
    for report in inputs:
        if ledger.has_coding(report.id, pipeline.version):
            ledger.add_report(report)  # a second name for the same report is kept
            tally["reports"] += 1
            tally["known"] += 1
            continue
        coded = inputs.code(pipeline, report)
        if coded is None:
            continue
        added = ledger.add_coded(coded, reader=pipeline.version)
        tally["reports"] += 1
        tally["events"] += added.events
        tally["states"] += added.states
