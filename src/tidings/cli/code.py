"""`tidings code`: reports to records without a store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

import click

from tidings.cli.inputs import Inputs
from tidings.cli.options import min_confidence_option, model_option, published_option
from tidings.cli.writing import file_format_option, kind_option, open_out, out_option
from tidings.model.record import Coded


@click.command("code", short_help="Print the records of reports, without a store.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@file_format_option
@kind_option
@out_option
@published_option
@min_confidence_option
@model_option
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what could not be read.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    format: str,
    kind: str,
    out: str | None,
    published: date | None,
    min_confidence: float | None,
    model: str | None,
    quiet: bool,
) -> None:
    """Read reports and print what they say, without a store.

    PATH is as for `tidings read`. Records come in the order of the inputs, each as soon as its
    report is coded. The same input gives the same bytes.
    """
    from tidings.ledger import EventRow, StateRow
    from tidings.views import surer, write_events_csv, write_jsonl, write_states_csv

    inputs = Inputs(paths, published=published, quiet=quiet, model=model)
    with open_out(out) as stream:
        coded = (surer(one, min_confidence) for one in _code(inputs, stream))
        if format == "jsonl":
            write_jsonl(coded, stream)
        elif kind == "events":
            write_events_csv((EventRow(c.report, event) for c in coded for event in c.events), stream)
        else:
            write_states_csv((StateRow(c.report, state) for c in coded for state in c.states), stream)
    ctx.exit(inputs.end())


def _code(inputs: Inputs, stream: BinaryIO) -> Iterator[Coded]:
    pipeline = inputs.open_pipeline()
    for report in inputs:
        if coded := inputs.code(pipeline, report):
            yield coded
            stream.flush()  # whoever reads the pipe sees a report when it is done
