"""Options that several commands share."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from tidings.errors import UsageError
from tidings.model.codes import STATE_KINDS, STATUSES
from tidings.model.days_given import days_of
from tidings.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


def first_day(text: str) -> date:
    """A day as YYYY-MM-DD; of YYYY-MM or YYYY the first."""
    return _days(text)[0]


def last_day(text: str) -> date:
    """A day as YYYY-MM-DD; of YYYY-MM or YYYY the last."""
    return _days(text)[1]


def one_day(text: str) -> date:
    """A day as YYYY-MM-DD."""
    try:
        first, last = days_of(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no day; write it as 2020-03-16") from None
    if first != last:
        raise click.BadParameter(f"{text!r} is no single day; write it as 2020-03-16")
    return first


def _days(text: str) -> tuple[date, date]:
    try:
        return days_of(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def store_option(command: Command) -> Command:
    return click.option(
        "--store", metavar="FILE",
        help="The store to use. Without it: the file named by TIDINGS_STORE, else tidings.db here.",
    )(command)  # fmt: skip


def store_path(given: str | None) -> str:
    """The store the user means: the option, else the environment, else the default."""
    settings = Settings.from_environment()
    return given or settings.store


def by_options(command: Command) -> Command:
    """Who judges, and why: `by` and `because`."""
    for option in (
        click.option("--because", metavar="TEXT", help="Why. It is kept with what you say."),
        click.option("--by", metavar="NAME",
                     help="Who says so. Without it: TIDINGS_BY, else the name you are logged in under."),
    ):  # fmt: skip
        command = option(command)
    return command


def whose(given: str | None) -> str:
    """Who judges: the option, else the environment, else the login name. Raises UsageError for a name of
    blanks."""
    name = given if given is not None else Settings.from_environment().by
    if name is None:
        try:
            name = getpass.getuser()
        except (OSError, KeyError, ImportError):
            raise UsageError("your login name is not known. Say who you are with --by.") from None
    name = " ".join(name.split())
    if not name:
        raise UsageError("the name is empty. Say who you are with --by.")
    return name


def reason(given: str | None) -> str | None:
    """The reason on one line; None where there is none."""
    return " ".join((given or "").split()) or None


def published_option(command: Command) -> Command:
    return click.option(
        "--published", type=one_day, metavar="DATE",
        help="Publication date (2020-03-17) of reports that do not state one as a field. It goes"
        " before dates found in a text or page.",
    )(command)  # fmt: skip


def min_confidence_option(command: Command) -> Command:
    return click.option(
        "--min-confidence", type=click.FloatRange(0, 1), metavar="SHARE",
        help="Only records that are right with at least this chance, 0 to 1.",
    )(command)  # fmt: skip


def model_option(command: Command) -> Command:
    return click.option(
        "--model", metavar="DIR",
        help="A folder that `tidings train` made: events get its types too. Without it: the folder named by"
        " TIDINGS_MODEL, else PLOVER's types alone.",
    )(command)  # fmt: skip


def common_filters(command: Command) -> Command:
    """Filters that events and states share."""
    for option in reversed(
        (
            click.option("--actor", metavar="NAME",
                         help="Only where a party (who, or whom) has NAME in one of its names."),
            click.option("--place", metavar="NAME",
                         help="Only at places with NAME in their name, or in the country NAME."),
            click.option("--since", type=first_day, metavar="DATE",
                         help="Only what lasted to DATE or later: 2020-03-16, 2020-03 or 2020."),
            click.option("--until", type=last_day, metavar="DATE",
                         help="Only what began on DATE or earlier. Records without a day are in no period."),
            click.option("--source", metavar="NAME",
                         help="Only what is attributed to a source with NAME in its name."),
            click.option("--report", metavar="REPORT",
                         help="Only from this report: its name, its id, or how its id begins."),
            min_confidence_option,
        )
    ):  # fmt: skip
        command = option(command)
    return command


def event_filters(command: Command) -> Command:
    """Options named as the fields of EventFilter."""
    for option in reversed(
        (
            click.option("--type", metavar="TYPE",
                         help="Only events of this type: PLOVER's, such as ASSAULT or PROTEST, or one of"
                         " your own."),
            click.option("--mode", metavar="MODE", help="Only events of this mode, such as aerial."),
            click.option("--status", type=click.Choice(STATUSES, case_sensitive=False),
                         help="Only events of this status."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def incident_filters(command: Command) -> Command:
    """Options of IncidentFilter beside those of EventFilter."""
    for option in reversed(
        (
            click.option("--disputed", is_flag=True,
                         help="Only where sources exclude each other: figures, days, places, culprits, or"
                         " whether it happened."),
            click.option("--sources", type=click.IntRange(1), default=1, metavar="N",

            help="Only what at least N independent outlets tell; copies of one text count once."),
        known_on_option, )
    ):  # fmt: skip
        command = option(command)
    return command


def known_on_option(command: Command) -> Command:
    return click.option(
        "--known-on", type=last_day, metavar="DATE",
        help="Answer with the reports published by DATE only. Reports without a date are left out.",
    )(command)  # fmt: skip


def state_filters(command: Command) -> Command:
    """Options named as the fields of StateFilter."""
    command = click.option(
        "--status", metavar="STATUS", help="Only states of this status, such as holds or former."
    )(command)
    return click.option(
        "--kind", type=click.Choice(STATE_KINDS, case_sensitive=False), help="Only states of this kind."
    )(command)


def limit_option(command: Command) -> Command:
    return click.option(
        "--limit", type=click.IntRange(1), metavar="N", help="At most N records, in the table's order."
    )(command)


def ids_option(command: Command) -> Command:
    return click.option(
        "--ids", is_flag=True,
        help="Also show each record's id, by which `tidings judge`, `wrong`, `set` and `history` know it.",
    )(command)  # fmt: skip


def format_option(command: Command) -> Command:
    return click.option(
        "--format", "format", type=click.Choice(("table", "json")), default="table", show_default=True,
        help="A table to read, or one JSON array of records, each with its report's name and id.",
    )(command)  # fmt: skip
