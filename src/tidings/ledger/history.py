"""How a record came to be: the readings that have it, and all that people decided about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, column, select, table

from tidings.errors import UsageError
from tidings.ledger.judged import Judgements, all_judgements, records_now, undone_by
from tidings.ledger.judging import known_record
from tidings.ledger.store import Store
from tidings.model.judgement import Judgement
from tidings.model.judgement_find import find
from tidings.model.record import Coded, Event, State
from tidings.model.report import Report

COUNTS, AGREES, SUPERSEDED, OUTVOTED = "counts", "agrees", "superseded", "outvoted"
UNDONE, NOT_FOUND = "undone", "not found now"
incident_event = table("incident_event", column("event"), column("incident"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement among the others. `status`: it counts; agrees with another's that does; was superseded by a
    later one of the same person; is outvoted by a later one of another; was undone; or its record is not
    found now. `records`: ids that its targets have now, None for one not found. `undone`: the undoings
    that count. `against`: ids of judgements by others that contradict it."""

    judgement: Judgement
    status: str
    records: tuple[str | None, ...]
    undone: tuple[Judgement, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What one reader read. `record`: None where this reading has no such record."""

    reader: str
    at: datetime
    record: Event | State | None


@dataclass(frozen=True, slots=True)
class History:
    """`versions`: oldest first; the last one counts. `shown`: the record as tables show it, None where it
    is judged wrong or not in the reading that counts."""

    report: Report
    sort: str
    versions: tuple[Version, ...]
    shown: Event | State | None
    judged: tuple[Standing, ...]


def history(store: Store, asked: str) -> History:
    """Of the event or state with this id (or five or more characters of it), also of an earlier reading.
    Raises UsageError."""
    with store.reading() as connection:
        known = known_record(connection, asked)
        report_id, sort = known.target.report, known.target.sort
        found = standings(connection, {report_id})
        judgements = Judgements.load(connection, {report_id})
    versions, shown = [], None
    for reader, at, coded in store.codings(report_id):
        records = _records(coded, sort)
        n = find(known.target, records)
        record = None if n is None else records[n]
        versions.append(Version(reader, at, record))
        corrected = _records(judgements.coded(coded), sort)
        shown = next((r for r in corrected if record and r.id == record.id), None)
    ids = {v.record.id for v in versions if v.record}
    judged = tuple(s for s in found if ids & {*s.records, *(t.record for t in s.judgement.targets)})
    return History(store.report(report_id), sort, tuple(versions), shown, judged)


def incident_events(store: Store, asked: str) -> tuple[str, list[str]]:
    """An incident's id and its events. Raises UsageError where there is no such incident."""
    with store.reading() as connection:
        if not connection.dialect.has_table(connection, incident_event.name):
            raise UsageError(
                f"no incident {asked!r}: events are not gathered into incidents yet.",
                command="`tidings link` does that.",
            )
        c = incident_event.c
        query = select(c.incident, c.event).where(c.incident >= asked, c.incident < asked + "g")
        rows = connection.execute(query.order_by(c.incident, c.event).limit(5000)).all()
    ids = sorted({row.incident for row in rows})
    if not ids:
        raise UsageError(f"no incident {asked!r} in {store.path}.", command="`tidings incidents` lists them.")
    if len(ids) > 1:
        raise UsageError(f"{asked!r} means several: {', '.join(ids[:9])}. Give more of the id.")
    return ids[0], [row.event for row in rows]


def standings(connection: Connection, reports: Collection[str] | None = None) -> list[Standing]:
    """All judgements in their order, or those about records of these reports (with undoings of such)."""
    judgements = all_judgements(connection)
    void = undone_by(judgements)
    by_id = {one.id: one for one in judgements}
    wanted = [j for j in judgements if reports is None or _concerns(j, by_id, reports)]
    concerned = {t.report for j in wanted for t in j.targets}
    now = {
        (sort, report): records
        for sort in ("event", "state")
        for report, records in records_now(connection, sort, concerned).items()
    }
    found = {j.id: _found(j, now) for j in wanted}
    live = [j for j in wanted if j.id not in void and j.undoes is None]
    status, against = _weighed(live, found)
    out = []
    for one in wanted:
        undoings = tuple(void.get(one.id, ()))
        if undoings:
            state = UNDONE
        elif one.undoes is not None:
            state = COUNTS if one.undoes in by_id else NOT_FOUND
        elif None in found[one.id]:
            state = NOT_FOUND
        else:
            state = status[one.id]
        others = tuple(sorted(against.get(one.id, ())))
        out.append(Standing(one, state, found[one.id], undoings, others))
    return out


def _weighed(
    live: Sequence[Judgement], found: dict[str, tuple[str | None, ...]]
) -> tuple[dict[str, str], dict[str, set[str]]]:
    """`live` in their order: the status of each, and who contradicts whom."""
    status: dict[str, str] = {}
    against: dict[str, set[str]] = defaultdict(set)
    about: dict[tuple[str, ...], list[Judgement]] = defaultdict(list)
    for one in live:
        ids = [now or t.record for now, t in zip(found[one.id], one.targets, strict=True)]
        about[tuple(sorted(ids))].append(one)
    for several in about.values():
        questions: dict[str | None, list[Judgement]] = defaultdict(list)
        for one in several:
            if one.kind != "record":
                questions[one.field].append(one)
        for of_one in questions.values():
            _settle(of_one, status, against)
        _settle_wrong(several, status, against)
    return status, against


def _settle(several: Sequence[Judgement], status: dict[str, str], against: dict[str, set[str]]) -> None:
    """Judgements on one pair, or on one field of a record."""
    last = several[-1]
    latest = {one.by: one for one in several}
    for one in several:
        agrees = _says(one) == _says(last)
        if one is last:
            status[one.id] = COUNTS
        elif latest[one.by] is not one:
            status[one.id] = SUPERSEDED
        else:
            status[one.id] = AGREES if agrees else OUTVOTED
            against[one.id] |= {o.id for o in latest.values() if _says(o) != _says(one)}
    against[last.id] |= {o.id for o in latest.values() if _says(o) != _says(last)}


def _settle_wrong(several: Sequence[Judgement], status: dict[str, str], against: dict[str, set[str]]) -> None:
    """A record that somebody calls wrong and somebody (else) sets values in."""
    wrong = [one for one in several if one.kind == "record"]
    if not wrong:
        return
    last = several[-1]
    stance = {one.by: one for one in several}
    for n, one in enumerate(several):
        # "wrong" after it leaves a set value without effect; a value set later brings the record back.
        beaten = (one.kind == "record") != (last.kind == "record")
        if beaten:
            own = any(o.by == one.by and o.kind != one.kind for o in several[n + 1 :])
            status[one.id] = SUPERSEDED if own else OUTVOTED
        elif one.kind == "record":
            same_person = stance[one.by] is not one
            status[one.id] = COUNTS if one is last else SUPERSEDED if same_person else AGREES
    for one in stance.values():
        others = {o.id for o in stance.values() if (o.kind == "record") != (one.kind == "record")}
        against[one.id] |= others


def _says(one: Judgement) -> tuple[str, str | None]:
    return one.verdict, one.value


def _found(one: Judgement, now: dict[tuple[str, str], list[Event] | list[State]]) -> tuple[str | None, ...]:
    ids: list[str | None] = []
    for target in one.targets:
        records = now.get((target.sort, target.report), [])
        n = find(target, records)
        ids.append(None if n is None else records[n].id)
    return tuple(ids)


def _concerns(one: Judgement, by_id: dict[str, Judgement], reports: Collection[str]) -> bool:
    while one.undoes is not None:
        if one.undoes not in by_id:
            return False
        one = by_id[one.undoes]
    return any(t.report in reports for t in one.targets)


def _records(coded: Coded, sort: str) -> Sequence[Event | State]:
    return coded.events if sort == "event" else coded.states
