"""`tidings judgements`: all that people decided, and its way to colleagues and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidings.cli.options import format_option, store_option, store_path
from tidings.cli.screen import complain, console, counted, print_json
from tidings.cli.writing import open_out
from tidings.errors import InputError
from tidings.model.judged_phrases import SHOWN, sentence
from tidings.model.visible import one_line

if TYPE_CHECKING:
    from tidings.ledger.history import Standing
    from tidings.model.judgement import Judgement


@click.group("judgements", invoke_without_command=True, short_help="List, export and import judgements.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """List what people decided about records; write it to a file for a colleague; read a colleague's."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(listing)


@command.command("list", short_help="List judgements, and whether they count.")
@store_option
@click.option("--conflicts", is_flag=True, help="Only those that another person's contradicts.")
@click.option("--by", metavar="NAME", help="Only those of this person.")
@format_option
def listing(
    store: str | None = None, conflicts: bool = False, by: str | None = None, format: str = "table"
) -> None:
    """List judgements by time, also those that do not count any more, and why. Where people contradict
    each other the latest counts until one of them is undone; --conflicts lists such."""
    from tidings.ledger import Store
    from tidings.ledger.history import standings
    from tidings.views.history import standing_json

    with Store.open(store_path(store), read_only=True) as ledger, ledger.reading() as connection:
        theirs = [one for one in standings(connection) if by in (None, one.judgement.by)]
    found = [one for one in theirs if one.against or not conflicts]
    if format == "json":
        print_json([standing_json(one) for one in found])
    elif found:
        print_standings(found)
    else:
        click.echo(_none(by, conflicts=conflicts and bool(theirs)))


def _none(by: str | None, *, conflicts: bool) -> str:
    """Why the list is empty. `conflicts`: there are judgements, and none is contradicted."""
    if conflicts:
        return f"Nobody contradicts {one_line(by)}." if by else "No judgements contradict each other."
    return f"{one_line(by)} has judged nothing." if by else "Nobody has judged anything."


@command.command("export", short_help="Write all judgements to a file.")
@click.argument("file", metavar="FILE")
@store_option
def export(file: str, store: str | None) -> None:
    """Write all judgements, also those undone: as CSV where FILE ends in .csv, else as JSON Lines; "-" is
    standard output. `tidings judgements import` reads both."""
    from tidings.ledger import Store
    from tidings.views.judgements import write_judgements

    with Store.open(store_path(store), read_only=True) as ledger:
        found = ledger.judgements()
    with open_out(file) as out:
        write_judgements(found, out, csv=file.lower().endswith(".csv"))
    if file != "-":
        click.echo(f"{counted(len(found), 'judgement')} written to {one_line(file)}.")


@command.command("import", short_help="Read a colleague's judgements.")
@click.argument("file", metavar="FILE")
@store_option
@click.pass_context
def import_(ctx: click.Context, file: str, store: str | None) -> None:
    """Add the judgements of FILE (CSV or JSON Lines, as `tidings judgements export` writes them) to those of
    the store, with who said it when. Those that are there already are passed over, so the same file may be
    read again. Lines that cannot be read are listed and the others kept; exit code 3 then."""
    from tidings.ledger import Store
    from tidings.views.judgements import read_judgements

    bad: list[InputError] = []

    def tell(error: InputError) -> None:
        bad.append(error)
        complain(f"Not read: {error}")

    found: list[Judgement] = read_judgements(Path(file), tell)
    with Store.open(store_path(store)) as ledger:
        new = ledger.add_judgements(found)
    click.echo(f"{counted(len(found), 'judgement')} read, {new:,} of them new.")
    ctx.exit(InputError.exit_code if bad else 0)


def print_standings(found: Sequence[Standing]) -> None:
    """A table of judgements, each with what became of it."""
    from rich import box
    from rich.table import Table

    from tidings.views.history import status_words

    table = Table(
        box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, header_style="bold",
        padding=(0, 1, 0, 0), leading=1,
    )  # fmt: skip
    for name, width, ratio in (
        ("id", SHOWN, None), ("when (UTC)", 16, None), ("who", None, 2), ("says", None, 5),
        ("status", None, 4),
    ):  # fmt: skip
        table.add_column(name, width=width, ratio=ratio, overflow="fold")
    for one in found:
        judgement = one.judgement
        said = one_line(sentence(judgement)) + (
            f", because: {one_line(judgement.because)}" if judgement.because else ""
        )
        when = judgement.at[:16].replace("T", " ")
        table.add_row(judgement.id[:SHOWN], when, one_line(judgement.by), said, status_words(one))
    console().print(table)
