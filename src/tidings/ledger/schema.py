"""The store's tables, as the queries see them. `migrations` makes them; a test compares the two.

Days are ISO text, which sorts as the days do. `at` columns are UTC times of writing and play no part
in what the ledger says. A record is kept whole in `record` (the format's JSON); the columns beside it
and the rows of `slot` repeat parts of it for searching, and `verify` compares them with it.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Double, Integer, MetaData, Table, Text

METADATA: Final = MetaData()

migration = Table(
    "migration", METADATA,
    Column("version", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip

report = Table(
    "report", METADATA,
    Column("id", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("published", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("at", Text, nullable=False),
)  # fmt: skip

# What is not part of a report's identity: one report may be handed in under several names.
receipt = Table(
    "receipt", METADATA,
    Column("report", Text, primary_key=True),
    Column("doc", Text, primary_key=True),
    Column("published_why", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("at", Text, nullable=False),
)  # fmt: skip

coding = Table(
    "coding", METADATA,
    Column("id", Text, primary_key=True),
    Column("report", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("content", Text, nullable=False),  # hash of all its records, so that none can go missing unseen
    Column("at", Text, nullable=False),
    Column("unclear", Text, nullable=False),  # what may be events, as in the record format
    Column("types", Text, nullable=False),  # event types beside PLOVER's that its model declares, as JSON
)  # fmt: skip

event = Table(
    "event", METADATA,
    Column("coding", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("background", Integer, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("country", Text),
    Column("confidence", Double, nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip

state = Table(
    "state", METADATA,
    Column("coding", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("country", Text),
    Column("confidence", Double, nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip

# One row for each name in a role (actor, recipient, holder, other, site, place, source, claim).
slot = Table(
    "slot", METADATA,
    Column("coding", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False),
)  # fmt: skip

judgement = Table(
    "judgement", METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("targets", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("field", Text),
    Column("value", Text),
    Column("because", Text),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip

note = Table(
    "note", METADATA,
    Column("id", Text, primary_key=True),
    Column("target", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip

# Actors from a user's lists, whole in `record`. Which was added last does not matter: all of them count.
own_actor = Table(
    "own_actor", METADATA,
    Column("id", Text, primary_key=True),
    Column("record", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip

LEDGER: Final = (report, receipt, coding, event, state, slot, judgement, note, own_actor)
"""Tables that only ever grow, in the order in which their rows can be written."""
