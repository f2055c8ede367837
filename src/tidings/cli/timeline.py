"""`tidings timeline`: incidents by day, with what was announced, done and denied."""

from __future__ import annotations

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


@click.command("timeline", short_help="List incidents by day, and when they were announced, done, denied.")
@store_option
@event_filters
@incident_filters
@common_filters
@limit_option
@format_option
def command(
    store: str | None,
    disputed: bool,
    sources: int,
    known_on: date | None,
    limit: int | None,
    format: str,
    **filters: Any,
) -> None:
    """List the incidents that match by day: each on its day (of several days on the first), or marked
    "told" on the day of its first report where no report gives a day. Beside them stand the days of the
    reports that announced one, and of those by which its status had become another.

    --since and --until choose days of the timeline: an announcement made in that time is listed though what
    was announced lies outside.
    """
    from tidings.ledger import EventFilter
    from tidings.views.current import current
    from tidings.views.incidents import IncidentFilter
    from tidings.views.timeline import timeline

    where = EventFilter(**filters)
    chosen = IncidentFilter(where=where, disputed=disputed, outlets=sources, known_on=known_on)
    with current(store_path(store)) as ledger:
        ledger.check_report(where.report)
        entries = timeline(ledger, chosen, limit=limit)
        if format == "json":
            print_json(
                [
                    {"day": str(e.day), "entry": e.what, "entry_status": e.status, "incident": e.incident}
                    for e in entries
                ]
            )
            return
        if not entries:
            click.echo(f"No incidents match. The store has {counted(ledger.counts().events, 'event')}.")
            return
        from tidings.cli.incident_tables import print_timeline

        print_timeline(console(), entries)
