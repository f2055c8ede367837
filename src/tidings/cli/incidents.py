"""`tidings incidents`: what happened, from all reports together, as a table, or one incident whole."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import click

from tidings.cli.options import (
    common_filters,
    event_filters,
    format_option,
    incident_filters,
    limit_option,
    store_option,
    store_path,
)
from tidings.cli.screen import console, counted, print_json
from tidings.errors import UsageError


@click.command("incidents", short_help="List what happened, from all reports, with its disagreements.")
@click.argument("asked", required=False, metavar="[INCIDENT]")
@store_option
@event_filters
@incident_filters
@common_filters
@limit_option
@format_option
def command(
    asked: str | None,
    store: str | None,
    disputed: bool,
    sources: int,
    known_on: date | None,
    limit: int | None,
    format: str,
    **filters: Any,
) -> None:
    """List the incidents in the store: events of different reports that tell of one happening, as one row.
    When, type and mode, status, who → whom, where, how many ("7 (5 to 9)": of each source the last figure
    counts; the best is that of the latest day), by how many independent outlets, and what is disputed.

    With INCIDENT (its id or an event's, or how either begins) print that one whole: every value with the
    report that gives it and whose word it is, the words it was read from, and the events' ids, by which
    `tidings judge` knows them; and of which larger incident (a battle, a wave of protest) it is a part, and
    which its own parts are.

    Type, mode, status, days and confidence are asked of the best values; actor, source, place and report of
    everything that any report says.
    """
    from tidings.ledger import EventFilter
    from tidings.views.current import current
    from tidings.views.incident.json import head_json, incident_json
    from tidings.views.incidents import IncidentFilter, find, incidents, load, rows
    from tidings.views.parts import heads_of, with_parts

    if asked and (limit or disputed or sources > 1 or any(v is not None for v in filters.values())):
        raise UsageError("an incident is printed whole: give either INCIDENT or filters")
    where = EventFilter(**filters)
    chosen = IncidentFilter(where=where, disputed=disputed, outlets=sources, known_on=known_on)
    with current(store_path(store)) as ledger:
        ledger.check_report(where.report)
        if asked:
            one = incident_json(load(ledger, find(ledger, asked), known_on=known_on))
            found = next(with_parts(ledger, [one], known_on=known_on))
            if format == "json":
                print_json(found)
                return
            from tidings.cli.incident_tables import print_incident

            near = heads_of(ledger, [*filter(None, [found["part_of"]]), *found["parts"]])
            print_incident(console(), found, near)
            return
        if format == "json":
            whole = (incident_json(one) for one in incidents(ledger, chosen, limit=limit))
            print_json(list(with_parts(ledger, whole, known_on=known_on)))
            return
        from tidings.cli.incident_tables import print_incidents

        if known_on is None:
            heads = (json.loads(row) for row in rows(ledger, chosen, limit=limit))
        else:
            heads = (head_json(one) for one in incidents(ledger, chosen, limit=limit))
        if not print_incidents(console(), heads):
            click.echo(f"No incidents match. The store has {counted(ledger.counts().events, 'event')}.")
