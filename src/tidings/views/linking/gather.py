"""Codings come or go: what they touch is compared, and when all have come, what that touches is grouped anew.

The groups follow from the events that count and the judgements alone: which pairs are compared and how they
score depends on the two events, and a part of the graph of good pairs (link.events.parts) is always grouped
as a whole. Whatever changes a pair writes down which events that touches (`incident_open`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Row,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from tidings.ledger.bulk import insert_rows, raw_rows
from tidings.ledger.derived import Change
from tidings.ledger.judged import judged_pairs
from tidings.ledger.schema import coding
from tidings.link.events import (
    JUDGED,
    Scorer,
    Told,
    from_row,
    group_part,
    parts_of,
)
from tidings.link.events.block import SHARED
from tidings.model.report import digest
from tidings.views.linking.filing import filings, key_rows
from tidings.views.linking.members import chunks
from tidings.views.linking.tables import (
    METADATA,
    incident_event,
    incident_key,
    incident_open,
    incident_pair,
    incident_stale,
    lookup,
)
from tidings.views.linking.write import Lot, Putting, leave_stale, lots_of, write_incidents
from tidings.views.versions import version_of

CACHED: Final = 20_000
"""Records to compare with that are kept in memory between portions, and events whose pairs are while they are
grouped, some 5 KB each: those of a month or two."""

AT_ONCE: Final = 500
"""Touched events whose parts are grouped in one transaction, and incidents that are written in one: some
seconds at most."""

_BITS: Final = 31
_OTHER: Final = (1 << _BITS) - 1
"""A pair of rows is one number while pairs are counted: half the time of two."""

Numbered = tuple[int, int]
"""Two events by their rows, ascending."""


class Incidents:
    """A `View` (ledger.derived); comes after that of copies."""

    name = "incident"
    tables = METADATA
    stage = staticmethod(filings)

    def __init__(self) -> None:
        self._scorer = Scorer.load()
        self._told: dict[int, Told] = {}
        self._grouped = _Grouped()
        self._lots: list[Lot] = []

    @property
    def version(self) -> str:
        parts = ("link/events", "link/words.py", "link/cluster.py", "data/link", "data/actors", "mentions")
        return version_of(*parts, "views/linking", "views/incident")

    def take(self, connection: Connection, change: Change) -> None:
        """Compare what comes; which parts that makes is asked when all is in."""
        self._lots = []
        self._grouped = _Grouped()
        if len(self._told) > CACHED:
            self._told.clear()
        stale, touched = self._forget(connection, change.gone)
        new, asked = self._add(connection, change)
        touched |= {*new, *self._compare(connection, asked), *self._judge(connection, change.new)}
        of = incident_event.c
        regrouped = _where(connection, of.report, change.copies, of.incident)
        stale |= {row.incident for row in regrouped if row.incident}
        insert_rows(
            connection, insert_or(incident_open).on_conflict_do_nothing(), [(row,) for row in sorted(touched)]
        )
        leave_stale(connection, stale)

    def settle(self, connection: Connection, change: Change) -> bool:
        """Group the parts that some of the touched events are in; when there are none any more, write some of
        the incidents that this has changed, every second lot of them as the second process has put it
        together.

        A part that is another than it was holds a touched event, or all its events were in the part of one:
        without a new or lost pair in it, none of the bars that make it a part has moved.
        """
        if touched := set(_first(connection, incident_open.c.row)):
            of = incident_event.c
            parts = {row.part for row in _where(connection, of.row, touched, of.part)}
            seeds = {row.row for row in _where(connection, of.part, parts, of.row)}
            grouped, changed = self._group(connection, seeds)
            _drop(connection, incident_open.c.row, touched | grouped)
            leave_stale(connection, changed)
            return True
        if not self._lots:
            self._forget_pairs()
            self._lots = lots_of(connection, AT_ONCE)
            change.share(Putting(), self._lots)
        if not self._lots:
            return False
        lot = self._lots.pop(0)
        found = change.made(connection, Putting(), lot)
        write_incidents(connection, found)
        _drop(connection, incident_stale.c.incident, found)
        change.incidents.update(found)
        return bool(self._lots)

    def _forget_pairs(self) -> None:
        """What was kept for comparing and grouping: some hundred megabytes."""
        self._grouped = _Grouped()
        self._told.clear()

    def _forget(self, connection: Connection, codings: Sequence[str]) -> tuple[set[str], set[int]]:
        """Remove their events. Returns the incidents they were in, and the rows of others that were grouped
        with them or compare well."""
        rows = list(_where(connection, incident_event.c.coding, codings))
        if not rows:
            return set(), set()
        numbers = {row.row for row in rows}
        pairs = Pairs(connection)(numbers)
        near = {other for number in numbers for other in pairs[number]}
        near |= {row.row for row in _where(connection, incident_event.c.part, {row.part for row in rows})}
        for row in rows:
            found = key_rows(from_row(json.loads(row.told)))
            keys = sorted({(period, key, row.row) for period, key, *_ in found})
            # One by one: of a list of such the database goes through the whole table.
            if keys:  # none of a report whose events share nothing that others could have
                connection.exec_driver_sql(
                    "DELETE FROM incident_key WHERE period = ? AND key = ? AND row = ?", keys
                )
            self._told.pop(row.row, None)
        _drop(connection, incident_pair.c.a, numbers)
        _drop(connection, incident_pair.c.b, numbers, incident_pair.c.a, near)
        _drop(connection, incident_event.c.row, numbers)
        _drop(connection, incident_open.c.row, numbers)
        return {row.incident for row in rows if row.incident}, near - numbers

    def _add(self, connection: Connection, change: Change) -> tuple[list[int], list[tuple[int, ...]]]:
        """File their events, and return their rows and what these are looked up by (`lookup`)."""
        last = connection.execute(select(func.max(incident_event.c.row))).scalar() or 0
        filed: list[dict[str, Any]] = []
        keys: list[tuple[int, ...]] = []
        asked: list[tuple[int, ...]] = []
        for id, several in change.prepared(connection, self.name, self.stage).items():
            for one in several:
                last += 1
                told = self._told[last] = one.told
                filed.append(
                    {
                        "row": last, "event": told.event, "coding": id, "report": told.report, "n": one.n,
                        "incident": "", "part": last, "bar": None, "told": one.row,
                        "confidence": one.confidence, "judged": one.judged,
                    }
                )  # fmt: skip
                keys += [(period, key, last, worth, first) for period, key, worth, first in one.keys]
                asked += [(last, *asking) for asking in one.asked]
        if filed:
            connection.execute(insert(incident_event), filed)
        insert_rows(connection, insert(incident_key), sorted(keys))
        return [row["row"] for row in filed], asked

    def _compare(self, connection: Connection, asked: Sequence[tuple[int, ...]]) -> set[int]:
        """Score the events that ask against all that share enough keys with them; keep the good ones. Returns
        the rows that a pair now connects above the bar of their part: other parts stay as they are."""
        found = self._sharing(connection, asked)
        self._fetch(connection, {row for pair in found for row in pair})
        told, score_of, even = self._told, self._scorer.score, self._scorer.even
        kept: list[tuple[int, int, float]] = []
        for one, two in found:
            a, b = told[one], told[two]
            score = score_of(a, b) if a.event < b.event else score_of(b, a)
            if score > even:
                kept.append((one, two, score))
        both = sorted([*kept, *((b, a, score) for a, b, score in kept)])
        insert_rows(connection, insert(incident_pair), both)
        of = incident_event.c
        bars = {
            row.row: row.bar for row in _where(connection, of.row, {a for a, _, _ in both}, of.row, of.bar)
        }
        return {a for a, _, score in both if bars[a] is None or score > bars[a]}

    def _sharing(self, connection: Connection, asked: Sequence[tuple[int, ...]]) -> list[Numbered]:
        """Pairs of an event that asks and one that came before it which are to be compared."""
        lookup.create(connection, checkfirst=True)
        connection.execute(delete(lookup))
        insert_rows(connection, insert(lookup), asked)
        # A key counts once, in the first period in which two events meet: there it is the first of one.
        pair = lookup.c.row.op("<<")(_BITS).op("|")(incident_key.c.row)
        query = select(pair, incident_key.c.worth).join(
            incident_key,
            and_(
                incident_key.c.period == lookup.c.period,
                incident_key.c.key == lookup.c.key,
                incident_key.c.row < lookup.c.row,
                or_(incident_key.c.first == 1, lookup.c.first == 1),
            ),
        )
        shared: defaultdict[int, int] = defaultdict(int)
        for both, worth in raw_rows(connection, query):
            shared[both] += worth
        return [(both & _OTHER, both >> _BITS) for both, worth in shared.items() if worth >= SHARED]

    def _fetch(self, connection: Connection, rows: Iterable[int]) -> None:
        of = incident_event.c
        for row in _where(connection, of.row, {r for r in rows if r not in self._told}, of.row, of.told):
            self._told[row.row] = from_row(json.loads(row.told))

    def _judge(self, connection: Connection, codings: Sequence[str]) -> set[int]:
        """Write down what people say of pairs in which an event of these codings is. Returns their rows."""
        reports = {row.report for row in _where(connection, coding.c.id, codings, coding.c.report)}
        said = {(a, b): same for a, b, same in judged_pairs(connection, reports)}
        named = {event for pair in said for event in pair}
        of = incident_event.c
        rows = {row.event: row.row for row in _where(connection, of.event, named, of.event, of.row)}
        for (a, b), same in sorted(said.items()):
            if a in rows and b in rows:  # else the other comes in a later portion, and is asked for again
                for one, two in ((rows[a], rows[b]), (rows[b], rows[a])):
                    here = (incident_pair.c.a == one, incident_pair.c.b == two)
                    connection.execute(delete(incident_pair).where(*here))
                    score = JUDGED if same else -JUDGED
                    connection.execute(insert(incident_pair).values(a=one, b=two, score=score))
        return set(rows.values())

    def _group(self, connection: Connection, seeds: set[int]) -> tuple[set[int], set[str]]:
        """Group every part that a seed is in. Returns the rows in them, and incidents that are new, have
        other events or are no more."""
        pairs = self._grouped.pairs(connection)
        found = parts_of(seeds, pairs, self._scorer.even, self._grouped.rows)
        everybody = {number for part in found for number in part.members}
        of = incident_event.c
        wanted = (of.row, of.event, of.incident, of.part, of.bar)
        rows = {row.row: row for row in _where(connection, of.row, everybody, *wanted)}
        self._fetch(connection, rows)
        changed: set[str] = set()
        moved: list[tuple[str, int, float, int]] = []
        for one in found:
            part = one.members
            name = {number: rows[number].event for number in part}
            scores = {
                (name[a], name[b]): score
                for a in part
                for b, score in pairs.of(a).items()
                if b in name and name[a] < name[b]
            }
            told = {event: self._told[number] for number, event in name.items()}
            at = {rows[number].event: rows[number] for number in part}
            first = min(part)
            for group in group_part(told, scores, self._scorer):
                id = incident_id([told[event] for event in group])
                for event in group:
                    old = at[event]
                    if old.incident != id:
                        changed |= {id, old.incident}
                    if (old.incident, old.part, old.bar) != (id, first, one.bar):
                        moved.append((id, first, one.bar, old.row))
        if moved:
            text = "UPDATE incident_event SET incident = ?, part = ?, bar = ? WHERE row = ?"
            connection.exec_driver_sql(text, moved)
        return everybody, changed - {""}


class _Grouped:
    """What is known between the transactions of settling, while pairs stay as they are: rows that are grouped
    already, and pairs."""

    def __init__(self) -> None:
        self.rows: set[int] = set()
        self._near: dict[int, dict[int, float]] = {}

    def pairs(self, connection: Connection) -> Pairs:
        if len(self._near) > CACHED:
            self._near.clear()
        return Pairs(connection, self._near)


class Pairs:
    """Good and judged pairs as they stand in the store, fetched as they are asked for. Not to be kept over a
    change of theirs. `near`: those that are known."""

    def __init__(self, connection: Connection, near: dict[int, dict[int, float]] | None = None) -> None:
        self._connection = connection
        self._near = {} if near is None else near

    def __call__(self, numbers: set[int]) -> dict[int, dict[int, float]]:
        """By row, of these and of others: the other row and the score. Those that they lead to are fetched
        with them, since they are asked for next."""
        near = self._near
        if wanted := [number for number in numbers if number not in near]:
            self._fetch(wanted)
            # Not `- near.keys()`: that goes through all that is known.
            self._fetch({other for number in wanted for other in near[number] if other not in near})
        return near

    def _fetch(self, wanted: Collection[int]) -> None:
        self._near |= {number: {} for number in wanted}
        for some in chunks(wanted):
            for a, b, score in raw_rows(
                self._connection, select(incident_pair).where(incident_pair.c.a.in_(some))
            ):
                self._near[a][b] = score

    def of(self, number: int) -> dict[int, float]:
        return self({number})[number]


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


def _first(connection: Connection, column: Column[Any]) -> Sequence[Any]:
    return connection.execute(select(column).order_by(column).limit(AT_ONCE)).scalars().all()


def _drop(connection: Connection, column: Column[Any], values: Iterable[Any], *more: Any) -> None:
    """Remove the rows with one of the values; `more`: a column and those of its values that are looked at."""
    if not more:
        for some in chunks(values):
            connection.execute(delete(column.table).where(column.in_(some)))
        return
    here, others = more
    for some in chunks(values):
        for there in chunks(others):
            connection.execute(delete(column.table).where(here.in_(there), column.in_(some)))
