"""The ledger in a file: reports and what readers read from them, only ever added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, exists, func, insert, select

from tidings.errors import StoreError, UsageError
from tidings.ledger.connect import check_file, connect, explained, set_journal
from tidings.ledger.corrected import corrected_events, corrected_states, wrong_records
from tidings.ledger.filters import (
    ALL_EVENTS,
    ALL_STATES,
    EventFilter,
    EventRow,
    StateFilter,
    StateRow,
    check_known,
)
from tidings.ledger.judged import Judgements, add_judgements, all_judgements
from tidings.ledger.migrations import MIGRATIONS, check_version, migrate, version_of
from tidings.ledger.queries import counts_now, is_report, select_reports
from tidings.ledger.reading import coded_of, report_of, reports_of
from tidings.ledger.rows import (
    coding_id,
    coding_row,
    event_row,
    event_slots,
    receipt_row,
    report_row,
    state_row,
    state_slots,
)
from tidings.ledger.schema import coding, event, note, own_actor, receipt, report, slot, state
from tidings.model.contract import check, types_from_json
from tidings.model.judgement import Judgement
from tidings.model.own_actors import OwnActor
from tidings.model.own_types import OwnType
from tidings.model.record import Coded
from tidings.model.report import Report

WAIT: Final = 5.0
"""Seconds to wait for another program that writes: it holds the store for milliseconds a report, so one
that does not let go in five seconds is stuck or doing something else."""
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Added:
    """How many records a report brought; both 0 where the reader had read it before."""

    events: int
    states: int


@dataclass(frozen=True, slots=True)
class Counts:
    reports: int
    events: int
    states: int


class Store:
    """A store file. Safe to read while another program writes; use as a context manager or `close` it.

    Every method raises StoreError where the file is locked, cannot be written or is damaged.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._reading: set[Connection] = set()
        self._held: Connection | None = None

    @classmethod
    def open(
        cls, path: str | Path, *, read_only: bool = False, make: bool = True, wait: float = WAIT
    ) -> Self:
        """Open the store, making it where there is none and bringing an older one to this version.

        `read_only` does neither; without `make` none is made. `wait`: seconds to wait for another program's
        lock. Raises StoreError where the file is another program's, damaged, of a newer version, not there,
        or cannot be opened.
        """
        path = Path(path)
        with explained(path):
            check_file(path, there=read_only or not make)
            store = cls(path, connect(path, read_only=read_only, wait=wait))
            try:
                store._prepare(read_only=read_only)
            except BaseException:
                store.close()
                raise
        return store

    def close(self) -> None:
        """Let go of the file, also where somebody stopped half-way through its rows. The write-ahead log
        is folded in where nobody else has the store open."""
        for connection in tuple(self._reading):
            connection.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add_report(self, report: Report) -> bool:
        """Keep the report; False where it is there already. A report handed in under a second name is the
        same report, and the name is kept too."""
        with self.writing() as connection:
            return _add_report(connection, report, _now())

    def add_coded(self, coded: Coded, *, reader: str, at: datetime | None = None) -> Added:
        """Keep the report and what `reader` (name and version) read from it, all of it or nothing.

        A report that this reader has read before adds nothing. `at`: when it was read (None: now); of
        a report's codings the latest counts, and without `at` that is always the one added last,
        whatever the clock says. Raises ValueError where a record breaks a rule of the format
        (`model.contract.check`); nothing of the report is then kept.
        """
        check(coded)
        with self.writing() as connection:
            now = _stamp(at) if at else _now()
            _add_report(connection, coded.report, now)
            if _is_there(connection, coding.c.id == coding_id(coded.report.id, reader)):
                return Added(0, 0)
            _add_coding(connection, coded, reader, now if at else _after_all(connection, coded.report, now))
        return Added(len(coded.events), len(coded.states))

    def has_coding(self, report_id: str, reader: str) -> bool:
        with self.reading() as connection:
            return _is_there(connection, coding.c.id == coding_id(report_id, reader))

    def counts(self) -> Counts:
        """Reports, and the events and states that count now and were not judged wrong."""
        with self.reading() as connection:
            found = [connection.execute(select(func.count()).select_from(report)).scalar_one()]
            for table in (event, state):
                query = select(func.count()).select_from(table).join(coding, coding.c.id == table.c.coding)
                all_of_them = connection.execute(query.where(counts_now())).scalar_one()
                found.append(all_of_them - wrong_records(connection, table.name))
        return Counts(*found)

    def reports(self) -> Iterator[Report]:
        """All reports by publication day (those without one last), whatever the order of loading."""
        with self.reading() as connection:
            rows = connection.execute(select_reports().execution_options(yield_per=_CHUNK))
            for _, receipts in groupby(rows, key=lambda row: row.id):
                yield report_of(next(receipts))

    def find_report(self, asked: str) -> str:
        """The id of the report meant by an id, an id's first five or more characters, or a document
        name. Raises UsageError where there is none, or more than one."""
        with self.reading() as connection:
            query = select(report.c.id).where(is_report(asked, report.c.id)).order_by(report.c.id).limit(9)
            found: list[str] = list(connection.execute(query).scalars())
        if len(found) == 1:
            return found[0]
        if not found:
            raise self._no_report(asked)
        raise UsageError(f"{asked!r} means several reports: {', '.join(found)}. Give one of these ids.")

    def check_report(self, asked: str | None) -> None:
        """Raises UsageError where a filter asks for a report, and the store has none of that name or id."""
        if asked is None:
            return
        with self.reading() as connection:
            query = select(report.c.id).where(is_report(asked, report.c.id)).limit(1)
            if connection.execute(query).first() is None:
                raise self._no_report(asked)

    def report(self, report_id: str) -> Report:
        """Raises UsageError where the store has no such id."""
        with self.reading() as connection:
            return self._known(connection, report_id)

    def coded(self, report_id: str, judgements: Judgements | None = None) -> Coded:
        """The report with its latest coding, as people have corrected it; without records where none has been
        added. `judgements`: those of the store, where the caller has them. Raises UsageError where the
        store has no such id."""
        with self.reading() as connection:
            found = self._known(connection, report_id)
            query = select(coding.c.id, coding.c.notes, coding.c.unclear, coding.c.types)
            query = query.where(coding.c.report == report_id, counts_now())
            latest = connection.execute(query).first()
            judgements = judgements or Judgements.load(connection, {report_id})
            return judgements.coded(coded_of(connection, found, latest))

    def own_types(self) -> list[OwnType]:
        """The event types beside PLOVER's that codings in the store declare, by name. Where models have
        declared one name differently, each is there."""
        with self.reading() as connection:
            lists = connection.execute(select(coding.c.types).distinct()).scalars().all()
        found = {own for text in lists for own in types_from_json(json.loads(text))}
        return sorted(found, key=lambda own: (own.name, own.parent or "", own.modes, own.description))

    def add_own_actors(self, actors: Iterable[OwnActor]) -> int:
        """Keep actors of a user's list; returns how many were new."""
        rows = {actor.id: actor.to_json() for actor in actors}
        with self.writing() as connection:
            here = set(connection.execute(select(own_actor.c.id)).scalars())
            new = [{"id": i, "record": r, "at": _now()} for i, r in sorted(rows.items()) if i not in here]
            if new:
                connection.execute(insert(own_actor), new)
        return len(new)

    def own_actors(self) -> list[OwnActor]:
        """The actors of the user's lists, in the order of their ids."""
        with self.reading() as connection:
            records = connection.execute(select(own_actor.c.record).order_by(own_actor.c.id)).scalars().all()
        return [OwnActor.from_json(record) for record in records]

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Keep what people decided; returns how many were new. Raises ValueError for what cannot be meant."""
        with self.writing() as connection:
            return add_judgements(connection, judgements)

    def judgements(self) -> list[Judgement]:
        """All of them, also those undone, by time."""
        with self.reading() as connection:
            return all_judgements(connection)

    def receipts(self, report_id: str) -> list[Report]:
        """The report as often as it was handed in under another name, day's reason or language."""
        with self.reading() as connection:
            return [
                report_of(row) for row in connection.execute(select_reports().where(report.c.id == report_id))
            ]

    def codings(self, report_id: str) -> list[tuple[str, datetime, Coded]]:
        """Every coding of the report as (reader, when read, records as read), oldest first."""
        with self.reading() as connection:
            found = self._known(connection, report_id)
            query = select(coding).where(coding.c.report == report_id).order_by(coding.c.at, coding.c.id)
            return [
                (row.reader, datetime.fromisoformat(row.at), coded_of(connection, found, row))
                for row in connection.execute(query).all()
            ]

    def add_rows(self, source: Store) -> None:
        """Copy notes and own actors of another store that are not here yet."""
        for table in (note, own_actor):
            with source.reading() as theirs:
                rows = [dict(row._mapping) for row in theirs.execute(select(table).order_by(table.c.id))]
            with self.writing() as connection:
                here = set(connection.execute(select(table.c.id)).scalars())
                if new := [row for row in rows if row["id"] not in here]:
                    connection.execute(insert(table), new)

    def codeds(self) -> Iterator[Coded]:
        """Every report as `coded` gives it, in the order of `reports`."""
        with self.reading() as connection:
            judgements = Judgements.load(connection)
        for found in self.reports():
            yield self.coded(found.id, judgements)

    def events(self, where: EventFilter = ALL_EVENTS) -> Iterator[EventRow]:
        """The events that match, of each report's latest coding and as people have corrected them, in the
        order of `row_order`. Raises UsageError for a type or mode that neither PLOVER nor a model in the
        store knows."""
        check_known(where, () if where.is_plover else self.own_types())
        with self.reading() as connection:
            yield from corrected_events(connection, where)

    def states(self, where: StateFilter = ALL_STATES) -> Iterator[StateRow]:
        with self.reading() as connection:
            yield from corrected_states(connection, where)

    def _no_report(self, asked: str) -> UsageError:
        return UsageError(
            f"no report {asked!r} in {self.path}.", command="`tidings show` lists what is there."
        )

    def _known(self, connection: Connection, report_id: str) -> Report:
        found = reports_of(connection, {report_id})
        if not found:
            raise self._no_report(report_id)
        return found[report_id]

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock: committed at the end, undone by an exception."""
        with explained(self.path), self._engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def unmoved(self) -> Iterator[None]:
        """All `reading` in here sees the store as it was at the first of it, whatever others write meanwhile.
        For one thread at a time."""
        with self.reading() as connection:
            self._held = connection
            try:
                yield
            finally:
                self._held = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the store as it was at its start."""
        if self._held is not None:
            with explained(self.path):
                yield self._held
            return
        with explained(self.path), self._engine.connect() as connection, connection.begin():
            self._reading.add(connection)
            try:
                yield connection
            finally:
                self._reading.discard(connection)

    def _prepare(self, *, read_only: bool) -> None:
        try:
            with self.reading() as connection:
                found = version_of(connection)
                check_version(found, len(MIGRATIONS))
            if read_only and found < len(MIGRATIONS):
                raise StoreError(
                    f"is a store of the older version {found} and is opened for reading only. Open it "
                    "once for writing (`tidings read`) to bring it up to date"
                )
            if not read_only:
                if found == 0:
                    with self._engine.connect() as connection:
                        set_journal(connection)
                if found < len(MIGRATIONS):
                    with self.writing() as connection:
                        migrate(connection, MIGRATIONS)
        except StoreError as error:
            if str(error).startswith(str(self.path)):
                raise
            raise StoreError(f"{self.path}: {error}.") from error.__cause__


def _now() -> str:
    return _stamp(datetime.now(UTC))


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _is_there(connection: Connection, condition: Any) -> bool:
    return bool(connection.execute(select(exists().where(condition))).scalar_one())


def _add_report(connection: Connection, found: Report, at: str) -> bool:
    row = receipt_row(found, at)
    is_new = not _is_there(connection, report.c.id == found.id)
    if is_new:
        connection.execute(insert(report), report_row(found, at))
    same = [receipt.c[name] == row[name] for name in ("report", "doc", "published_why", "language")]
    if is_new or not connection.execute(select(receipt.c.at).where(*same)).first():
        connection.execute(insert(receipt), row)
    return is_new


def _after_all(connection: Connection, found: Report, now: str) -> str:
    latest = connection.execute(select(func.max(coding.c.at)).where(coding.c.report == found.id)).scalar()
    if latest is None or latest < now:
        return now
    return _stamp(datetime.fromisoformat(latest) + timedelta(microseconds=1))


def _add_coding(connection: Connection, coded: Coded, reader: str, at: str) -> None:
    row = coding_row(coded, reader, at)
    connection.execute(insert(coding), row)
    keys = {"coding": row["id"], "report": coded.report.id}
    slots = [s for e in coded.events for s in event_slots(e, row["id"])]
    slots += [s for e in coded.states for s in state_slots(e, row["id"])]
    for table, rows in (
        (event, [event_row(e, n=n, **keys) for n, e in enumerate(coded.events)]),
        (state, [state_row(s, n=n, **keys) for n, s in enumerate(coded.states)]),
        (slot, slots),
    ):
        if rows:
            connection.execute(insert(table), rows)
