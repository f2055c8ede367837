"""`tidings train`: a user's own event types from labelled sentences."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidings.cli.screen import complain, console, counted
from tidings.errors import InputError
from tidings.model.visible import one_line
from tidings.settings import Settings

if TYPE_CHECKING:
    from tidings.model.own_types import OwnType
    from tidings.ontology import Labelled, Trained


@click.command("train", short_help="Learn event types of your own from labelled sentences.")
@click.argument("labelled", nargs=-1, required=True, metavar="LABELLED...")
@click.option(
    "--out", required=True, metavar="DIR",
    help="The folder to make for the model; `tidings read --model DIR` takes it.",
)  # fmt: skip
@click.option(
    "--types", metavar="FILE",
    help="A table with the columns type, parent (the PLOVER type that it is a kind of, or empty) and"
    " description.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the model that is in DIR.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what could not be read.")
@click.pass_context
def command(
    ctx: click.Context, labelled: tuple[str, ...], out: str, types: str | None, force: bool, quiet: bool
) -> None:
    """Learn event types from sentences that somebody has labelled, and write a model folder.

    LABELLED is a table (.csv, .tsv or .jsonl) with the columns text and type, and if you like mode and
    trigger. type is the name of the type that the text tells of, or empty or NONE where it tells of none of
    yours; trigger is the word that tells it, found where it is not given. Ten examples of a type are few,
    thirty do; as many sentences that only look like it help as much.

    How well each type is recognised in sentences held out is printed. A line that cannot be read is told,
    and the others are learnt from. The same tables and the same tidings
    give the same bytes.
    """
    from tidings.ontology import check_place, read_types, train_model
    from tidings.reader import Reader

    started = time.monotonic()
    folder = Path(out)
    check_place(folder, force=force)
    own = _declared(read_types(Path(types)) if types else ())
    texts, bad = _good(_all(labelled))
    settings = Settings.from_environment()
    reader = Reader.load(settings.weights, threads=settings.threads)
    tell = None if quiet else (lambda what: complain(f"Note: {what}"))
    trained = train_model(texts, reader, types=own, tell=tell)
    trained.model.save(folder, force=force)
    for warning in trained.warnings:
        complain(f"Warning: {warning}")
    if not quiet:
        _print(trained)
        took = time.monotonic() - started
        click.echo(
            f"{counted(len(trained.scores), 'type')} from {counted(len(texts), 'text')} in {took:.1f} s"
            + (f", {counted(bad, 'line')} not read" if bad else "")
            + f", model {one_line(str(folder))}"
        )
    ctx.exit(InputError.exit_code if bad else 0)


def _declared(items: Iterable[OwnType | InputError]) -> list[OwnType]:
    """The types of a table; a bad line stops everything, since what is trained would mean something else."""
    good = []
    for item in items:
        if isinstance(item, InputError):
            raise item
        good.append(item)
    return good


def _all(paths: tuple[str, ...]) -> Iterable[Labelled | InputError]:
    from tidings.ontology import read_labelled

    return read_labelled([Path(path) for path in paths])


def _good(items: Iterable[Labelled | InputError]) -> tuple[list[Labelled], int]:
    """What could be read, and how many lines could not; each of these is told."""
    good: list[Labelled] = []
    bad = 0
    for item in items:
        if isinstance(item, InputError):
            bad += 1
            complain(f"Not read: {item}")
        else:
            good.append(item)
    return good, bad


def _print(trained: Trained) -> None:
    from rich import box
    from rich.table import Table

    out = console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("type", "examples", "precision", "recall", "F1", "false alarms", "words"):
        table.add_column(
            name, justify="left" if name in ("type", "words") else "right", no_wrap=name == "type"
        )
    news = trained.model.learnt["news"]
    for name, s in trained.scores.items():
        shares = [f"{100 * share:.0f} %" for share in (s.precision, s.recall, s.f1)]
        alarms = f"{s.alarms} of {news:,}"
        table.add_row(name, str(s.examples), *shares, alarms, one_line(", ".join(trained.words[name])))
    out.print(table)
