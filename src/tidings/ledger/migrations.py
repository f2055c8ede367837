"""The store's versions, one numbered function each. A function that was released is never edited:
what it made is what stores out there look like; a change is a new function at the end.

Each is plain SQL and not made from `schema`, which describes the newest version only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, insert, inspect, select

from tidings.errors import StoreError
from tidings.ledger.schema import migration

Migration = Callable[[Connection], None]

_MIGRATION_TABLE: Final = (
    "CREATE TABLE migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL)"
)


def m0001_ledger(connection: Connection) -> None:
    """Reports, how they were handed in, codings with their events, states and slots, judgements, notes."""
    for statement in (
        """CREATE TABLE report (
            id TEXT PRIMARY KEY, text TEXT NOT NULL, published TEXT, title TEXT, outlet TEXT, url TEXT,
            at TEXT NOT NULL)""",
        """CREATE TABLE receipt (
            report TEXT NOT NULL REFERENCES report (id), doc TEXT NOT NULL, published_why TEXT NOT NULL,
            language TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (report, doc, published_why, language))""",
        """CREATE TABLE coding (
            id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id), reader TEXT NOT NULL,
            notes TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (report, reader))""",
        """CREATE TABLE event (
            coding TEXT NOT NULL REFERENCES coding (id), n INTEGER NOT NULL, id TEXT NOT NULL,
            report TEXT NOT NULL REFERENCES report (id), type TEXT NOT NULL, mode TEXT,
            status TEXT NOT NULL, background INTEGER NOT NULL, first_day TEXT, last_day TEXT,
            country TEXT, confidence DOUBLE PRECISION NOT NULL, record TEXT NOT NULL,
            PRIMARY KEY (coding, n), UNIQUE (coding, id))""",
        """CREATE TABLE state (
            coding TEXT NOT NULL REFERENCES coding (id), n INTEGER NOT NULL, id TEXT NOT NULL,
            report TEXT NOT NULL REFERENCES report (id), kind TEXT NOT NULL, status TEXT,
            first_day TEXT, last_day TEXT, country TEXT, confidence DOUBLE PRECISION NOT NULL,
            record TEXT NOT NULL, PRIMARY KEY (coding, n), UNIQUE (coding, id))""",
        """CREATE TABLE slot (
            coding TEXT NOT NULL REFERENCES coding (id), record TEXT NOT NULL, role TEXT NOT NULL,
            n INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
            PRIMARY KEY (coding, record, role, n, name))"""
        # The key is nearly the whole row: kept once and not twice, the store is a seventh smaller.
        + (" WITHOUT ROWID" if connection.dialect.name == "sqlite" else ""),
        """CREATE TABLE judgement (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, targets TEXT NOT NULL, verdict TEXT NOT NULL,
            field TEXT, value TEXT, because TEXT, by TEXT NOT NULL, at TEXT NOT NULL)""",
        """CREATE TABLE note (
            id TEXT PRIMARY KEY, target TEXT NOT NULL, text TEXT NOT NULL, by TEXT NOT NULL,
            at TEXT NOT NULL)""",
        "CREATE INDEX coding_report ON coding (report, at, id)",
    ):
        connection.exec_driver_sql(statement)
    for table in ("report", "receipt", "coding", "event", "state", "slot", "judgement", "note"):
        _refuse_changes(connection, table)


def m0002_unclear(connection: Connection) -> None:
    """Of each coding what may be events and is not surely enough one; of older codings nothing is known."""
    connection.exec_driver_sql("ALTER TABLE coding ADD COLUMN unclear TEXT NOT NULL DEFAULT '[]'")


def m0003_own_types(connection: Connection) -> None:
    """With each coding the event types that the model it was read with declares beside PLOVER's."""
    connection.exec_driver_sql("ALTER TABLE coding ADD COLUMN types TEXT NOT NULL DEFAULT '[]'")


def m0004_own_actors(connection: Connection) -> None:
    """Actors from a user's lists."""
    connection.exec_driver_sql(
        "CREATE TABLE own_actor (id TEXT PRIMARY KEY, record TEXT NOT NULL, at TEXT NOT NULL)"
    )
    _refuse_changes(connection, "own_actor")


def m0005_record_ids(connection: Connection) -> None:
    """Records can be asked for by id: whoever judges one names it so."""
    for table in ("event", "state"):
        connection.exec_driver_sql(f"CREATE INDEX {table}_id ON {table} (id)")


MIGRATIONS: Final[Sequence[Migration]] = (
    m0001_ledger, m0002_unclear, m0003_own_types, m0004_own_actors, m0005_record_ids,
)  # fmt: skip


def _refuse_changes(connection: Connection, table: str) -> None:
    # INSERT OR REPLACE deletes without asking a trigger unless recursive_triggers is on; our own
    # connections set it, and `verify` finds what another program replaced.
    for verb in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN "
            f"SELECT RAISE(ABORT, 'the ledger is append-only: no {verb} on {table}'); END"
        )


def version_of(connection: Connection) -> int:
    """The store's version: the number of its last migration, 0 for an empty database. Raises StoreError
    for a database that holds something else."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    if migration.name not in tables or not {"version", "name", "at"} <= {
        column["name"] for column in inspect(connection).get_columns(migration.name)
    }:
        raise StoreError("is a database of another program, not a tidings store. Give another file")
    versions = connection.execute(select(migration.c.version)).scalars().all()
    return max(versions, default=0)


def check_version(found: int, newest: int) -> None:
    """Raises StoreError for a store that this version of tidings does not know."""
    if found > newest:
        raise StoreError(
            f"is a store of version {found}; this tidings knows versions up to {newest}. Update tidings"
        )


def migrate(connection: Connection, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the store to the newest version, inside the caller's transaction: all steps or none."""
    found = version_of(connection)
    check_version(found, len(steps))
    if found == 0 and migration.name not in inspect(connection).get_table_names():
        connection.exec_driver_sql(_MIGRATION_TABLE)
    for version, step in enumerate(steps, start=1):
        if version > found:
            step(connection)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(insert(migration).values(version=version, name=step.__name__, at=at))
