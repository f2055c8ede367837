"""Codings come or go: what they touch is compared, and what that touches is grouped anew.

The groups follow from the events that count and the judgements alone: which pairs are compared and how they
score depends on the two events, and a part of the graph of good pairs (link.events.parts) is always grouped
as a whole. Whatever changes a pair therefore first takes down which parts it stood in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from tidings.ledger.bulk import insert_rows
from tidings.ledger.derived import Change
from tidings.ledger.judged import judged_pairs
from tidings.ledger.schema import coding
from tidings.link.events import (
    JUDGED,
    Scorer,
    Told,
    from_row,
    group_part,
    keys_of,
    looks_up,
    parts_of,
    to_row,
    told_of,
    topic_of,
)
from tidings.link.events.block import SHARED
from tidings.model.contract import dumps_json
from tidings.model.report import digest
from tidings.views.linking.members import chunks
from tidings.views.linking.tables import METADATA, incident_event, incident_key, incident_pair, lookup
from tidings.views.linking.write import write_incidents
from tidings.views.versions import version_of

CACHED: Final = 50_000
"""Records to compare with that are kept in memory between portions, some 3 KB each."""

Numbered = tuple[int, int]
"""Two events by their rows, ascending."""


class Incidents:
    """A `View` (ledger.derived); comes after that of copies."""

    name = "incident"
    tables = METADATA

    def __init__(self) -> None:
        self._scorer = Scorer.load()
        self._told: dict[int, Told] = {}

    @property
    def version(self) -> str:
        parts = ("link/events", "link/words.py", "link/cluster.py", "data/link", "data/actors", "mentions")
        return version_of(*parts, "views/linking", "views/incident")

    def take(self, connection: Connection, change: Change) -> None:
        if len(self._told) > CACHED:
            self._told.clear()
        gone, seeds = self._forget(connection, change.gone)
        new = self._add(connection, change)
        seeds |= set(new) | self._compare(connection, new) | self._judge(connection, change.new)
        of = incident_event.c
        regrouped = _where(connection, of.report, change.copies, of.incident)
        touched = gone | {row.incident for row in regrouped if row.incident}
        touched |= self._group(connection, seeds)
        change.incidents.update(touched)
        write_incidents(connection, touched, change.records)

    def _forget(self, connection: Connection, codings: Sequence[str]) -> tuple[set[str], set[int]]:
        """Remove their events. Returns the incidents they were in, and the rows of others that stood in a
        part with them or compared well: their groups may change."""
        rows = list(_where(connection, incident_event.c.coding, codings))
        if not rows:
            return set(), set()
        numbers = {row.row for row in rows}
        incidents = {row.incident for row in rows}
        pairs = Pairs(connection)
        near = numbers | {other for number in numbers for other in pairs(numbers)[number]}
        near |= {number for part in self._parts(pairs, near) for number in part}
        for row in rows:
            keys = [(key_number(f.key), f.period) for f in keys_of(from_row(json.loads(row.told)))]
            for some in chunks(keys):
                here = tuple_(incident_key.c.key, incident_key.c.period).in_(some)
                connection.execute(delete(incident_key).where(here, incident_key.c.row == row.row))
            self._told.pop(row.row, None)
        for some in chunks(numbers):
            either = or_(incident_pair.c.a.in_(some), incident_pair.c.b.in_(some))
            connection.execute(delete(incident_pair).where(either))
            connection.execute(delete(incident_event).where(incident_event.c.row.in_(some)))
        return incidents, near - numbers

    def _add(self, connection: Connection, change: Change) -> list[int]:
        """File their events, and return their rows."""
        last = connection.execute(select(func.max(incident_event.c.row))).scalar() or 0
        filed: list[dict[str, Any]] = []
        keys: list[tuple[int, int, int, int]] = []
        for id, read in change.records.of(connection, change.new).items():
            topic = topic_of(read.report) if read.events else frozenset()
            for n, event in enumerate(read.events):
                last += 1
                told = self._told[last] = told_of(read.report, event, id=read.id, topic=topic)
                filed.append(
                    {
                        "row": last, "event": event.id, "coding": id, "report": read.id, "n": n,
                        "incident": "", "told": dumps_json(to_row(told)),
                        "confidence": float(event.confidence), "judged": int(bool(event.judged)),
                    }
                )  # fmt: skip
                worth = {(f.period, key_number(f.key)): f.worth for f in keys_of(told)}
                keys += [(period, key, last, one) for (period, key), one in worth.items()]
        if filed:
            connection.execute(insert(incident_event), filed)
        insert_rows(connection, insert(incident_key), sorted(keys))
        return [row["row"] for row in filed]

    def _compare(self, connection: Connection, new: Sequence[int]) -> set[int]:
        """Score the new events against all that share enough keys with them; keep the good pairs. Returns the
        rows of all that stood in a part with one that is in such a pair."""
        found = self._sharing(connection, new)
        self._fetch(connection, {row for pair in found for row in pair})
        made = ((pair, self._score(*pair)) for pair in sorted(found))
        kept = [(a, b, score) for (a, b), score in made if score > self._scorer.even]
        reached = {row for a, b, _ in kept for row in (a, b)} - set(new)
        seeds = {row for part in self._parts(Pairs(connection), reached) for row in part}
        insert_rows(connection, insert(incident_pair), kept)
        return seeds

    def _parts(self, pairs: Pairs, rows: set[int]) -> list[frozenset[int]]:
        return parts_of(rows, pairs, self._scorer.even)

    def _score(self, one: int, two: int) -> float:
        a, b = sorted((self._told[one], self._told[two]), key=lambda t: t.event)
        return self._scorer.score(a, b)

    def _sharing(self, connection: Connection, new: Sequence[int]) -> set[Numbered]:
        """Pairs of a new event and any other that are to be compared."""
        asked = [
            (row, key, period)
            for row in new
            for asked in looks_up(self._told[row])
            for key in {key_number(key) for key in asked.worth}
            for period in range(asked.first, asked.last + 1)
        ]
        lookup.create(connection, checkfirst=True)
        connection.execute(delete(lookup))
        insert_rows(connection, insert(lookup), asked)
        other = incident_key.c.row.label("other")
        once = (  # a key counts once, in however many weeks the two meet
            select(lookup.c.row, other, incident_key.c.key, incident_key.c.worth)
            .join(
                incident_key,
                and_(
                    incident_key.c.period == lookup.c.period,
                    incident_key.c.key == lookup.c.key,
                    incident_key.c.row != lookup.c.row,
                ),
            )
            .distinct()
            .subquery()
        )
        query = select(once.c.row, once.c.other).group_by(once.c.row, once.c.other)
        query = query.having(func.sum(once.c.worth) >= SHARED)
        return {(a, b) if a < b else (b, a) for a, b in connection.execute(query).all()}

    def _fetch(self, connection: Connection, rows: Iterable[int]) -> None:
        of = incident_event.c
        for row in _where(connection, of.row, {r for r in rows if r not in self._told}, of.row, of.told):
            self._told[row.row] = from_row(json.loads(row.told))

    def _judge(self, connection: Connection, codings: Sequence[str]) -> set[int]:
        """Write down what people say of pairs in which an event of these codings is. Returns their rows and
        those of all that stood in a part with them."""
        reports = {row.report for row in _where(connection, coding.c.id, codings, coding.c.report)}
        said = {(a, b): same for a, b, same in judged_pairs(connection, reports)}
        named = {event for pair in said for event in pair}
        of = incident_event.c
        rows = {row.event: row.row for row in _where(connection, of.event, named, of.event, of.row)}
        seeds = {row for part in self._parts(Pairs(connection), set(rows.values())) for row in part}
        for (a, b), same in sorted(said.items()):
            if a in rows and b in rows:  # else the other comes in a later portion, and is asked for again
                one, two = sorted((rows[a], rows[b]))
                here = (incident_pair.c.a == one, incident_pair.c.b == two)
                connection.execute(delete(incident_pair).where(*here))
                score = JUDGED if same else -JUDGED
                connection.execute(insert(incident_pair).values(a=one, b=two, score=score))
        return seeds

    def _group(self, connection: Connection, seeds: set[int]) -> set[str]:
        """Group every part that a seed is in. Returns incidents that are new, changed or no more."""
        pairs = Pairs(connection)
        parts = self._parts(pairs, seeds)
        everybody = {number for part in parts for number in part}
        of = incident_event.c
        rows = {row.row: row for row in _where(connection, of.row, everybody, of.row, of.event, of.incident)}
        self._fetch(connection, rows)
        changed: set[str] = set()
        moved: list[dict[str, Any]] = []
        for part in parts:
            name = {number: rows[number].event for number in part}
            scores = {
                (name[a], name[b]): score
                for a in part
                for b, score in pairs(set(part))[a].items()
                if b in name and name[a] < name[b]
            }
            told = {event: self._told[number] for number, event in name.items()}
            at = {rows[number].event: rows[number] for number in part}
            for group in group_part(told, scores, self._scorer):
                id = incident_id([told[event] for event in group])
                for event in group:
                    if at[event].incident != id:
                        changed |= {id, at[event].incident}
                        moved.append({"at": at[event].row, "to": id})
                    elif at[event].row in seeds:
                        changed.add(id)
        if moved:
            change = update(incident_event).where(incident_event.c.row == bindparam("at"))
            connection.execute(change.values(incident=bindparam("to")), moved)
        return changed - {""}


class Pairs:
    """Good and judged pairs as they stand in the store, fetched as they are asked for. Not to be kept over a
    change of theirs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._near: dict[int, dict[int, float]] = {}

    def __call__(self, numbers: set[int]) -> dict[int, dict[int, float]]:
        """By row, of these and of others: the other row and the score."""
        wanted = {number for number in numbers if number not in self._near}
        self._near |= {number: {} for number in wanted}
        a, b, score = incident_pair.c.a, incident_pair.c.b, incident_pair.c.score
        for here, there in ((a, b), (b, a)):
            for some in chunks(wanted):
                query = select(here, there, score).where(here.in_(some))
                for number, other, value in self._connection.execute(query).all():
                    self._near[number][other] = value
        return self._near


def incident_id(told: Sequence[Told]) -> str:
    """An incident is called after its first event: by publication, then by id. It keeps its id while later
    reports come in; an earlier one gives it another, and any of its events' ids finds it."""
    first = min(told, key=lambda t: (t.published is None, t.published or 0, t.event))
    return digest("incident", first.event)


def _where(
    connection: Connection, column: Column[Any], values: Iterable[Any], *wanted: Column[Any]
) -> Iterator[Row[Any]]:
    for some in chunks(values):
        yield from connection.execute(select(*wanted or column.table.c).where(column.in_(some))).all()


@lru_cache(maxsize=65536)
def key_number(key: str) -> int:
    """A signed number of 64 bits, as SQLite keeps them. Two keys of one number only bring two events together
    that are then compared."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
