"""Tables of the view of actors. An actor is known by its key (`Actor.key`, or `all:SECTOR:COUNTRY` for those
only described)."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

METADATA: Final = MetaData()

# One row for each actor on each side of a record. `type` of a state is its kind; `day`: the first, of a state
# without one that of the report, "" where none is known; `names`: how the record has the actor, as JSON.
actor_told = Table(
    "actor_told", METADATA,
    Column("coding", Text, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("who", Text, nullable=False),  # as in actor_who
    Index("actor_told_key", "key", "side", "day"),
    sqlite_with_rowid=False,
)  # fmt: skip

# One row for each pair of an event's actor and recipient.
actor_tie = Table(
    "actor_tie", METADATA,
    Column("coding", Text, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("day", Text, nullable=False),
    Index("actor_tie_pair", "one", "other", "type", "status", "day", "record"),
    Index("actor_tie_other", "other"),
    sqlite_with_rowid=False,
)  # fmt: skip

# Who a key is, as records tell it, the surest of which counts: an Actor as JSON. `told` counts those that say
# so, and a row goes with the last of them; the same for names.
actor_who = Table(
    "actor_who", METADATA,
    Column("key", Text, primary_key=True),
    Column("who", Text, primary_key=True),
    Column("told", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

actor_name = Table(
    "actor_name", METADATA,
    Column("key", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("told", Integer, nullable=False),
    Index("actor_name_folded", "folded"),
    sqlite_with_rowid=False,
)  # fmt: skip

# What actors are listed by. `events` is `done` and `suffered` together.
actor = Table(
    "actor", METADATA,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("sector", Text),
    Column("country", Text),
    Column("weak", Integer, nullable=False),
    Column("described", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("suffered", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("states", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Index("actor_events", "events", "reports", "name"),
    Index("actor_country", "country", "events"),
)  # fmt: skip

# The user's lists with which all this was found out: one row, a hash.
actor_lists = Table("actor_lists", METADATA, Column("own", Text, primary_key=True))
