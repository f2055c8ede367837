"""The ledger read back and derived again: what it holds must follow from its reports and records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from tidings.errors import StoreError
from tidings.ledger.judged import judgement_of_row
from tidings.ledger.rows import (
    coding_id,
    content_of,
    event_row,
    event_slots,
    state_row,
    state_slots,
)
from tidings.ledger.schema import LEDGER, coding, event, judgement, own_actor, receipt, report, slot, state
from tidings.ledger.store import Store
from tidings.model.contract import (
    event_from_json,
    problems,
    state_from_json,
    types_from_json,
    unclear_from_json,
)
from tidings.model.own_actors import OwnActor
from tidings.model.record import Coded
from tidings.model.report import Report


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` names the row; `what` says in one sentence what is wrong with it."""

    where: str
    what: str


def verify(store: Store) -> Iterator[Problem]:
    """Everything in the store that does not hold: a damaged page, a report whose id is not the hash of its
    content, a record whose id or spans do not fit its report's text, a column or slot that says something
    else than its record, a coding that lost a record. Nothing comes of a sound store."""
    try:
        with store.reading() as connection:
            yield from _damage(connection)
            ids = connection.execute(select(report.c.id).order_by(report.c.id)).scalars().all()
            for id in ids:
                yield from _verify_report(connection, id)
            yield from _verify_judgements(connection)
            yield from _verify_own_actors(connection)
    except StoreError as error:
        yield Problem(str(store.path), str(error))


def content_digest(store: Store) -> str:
    """Hash of everything the ledger says. The same reports and codings give the same digest in any order
    of loading and on any machine; the times of writing play no part."""
    total = hashlib.sha256()
    with store.reading() as connection:
        for table in LEDGER:
            if table is slot:  # follows from the records
                continue
            columns = [column for column in table.columns if column.name != "at"]
            query = select(*columns).order_by(*table.primary_key.columns)
            for row in connection.execute(query.execution_options(yield_per=500)):
                total.update(json.dumps([table.name, *row]).encode("ascii"))
                total.update(b"\n")
    return total.hexdigest()


def replay(source: Store, into: Store) -> None:
    """Add everything that `source` says to `into`, deriving all ids, columns and slots again from texts
    and records. What `into` holds already is passed over; times of writing are kept, so the same codings
    count afterwards. Raises ValueError where a record of `source` breaks a rule of the format."""
    for found in source.reports():
        for one in source.receipts(found.id):
            into.add_report(one)
        for reader, at, coded in source.codings(found.id):
            into.add_coded(coded, reader=reader, at=at)
    into.add_judgements(source.judgements())
    into.add_rows(source)


def _verify_judgements(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(judgement).order_by(judgement.c.id)).all():
        try:
            judgement_of_row(row)
        except ValueError as error:
            yield Problem(f"judgement {row.id}", str(error))


def _verify_own_actors(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(own_actor).order_by(own_actor.c.id)).all():
        try:
            content = OwnActor.from_json(row.record).id
        except (ValueError, TypeError, KeyError) as error:
            yield Problem(f"own actor {row.id}", f"the record cannot be read: {error}")
            continue
        if content != row.id:
            yield Problem(f"own actor {row.id}", f"the record gives {content}")


def _damage(connection: Connection) -> Iterator[Problem]:
    if connection.dialect.name != "sqlite":
        return
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if found != "ok":
            yield Problem("file", f"damaged: {found}")
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem(f"{table}, row {row}", f"points at a {parent} that is not there")


def _verify_report(connection: Connection, id: str) -> Iterator[Problem]:
    row = connection.execute(select(report).where(report.c.id == id)).one()
    where = f"report {id}"
    try:
        published = date.fromisoformat(row.published) if row.published else None
    except ValueError:
        yield Problem(where, f"published {row.published!r} is no ISO date")
        return
    found = Report("", row.text, published, title=row.title, outlet=row.outlet, url=row.url)
    if found.id != id:
        yield Problem(where, f"the content gives {found.id}")
        return
    if not connection.execute(select(receipt.c.doc).where(receipt.c.report == id)).first():
        yield Problem(where, "no receipt says under which name it was handed in")
    codings = connection.execute(select(coding).where(coding.c.report == id).order_by(coding.c.id))
    for one in codings.all():
        yield from _verify_coding(connection, found, one)


def _verify_coding(connection: Connection, found: Report, row: Any) -> Iterator[Problem]:
    where = f"coding {row.id} of report {found.id}"
    if row.id != coding_id(found.id, row.reader):
        yield Problem(where, f"report and reader give {coding_id(found.id, row.reader)}")
    events, states, slots = (_rows(connection, table, row.id) for table in (event, state, slot))
    try:
        coded = Coded(
            found,
            tuple(event_from_json(json.loads(r["record"]), at=f"event {r['id']}") for r in events),
            tuple(state_from_json(json.loads(r["record"]), at=f"state {r['id']}") for r in states),
            tuple(json.loads(row.notes)),
            tuple(unclear_from_json(u) for u in json.loads(row.unclear)),
            types_from_json(json.loads(row.types)),
        )
    except ValueError as error:
        yield Problem(where, f"a record cannot be read: {error}")
        return
    for problem in problems(coded):
        yield Problem(where, problem)
    if content_of(coded) != row.content:
        yield Problem(where, "its records are not those that were added")
    keys = {"coding": row.id, "report": found.id}
    derived = [event_row(e, n=n, **keys) for n, e in enumerate(coded.events)]
    yield from _differences(where, "event", events, derived)
    derived = [state_row(s, n=n, **keys) for n, s in enumerate(coded.states)]
    yield from _differences(where, "state", states, derived)
    named = [s for e in coded.events for s in event_slots(e, row.id)]
    named += [s for t in coded.states for s in state_slots(t, row.id)]
    if sorted(map(_values, slots)) != sorted(map(_values, named)):
        yield Problem(where, "its slots name others than its records do")


def _rows(connection: Connection, table: Table, coding_of: str) -> list[dict[str, Any]]:
    query = select(table).where(table.c.coding == coding_of).order_by(*table.primary_key.columns)
    return [dict(row._mapping) for row in connection.execute(query)]


def _differences(
    where: str, kind: str, stored: list[dict[str, Any]], derived: list[dict[str, Any]]
) -> Iterator[Problem]:
    for have, should in zip(stored, derived, strict=True):
        for name, value in should.items():
            if have[name] != value:
                what = f"column {name} says {have[name]!r}, the record gives {value!r}"
                yield Problem(f"{where}, {kind} {have['id']}", what[:300])


def _values(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(row[column.name]) for column in slot.columns)
