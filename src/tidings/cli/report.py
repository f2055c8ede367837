"""`tidings report`: the situation as one file to mail."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from tidings.cli.options import common_filters, event_filters, incident_filters, store_option, store_path
from tidings.cli.screen import counted
from tidings.cli.writing import open_out


@click.command("report", short_help="Write the situation as one HTML file.")
@store_option
@click.option("--out", metavar="FILE", required=True, help="Write to this file, or - for standard output.")
@click.option("--title", metavar="TEXT", help="Its heading.")
@click.option("--most", type=click.IntRange(1), default=2000, show_default=True, metavar="N",
              help="At most N incidents, the latest.")  # fmt: skip
@event_filters
@incident_filters
@common_filters
def command(
    store: str | None,
    out: str,
    title: str | None,
    most: int,
    sources: int,
    min_confidence: float | None,
    **filters: Any,
) -> None:
    """Write what the desk shows as one HTML file: what was announced and not done, where reports disagree,
    a map and a timeline, every incident with its values side by side and the words each was read from.

    It needs nothing but a browser: no network, no tidings. It holds sentences of the reports; mind whom you
    may send them to. The filters are those of `tidings incidents`.
    """
    from tidings.desk import Desk
    from tidings.desk.asked import Asked
    from tidings.desk.onefile import make
    from tidings.views.current import current

    asked = Asked(confidence=min_confidence, outlets=sources, **filters)
    path = store_path(store)
    with current(path) as ledger:  # what has come is linked first
        ledger.check_report(asked.report)
    made = make(Desk(Path(path)), asked, title=title, made=date.today(), most=most)
    with open_out(out) as stream:
        stream.write(made.html.encode("utf-8"))
    if out != "-":
        more = f" of {made.matching:,} that match" if made.matching > made.incidents else ""
        click.echo(f"{counted(made.incidents, 'incident')}{more} in {out}, {len(made.html) / 2**20:.1f} MB.")
