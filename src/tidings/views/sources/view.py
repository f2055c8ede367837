"""The view of sources: which outlet a report is of, and whom each record names as saying it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Column, Connection, Index, Integer, MetaData, Table, Text, delete, insert, select

from tidings.ledger.derived import Change
from tidings.ledger.names import fold
from tidings.ledger.schema import coding, report
from tidings.model.record import Event, Source, State
from tidings.views.incident.sources import fullest, words_of
from tidings.views.versions import version_of

METADATA: Final = MetaData()
UNDATED: Final = "9999-12-31"
_CHUNK: Final = 400

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


def key_of(name: str | Source) -> str:
    """What a source is known by across reports: the words of its fullest name, in the singular."""
    words = words_of(name) if isinstance(name, str) else fullest(name)
    return " ".join(words)


class Sources:
    """A `View` (ledger.derived), after that of copies, which its questions use."""

    name = "sources"
    tables = METADATA

    @property
    def version(self) -> str:
        return version_of("views/sources/view.py", "views/incident/sources.py")

    def take(self, connection: Connection, change: Change) -> None:
        for some in _chunks(change.gone):
            connection.execute(delete(source_said).where(source_said.c.coding.in_(some)))
        for some in _chunks(change.new):
            _add_reports(connection, some)
            rows: list[dict[str, Any]] = []
            for id, read in change.records.of(connection, some).items():
                day = read.report.published
                about = {"coding": id, "report": read.id, "published": day.isoformat() if day else None}
                records: tuple[Event | State, ...] = (*read.events, *read.states)
                rows += [{**about, **row} for record in records for row in _said(record)]
            if rows:
                connection.execute(insert(source_said), rows)


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
    for n, key, name in _named((key_of(s), s.name) for s in record.sources):
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


def _chunks(values: Sequence[str]) -> Iterator[list[str]]:
    return (list(values[at : at + _CHUNK]) for at in range(0, len(values), _CHUNK))
