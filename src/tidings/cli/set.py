"""`tidings set`: a field of an event or state has another value."""

from __future__ import annotations

import re
from typing import Final

import click

from tidings.cli.options import by_options, reason, store_option, store_path, whose
from tidings.cli.told import tell

_OPTIONS: Final = ("--store", "--by", "--because")
"""Those that take the argument after them, whatever it looks like."""
_NEGATIVE: Final = re.compile(r"-[0-9]")


class _Command(click.Command):
    """Takes a negative number as the value, where click would look for an option of that name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "--" not in args:
            before = ["", *args]
            values = [n for n, arg in enumerate(args) if _NEGATIVE.match(arg) and before[n] not in _OPTIONS]
            if values:  # the value is the last argument, so it may stand behind all options
                others = [arg for n, arg in enumerate(args) if n not in values]
                args = [*others, "--", *(args[n] for n in values)]
        return super().parse_args(ctx, args)


@click.command("set", cls=_Command, short_help="Set a field of an event or state.")
@click.argument("asked", metavar="EVENT|STATE")
@click.argument("field")
@click.argument("value")
@store_option
@by_options
def command(
    asked: str, field: str, value: str, store: str | None, by: str | None, because: str | None
) -> None:
    """Set a field to the value that is right. Tables, filters and exports have it from then on, marked as
    yours; what was read stays in the store, and is shown again once that is undone (`tidings undo`).

    \b
    type, mode, status, kind   as tidings show and states have them
    background                 yes or no
    killed, injured, detained, size, count   9, 9-12, 9+, or "up to 9"
    when       2020-03-16, 2020-03, 2020, or 2020-03-10/2020-03-16; either end may be left out
    place      "Taji, IQ", a country, or "Kestrel Farm, KE, -1.21, 36.8"
    weapon, role, holder, other   a name
    actors, recipients         names separated by ";"

    A value "none" empties the field. EVENT or STATE is an id, or its first five or more characters:
    `tidings show --ids`.
    """
    from tidings.ledger import Store
    from tidings.ledger.judging import judge_value, known_record
    from tidings.views.set_values import read_value

    with Store.open(store_path(store), make=False) as ledger:
        with ledger.reading() as connection:
            record = known_record(connection, asked).record
        json = read_value(record, field, value)
        tell(judge_value(ledger, asked, field, json, by=whose(by), because=reason(because)))
