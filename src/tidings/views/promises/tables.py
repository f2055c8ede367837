"""Tables of the view of promises."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Double, Index, Integer, MetaData, Table, Text

METADATA: Final = MetaData()

promises_telling = Table(
    "promises_telling", METADATA,
    Column("event", Text, primary_key=True),
    Column("coding", Text, nullable=False, index=True),
    Column("telling", Text, nullable=False),  # promises.telling.Telling as JSON
    sqlite_with_rowid=False,
)  # fmt: skip

# `key` is the hash of a side and something that a promise and a deed must share, with the year before it
# (`keys.in_year`); `month` counts from year 0.
promises_key = Table(
    "promises_key", METADATA,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("incident", Text, primary_key=True),
    Index("promises_key_incident", "incident"),
    sqlite_with_rowid=False,
)  # fmt: skip

promises_block = Table(
    "promises_block", METADATA,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("incidents", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# `deed` may also be a promise that is told again (kinds "recalls" and "content").
promises_link = Table(
    "promises_link", METADATA,
    Column("promise", Text, primary_key=True),
    Column("deed", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("score", Double, nullable=False),
    Column("why", Text, nullable=False),
    Index("promises_link_deed", "deed"),
    sqlite_with_rowid=False,
)  # fmt: skip

# Incidents of which links are to be made when all incidents are there, in the order in which they came: about
# that of their days, so that what is compared lies together.
promises_open = Table(
    "promises_open", METADATA,
    Column("n", Integer, primary_key=True),
    Column("incident", Text, nullable=False, unique=True),
)  # fmt: skip

# Keys that incidents are looked for by, those of one portion; of the connection, not of the file. `asked` is
# the number of a question, `own` the asker's own key and `month` its month.
promises_lookup = Table(
    "promises_lookup", MetaData(),
    Column("asked", Integer, nullable=False),
    Column("own", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("key", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)  # fmt: skip

# One row for each incident that holds a promise.
promises_promise = Table(
    "promises_promise", METADATA,
    Column("incident", Text, primary_key=True),
    Column("said", Text, nullable=False, index=True),
    Column("published", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
