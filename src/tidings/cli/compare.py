"""`tidings compare`: what each source says of an incident, side by side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from tidings.cli.options import format_option, known_on_option, store_option, store_path
from tidings.cli.screen import console, print_json
from tidings.errors import UsageError

if TYPE_CHECKING:
    from tidings.ledger import Store
    from tidings.views.incident import Incident


@click.command("compare", short_help="Show what each source says of one incident, side by side.")
@click.argument("asked", metavar="INCIDENT")
@store_option
@known_on_option
@click.option("--pairs", is_flag=True, help="Show why its events are taken for one happening.")
@click.option("--parts", is_flag=True, help="Show why it is a part of another one, and others of it.")
@format_option
def command(
    asked: str, store: str | None, known_on: date | None, pairs: bool, parts: bool, format: str
) -> None:
    """Show an incident with a column for each source: a speaker, whichever outlets quote them, or an
    outlet that says it itself; and a row for each field, with the source's last values. INCIDENT is its
    id or an event's, or how either begins.

    With --pairs the events are listed instead, each with the one most like it: for every comparator what
    it adds to the log-odds that the two are one happening, and why. With --parts those incidents are listed
    that it is a part of or that are parts of it, and what makes each a part.
    """
    from tidings.views.compare import FIELDS, columns
    from tidings.views.current import current
    from tidings.views.incidents import find, load

    if pairs and parts:
        raise UsageError("give either --pairs or --parts")
    with current(store_path(store)) as ledger:
        id = find(ledger, asked)
        if pairs:
            _show_pairs(ledger, load(ledger, id, known_on=known_on), format)
            return
        if parts:
            _show_parts(ledger, id, known_on, format)
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


def _show_parts(ledger: Store, id: str, known_on: date | None, format: str) -> None:
    from tidings.views.parts import heads_of, links_of

    with ledger.reading() as connection:
        links = links_of(connection, id, known_on=known_on)
    if format == "json":
        print_json([link.json() for link in links])
        return
    from tidings.cli.incident_tables import print_links

    if not print_links(console(), links, heads_of(ledger, {one for a in links for one in (a.part, a.whole)})):
        click.echo("It is a part of no other incident, and has no parts.")
