"""The view of sources: which outlet a report is of, and whom each record names as saying it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    text,
)

from tidings.ledger.bulk import insert_rows, portions
from tidings.ledger.derived import Change
from tidings.ledger.names import fold
from tidings.ledger.records import Read
from tidings.ledger.schema import coding, report
from tidings.model.record import Event, State
from tidings.views.incident.sources import words_of
from tidings.views.versions import version_of

METADATA: Final = MetaData()
UNDATED: Final = "9999-12-31"

source_report = Table(
    "source_report", METADATA,
    Column("report", Text, primary_key=True),
    Column("outlet", Text, nullable=False),  # folded, "" where none is known
    Column("name", Text, nullable=False),
    Column("published", Text),
    Column("by_day", Text, nullable=False),  # `published`, UNDATED where there is none
    Index("source_report_outlet", "outlet", "by_day"),
    Index("source_report_day", "by_day", "report"),
)  # fmt: skip

# A row for each party that a record gives as saying it (`role` source) or as giving another value (claim,
# with the `field`). `start` and `end` are the record's first evidence.
source_said = Table(
    "source_said", METADATA,
    Column("coding", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("published", Text),
    Column("kind", Text, nullable=False),  # event or state
    Column("type", Text, nullable=False),
    Column("status", Text),
    Column("field", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("source_said_key", "key", "published"),
)  # fmt: skip

_COLUMNS: Final = tuple(c.name for c in source_said.columns)

# What is said by each, counted: a page of sources would count a hundred thousand rows for a second or two.
# `reports` counts codings that count, of which a report has one.
source_key = Table(
    "source_key", METADATA,
    Column("key", Text, primary_key=True),
    Column("reports", Integer, nullable=False),
    Column("says", Integer, nullable=False),
    Column("denies", Integer, nullable=False),
    Column("differs", Integer, nullable=False),
    Index("source_key_reports", "reports"),
)  # fmt: skip

source_name = Table(
    "source_name", METADATA,
    Column("key", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

source_type = Table(
    "source_type", METADATA,
    Column("key", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

_CODINGS: Final[BindParameter[list[str]]] = bindparam("codings", expanding=True)
# Of some codings their rows, counted and added; with `sign` -1 taken away again.
_COUNT: Final = tuple(
    text(statement).bindparams(_CODINGS)
    for statement in (
        "INSERT INTO source_key SELECT key, :sign * count(DISTINCT coding), :sign * sum(role = 'source'),"
        " :sign * sum(role = 'source' AND status IS 'denied'), :sign * sum(role = 'claim')"
        " FROM source_said WHERE coding IN :codings GROUP BY key ON CONFLICT DO UPDATE SET"
        " reports = reports + excluded.reports, says = says + excluded.says,"
        " denies = denies + excluded.denies, differs = differs + excluded.differs",
        "INSERT INTO source_name SELECT key, name, :sign * count(*) FROM source_said"
        " WHERE coding IN :codings GROUP BY key, name ON CONFLICT DO UPDATE SET n = n + excluded.n",
        "INSERT INTO source_type SELECT key, type, :sign * count(*) FROM source_said"
        " WHERE coding IN :codings AND role = 'source' GROUP BY key, type"
        " ON CONFLICT DO UPDATE SET n = n + excluded.n",
    )
)


def key_of(name: str) -> str:
    """What a source is known by across reports: the words of its name, without article, in the singular."""
    return " ".join(words_of(name))


def said_rows(coding: str, read: Read) -> list[tuple[Any, ...]]:
    """As `source_said` has them."""
    day = read.report.published
    about = {"coding": coding, "report": read.id, "published": day.isoformat() if day else None}
    records: tuple[Event | State, ...] = (*read.events, *read.states)
    rows = ({**about, **row} for record in records for row in _said(record))
    return [tuple(row[name] for name in _COLUMNS) for row in rows]


class Sources:
    """A `View` (ledger.derived), after that of copies, which its questions use."""

    name = "sources"
    tables = METADATA
    stage = staticmethod(said_rows)

    @property
    def version(self) -> str:
        return version_of("views/sources/view.py", "views/incident/sources.py")

    def take(self, connection: Connection, change: Change) -> None:
        for some in portions(change.gone):
            _count(connection, some, sign=-1)
            connection.execute(delete(source_said).where(source_said.c.coding.in_(some)))
        for some in portions(change.new):
            _add_reports(connection, some)
        found = change.prepared(connection, self.name, self.stage)
        insert_rows(connection, insert(source_said), [row for rows in found.values() for row in rows])
        for some in portions(change.new):
            _count(connection, some, sign=1)

    def settle(self, connection: Connection, change: Change) -> bool:
        return False


def _count(connection: Connection, codings: Sequence[str], *, sign: int) -> None:
    for statement in _COUNT:
        connection.execute(statement, {"codings": codings, "sign": sign})
    if sign < 0:
        connection.execute(delete(source_key).where(source_key.c.reports == 0))
        for table in (source_name, source_type):
            connection.execute(delete(table).where(table.c.n == 0))


def _add_reports(connection: Connection, codings: Sequence[str]) -> None:
    query = (
        select(report.c.id, report.c.outlet, report.c.published)
        .join(coding, coding.c.report == report.c.id)
        .where(coding.c.id.in_(codings), report.c.id.not_in(select(source_report.c.report)))
        .distinct()
    )
    rows = [
        {
            "report": r.id,
            "outlet": fold(r.outlet or "").strip(),
            "name": r.outlet or "",
            "published": r.published,
            "by_day": r.published or UNDATED,
        }
        for r in connection.execute(query)
    ]
    if rows:
        connection.execute(insert(source_report), rows)


def _said(record: Event | State) -> Iterator[dict[str, Any]]:
    first = record.evidence[0].span
    about = {
        "record": record.id, "status": record.status, "start": first.start, "end": first.end,
        "kind": "event" if isinstance(record, Event) else "state",
        "type": record.type if isinstance(record, Event) else record.kind,
    }  # fmt: skip
    for n, key, name in _named((key_of(s.name), s.name) for s in record.sources):
        yield {**about, "role": "source", "n": n, "key": key, "name": name, "field": None}
    if isinstance(record, Event):
        for n, dispute in enumerate(record.claims):
            if key := key_of(dispute.source):
                yield {**about, "role": "claim", "n": n, "key": key, "name": dispute.source,
                       "field": dispute.field}  # fmt: skip


def _named(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[int, str, str]]:
    """Those with a key, each key once."""
    seen: set[str] = set()
    for n, (key, name) in enumerate(pairs):
        if key and key not in seen:
            seen.add(key)
            yield n, key, name
