"""The exception tree.

TidingsError
├── InputError        one input could not be read; the others still are      exit 3
├── StoreError        the store is locked, read-only, damaged or too new     exit 4
├── UsageError        arguments that cannot be meant                         exit 2
└── ModelError        weights or a model are missing or of another format    exit 5
"""

from __future__ import annotations


class TidingsError(Exception):
    """Anything tidings raises on purpose. `exit_code` is what the command line returns. `command`: what to
    do at the command line, said after the rest; the desk leaves it out."""

    exit_code = 1

    def __init__(self, what: str = "", *, command: str = "") -> None:
        self.message, self.command = what, command
        super().__init__(f"{what} {command}".rstrip())


class InputError(TidingsError):
    """An input that could not be read. `where` names the file, line or field."""

    exit_code = 3

    def __init__(self, where: str, what: str, do: str) -> None:
        self.where, self.what, self.do = where, what, do
        super().__init__(f"{where}: {what}. {do}")


class StoreError(TidingsError):
    exit_code = 4


class UsageError(TidingsError):
    exit_code = 2


class ModelError(TidingsError):
    exit_code = 5
