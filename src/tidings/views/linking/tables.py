"""Tables of the view of incidents. `row` numbers an event in order of arrival and stands for it where rows
are many; nothing that is shown depends on it."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Column,
    Double,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    literal_column,
    select,
    text,
)

METADATA: Final = MetaData()

incident_event = Table(
    "incident_event", METADATA,
    Column("row", Integer, primary_key=True),
    Column("event", Text, nullable=False, unique=True),
    Column("coding", Text, nullable=False, index=True),
    Column("report", Text, nullable=False, index=True),
    Column("n", Integer, nullable=False),
    Column("incident", Text, nullable=False),  # "" before it is grouped
    Column("part", Integer, nullable=False, index=True),  # the first row of the part it was grouped in
    Column("bar", Double),  # of that part: a pair with a score up to it leaves the part as it is
    Column("confidence", Double, nullable=False),
    Column("judged", Integer, nullable=False),  # whether a person has set anything of it
    Column("told", Text, nullable=False),  # link.events.Told as JSON; last, since it is long
    Index("incident_event_doubtful", "judged", "confidence", "event"),
    Index("incident_event_incident", "incident", "judged", "event"),
)  # fmt: skip

# The period first: reports come about in the order of their days, and a row for each of thirty keys all over
# a large table costs a page each to write.
incident_key = Table(
    "incident_key", METADATA,
    Column("period", Integer, primary_key=True, autoincrement=False),
    Column("key", Integer, primary_key=True, autoincrement=False),  # hash of the key's text
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("worth", Integer, nullable=False),
    Column("first", Integer, nullable=False),  # whether it is the first period with this key of the event's
    sqlite_with_rowid=False,
)  # fmt: skip

# Each pair both ways round: those of an event lie together.
incident_pair = Table(
    "incident_pair", METADATA,
    Column("a", Integer, primary_key=True, autoincrement=False),
    Column("b", Integer, primary_key=True, autoincrement=False),
    Column("score", Double, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# What is left until all codings are in: events whose part may be another now, and incidents to write anew, in
# the order in which they were found, about that of their days, so that what is read lies together.
incident_open = Table(
    "incident_open", METADATA, Column("row", Integer, primary_key=True, autoincrement=False)
)
incident_stale = Table(
    "incident_stale", METADATA,
    Column("n", Integer, primary_key=True),
    Column("incident", Text, nullable=False, unique=True),
)  # fmt: skip

# `by_day` and `by_told` are what incidents are listed by: the first day (the last where that is open) and
# the day of the first report, 9999-12-31 where there is none. Sorting all by them would take seconds.
incident = Table(
    "incident", METADATA,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("background", Integer, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("country", Text),
    Column("precision", Text),  # of the best place, as are its position and country
    Column("lat", Double),
    Column("lon", Double),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("disputes", Text, nullable=False),  # the fields, with blanks between
    Column("confidence", Double, nullable=False),
    Column("killed_low", Integer),
    Column("killed_best", Integer),
    Column("killed_high", Integer),
    Column("published_first", Text),
    Column("published_last", Text),
    Column("by_day", Text, nullable=False),
    Column("by_told", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("incident_listed", "by_day", "by_told", "id"),
    Index("incident_day", "first_day", "last_day", "id"),
    Index("incident_country", "country", "first_day"),
    Index("incident_type", "type", "first_day"),
    Index("incident_published", "published_first", "published_last", "id"),
    Index("incident_disputed", "outlets", "id", sqlite_where=text("disputed > 0")),
)  # fmt: skip
DISPUTED: Final[Select[Any]] = select(literal_column("d.id")).select_from(
    text("incident AS d INDEXED BY incident_disputed WHERE d.disputed > 0")
)
"""Ids of the incidents in which sources exclude each other, from their own index: 20 times as fast at 100,000
events as the index that SQLite chooses by itself."""

# Where an incident stands in a timeline (`views.incident.entries`); `first` is `incident.by_day`.
incident_entry = Table(
    "incident_entry", METADATA,
    Column("day", Text, primary_key=True),
    Column("first", Text, primary_key=True),
    Column("incident", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Index("incident_entry_incident", "incident"),
    sqlite_with_rowid=False,
)  # fmt: skip

incident_name = Table(
    "incident_name", METADATA,
    Column("folded", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("incident", Text, primary_key=True),
    Index("incident_name_incident", "incident"),
    sqlite_with_rowid=False,
)  # fmt: skip

# Which names have a word: what is asked for is looked up by a word and then by the name. A name stays here
# when nothing is called so any more.
incident_word = Table(
    "incident_word", METADATA,
    Column("word", Text, primary_key=True),
    Column("folded", Text, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

# What the events of one portion are looked up by; of the connection, not of the file.
lookup = Table(
    "incident_lookup", MetaData(),
    Column("row", Integer, nullable=False),
    Column("key", Integer, nullable=False),
    Column("period", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)  # fmt: skip
