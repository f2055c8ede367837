"""`tidings gazetteer`: places of one's own, beside the packaged ones."""

from __future__ import annotations

from pathlib import Path

import click

from tidings.cli.screen import complain, counted
from tidings.errors import InputError
from tidings.model.visible import one_line, visible
from tidings.settings import own_gazetteer

_TOLD = 20
"""Lines told one by one; a file of another layout would fill the screen."""


@click.group("gazetteer", invoke_without_command=True, short_help="Add places of your own to those known.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """List the gazetteers that were added; add and remove some.

    What is added is used by every later reading. It is kept in the file that TIDINGS_GAZETTEER names, else in
    tidings/gazetteer.sqlite in the user's data folder.
    """
    if ctx.invoked_subcommand is None:
        _list()


def _list() -> None:
    from tidings.mentions.gazetteer_own import list_own

    path = own_gazetteer()
    found = list_own(path)
    click.echo("packaged: countries, regions, districts, towns of 500 people and more, airports, bases, seas")
    for one in found:
        click.echo(visible(f"{one.name}: {counted(one.places, 'place')} from {one.file}, added {one.added}"))
    if found:
        click.echo(f"\nKept in {one_line(str(path))}.")


@command.command("add", short_help="Add the places of a file.")
@click.argument("file", metavar="FILE")
@click.option("--name", metavar="NAME", help="What to call it; the file's name without it.")
@click.option(
    "--alternate-names",
    metavar="FILE",
    help="GeoNames' alternateNamesV2.txt, for further names of the places.",
)
@click.pass_context
def add(ctx: click.Context, file: str, name: str | None, alternate_names: str | None) -> None:
    """Add the places of FILE: a GeoNames dump (allCountries.txt, XX.txt: 19 columns with tabs), or a table
    with a header that names the columns name, latitude, longitude, country, and perhaps feature class,
    population, alternate names (parted by |) and geonameid.

    Lines that cannot be read are told and passed over.
    """
    from tidings.mentions.gazetteer_files import read_more_names, read_places
    from tidings.mentions.gazetteer_own import add_places

    bad = 0

    def tell(error: InputError) -> None:
        nonlocal bad
        bad += 1
        if bad <= _TOLD:
            complain(f"Not read: {error}")

    path = own_gazetteer()
    rows = read_places(Path(file), tell)
    more = (lambda: read_more_names(Path(alternate_names), tell)) if alternate_names is not None else None
    added = add_places(path, name or Path(file).stem, file, rows, more)
    if bad > _TOLD:
        complain(f"Not read: {counted(bad - _TOLD, 'more line')}.")
    click.echo(
        visible(f"{added.name}: {counted(added.places, 'place')} added, kept in {one_line(str(path))}.")
    )
    ctx.exit(InputError.exit_code if bad else 0)


@command.command("remove", short_help="Take the places of an added file out again.")
@click.argument("name", metavar="NAME")
def remove(name: str) -> None:
    """Remove the gazetteer that was added under NAME."""
    from tidings.mentions.gazetteer_own import remove_own

    gone = remove_own(own_gazetteer(), name)
    click.echo(visible(f"{name}: {counted(gone, 'place')} removed."))
