"""Where exports go: standard output, or a file that is whole or not there."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from tidings.errors import UsageError
from tidings.model.visible import safe_json

if TYPE_CHECKING:
    from typing_extensions import Buffer

file_format_option = click.option(
    "--format", "format", type=click.Choice(("jsonl", "csv")), default="jsonl", show_default=True,
    help="JSON Lines, one report a line with text, events and states; or CSV, one record a row.",
)  # fmt: skip
kind_option = click.option(
    "--kind", type=click.Choice(("events", "states")), default="events", show_default=True,
    help="Which records a CSV holds; JSON Lines always hold both.",
)  # fmt: skip
out_option = click.option(
    "--out", metavar="FILE", help="Write to this file, replaced only when all is written. [default: stdout]"
)


@contextmanager
def open_out(path: str | None) -> Iterator[BinaryIO]:
    """Standard output for None or "-". A file is written beside its place and moved there at the
    end; what stood there stays where the writing fails. Raises UsageError where it cannot be made."""
    if path in (None, "-"):
        yield _Screen() if sys.stdout.isatty() else sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    place = Path(str(path))
    try:
        if place.exists() and not place.is_file():  # a device or a named pipe cannot be replaced
            with place.open("wb") as device:
                yield device
            return
        handle, draft = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    except OSError as error:
        raise UsageError(f"{place} cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        # mkstemp makes files that nobody else may read; a file the user asked for follows the umask.
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, place)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


class _Screen(io.BytesIO):
    """A terminal: characters that it would obey are escaped. Files and pipes get the bytes as they are."""

    def write(self, data: Buffer, /) -> int:
        text = bytes(data).decode("utf-8", "replace").replace("\r\n", "\n")
        click.echo(safe_json(text), nl=False)
        return len(bytes(data))

    def flush(self) -> None:
        sys.stdout.flush()
