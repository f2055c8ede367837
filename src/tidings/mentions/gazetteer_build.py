"""Compiles the gazetteer into one SQLite file in the user's cache, once per version of its sources.

The file is written under another name and moved into place, so that processes that start together
each build their own and the last one wins; a reader never sees half a file.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from tidings.mentions.gazetteer_names import exact_key, loose_key, skeleton_key
from tidings.mentions.gazetteer_sources import source_places
from tidings.mentions.gazetteer_tables import TABLES, table_bytes, words

FORMAT: Final = 10
ROMANISED: Final = words("romanised")
"""Countries whose names reach English through transliteration; only theirs get looser keys, which
keeps the file small and "Lyon" from meeting "Leon"."""

_SCHEMA: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE source (digest TEXT NOT NULL);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
                    region TEXT, lat REAL, lon REAL, geonames INTEGER, people INTEGER NOT NULL);
CREATE TABLE exact (key TEXT NOT NULL, place INTEGER NOT NULL, usual INTEGER NOT NULL,
                    PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT NOT NULL, place INTEGER NOT NULL, depth INTEGER NOT NULL,
                    PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


def source_digest() -> str:
    """Changes with the packaged tables that the places come from."""
    seen = hashlib.sha256(str(FORMAT).encode())
    for name in TABLES:
        seen.update(table_bytes(name))
    return seen.hexdigest()[:16]


def open_gazetteer(
    folder: Path | None = None, *, before_compiling: Callable[[], None] | None = None
) -> sqlite3.Connection:
    """The compiled gazetteer, built on first use (about 8 seconds) in `folder`.

    Without `folder`: $XDG_CACHE_HOME/tidings or ~/.cache/tidings, then a private folder under the
    temporary one; where none can be written it is built in memory. `before_compiling` is called
    once where it has to be built.
    """
    digest = source_digest()
    folders = [folder] if folder else list(_folders())
    for place in folders:
        if found := _open(place / f"places-{digest}.sqlite", digest):
            return found
    if before_compiling:
        before_compiling()
    for place in folders:
        path = place / f"places-{digest}.sqlite"
        try:
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            _build_into(path, digest)
        except (OSError, sqlite3.OperationalError):
            continue
        if found := _open(path, digest):
            return found
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(memory, digest)
    return memory


def _folders() -> Iterator[Path]:
    home = os.environ.get("XDG_CACHE_HOME") or ""
    if home:
        yield Path(home) / "tidings"
    else:
        with suppress(RuntimeError):
            yield Path.home() / ".cache" / "tidings"
    uid = os.getuid() if hasattr(os, "getuid") else 0
    shared = Path(tempfile.gettempdir()) / f"tidings-{uid}"
    with suppress(OSError):
        shared.mkdir(mode=0o700, exist_ok=True)
        known = shared.lstat()
        # another user may have put a folder of that name there first
        if stat.S_ISDIR(known.st_mode) and known.st_uid == uid and not known.st_mode & 0o022:
            yield shared


def _open(path: Path, digest: str) -> sqlite3.Connection | None:
    if not path.is_file():
        return None
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    try:
        if connection.execute("SELECT digest FROM source").fetchone() == (digest,):
            return connection
    except sqlite3.DatabaseError:
        pass
    connection.close()
    return None


def _build_into(path: Path, digest: str) -> None:
    handle, name = tempfile.mkstemp(prefix="places-", suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(name)) as connection:
            _fill(connection, digest)
        os.replace(name, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _fill(connection: sqlite3.Connection, digest: str) -> None:
    connection.executescript(_SCHEMA)
    places: list[tuple[object, ...]] = []
    exact: list[tuple[str, int, int]] = []
    loose: list[tuple[str, int, int]] = []
    with connection:
        for i, row in enumerate(source_places(), 1):
            places.append(
                (
                    i,
                    row.names[0],
                    row.kind,
                    row.country,
                    row.region,
                    row.lat,
                    row.lon,
                    row.geonames,
                    row.people,
                )
            )
            keys = dict.fromkeys(k for k in map(exact_key, row.names) if len(k) > 1)
            exact.extend((key, i, int(n == 0)) for n, key in enumerate(keys))
            if row.country in ROMANISED:
                loose.extend(loose_keys(keys, i))
            if len(exact) > 50_000:
                _write(connection, places, exact, loose)
        _write(connection, places, exact, loose)
        # many towns share a capital's name: the largest of a country is the capital
        connection.execute(
            "UPDATE place SET kind = 'town' WHERE kind = 'capital' AND (country, people) NOT IN"
            " (SELECT country, max(people) FROM place WHERE kind = 'capital' GROUP BY country)"
        )
        connection.execute("INSERT INTO source VALUES (?)", (digest,))


def loose_keys(keys: Iterable[str], i: int) -> Iterator[tuple[str, int, int]]:
    """Rows of the table "loose" for place `i` that has these exact keys."""
    runs = dict.fromkeys(run for run in map(loose_key, keys) if run)
    for run in runs:
        yield run, i, 1
    for bones in dict.fromkeys(b for b in map(skeleton_key, runs) if b):
        if bones not in runs:
            yield bones, i, 2


def _write(
    connection: sqlite3.Connection,
    places: list[tuple[object, ...]],
    exact: list[tuple[str, int, int]],
    loose: list[tuple[str, int, int]],
) -> None:
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", places)
    connection.executemany("INSERT OR IGNORE INTO exact VALUES (?,?,?)", sorted(exact))
    connection.executemany("INSERT OR IGNORE INTO loose VALUES (?,?,?)", sorted(loose))
    for written in (places, exact, loose):
        written.clear()
