"""Tables of the view of searching: two full-text indexes of SQLite's, and what their rows stand for.

Neither index keeps a text a second time: of reports the ledger has it, of records `search_record`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Connection, Index, Integer, MetaData, Table, Text, event

METADATA: Final = MetaData()

TOKENS: Final = "porter unicode61 remove_diacritics 2"
"""Words without case, accents and English endings: "attack" finds "attacked", "irbil" not "Erbil"."""

search_report = Table(
    "search_report", METADATA,
    Column("row", Integer, primary_key=True),
    Column("report", Text, nullable=False, unique=True),
    Column("published", Text),
    Column("outlet", Text, nullable=False),  # folded, "" where none is known
)  # fmt: skip

# `words`: the evidence, one stretch a line; `names`: parties, places and sources as the report's records have
# them, so that "it fired" is found by who it was. `start` and `end` are those of the first evidence.
search_record = Table(
    "search_record", METADATA,
    Column("row", Integer, primary_key=True),
    Column("coding", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("kind", Text, nullable=False),  # event or state
    Column("type", Text, nullable=False),
    Column("status", Text),
    Column("published", Text),
    Column("outlet", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("names", Text, nullable=False),
    Index("search_record_coding", "coding"),
)  # fmt: skip

_INDEXES: Final = (
    f"CREATE VIRTUAL TABLE search_text USING fts5(title, text, content='', tokenize='{TOKENS}')",
    "CREATE VIRTUAL TABLE search_words USING fts5(words, names, content='search_record', content_rowid='row',"
    f" tokenize='{TOKENS}')",
)


@event.listens_for(METADATA, "after_create")
def _make_indexes(_tables: MetaData, connection: Connection, **_: object) -> None:
    for statement in _INDEXES:
        connection.exec_driver_sql(statement)


@event.listens_for(METADATA, "before_drop")
def _drop_indexes(_tables: MetaData, connection: Connection, **_: object) -> None:
    for name in ("search_text", "search_words"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
