"""Tables of the view of parts. `number` stands for an incident where rows are many; nothing that is shown
depends on it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Double, Index, Integer, MetaData, Table, Text

METADATA: Final = MetaData()

parts_side = Table(
    "parts_side", METADATA,
    Column("number", Integer, primary_key=True),
    Column("incident", Text, nullable=False, unique=True),
    Column("side", Text, nullable=False),  # side.Side as JSON
)  # fmt: skip

# `whole`: 1 for what can have parts, which is filed a second time.
parts_key = Table(
    "parts_key", METADATA,
    Column("week", Integer, primary_key=True, autoincrement=False),
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("whole", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("worth", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# How many stand under a key in a week. Only blocks that hold a whole can bring anything together.
parts_block = Table(
    "parts_block", METADATA,
    Column("week", Integer, primary_key=True, autoincrement=False),
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("wholes", Integer, nullable=False),
    Column("parts", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# Every whole that an incident can be a part of; `extent` sorts them by how large they are.
parts_pair = Table(
    "parts_pair", METADATA,
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("whole", Integer, primary_key=True, autoincrement=False),
    Column("score", Double, nullable=False),
    Column("extent", Integer, nullable=False),
    Index("parts_pair_whole", "whole"),
    sqlite_with_rowid=False,
)  # fmt: skip

# The one that it is a part of, by incident id.
parts_link = Table(
    "parts_link", METADATA,
    Column("part", Text, primary_key=True),
    Column("whole", Text, nullable=False, index=True),
    Column("score", Double, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# What is looked for in one portion; of the connection, not of the file.
parts_lookup = Table(
    "parts_lookup", MetaData(),
    Column("number", Integer, nullable=False),
    Column("week", Integer, nullable=False),
    Column("key", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)  # fmt: skip
