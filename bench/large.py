"""A large store in a minute: a small invented one is linked (`invented.py`), and what its ledger and its
views then hold is copied, each copy later by as many days as the small one lasts and with ids of its own.

Linking a hundred thousand events takes several minutes, and pages read only what linking leaves. Of each
second copy groups and persons have other names, of the others the same ones: some act through all the years.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from invented import reports
from situation import fill

from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date
from tidings.views.current import all_views

SMALL: Final = 400
_TOKEN: Final = re.compile(
    r"\b(?:[a-z][0-9a-f]{20}\b|\d{4}-\d\d-\d\d\b|[A-Z]{2,3}:[a-z]\w*|[A-Z]?[a-z]{3,}\b)(?![\w:])"
)
_LEFT: Final = {
    "migration",
    "view",
    "view_seen",
    "actor_lists",
    "incident_key",
    "incident_pair",
    "copies_key",
}
_ADDED: Final = {
    "actor": ("done", "suffered", "events", "states", "reports"),
    "actor_who": ("told",), "actor_name": ("told",),
    "holdings_word": ("claims",), "holdings_day": ("reports",),
    "source_key": ("reports", "says", "denies", "differs"), "source_name": ("n",), "source_type": ("n",),
    "promises_block": ("incidents",), "incident_word": (), "incident_name": (), "promises_key": (),
}  # fmt: skip
"""Tables of which two copies may have the same row, and what is then added up."""
_NUMBERS: Final = ("copies_report", "incident_event", "search_report", "search_record")
"""Tables whose `row` counts from 1."""
_OF_PARTS: Final = {"parts_side": ("number",), "parts_key": ("number",), "parts_pair": ("part", "whole")}
"""Tables in which `parts_side.number` stands for an incident, by which columns."""
_KEYS: Final = ("incident_key", "copies_key")
_FOLDED: Final = {"folded", "key", "word", "family", "words", "names", "text"}
"""Columns in which a name may be written small; elsewhere such a word may be a field's name or a code."""
Row = Sequence[Any]


def make(path: Path, many: int, *, small: int = SMALL) -> None:
    """A store of about `many` reports of ten events each."""
    with Store.open(path) as store:
        fill(store, reports(small))
        bring_up_to_date(store, all_views())
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = DELETE", "synchronous = OFF", "cache_size = -262144", "temp_store = 2"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN EXCLUSIVE")
    _copy(connection, max(1, round(many / small)))
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _copy(connection: sqlite3.Connection, copies: int) -> None:
    made = _taken_away(connection)
    names, keys = _names(connection), _keys(connection)
    days = [date.fromisoformat(d) for (d,) in connection.execute("SELECT published FROM report")]
    span = (max(days) - min(days)).days + 1
    numbers = {t: _one(connection, f"SELECT max(row) FROM {t}") for t in _NUMBERS}
    numbers |= dict.fromkeys(_OF_PARTS, _one(connection, "SELECT coalesce(max(number), 0) FROM parts_side"))
    for table in _tables(connection):
        _copy_table(connection, table, copies, span, names, keys, numbers.get(table, 0))
    for n in range(1, copies):
        for table in _KEYS:
            step = numbers["incident_event" if table == "incident_key" else "copies_report"] * n
            columns = [f"row + {step}" if c == "row" else f"key + {n}" if c == "key" else c
                       for c in _columns(connection, table)]  # fmt: skip
            last = f"row <= {numbers['incident_event' if table == 'incident_key' else 'copies_report']}"
            connection.execute(f"INSERT INTO {table} SELECT {', '.join(columns)} FROM {table} WHERE {last}")
        step = numbers["incident_event"] * n
        inside = f"b <= {numbers['incident_event']}"
        connection.execute(f"INSERT INTO incident_pair SELECT a+{step}, b+{step}, score FROM incident_pair "
                           f"WHERE {inside}")  # fmt: skip
    for statement in made:
        connection.execute(statement)
    connection.execute("INSERT INTO search_words(search_words) VALUES('rebuild')")
    connection.execute(
        "INSERT INTO search_text (rowid, title, text) SELECT s.row, coalesce(r.title, ''), r.text"
        f" FROM search_report s JOIN report r ON r.id = s.report WHERE s.row > {numbers['search_report']}"
    )
    connection.execute("INSERT OR REPLACE INTO view_seen SELECT 'coding', count(*) FROM coding")


def _taken_away(connection: sqlite3.Connection) -> list[str]:
    """Indexes go while rows are copied; returns what makes them again."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


def _copy_table(
    connection: sqlite3.Connection,
    table: str,
    copies: int,
    span: int,
    names: set[str],
    keys: set[str],
    last: int,
) -> None:
    columns = _columns(connection, table)
    rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
    if not rows:
        return
    counted = _OF_PARTS.get(table, ("row", "part"))
    numbered = [at for at, column in enumerate(columns) if last and column in counted]
    parts = [
        [
            _parts(v, names, keys, small=column in _FOLDED) if isinstance(v, str) else v
            for column, v in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    tokens = {t for row in parts for v in row if isinstance(v, list) for t in v[1::2]}
    held = ", ".join("?" * len(columns))
    insert = f'INSERT INTO "{table}" VALUES ({held})'
    if table in _ADDED:
        sums = ", ".join(f"{c} = {c} + excluded.{c}" for c in _ADDED[table])
        insert += f" ON CONFLICT DO {'UPDATE SET ' + sums if sums else 'NOTHING'}"
    keyed = table.startswith(("promises_", "parts_")) and "key" in columns
    shift = [columns.index("key")] if keyed else []
    for n in range(1, copies):
        now = {token: _as_of(token, n, span, keys) for token in tokens}
        added = {**dict.fromkeys(numbered, n * last), **dict.fromkeys(shift, n)}
        connection.executemany(insert, (_copied(row, now, added) for row in parts))


def _copied(row: Row, now: dict[str, str], added: dict[int, int]) -> Row:
    out = [_joined(value, now) if isinstance(value, list) else value for value in row]
    for at, more in added.items():
        out[at] += more
    return out


def _parts(text: str, names: set[str], keys: set[str], *, small: bool) -> Any:
    """Text and tokens by turns; the text itself where it has none."""
    out: list[str] = []
    at = 0
    for found in _TOKEN.finditer(text):
        token = found.group()
        is_id = len(token) == 21 and not token.isalpha()
        is_name = (small or token[0].isupper()) and token.lower() in names
        if token[0].isdigit() or is_id or is_name or token in keys:
            out += (text[at : found.start()], token)
            at = found.end()
    return [*out, text[at:]] if out else text


def _joined(parts: list[str], now: dict[str, str]) -> str:
    out = parts[:]
    out[1::2] = [now[token] for token in parts[1::2]]
    return "".join(out)


def _as_of(token: str, n: int, span: int, keys: set[str]) -> str:
    """What stands for it in copy `n`."""
    if token.startswith("9999"):  # stands for no day
        return token
    if token[0].isdigit():
        return (date.fromisoformat(token) + timedelta(n * span)).isoformat()
    if token in keys:
        return f"{token}{n}" if n % 2 else token
    if len(token) == 21 and not token.isalpha():
        return f"{token[0]}{int(token[1:5], 16) ^ n:04x}{token[5:]}"
    return _renamed(token, n) if n % 2 else token


def _renamed(word: str, n: int) -> str:
    """As long as the word was: what marks its place in a text still does."""
    consonants = "bdfgklmnprstvz"
    out = "".join(
        consonants[(consonants.index(c) + n) % len(consonants)] if c in consonants else c
        for c in word.lower()
    )
    return out.capitalize() if word[0].isupper() else out


def _names(connection: sqlite3.Connection) -> set[str]:
    """Words of names that only persons and groups have."""
    query = "SELECT DISTINCT folded FROM incident_name WHERE role {} IN ('source', 'actor')"
    theirs, others = (
        {word for (name,) in connection.execute(query.format(what)) for word in name.split()}
        for what in ("", "NOT")
    )
    return theirs - others - {"front", "army", "council"}


def _keys(connection: sqlite3.Connection) -> set[str]:
    return {key for (key,) in connection.execute("SELECT key FROM actor WHERE key NOT LIKE 'all:%'")}


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search\\_text%' ESCAPE '\\'"
        " AND name NOT LIKE 'search\\_words%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
    )
    return [name for (name,) in found if name not in _LEFT]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def _one(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
