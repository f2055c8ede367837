"""Judgements of people as the ledger keeps them, and what they make of the records that were read.

Which of them counts: one that an undoing names does not, unless the undoing is undone itself. Of those on one
record and field the last by (time, id) counts, whoever said it; a record that is said to be wrong is left out
unless somebody sets a value in it later. Nothing here depends on the order in which judgements came in.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, Self, TypeVar

from sqlalchemy import Connection, Table, insert, select

from tidings.errors import StoreError
from tidings.ledger.queries import counts_now
from tidings.ledger.schema import coding, event, judgement, state
from tidings.model.contract import dumps_json, event_from_json, state_from_json
from tidings.model.judgement import COLUMNS, Judgement, check_judgement, judgement_from_json
from tidings.model.judgement_fields import with_corrections
from tidings.model.judgement_find import find
from tidings.model.record import Coded, Correction, Event, State

Record = TypeVar("Record", Event, State)
_CHUNK: Final = 500


def all_judgements(connection: Connection) -> list[Judgement]:
    """In the order of `Judgement.order`. Raises StoreError for a row that someone changed."""
    found = []
    for row in connection.execute(select(judgement)).all():
        try:
            found.append(judgement_of_row(row))
        except ValueError as error:
            raise StoreError(f"judgement {row.id} is damaged ({error}). `tidings verify` lists all") from None
    return sorted(found, key=lambda one: one.order)


def judgement_of_row(row: Any) -> Judgement:
    """Raises ValueError where it does not make sense or its id is not the hash of its content."""
    return _judgement(tuple(getattr(row, name) for name in COLUMNS))


@lru_cache(maxsize=1 << 16)
def _judgement(cells: tuple[str | None, ...]) -> Judgement:
    value: dict[str, Any] = dict(zip(COLUMNS, cells, strict=True))
    return judgement_from_json({**value, "targets": json.loads(value["targets"])})


def add_judgements(connection: Connection, new: Iterable[Judgement]) -> int:
    """Keep those that are not there yet, and return how many that were. Raises ValueError for one that
    cannot be meant."""
    rows: dict[str, dict[str, Any]] = {}
    for one in new:
        check_judgement(one)
        rows[one.id] = {"id": one.id, **one.row(), "targets": dumps_json(one.targets_json())}
    here = set(connection.execute(select(judgement.c.id)).scalars())
    if wanted := [rows[id] for id in sorted(rows) if id not in here]:
        connection.execute(insert(judgement), wanted)
    return len(wanted)


def undone_by(judgements: Collection[Judgement]) -> dict[str, list[Judgement]]:
    """Ids of judgements that do not count because of undoings that do."""
    undoings = {one.id: one for one in judgements if one.undoes is not None}
    # An id is a hash over what is undone, so there is no circle: those nobody undoes are settled first.
    waiting = Counter(one.undoes for one in undoings.values())
    ready = [one for id, one in undoings.items() if not waiting[id]]
    void: dict[str, list[Judgement]] = {}
    while ready:
        one = ready.pop()
        assert one.undoes is not None
        if one.id not in void:
            void.setdefault(one.undoes, []).append(one)
        waiting[one.undoes] -= 1
        if not waiting[one.undoes] and one.undoes in undoings:
            ready.append(undoings[one.undoes])
    return {id: sorted(several, key=lambda j: j.order) for id, several in void.items()}


def records_now(
    connection: Connection, sort: str, reports: Iterable[str]
) -> dict[str, list[Event] | list[State]]:
    """Of each report the records of the coding that counts, as read, in their order."""
    table, read = table_of(sort)
    found: dict[str, list[Any]] = {}
    wanted = sorted(set(reports))
    for at in range(0, len(wanted), _CHUNK):
        some = wanted[at : at + _CHUNK]
        query = (
            select(table.c.report, table.c.record)
            .join(coding, coding.c.id == table.c.coding)
            .where(table.c.report == coding.c.report, coding.c.report.in_(some), counts_now())
            .order_by(table.c.report, table.c.n)
        )
        for report_id, record in connection.execute(query):
            found.setdefault(report_id, []).append(read(json.loads(record)))
    return found


@dataclass(frozen=True, slots=True)
class Judgements:
    """Those that count, ready to be applied to the records of reports as they are read from the ledger."""

    _on: dict[tuple[str, str], list[Judgement]] = field(default_factory=dict)
    """By (report, sort), in their order; of kinds "record" and "field"."""

    @classmethod
    def load(cls, connection: Connection, reports: Collection[str] | None = None) -> Self:
        """`reports`: those that will be asked for, None for all. Reads the whole table of judgements, which
        is as small as what people write."""
        return cls.of(all_judgements(connection), reports)

    @classmethod
    def of(cls, judgements: Sequence[Judgement], reports: Collection[str] | None = None) -> Self:
        """`judgements` in their order."""
        void = undone_by(judgements)
        on: dict[tuple[str, str], list[Judgement]] = {}
        for one in judgements:
            if one.kind in ("record", "field") and one.id not in void:
                (target,) = one.targets
                if reports is None or target.report in reports:
                    on.setdefault((target.report, target.sort), []).append(one)
        return cls(on)

    def reports(self, sort: str) -> frozenset[str]:
        """Reports of which an "event" or "state" may read otherwise than in the ledger."""
        return frozenset(report for report, of in self._on if of == sort)

    def by_id(self, report_id: str, sort: str) -> dict[str, list[Judgement]]:
        """By the id that the record had when it was judged, which it mostly has still."""
        found: dict[str, list[Judgement]] = defaultdict(list)
        for one in self._on.get((report_id, sort), ()):
            found[one.targets[0].record].append(one)
        return found

    def events(self, report_id: str, events: Sequence[Event]) -> list[Event]:
        """The report's events without those judged wrong, and with the values that people set. `events`: all
        of one coding, as read."""
        return [e for e in self.applied(report_id, events) if e is not None]

    def states(self, report_id: str, states: Sequence[State]) -> list[State]:
        return [s for s in self.applied(report_id, states) if s is not None]

    def coded(self, coded: Coded) -> Coded:
        """The report as it is shown. The same object where nothing was judged."""
        events = self.applied(coded.report.id, coded.events)
        states = self.applied(coded.report.id, coded.states)
        if tuple(events) == coded.events and tuple(states) == coded.states:
            return coded
        return replace(
            coded,
            events=tuple(e for e in events if e is not None),
            states=tuple(s for s in states if s is not None),
        )

    def applied(self, report_id: str, records: Sequence[Record]) -> list[Record | None]:
        """As many as `records`, all events or all states; None for one that is wrong."""
        if not records:
            return []
        sort = "event" if isinstance(records[0], Event) else "state"
        judgements = self._on.get((report_id, sort), ())
        on: dict[int, list[Judgement]] = defaultdict(list)
        for one in judgements:
            n = find(one.targets[0], records)
            if n is not None:
                on[n].append(one)
        return [corrected(r, on[n]) if n in on else r for n, r in enumerate(records)]


def corrected(record: Record, judgements: Sequence[Judgement]) -> Record | None:
    """The record with what was said of it, one or more judgements in their order; None where it is wrong."""
    if judgements[-1].kind == "record":
        return None
    return with_corrections(record, _last_of_each(judgements))


def judged_pairs(
    connection: Connection, reports: Collection[str] | None = None
) -> list[tuple[str, str, bool]]:
    """(event id, event id, whether they are the same) of the codings that count, the smaller id first,
    sorted. Pairs of which an event is not found now or is wrong, or that are one event now, are left out.
    `reports`: only pairs with an event in one of them."""
    judgements = all_judgements(connection)
    void = undone_by(judgements)
    pairs = [j for j in judgements if j.kind == "pair" and j.id not in void]
    if reports is not None:
        pairs = [j for j in pairs if any(t.report in reports for t in j.targets)]
    concerned = {t.report for j in pairs for t in j.targets}
    held = records_now(connection, "event", concerned)
    applied = Judgements.of(judgements, concerned)
    kept = {r: {e.id for e in applied.events(r, events)} for r, events in held.items()}  # type: ignore[arg-type]
    found: dict[tuple[str, str], bool] = {}
    for one in pairs:  # in their order, so that the last counts
        ids = []
        for target in one.targets:
            events = held.get(target.report, [])
            n = find(target, events)
            if n is not None and events[n].id in kept[target.report]:
                ids.append(events[n].id)
        if len(set(ids)) == 2:
            found[min(ids), max(ids)] = one.verdict == "same"
    return [(a, b, same) for (a, b), same in sorted(found.items())]


def _last_of_each(judgements: Sequence[Judgement]) -> list[Correction]:
    last: dict[str, Correction] = {}
    for one in judgements:
        if one.field is not None and one.value is not None:
            last[one.field] = Correction(one.field, one.value, "null", one.by, one.at, one.because)
    return [last[name] for name in sorted(last)]


def table_of(sort: str) -> tuple[Table, Any]:
    """Of "event" and "state" the table, and what reads a record of it."""
    return (event, event_from_json) if sort == "event" else (state, state_from_json)
