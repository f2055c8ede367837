"""The command line: one file a command."""

from tidings.cli.group import cli, main

__all__ = ["cli", "main"]
