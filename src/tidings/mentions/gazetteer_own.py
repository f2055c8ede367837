"""A user's own gazetteers: one SQLite file beside the packaged one, looked up together with it.

Several files can be added under a name each, listed and removed. Rows are streamed in and indexed on disk, so
that a dump of thirteen million places takes no more memory than a list of ten; opening takes no time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from tidings.errors import InputError, StoreError
from tidings.mentions.gazetteer_build import ROMANISED, loose_keys
from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.gazetteer_sources import Row

FORMAT: Final = 1
_BATCH: Final = 20_000
_SCHEMA: Final = f"""
PRAGMA user_version = {FORMAT};
CREATE TABLE IF NOT EXISTS source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, file TEXT NOT NULL,
                                   places INTEGER NOT NULL, added TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, name TEXT NOT NULL,
                                  kind TEXT NOT NULL, country TEXT, region TEXT, lat REAL, lon REAL,
                                  geonames INTEGER, people INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS exact (key TEXT NOT NULL, place INTEGER NOT NULL, usual INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS loose (key TEXT NOT NULL, place INTEGER NOT NULL, depth INTEGER NOT NULL);
"""
_INDEXES: Final = {
    "exact_key": "exact (key)", "loose_key": "loose (key)", "place_source": "place (source)",
    "place_geonames": "place (geonames)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Added:
    """A gazetteer that was added: its name, the file it came from, how many places, and when."""

    name: str
    file: str
    places: int
    added: str


def open_own(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """The file of own gazetteers, read-only unless `create`. Raises StoreError where it is none of ours."""
    try:
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path)
        else:
            connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False
            )
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if tables and not {"source", "place", "exact", "loose"} <= tables:
            raise StoreError(f"{path} is another kind of database; give another file for own gazetteers")
        if tables and version != FORMAT:
            raise StoreError(
                f"{path} is of format {version}, this version reads {FORMAT}; add the files anew"
            )
        if create:
            connection.executescript(_SCHEMA)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path} cannot be opened ({error}); check the path and the rights") from None
    return connection


def add_places(
    path: Path,
    name: str,
    file: str,
    rows: Iterable[Row],
    more_names: Callable[[], Iterable[tuple[int, str]]] | None,
) -> Added:
    """Add a gazetteer under a name that is not taken, all or nothing. `more_names`: further names by GeoNames
    id. Raises InputError where the name is taken or there is no place in it."""
    with closing(open_own(path, create=True)) as connection:
        if connection.execute("SELECT 1 FROM source WHERE name = ?", (name,)).fetchone():
            raise InputError(
                name, "a gazetteer of that name was added before", "Remove it first, or give --name."
            )
        try:
            with connection:
                return _add(connection, name, file, rows, more_names)
        except sqlite3.OperationalError as error:
            raise StoreError(f"{path} cannot be written ({error}); nothing was added") from None


def _add(
    connection: sqlite3.Connection, name: str, file: str, rows: Iterable[Row],
    more_names: Callable[[], Iterable[tuple[int, str]]] | None,
) -> Added:  # fmt: skip
    connection.execute("BEGIN IMMEDIATE")
    for index in (
        "exact_key",
        "loose_key",
    ):  # made anew at the end: sorting once is faster than a million inserts
        connection.execute(f"DROP INDEX IF EXISTS {index}")
    today = date.today().isoformat()
    cursor = connection.execute("INSERT INTO source VALUES (NULL, ?, ?, 0, ?, '')", (name, file, today))
    source = cursor.lastrowid
    last = connection.execute("SELECT coalesce(max(id), 0) FROM place").fetchone()[0]
    first, seen = last, hashlib.sha256()
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        places: list[tuple[object, ...]] = []
        exact: Keys = []
        loose: Keys = []
        for row in batch:
            last += 1
            seen.update(repr(row).encode())
            places.append((
                last, source, row.names[0], row.kind, row.country, row.region, row.lat, row.lon, row.geonames,
                row.people,
            ))  # fmt: skip
            for keys, table in zip(_keys(row.names, row.country, last), (exact, loose), strict=True):
                table.extend(keys)
        connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", places)
        _insert(connection, exact, loose)
    if last == first:
        raise InputError(file, "there is no place in it that could be read", "Check the messages above.")
    for index in ("place_source", "place_geonames"):
        connection.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {_INDEXES[index]}")
    if more_names is not None:
        _add_names(connection, source, more_names(), seen)
    for index in ("exact_key", "loose_key"):
        connection.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {_INDEXES[index]}")
    values = (last - first, seen.hexdigest()[:12], source)
    connection.execute("UPDATE source SET places = ?, digest = ? WHERE id = ?", values)
    return Added(name, file, last - first, today)


def _add_names(
    connection: sqlite3.Connection, source: int | None, names: Iterable[tuple[int, str]], seen: hashlib._Hash
) -> None:
    query = "SELECT id, country FROM place WHERE geonames = ? AND source = ?"
    names = iter(names)
    while batch := list(islice(names, _BATCH)):
        exact: Keys = []
        loose: Keys = []
        for number, name in batch:
            for place, country in connection.execute(query, (number, source)):
                seen.update(name.encode())
                more, looser = _keys((name,), country, place)
                exact.extend((key, place, 0) for key, place, _ in more)
                loose.extend(looser)
        _insert(connection, exact, loose)


Keys = list[tuple[str, int, int]]


def _keys(names: tuple[str, ...], country: str | None, place: int) -> tuple[Keys, Keys]:
    keys = list(dict.fromkeys(k for k in map(exact_key, names) if len(k) > 1))
    exact = [(key, place, int(n == 0)) for n, key in enumerate(keys)]
    return exact, list(loose_keys(keys, place)) if country in ROMANISED else []


def _insert(connection: sqlite3.Connection, exact: Keys, loose: Keys) -> None:
    connection.executemany("INSERT INTO exact VALUES (?,?,?)", exact)
    connection.executemany("INSERT INTO loose VALUES (?,?,?)", loose)


def list_own(path: Path) -> list[Added]:
    """What was added, in order; nothing where there is no file."""
    if not path.exists():
        return []
    with closing(open_own(path)) as connection:
        return [
            Added(*row)
            for row in connection.execute("SELECT name, file, places, added FROM source ORDER BY id")
        ]


def remove_own(path: Path, name: str) -> int:
    """How many places went with it. Raises InputError where none of that name was added."""
    known = [a.name for a in list_own(path)]
    if name not in known:
        do = f"Added are: {', '.join(known)}." if known else "None was added."
        raise InputError(name, "no gazetteer of that name", do)
    with closing(open_own(path, create=True)) as connection:
        with connection:
            (source,) = connection.execute("SELECT id FROM source WHERE name = ?", (name,)).fetchone()
            for table in ("exact", "loose"):
                connection.execute(
                    f"DELETE FROM {table} WHERE place IN (SELECT id FROM place WHERE source = ?)", (source,)
                )
            gone = connection.execute("DELETE FROM place WHERE source = ?", (source,)).rowcount
            connection.execute("DELETE FROM source WHERE id = ?", (source,))
        connection.execute("VACUUM")
    return gone


def own_digest(connection: sqlite3.Connection) -> str:
    """Changes with what was added; empty where nothing was."""
    digests: Iterator[str] = (d for (d,) in connection.execute("SELECT digest FROM source ORDER BY digest"))
    joined = "".join(digests)
    return hashlib.sha256(joined.encode()).hexdigest()[:12] if joined else ""
