"""SQLite, the one database so far: how a file is opened, and what its errors mean to a user.

Everything else in this package speaks SQLAlchemy Core and would run on another database.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from tidings.errors import StoreError

_HEADER: Final = b"SQLite format 3\x00"
_MEANINGS: Final = (
    ("SQLITE_BUSY", "another program is using the store. Wait until it has finished, then try again"),
    ("SQLITE_LOCKED", "another program is using the store. Wait until it has finished, then try again"),
    ("SQLITE_READONLY", "the file or its folder cannot be written to. Change its permissions, or copy it"),
    ("SQLITE_CANTOPEN", "it cannot be opened. Check that the folder exists and may be written to"),
    ("SQLITE_PERM", "it cannot be opened. Check its permissions"),
    ("SQLITE_NOTADB", "is no tidings store. Give another file"),
    ("SQLITE_CORRUPT", "the file is damaged. Restore a copy, or read the reports into a new store"),
    ("SQLITE_FULL", "the disk is full. Nothing of the last report was written; make room and go on"),
    ("SQLITE_IOERR", "the disk did not read or write it. Check the disk, then try again"),
)


def connect(path: Path, *, read_only: bool, wait: float) -> Engine:
    """An engine for the file, not yet opened. `wait`: seconds to wait for another program's lock."""
    mode = "ro" if read_only else "rwc"
    if read_only and _cannot_share(path):
        mode = "ro&immutable=1"
    uri = f"file:{quote(os.fspath(path.absolute()))}?mode={mode}"

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=wait, check_same_thread=False, isolation_level=None)

    engine = create_engine("sqlite://", creator=open_file, poolclass=QueuePool)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def set_journal(connection: Connection) -> None:
    """Write-ahead log: readers go on while one program writes, and a killed writer loses nothing
    committed. Kept in the file, and only settable outside a transaction."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.cursor().execute("PRAGMA journal_mode = WAL").close()


def check_file(path: Path, *, there: bool) -> None:
    """What can be said of the file without opening it; `there`: a store must be there. Raises StoreError."""
    if path.is_dir():
        raise StoreError(f"{path}: this is a folder, a store is a file. Give a file name in it.")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist. Make it first.")
    if not path.exists():
        if there:
            raise StoreError(f"{path}: there is no store here.", command="`tidings read` makes one.")
        return
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StoreError(f"{path}: it cannot be read ({error.strerror}). Check its permissions.") from None
    if not header:
        if there:
            raise StoreError(f"{path}: the store is empty.", command="`tidings read` fills it.")
        return
    if not header.startswith(_HEADER[: len(header)]):
        raise StoreError(f"{path}: is no tidings store. Give another file.")
    if not _is_whole(path, header):
        raise StoreError(
            f"{path}: the file is damaged: its end is missing. Restore a copy, or read the reports into a "
            "new store."
        )


def _is_whole(path: Path, header: bytes) -> bool:
    # https://www.sqlite.org/fileformat2.html: page size at 16, pages at 28, valid where 24 equals 92.
    # While a write-ahead log is there, the file may rightly be shorter than it says.
    if len(header) < 100:
        return False
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size > 0:
        return True
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    return header[24:28] != header[92:96] or path.stat().st_size >= page * pages


def _cannot_share(path: Path) -> bool:
    # Readers of a write-ahead log share a file beside the store. In a folder where none can be made,
    # a store without a log is read as a file that nobody writes; with one, SQLite decides.
    log = path.with_name(path.name + "-wal")
    return not os.access(path.parent, os.W_OK, effective_ids=True) and not log.exists()


def _set_up(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # NORMAL with a write-ahead log: a killed program loses nothing committed; a power cut may lose the
    # last transactions but never damages the file (https://www.sqlite.org/wal.html).
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "recursive_triggers = ON", "temp_store = 2"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that reads first and then writes cannot wait for a lock, so writers lock at the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the database's errors into StoreErrors that name the file and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _explain(path, error.orig or error) from error
    except sqlite3.Error as error:
        raise _explain(path, error) from error


def _explain(path: Path, error: BaseException) -> StoreError:
    name = getattr(error, "sqlite_errorname", "")
    for start, meaning in _MEANINGS:
        if name.startswith(start):
            return StoreError(f"{path}: {meaning}.")
    return StoreError(f"{path}: {error}.")
