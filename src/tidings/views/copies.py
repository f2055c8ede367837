"""The view of copies: of every report the group of those that carry one text (`link.copies`).

A report's text never changes and none is ever taken away, so groups only grow together; which they are in the
end does not hang on the order in which reports come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, func, insert, select, update

from tidings.ledger.bulk import insert_rows, portions
from tidings.ledger.derived import Change
from tidings.ledger.records import Read
from tidings.ledger.schema import report
from tidings.link.copies import Print, are_copies, print_of
from tidings.views.versions import version_of

METADATA: Final = MetaData()
_CHUNK: Final = 500
_CACHED: Final = 2_000
"""Prints kept in memory between reports, some 20 KB each."""

copies_report = Table(
    "copies_report", METADATA,
    Column("report", Text, primary_key=True),
    Column("row", Integer, nullable=False, unique=True),
    Column("group", Text, nullable=False, index=True),
)  # fmt: skip

# Texts of the same words are filed once, under the report that came first with them: a text that a thousand
# outlets carry is compared with once. `key` is that of the whole text or of a band.
copies_key = Table(
    "copies_key", METADATA,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("row", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip


def printed(_: str, read: Read) -> tuple[str, Print]:
    return read.id, print_of(read.report.text)


class Copies:
    """A `View` (ledger.derived), the first of all."""

    name = "copies"
    tables = METADATA
    stage = staticmethod(printed)

    def __init__(self) -> None:
        self._prints: dict[int, Print] = {}

    @property
    def version(self) -> str:
        return version_of("link/copies.py", "views/copies.py")

    def take(self, connection: Connection, change: Change) -> None:
        last = connection.execute(select(func.max(copies_report.c.row))).scalar() or 0
        found = dict(change.prepared(connection, self.name, self.stage).values())
        for id in sorted(found.keys() - _known(connection, found)):
            last += 1
            self._add(connection, change, id, found[id], last)

    def settle(self, connection: Connection, change: Change) -> bool:
        return False

    def _add(self, connection: Connection, change: Change, id: str, one: Print, row: int) -> None:
        near = self._near(connection, one)
        copies = [other for other, print in near.items() if are_copies(one, print)]
        joined = {of for _, of in _groups(connection, copies)}
        group = min({id, *joined})
        connection.execute(insert(copies_report), {"report": id, "row": row, "group": group})
        if moved := sorted(joined - {group}):
            here = copies_report.c.group.in_(moved)
            change.copies.update(connection.execute(select(copies_report.c.report).where(here)).scalars())
            connection.execute(update(copies_report).where(here).values(group=group))
        if joined:
            change.copies.add(id)
        if not any(print.whole == one.whole for print in near.values()):
            self._keep(row, one)
            insert_rows(connection, insert(copies_key), [(key, row) for key in {one.whole, *one.bands}])

    def _near(self, connection: Connection, one: Print) -> dict[int, Print]:
        """The texts that share a key with it, by row."""
        keys = (one.whole, *one.bands)
        text = f"SELECT DISTINCT row FROM copies_key WHERE key IN ({', '.join('?' * len(keys))})"
        rows = connection.exec_driver_sql(text, keys).scalars().all()
        found = {row: self._prints[row] for row in rows if row in self._prints}
        lacking = [row for row in rows if row not in found]
        for some in portions(lacking, _CHUNK):
            texts = (
                select(copies_report.c.row, report.c.text)
                .join(report, report.c.id == copies_report.c.report)
                .where(copies_report.c.row.in_(some))
            )
            for row, text in connection.execute(texts):
                found[row] = print_of(text)
                self._keep(row, found[row])
        return {row: found[row] for row in rows}

    def _keep(self, row: int, one: Print) -> None:
        if len(self._prints) >= _CACHED:
            self._prints.clear()
        self._prints[row] = one


def group_of(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    """Report id → group, of those that the view knows."""
    found: dict[str, str] = {}
    for some in portions(sorted(set(reports)), _CHUNK):
        query = select(copies_report.c.report, copies_report.c.group)
        for row in connection.execute(query.where(copies_report.c.report.in_(some))):
            found[row.report] = row.group
    return found


def _known(connection: Connection, reports: Iterable[str]) -> set[str]:
    """Those of the reports that the view has."""
    of, known = copies_report.c.report, set[str]()
    for some in portions(sorted(reports), _CHUNK):
        known.update(connection.execute(select(of).where(of.in_(some))).scalars())
    return known


def _groups(connection: Connection, rows: Sequence[int]) -> Iterator[tuple[int, str]]:
    for some in portions(rows, _CHUNK):
        query = select(copies_report.c.row, copies_report.c.group).where(copies_report.c.row.in_(some))
        yield from ((row.row, row.group) for row in connection.execute(query))
