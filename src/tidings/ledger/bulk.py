"""Many rows at once, past what SQLAlchemy costs for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Connection, Insert, Select

Value = TypeVar("Value")
AT_ONCE: Final = 400
"""Values that a question lists, where nothing else is said."""
_PAIRS: Final = 400
"""In one question: each is two parameters."""


def portions(values: Sequence[Value], size: int = AT_ONCE) -> Iterator[Sequence[Value]]:
    """The values in their order, so many at a time as a question can list."""
    return (values[at : at + size] for at in range(0, len(values), size))


def insert_rows(connection: Connection, statement: Insert, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run the insert, given without values, for each of the rows: a value for every column of the table, in
    the columns' order. SQLAlchemy takes 10 µs for the parameters of a row that SQLite writes in two."""
    if rows:
        text = str(statement.compile(dialect=connection.dialect))
        connection.exec_driver_sql(text, list(rows))


def raw_rows(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query that asks by numbers, as SQLite gives them: half the time for many small ones."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    text = query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    yield from raw.cursor().execute(str(text))


def rows_at(
    connection: Connection,
    by: tuple[Column[Any], Column[Any]],
    pairs: Iterable[tuple[Any, Any]],
    *wanted: Column[Any],
) -> Iterator[tuple[Any, ...]]:
    """The `wanted` columns of the rows whose two columns `by` are one of the pairs. SQLite goes through a
    whole table for a list of pairs, but joins such a list by the table's key."""
    table, several, (one, other) = by[0].table, sorted(set(pairs)), by
    columns = ", ".join(f'it."{c.name}"' for c in wanted)
    for at in range(0, len(several), _PAIRS):
        some = several[at : at + _PAIRS]
        held = ", ".join(["(?, ?)"] * len(some))
        text = (
            f"WITH asked (one, other) AS (VALUES {held}) SELECT {columns} FROM asked"
            f' CROSS JOIN "{table}" AS it ON it."{one.name}" = asked.one AND it."{other.name}" = asked.other'
        )
        given = tuple(value for pair in some for value in pair)
        yield from (tuple(row) for row in connection.exec_driver_sql(text, given).all())
