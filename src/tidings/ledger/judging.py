"""Deciding something about records of a store: which is meant, does the value fit it, when was it said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import Connection, func, select

from tidings.errors import UsageError
from tidings.ledger.judged import (
    Judgements,
    add_judgements,
    all_judgements,
    judgement_of_row,
    records_now,
    table_of,
    undone_by,
)
from tidings.ledger.queries import counts_now
from tidings.ledger.schema import coding, judgement
from tidings.ledger.store import Store
from tidings.model.codes import EVENT_TYPES, MODES, STATE_KINDS, STATE_STATUSES, STATUSES
from tidings.model.judgement import Judgement, Target, check_judgement, stamp
from tidings.model.judgement_fields import FIELDS
from tidings.model.judgement_find import find, target_of
from tidings.model.record import Event, State

LEAST: Final = 5
"""Characters of an id that stand for the whole."""
_ID: Final = re.compile(r"([a-z])[0-9a-f]{4,20}")


@dataclass(frozen=True, slots=True)
class Known:
    """A record of some coding of a report, as read, and where it stands. `counts`: its coding is the one that
    does."""

    target: Target
    record: Event | State
    counts: bool


def known_record(connection: Connection, asked: str, sorts: Iterable[str] = ("event", "state")) -> Known:
    """The event or state with this id, or the only one whose id so begins, of any coding; that of the coding
    that counts where several say the same. Raises UsageError where there is none or more than one."""
    letters = {sort[0]: sort for sort in sorts}
    names = " or ".join(letters.values())
    sort = letters.get(_letter(asked))
    if sort is None:
        begin = " or ".join(f"{letter} for {_an(sort)}" for letter, sort in letters.items())
        raise UsageError(
            f"{asked!r} is no id of an {names}: it begins with {begin}, and at least {LEAST - 1} hex digits"
            " follow. `tidings show --ids` lists ids, `tidings incidents ID` those of an incident's events."
        )
    table, read = table_of(sort)
    query = (
        select(table.c.id, table.c.report, table.c.coding, counts_now().label("counts"))
        .join(coding, coding.c.id == table.c.coding)
        .where(*_begins(table.c.id, asked))
        .order_by(counts_now().desc(), table.c.coding)
        .limit(50)
    )
    rows = connection.execute(query).all()
    if not rows:
        raise UsageError(f"no {sort} {asked!r} in the store. `tidings show --ids` lists ids.")
    if len(ids := sorted({row.id for row in rows})) > 1:
        raise UsageError(f"{asked!r} means several: {', '.join(ids[:9])}. Give more of the id.")
    row = rows[0]
    whole = select(table.c.record).where(table.c.coding == row.coding).order_by(table.c.n)
    records = [read(json.loads(text)) for text in connection.execute(whole).scalars()]
    record = next(r for r in records if r.id == row.id)
    return Known(target_of(row.report, record, records), record, bool(row.counts))


def known_judgement(connection: Connection, asked: str) -> Judgement:
    """Raises UsageError where there is none or more than one."""
    if _letter(asked) != "j":
        raise UsageError(f"{asked!r} is no id of a judgement. `tidings judgements list` lists them.")
    rows = connection.execute(select(judgement).where(*_begins(judgement.c.id, asked)).limit(9)).all()
    if not rows:
        raise UsageError(f"no judgement {asked!r} in the store. `tidings judgements list` lists them.")
    if len(rows) > 1:
        raise UsageError(f"{asked!r} means several: {', '.join(r.id for r in rows)}. Give more of the id.")
    return judgement_of_row(rows[0])


def judge_pair(
    store: Store, one: str, other: str, *, same: bool, by: str, because: str | None = None
) -> Judgement:
    """Two events tell of the same happening, or do not."""
    with store.writing() as connection:
        targets = [_now(connection, asked, ("event",)) for asked in (one, other)]
        if targets[0].record == targets[1].record:
            raise UsageError("both are the same event. Give two.")
        targets.sort(key=lambda t: t.record)
        verdict = "same" if same else "different"
        return _add(connection, "pair", verdict, by, because, targets=tuple(targets))


def judge_wrong(store: Store, asked: str, *, by: str, because: str | None = None) -> Judgement:
    """There is no such event or state, or the report does not tell of it."""
    with store.writing() as connection:
        return _add(connection, "record", "wrong", by, because, targets=(_now(connection, asked),))


def judge_value(
    store: Store, asked: str, field: str, value: str, *, by: str, because: str | None = None
) -> Judgement:
    """The field of the event or state has another value, as JSON (judgement_fields)."""
    own = {t.name: t.modes for t in store.own_types()}
    with store.writing() as connection:
        target = _now(connection, asked)
        shown = _shown(connection, target)
        _check_fits(shown, field, json.loads(value), {**MODES, **own})
        return _add(connection, "field", "set", by, because, targets=(target,), field=field, value=value)


def undo(store: Store, asked: str | None, *, by: str, because: str | None = None) -> Judgement:
    """A judgement does not count any more; None: one's own last that still does and undoes nothing itself."""
    with store.writing() as connection:
        judgements = all_judgements(connection)
        void = undone_by(judgements)
        if asked is not None:
            undone = known_judgement(connection, asked)
            if undone.id in void:
                raise UsageError(f"{undone.id} is undone already, by {void[undone.id][-1].by}.")
        else:
            own = [j for j in judgements if j.by == by and j.undoes is None and j.id not in void]
            if not own:
                raise UsageError(
                    f"{by} has no judgement left to undo. `tidings judgements list` has the ids of others."
                )
            undone = own[-1]
        return _add(connection, "undo", "undone", by, because, undoes=undone.id)


def _now(connection: Connection, asked: str, sorts: Iterable[str] = ("event", "state")) -> Target:
    """The record meant, as it stands in the coding that counts."""
    known = known_record(connection, asked, sorts)
    if known.counts:
        return known.target
    report, sort = known.target.report, known.target.sort
    records = records_now(connection, sort, {report}).get(report, [])
    n = find(known.target, records)
    if n is None:
        raise UsageError(
            f"{known.record.id} is of an earlier reading of report {report}; the latest has no such {sort}."
        )
    return target_of(report, records[n], records)


def _shown(connection: Connection, target: Target) -> Event | State:
    """The record with the values that people have set so far; as read where it is judged wrong."""
    records: Any = records_now(connection, target.sort, {target.report})[target.report]
    n = next(n for n, record in enumerate(records) if record.id == target.record)
    shown: list[Event | State | None] = Judgements.load(connection, {target.report}).applied(
        target.report, records
    )
    return shown[n] or cast("Event | State", records[n])


def _check_fits(record: Event | State, field: str, value: Any, modes: dict[str, tuple[str, ...]]) -> None:
    """Raises UsageError for a value that this record cannot have, though another might."""
    sort = "event" if isinstance(record, Event) else "state"
    if field not in FIELDS[sort]:
        raise UsageError(
            f"{field!r} is no field of {_an(sort)} that can be set. Those are: {', '.join(FIELDS[sort])}."
        )
    whole = {"type": (*EVENT_TYPES, *sorted(set(modes) - set(EVENT_TYPES))), "kind": STATE_KINDS}
    if sort == "event":
        whole["status"] = STATUSES
    if value not in whole.get(field, (value,)):
        raise UsageError(f"{field} {value!r} is not known. Known are: {', '.join(whole[field])}.")
    if field == "mode" and value is not None:
        assert isinstance(record, Event)
        known = modes.get(record.type, ())
        if value not in known:
            raise UsageError(f"mode {value!r} is none of {record.type}, which has {_listed(known)}.")
    if field == "status" and value is not None and isinstance(record, State):
        known = STATE_STATUSES[record.kind]
        if value not in known:
            raise UsageError(f"status {value!r} is none of {record.kind}, which has {_listed(known)}.")


def _add(
    connection: Connection, kind: str, verdict: str, by: str, because: str | None, **more: Any
) -> Judgement:
    one = Judgement(kind, verdict, by, _after_all(connection), because=because, **more)
    try:
        check_judgement(one)
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    add_judgements(connection, [one])
    return one


def _after_all(connection: Connection) -> str:
    """Now, or just after the latest judgement: what is said last is the last, whatever the clock says."""
    now = stamp(datetime.now(UTC))
    latest = connection.execute(select(func.max(judgement.c.at))).scalar()
    if latest is None or latest < now:
        return now
    return stamp(datetime.fromisoformat(latest) + timedelta(microseconds=1))


def _letter(asked: str) -> str:
    found = _ID.fullmatch(asked)
    return found[1] if found else ""


def _begins(column: Any, asked: str) -> tuple[Any, Any]:
    # A range and no LIKE, so that the index is used; ids go on with hex digits, all before "g".
    return column >= asked, column < asked + "g"


def _listed(known: tuple[str, ...]) -> str:
    return ", ".join(known) or "none"


def _an(sort: str) -> str:
    return f"{'an' if sort == 'event' else 'a'} {sort}"
