"""The `tidings` command: its sub-commands and what their errors return.

Command modules import only click at the top; the reader, SQLAlchemy and rich are imported where
a command first needs them, because `tidings --help` answers in 0.2 s without them and 1.5 s with.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any, Final

import click

from tidings.cli.screen import complain
from tidings.errors import TidingsError, UsageError

COMMANDS: Final = (
    "read", "link", "show", "states", "incidents", "timeline", "compare", "promises", "actors", "export",
    "judge", "wrong", "set", "undo", "history", "judgements",
    "serve", "report", "code", "train", "gazetteer", "verify", "evaluate",
)  # fmt: skip
"""Each is `command` in the module of its name."""

EPILOG: Final = """\b
Exit codes
  0  everything asked for was done
  2  the arguments cannot be meant
  3  some inputs could not be read; the others were
  4  the store is locked, read-only, damaged or of another version
  5  the reader's weights or a model are missing, damaged or do not fit
  130  stopped with Ctrl-C; what was committed stays"""


class Commands(click.Group):
    """Loads a command's module when it is asked for, and turns TidingsErrors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found = importlib.import_module(f"tidings.cli.{name}").command
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TidingsError as error:
            complain(f"Error: {error}")
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            raise  # the reader of a pipe has seen enough; click ends the command quietly
        except OSError as error:
            complain(f"Error: {error.filename or 'output'} could not be written: {error.strerror or error}.")
            ctx.exit(UsageError.exit_code)
        except KeyboardInterrupt:
            ctx.exit(130)


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from tidings import __version__

        click.echo(f"tidings {__version__}")
        ctx.exit()


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
    help="Print the version and leave.",
)  # fmt: skip
def cli() -> None:
    """Read news reports and keep what they say: who did what to whom, where, when, how many,
    according to whom. Every value points at the words it was read from.

    \b
    tidings read reports/                    read a folder of reports into tidings.db
    tidings show --place Kirkuk              list what reports say of a place
    tidings incidents --disputed             what happened, by all reports; where sources disagree
    tidings states --as-of 2025-06-15        who held what on that day
    tidings promises --open                  what was announced and has not been done
    tidings export --format csv --out f.csv  write everything out
    """


def main() -> None:
    """Run the command line. Output is UTF-8 whatever the locale says, so that names survive a
    pipe on a machine with an ASCII locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name="tidings")
