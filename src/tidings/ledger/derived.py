"""Tables computed from the ledger: incidents, states by day, promises, copies. None holds anything that could
not be computed again, so all are dropped and made anew where a view's version changes.

A `View` keeps its own tables and is told, in one transaction, which codings have come to count and which
no longer do. What it then holds must follow from the codings that count and the judgements alone, never from
the order or the portions in which they came: `rebuild` gives the same bytes, and a test says so.
"""

from __future__ import annotations

import gc
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, delete, func, insert, select

from tidings.ledger import ahead
from tidings.ledger.connect import explained
from tidings.ledger.queries import counts_now
from tidings.ledger.records import Records
from tidings.ledger.schema import coding, judgement, own_actor, report
from tidings.ledger.store import Store

PORTION: Final = 50
"""Codings of the first transaction; the others are as many as take a second, from this to four times this:
what a killed program loses, and what another one has to wait for. Fewer would group dense stores often."""

_COLLECT: Final = 50_000
"""Objects made between two searches for unused cycles: with Python's 700 a tenth of the time went into them,
and more the more records are kept."""

_STEP: Final = "step"

_SETTINGS: Final = ("cache_size = -131072", "wal_autocheckpoint = 16384")
"""Of a connection that writes views: 128 MB of pages kept, since each event adds a row to tables all over the
file, and 64 MB of log before they are folded in."""

METADATA: Final = MetaData()

view = Table(
    "view", METADATA,
    Column("name", Text, primary_key=True),
    Column("version", Text, nullable=False),
)  # fmt: skip

# How many codings, judgements and actors of the user's lists there were when the views were last complete:
# these tables only grow, so equal counts say that nothing is new without looking at any row. And `_STEP`: how
# often the views were written to, since what they hold differs between two writings though no count does.
view_seen = Table(
    "view_seen", METADATA,
    Column("what", Text, primary_key=True),
    Column("rows", Integer, nullable=False),
)  # fmt: skip

view_coding = Table(
    "view_coding", METADATA,
    Column("coding", Text, primary_key=True),
    Column("report", Text, nullable=False, index=True),
)  # fmt: skip

view_judgement = Table("view_judgement", METADATA, Column("judgement", Text, primary_key=True))


@dataclass(frozen=True, slots=True)
class Change:
    """Codings, by id, that a view is to forget (`gone`) and to take in (`new`); one whose records a new
    judgement concerns is forgotten and later taken in again.

    `records`: what they say, the same for all changes of one run. `ready`: by coding and view what the
    second process has found out; `second`: that process, for what is left to settle.

    What a view finds out for those after it: `copies`, ids of reports that have joined or left a group of
    copies; `incidents`, ids of incidents that are no more, are new or have changed."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    records: Records = field(default_factory=Records)
    copies: set[str] = field(default_factory=set)
    incidents: set[str] = field(default_factory=set)
    ready: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    second: ahead.Ahead | None = None

    def prepared(self, connection: Connection, name: str, stage: ahead.Stage) -> dict[str, Any]:
        """What `stage` makes of each new coding, by their ids in order; `name` of the view that asks, whose
        `stage` it is."""
        known = self.ready
        read = self.records.of(connection, [id for id in self.new if id not in known])
        return {id: known[id][name] if id in known else stage(id, read[id]) for id in sorted(set(self.new))}

    def share(self, work: ahead.Work, lots: Sequence[Any]) -> None:
        """Let the second process, if there is one, do every second lot of what is left to settle."""
        if self.second:
            self.second.share(work, lots)

    def made(self, connection: Connection, work: ahead.Work, lot: Any) -> Any:
        """What `work` makes of a lot: as the second process has made it, or else here."""
        given = self.second.of([lot]) if self.second else {}
        return (given or work(connection, self.records, [lot]))[lot]


class View(Protocol):
    """`name` begins the names of its tables. `version` changes whenever its results may. It may have a
    `stage`, what it finds out of a coding's own records: a second process does that where much is new."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def tables(self) -> MetaData: ...
    def take(self, connection: Connection, change: Change) -> None: ...

    def settle(self, connection: Connection, change: Change) -> bool:
        """After all codings: do a part of what was left for then, and say whether more is left. What `take`
        leaves must be in the view's tables, since a killed program begins again here. `change` has no codings
        but what the views before this one have found."""
        ...


def bring_up_to_date(
    store: Store,
    views: Sequence[View],
    *,
    portion: int | None = None,
    told: Callable[[int, int], None] | None = None,
) -> int:
    """Let the views take in what the ledger has got since; returns how many codings that concerned.

    `views` in the order in which they build on each other, always all of them. Committed every `portion`
    codings (None: as many as take about a second, so that other programs can write in between); stopped in
    between, the next call goes on from there. `told(done, all)` after each portion, and with all done after
    each part of what is settled then. One program does this at a time; another waits until it has finished.
    """
    if is_up_to_date(store, views):
        return 0
    with _alone(store.path):
        return _bring_up_to_date(store, views, portion, told)


def _bring_up_to_date(
    store: Store, views: Sequence[View], portion: int | None, told: Callable[[int, int], None] | None
) -> int:
    if is_up_to_date(store, views):  # another program did it while this one waited
        return 0
    with store.writing() as connection:
        _make_tables(connection, views)
        gone, new, judged = _pending(connection)
        sizes = _sizes(connection)  # now and not at the end: another program may add in between
    # All that goes goes first: a coding that is in both lists must not be there twice in between.
    records = Records()
    if not gone and not new:  # the user's lists may have changed
        with store.writing() as connection:
            for one in views:
                one.take(connection, Change((), (), records))
            _step(connection)
    total, size = len(gone) + len(new), portion or PORTION
    with _collecting_seldom(), closing(ahead.Ahead(store.path)) as second:
        second.stage(_stages(views), new)
        while gone or new:
            some = (gone or new)[:size]
            change = (
                Change(tuple(some), (), records)
                if gone
                else Change((), tuple(some), records, ready=second.of(some))
            )
            gone, new = (gone[size:], new) if gone else (gone, new[size:])
            started = time.monotonic()
            with store.writing() as connection:
                _set(connection)
                for one in views:
                    one.take(connection, change)
                _note(connection, change)
                _step(connection)
            if portion is None:
                size = _next_size(len(some), time.monotonic() - started)
            if told:
                told(total - len(gone) - len(new), total)
        more = True
        while more:
            change = Change((), (), records, second=second)
            with store.writing() as connection:
                _set(connection)
                left = [one.settle(connection, change) for one in views]
                _step(connection)
            more = any(left)
            if told:
                told(total, total)
    with store.writing() as connection:
        _complete(connection, judged, sizes)
    return total


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _stages(views: Sequence[View]) -> dict[str, ahead.Stage]:
    return {one.name: stage for one in views if (stage := getattr(one, "stage", None))}


def _set(connection: Connection) -> None:
    for setting in _SETTINGS:
        connection.exec_driver_sql(f"PRAGMA {setting}")


def is_up_to_date(store: Store, views: Sequence[View]) -> bool:
    """Whether the views hold all that the ledger says. Also for a store that is opened for reading only."""
    with store.reading() as connection:
        if not _has_tables(connection, views):
            return False
        seen = _pairs(connection.execute(select(view_seen.c.what, view_seen.c.rows)).all())
        return {what: rows for what, rows in seen.items() if what != _STEP} == _sizes(connection)


def state_of(store: Store) -> tuple[tuple[str, object], ...]:
    """Another value whenever what the views hold may be another: for what is worked out of them and kept."""
    with store.reading() as connection:
        if not connection.dialect.has_table(connection, view.name):
            return ()
        known = connection.execute(select(view.c.name, view.c.version).order_by(view.c.name)).all()
        seen = connection.execute(select(view_seen.c.what, view_seen.c.rows).order_by(view_seen.c.what)).all()
        added = zip((coding.name, judgement.name), last_added(connection), strict=True)
        return (*((a, b) for a, b in known), *((a, b) for a, b in seen), *added)


def last_added(connection: Connection) -> tuple[str | None, str | None]:
    """Ids of the last coding and judgement: another store's are others, where its counts may be the same."""
    coded, judged = (
        connection.exec_driver_sql(f"SELECT id FROM {table.name} ORDER BY rowid DESC LIMIT 1").scalar()
        for table in (coding, judgement)
    )
    return coded, judged


def rebuild(
    store: Store,
    views: Sequence[View],
    *,
    portion: int | None = None,
    told: Callable[[int, int], None] | None = None,
) -> int:
    """Drop everything computed and compute it again."""
    with _alone(store.path):
        with store.writing() as connection:
            # At once: who reads meanwhile finds them empty, not gone.
            _make_tables(connection, views, anew=True)
        return _bring_up_to_date(store, views, portion, told)


def _has_tables(connection: Connection, views: Sequence[View]) -> bool:
    if not connection.dialect.has_table(connection, view.name):
        return False
    found = _pairs(connection.execute(select(view.c.name, view.c.version)).all())
    return found == {one.name: one.version for one in views}


def _make_tables(connection: Connection, views: Sequence[View], *, anew: bool = False) -> None:
    if not anew and _has_tables(connection, views):
        return
    steps = _steps(connection) if connection.dialect.has_table(connection, view_seen.name) else 0
    _drop(connection, views)
    METADATA.create_all(connection)
    for one in views:
        one.tables.create_all(connection)
        connection.execute(insert(view).values(name=one.name, version=one.version))
    connection.execute(insert(view_seen).values(what=_STEP, rows=steps + 1))


def _drop(connection: Connection, views: Sequence[View]) -> None:
    for one in views:
        one.tables.drop_all(connection)
    METADATA.drop_all(connection)


def _sizes(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (coding, judgement, own_actor)
    }


def _pending(connection: Connection) -> tuple[list[str], list[str], list[str]]:
    """Codings to forget, codings to take in (each by publication day, then report), new judgements."""
    taken = select(view_coding.c.coding)
    new = select(coding.c.id, coding.c.report).where(counts_now(), coding.c.id.not_in(taken))
    arrived = _pairs(connection.execute(new).all())
    judged = list(
        connection.execute(
            select(judgement.c.id).where(judgement.c.id.not_in(select(view_judgement.c.judgement)))
        ).scalars()
    )
    reports = set(arrived.values()) | _concerned(connection, judged)
    of = view_coding.c
    held = _of_reports(connection, of.report, reports, of.coding, of.report)
    again = [c for c in held if held[c] not in set(arrived.values())]
    days = _of_reports(connection, report.c.id, reports, report.c.id, report.c.published)

    def order(id: str) -> tuple[str, str]:
        told_in = arrived.get(id) or held[id]
        return days.get(told_in) or "9999", told_in

    return sorted(held, key=order), sorted([*arrived, *again], key=order), judged


def _concerned(connection: Connection, judged: Iterable[str]) -> set[str]:
    """Reports whose records the judgements are about; an undoing is about what it undoes, if that is here: a
    colleague's may come later, and is then new itself."""
    out: set[str] = set()
    for id in judged:
        row = connection.execute(
            select(judgement.c.kind, judgement.c.targets).where(judgement.c.id == id)
        ).first()
        if row is None:
            continue
        targets = json.loads(row.targets)
        if row.kind == "undo":
            out |= _concerned(connection, [t["judgement"] for t in targets])
        else:
            out |= {t["report"] for t in targets}
    return out


def _of_reports(
    connection: Connection, by: Column[str], reports: Iterable[str], key: Column[str], value: Column[Any]
) -> dict[str, Any]:
    """`key` → `value` of the rows whose `by` is one of the reports."""
    wanted = sorted(reports)
    out: dict[str, Any] = {}
    for at in range(0, len(wanted), 500):
        query = select(key, value).where(by.in_(wanted[at : at + 500]))
        out.update(_pairs(connection.execute(query).all()))
    return out


def _pairs(rows: Sequence[Any]) -> dict[str, Any]:
    return dict(rows)


def _note(connection: Connection, change: Change) -> None:
    if change.gone:
        connection.execute(delete(view_coding).where(view_coding.c.coding.in_(change.gone)))
    if change.new:
        query = select(coding.c.id.label("coding"), coding.c.report).where(coding.c.id.in_(change.new))
        connection.execute(insert(view_coding).from_select(["coding", "report"], query))


def _step(connection: Connection) -> None:
    more = _steps(connection) + 1
    connection.execute(insert(view_seen).prefix_with("OR REPLACE").values(what=_STEP, rows=more))


def _steps(connection: Connection) -> int:
    query = select(view_seen.c.rows).where(view_seen.c.what == _STEP)
    return connection.execute(query).scalar() or 0


def _next_size(done: int, seconds: float) -> int:
    """So many codings that the next portion takes a second, if it is like the last."""
    return max(PORTION, min(PORTION * 4, int(done / max(seconds, 0.01)), done * 2))


@contextmanager
def _alone(store: Path) -> Iterator[None]:
    """Hold what only one program can hold for this store: a lock of SQLite's on an empty file beside it,
    which goes with the program however that ends. Waits for another one."""
    path = store.with_name(store.name + "-linking")
    with explained(store):
        lock = sqlite3.connect(path, timeout=0.5, isolation_level=None)
        while not lock.in_transaction:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if getattr(error, "sqlite_errorname", "") != "SQLITE_BUSY":
                    lock.close()
                    raise
    try:
        yield
    finally:
        lock.close()


def _complete(connection: Connection, judged: Sequence[str], sizes: dict[str, int]) -> None:
    if judged:
        connection.execute(insert(view_judgement), [{"judgement": id} for id in judged])
    connection.execute(delete(view_seen).where(view_seen.c.what != _STEP))
    _step(connection)
    for what, rows in sizes.items():
        connection.execute(insert(view_seen).values(what=what, rows=rows))
