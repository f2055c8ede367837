"""`tidings compare`: what each source says of an incident, side by side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from tidings.cli.options import format_option, known_on_option, store_option, store_path
from tidings.cli.screen import console, print_json

if TYPE_CHECKING:
    from tidings.ledger import Store
    from tidings.views.incident import Incident


@click.command("compare", short_help="Show what each source says of one incident, side by side.")
@click.argument("asked", metavar="INCIDENT")
@store_option
@known_on_option
@click.option("--pairs", is_flag=True, help="Show why its events are taken for one happening.")
@format_option
def command(asked: str, store: str | None, known_on: date | None, pairs: bool, format: str) -> None:
    """Show an incident with a column for each source: a speaker, whichever outlets quote them, or an
    outlet that says it itself; and a row for each field, with the source's last values. INCIDENT is its
    id or an event's, or how either begins.

    With --pairs the events are listed instead, each with the one most like it: for every comparator what
    it adds to the log-odds that the two are one happening, and why.
    """
    from tidings.views.compare import FIELDS, columns
    from tidings.views.current import current
    from tidings.views.incidents import find, load

    with current(store_path(store)) as ledger:
        id = find(ledger, asked)
        if pairs:
            _show_pairs(ledger, load(ledger, id, known_on=known_on), format)
            return
        found = columns(load(ledger, id, known_on=known_on))
        if format == "json":
            print_json([column.json() for column in found])
            return
        from tidings.cli.incident_tables import print_columns

        print_columns(console(), found, FIELDS)


def _show_pairs(ledger: Store, found: Incident, format: str) -> None:
    from tidings.views.linking.why import pairs_of

    docs = {t.event.id: t.report.doc for t in found.tellings}
    with ledger.reading() as connection:
        pairs = [pair for pair in pairs_of(connection, found.id) if pair.a in docs and pair.b in docs]
    if format == "json":
        print_json(
            [
                {
                    "events": [pair.a, pair.b],
                    "docs": [docs[pair.a], docs[pair.b]],
                    "score": pair.score,
                    "judged": pair.judged,
                    "why": [{"comparator": w.name, "score": w.score, "why": w.sentence} for w in pair.why],
                }
                for pair in pairs
            ]
        )
        return
    from tidings.cli.incident_tables import print_pairs

    if not print_pairs(console(), pairs, found):
        click.echo("One event tells of it: there is no pair to explain.")
