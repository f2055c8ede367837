"""`tidings actors`: who the actors of a store are, one of them in full, and lists of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tidings.cli.options import format_option, min_confidence_option, store_option, store_path
from tidings.cli.screen import complain, console, counted, print_json
from tidings.errors import InputError, UsageError
from tidings.model.visible import one_line

if TYPE_CHECKING:
    from tidings.model.own_actors import OwnActor
    from tidings.views import ActorRow
    from tidings.views.actors import Held

ADD = "add"


@click.command("actors", short_help="List actors with kind and country, show one, or add your own list.")
@click.argument("asked", nargs=-1, metavar="[NAME | add FILE...]")
@store_option
@click.option(
    "--kind", metavar="KIND", help="Only actors of this kind: a sector code such as REB, or its word."
)
@click.option("--country", metavar="COUNTRY", help="Only actors of this country: its name or ISO code.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N actors, in the table's order.")
@min_confidence_option
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    asked: tuple[str, ...],
    store: str | None,
    kind: str | None,
    country: str | None,
    limit: int | None,
    min_confidence: float | None,
    format: str,
) -> None:
    """List the actors of the store: name, kind, country, events done and suffered, reports. An actor is
    one row in whatever spelling reports name it.

    With NAME show one actor: names seen, codes and why, roles and memberships that reports tell, reports.

    With `add FILE...` keep actors of your own in the store; they go before the packaged lists. FILE is CSV,
    JSON, JSON Lines, simple YAML, or entities of FollowTheMoney.
    """
    if asked and asked[0] == ADD:
        if kind or country or limit or min_confidence is not None or format != "table":
            raise UsageError("`tidings actors add` takes files and --store only")
        ctx.exit(_add(asked[1:], store))
    from tidings.ledger import Store
    from tidings.views import actor_rows, find_actor

    code = _country(country)
    with Store.open(store_path(store), read_only=True) as ledger:
        rows = actor_rows(ledger, sector=kind, country=code, min_confidence=min_confidence)
        counts = ledger.counts()
    if asked:
        name = " ".join(asked)
        found = find_actor(rows, name)
        if not found:
            raise UsageError(
                f"no actor {name!r} in {store_path(store)}. `tidings actors` lists who is there."
            )
        rows = found
    rows = rows[:limit]
    if format == "json":
        print_json([_record(row) for row in rows])
    elif len(rows) == 1 and asked:
        _show(rows[0])
    elif rows:
        _table(rows)
    else:
        there = f"{counted(counts.events, 'event')} of {counted(counts.reports, 'report')}"
        click.echo(f"No actors match. The store has {there}.")


def _add(files: tuple[str, ...], store: str | None) -> int:
    from tidings.ledger import Store
    from tidings.read.own_actors import read_own_actors

    if not files:
        raise UsageError("give a file: tidings actors add FILE")
    bad: list[InputError] = []

    def tell(error: InputError) -> None:
        bad.append(error)
        complain(f"Not read: {error}")

    actors: list[OwnActor] = []
    for file in files:
        try:
            actors += read_own_actors(Path(file), tell)
        except InputError as error:
            tell(error)
    if actors:
        with Store.open(store_path(store)) as ledger:
            new = ledger.add_own_actors(actors)
        click.echo(f"{counted(len(actors), 'actor')} read, {new:,} of them new.")
    return InputError.exit_code if bad else 0


def _country(asked: str | None) -> str | None:
    if asked is None:
        return None
    from tidings.ledger.names import country_codes

    codes = country_codes(asked)
    if not codes:
        raise UsageError(f"country {asked!r} is not known. Give an ISO code or an English name.")
    return next(iter(codes))


def _table(rows: list[ActorRow]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
        show_edge=False,
        header_style="bold",
        padding=(0, 1, 0, 0),
    )
    for name, ratio in (("actor", 5), ("kind", 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for name, width in (("country", 7), ("done", 5), ("suffered", 8), ("reports", 7)):
        table.add_column(name, width=width, justify="left" if name == "country" else "right")
    for row in rows:
        actor = row.actor
        kind = f"{actor.sector} {actor.kind}" if actor.sector else "unknown"
        table.add_row(
            one_line(actor.name), kind, _where(row), str(row.done), str(row.suffered), str(len(row.reports))
        )
    console().print(table)


def _where(row: ActorRow) -> str:
    code = row.actor.country3 or ""
    return f"{code}?" if code and row.actor.weak else code


def _show(row: ActorRow) -> None:
    actor = row.actor
    out = console()
    names = [
        f"{one_line(n)} ({count})" for n, count in sorted(row.names.items(), key=lambda p: (-p[1], p[0]))
    ]
    part_of = ", ".join(actor.part_of)
    lines: list[tuple[str, str]] = [
        ("actor", one_line(actor.name)),
        ("kind", f"{actor.sector} {actor.kind}" if actor.sector else "unknown"),
        ("country", f"{actor.country3} ({actor.country})" if actor.country else "unknown"),
        ("part of", part_of),
        ("why", one_line(actor.why)),
        ("events", f"{row.done} done, {row.suffered} suffered"),
        ("names", "; ".join(names)),
        *(("role", _held(held)) for held in _ordered(row.roles)),
        *(("member", _held(held)) for held in _ordered(row.memberships)),
        ("reports", "; ".join(one_line(doc) for doc in sorted(row.reports.values()))),
    ]
    for name, value in lines:
        if value:
            out.print(f"{name:>9}  {value}", soft_wrap=True)


def _ordered(held: set[Held]) -> list[Held]:
    from tidings.views.actors import reading_order

    return reading_order(held)


def _held(held: Held) -> str:
    status = f", {held.status}" if held.status else ""
    return f"{held.day or 'no day'}: {one_line(held.what)}{status} ({one_line(held.doc)})"


def _record(row: ActorRow) -> dict[str, Any]:
    actor = row.actor
    return {
        "name": actor.name,
        "kind": actor.kind or None,
        "sector": actor.sector,
        "country": actor.country,
        "country3": actor.country3,
        "country_is_the_reports": actor.weak,
        "described": row.described,
        "part_of": list(actor.part_of),
        "why": actor.why,
        "source": actor.source or None,
        "names": dict(sorted(row.names.items(), key=lambda p: (-p[1], p[0]))),
        "done": row.done,
        "suffered": row.suffered,
        "roles": [_held_record(held) for held in _ordered(row.roles)],
        "memberships": [_held_record(held) for held in _ordered(row.memberships)],
        "reports": sorted(row.reports.values()),
    }


def _held_record(held: Held) -> dict[str, Any]:
    day = held.day.isoformat() if held.day else None
    return {"what": held.what, "status": held.status, "day": day, "doc": held.doc}
