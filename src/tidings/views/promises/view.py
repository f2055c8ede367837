"""The view of promises: which incidents promise something, and which deeds are linked with them.

What it holds follows from the events that count and their incidents alone. Two incidents are compared where
they share a key that is not too common in the months of both; how common it is, is counted as they come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from tidings.ledger.bulk import insert_rows, raw_rows, rows_at
from tidings.ledger.derived import Change
from tidings.ledger.records import Read, Records
from tidings.views.linking.members import chunks
from tidings.views.linking.tables import incident_event, incident_open, incident_stale
from tidings.views.promises.keys import (
    DEED,
    FEW,
    FULL,
    MONTHS,
    NEAR,
    PROMISE,
    first_month,
    hashed,
    in_year,
    in_years,
    keys_of,
)
from tidings.views.promises.several import Several
from tidings.views.promises.situation import doing, link, promising
from tidings.views.promises.tables import (
    METADATA,
    promises_block,
    promises_key,
    promises_link,
    promises_lookup,
    promises_open,
    promises_promise,
    promises_telling,
)
from tidings.views.promises.telling import Telling, tellings
from tidings.views.versions import version_of

AT_ONCE: Final = 500
"""Incidents of which the links are made in one transaction."""

READ: Final = 65_536
"""Tellings that are kept as they were read, of 2 KB each: after a judgement the standings of all promises are
asked for again, and nearly all tellings are what they were."""
CACHED: Final = 50_000
"""Incidents kept in memory while links are made, some 7 KB each: those of a year."""

Block = tuple[int, int]
"""A key's hash and a month."""
Lot = tuple[int, int]
"""The first and the last number (`promises_open.n`) of incidents whose links are made in one transaction."""
_SIDES: Final = ((PROMISE, promising), (DEED, doing))


def telling_rows(coding: str, read: Read) -> list[tuple[str, str, str]]:
    """As `promises_telling` has them."""
    found = tellings(read.report, read.events) if read.events else ()
    return [(one.event, coding, one.to_json()) for one in found]


class Promises:
    """A `View` (ledger.derived); comes after that of incidents."""

    name = "promises"
    tables = METADATA
    stage = staticmethod(telling_rows)

    def __init__(self) -> None:
        self._lots: list[Lot] = []
        self._linking = Linking()

    @property
    def version(self) -> str:
        return version_of("views/promises", "mentions", "text", "link/words.py")

    def take(self, connection: Connection, change: Change) -> None:
        self._lots, self._linking = [], Linking()
        _forget(connection, change.gone)
        _add(connection, change)

    def settle(self, connection: Connection, change: Change) -> bool:
        """File the incidents that are new or others; when these are all there, make their links: how common a
        key is, is known only then. Every second lot is made by the second process."""
        if touched := change.incidents:
            self._lots, self._linking = [], Linking()
            told = tellings_of(connection, touched)
            flipped = _file(connection, touched, _sides(told))
            _leave(connection, touched | _holding(connection, flipped))
            _write_promises(connection, touched, told)
            return True
        if _is_grouping(connection):
            return False
        if not self._lots:
            self._lots = _lots_of(connection)
            change.share(Linking(), self._lots)
        if not self._lots:
            return False
        lot = self._lots.pop(0)
        _relink(connection, lot, change.made(connection, self._linking, lot))
        if not self._lots:
            self._linking = Linking()
        return bool(self._lots)


@dataclass(frozen=True, slots=True)
class Side:
    """An incident's promises, or its deeds: what it is filed under and looks up others by."""

    incident: str
    side: str
    month: int
    keys: tuple[str, ...]

    @property
    def blocks(self) -> list[Block]:
        year, month, side = in_year(0, self.month), self.month, self.side
        return [(year | hashed(key, side), month) for key in self.keys]


def tellings_of(connection: Connection, incidents: Iterable[str]) -> dict[str, Several]:
    """The tellings of each incident that has any, by event."""
    out: dict[str, list[Telling]] = {}
    for some in chunks(incidents):
        query = (
            select(incident_event.c.incident, promises_telling.c.telling)
            .join(promises_telling, promises_telling.c.event == incident_event.c.event)
            .where(incident_event.c.incident.in_(some))
            .order_by(incident_event.c.incident, incident_event.c.event)
        )
        for id, telling in connection.execute(query).all():
            out.setdefault(id, []).append(_read(telling))
    return {id: Several(told) for id, told in out.items()}


@lru_cache(maxsize=READ)
def _read(telling: str) -> Telling:
    return Telling.from_json(telling)


def _forget(connection: Connection, codings: Sequence[str]) -> None:
    for some in chunks(codings):
        connection.execute(delete(promises_telling).where(promises_telling.c.coding.in_(some)))


def _add(connection: Connection, change: Change) -> None:
    found = change.prepared(connection, Promises.name, telling_rows)
    insert_rows(connection, insert(promises_telling), [row for rows in found.values() for row in rows])


def _file(connection: Connection, touched: set[str], sides: Sequence[Side]) -> set[Block]:
    """File the incidents under their keys as they are now. Returns blocks that have become too full to be
    looked at, or are no longer."""
    change: Counter[Block] = Counter()
    for some in chunks(touched):
        mine = promises_key.c.incident.in_(some)
        for row in connection.execute(select(promises_key.c.key, promises_key.c.month).where(mine)):
            change[row.key, row.month] -= 1
        connection.execute(delete(promises_key).where(mine))
    blocks = sorted((block, one.incident) for one in sides for block in one.blocks)
    change.update(block for block, _ in blocks)
    insert_rows(connection, insert(promises_key), [(*block, id) for block, id in blocks])
    moved = {block: by for block, by in change.items() if by}
    before = _sizes(connection, moved)
    after = {block: before.get(block, 0) + by for block, by in moved.items()}
    gone = [block for block, n in after.items() if not n]
    if gone:  # one by one: of a list of pairs the database goes through the whole table
        text = "DELETE FROM promises_block WHERE key = ? AND month = ?"
        connection.exec_driver_sql(text, sorted(gone))
    add = insert_or(promises_block)
    add = add.on_conflict_do_update(
        index_elements=["key", "month"], set_={"incidents": add.excluded.incidents}
    )
    insert_rows(connection, add, [(*block, n) for block, n in sorted(after.items()) if n])
    return {block for block, n in after.items() if _reach(n) != _reach(before.get(block, 0))}


def _reach(incidents: int) -> int:
    """How many months a block of so many incidents is looked at over, -1 for none."""
    return -1 if incidents > FULL else MONTHS if incidents <= FEW else NEAR


def _sides(told: Mapping[str, Several]) -> list[Side]:
    """By incident; a side of which no day is known is left out."""
    return [
        Side(id, side, month, tuple(sorted(keys_of(mine, side))))
        for id in sorted(told)
        for side, part in _SIDES
        if (mine := part(told[id])) and (month := first_month(mine, side)) is not None
    ]


def _sizes(connection: Connection, blocks: Iterable[Block]) -> dict[Block, int]:
    of = promises_block.c
    found = rows_at(connection, (of.key, of.month), blocks, of.key, of.month, of.incidents)
    return {(key, month): incidents for key, month, incidents in found}


def _holding(connection: Connection, blocks: Iterable[Block]) -> set[str]:
    of = promises_key.c
    return {incident for (incident,) in rows_at(connection, (of.key, of.month), blocks, of.incident)}


def _write_promises(connection: Connection, touched: set[str], told: Mapping[str, Several]) -> None:
    for some in chunks(touched):
        connection.execute(delete(promises_promise).where(promises_promise.c.incident.in_(some)))
    made = {id: mine for id in sorted(touched & told.keys()) if (mine := promising(told[id]))}
    rows = [
        {
            "incident": id,
            "said": mine.said,
            "published": mine.published,
        }
        for id, mine in made.items()
    ]
    if rows:
        connection.execute(insert(promises_promise), rows)


def _leave(connection: Connection, ids: Iterable[str]) -> None:
    # By hand, since the number is left out: each gets the next one.
    text = "INSERT INTO promises_open (incident) VALUES (?) ON CONFLICT DO NOTHING"
    if rows := [(id,) for id in sorted(ids)]:
        connection.exec_driver_sql(text, rows)


def _is_grouping(connection: Connection) -> bool:
    """Whether the view of incidents has still something to do."""
    asked = (select(table).limit(1) for table in (incident_open, incident_stale))
    return any(connection.execute(query).first() is not None for query in asked)


def _lots_of(connection: Connection) -> list[Lot]:
    numbers = connection.execute(select(promises_open.c.n).order_by(promises_open.c.n)).scalars().all()
    return [(numbers[at], numbers[at : at + AT_ONCE][-1]) for at in range(0, len(numbers), AT_ONCE)]


def _of_lot(lot: Lot) -> ColumnElement[bool]:
    return promises_open.c.n.between(*lot)


def _relink(connection: Connection, lot: Lot, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write the links of a lot's incidents anew."""
    ids = set(connection.execute(select(promises_open.c.incident).where(_of_lot(lot))).scalars())
    connection.execute(delete(promises_open).where(_of_lot(lot)))
    for some in chunks(ids):
        here = or_(promises_link.c.promise.in_(some), promises_link.c.deed.in_(some))
        connection.execute(delete(promises_link).where(here))
    insert_rows(connection, insert(promises_link), rows)


class Linking:
    """`Work` (ledger.ahead): by lot all links of its incidents, as promises and as what became of them, but
    for those with incidents of later lots. Keeps tellings that it has read."""

    def __init__(self) -> None:
        self._told: dict[str, Several] = {}

    def __call__(
        self, connection: Connection, records: Records, lots: Sequence[Lot]
    ) -> dict[Lot, list[tuple[Any, ...]]]:
        return {lot: self._links(connection, lot) for lot in lots}

    def _links(self, connection: Connection, lot: Lot) -> list[tuple[Any, ...]]:
        if len(self._told) > CACHED:
            self._told.clear()
        ids = set(connection.execute(select(promises_open.c.incident).where(_of_lot(lot))).scalars())
        groups = self._told
        lacking = ids - groups.keys()
        groups |= {**dict.fromkeys(lacking, Several()), **tellings_of(connection, lacking)}
        mine = {id: groups[id] for id in sorted(ids) if groups[id]}
        pairs = {(id, id) for id, told in mine.items() if promising(told) and doing(told)}
        pairs |= _sharing(connection, _sides(mine), lot)
        groups |= tellings_of(connection, {id for pair in pairs for id in pair} - groups.keys())
        return [
            (a, b, found.kind, found.score, found.why)
            for a, b in sorted(pairs)
            for found in link(groups[a], groups[b], same=a == b)
        ]


_ASKED: Final = {PROMISE: ((DEED, False), (PROMISE, False), (PROMISE, True)), DEED: ((PROMISE, True),)}
"""What each side looks for: the other side, and whether in the months up to its own or from its own on."""


def _sharing(connection: Connection, sides: Sequence[Side], lot: Lot) -> set[tuple[str, str]]:
    """Promise and what may have become of it, of which one is of these sides and none of a lot after this
    one: they share a key of which neither block is too full."""
    asked = [(one, other, back) for one in sides for other, back in _ASKED[one.side]]
    rows: list[tuple[int, ...]] = []
    for n, (one, other, back) in enumerate(asked):
        month = one.month
        first, last = (month - MONTHS, month) if back else (month, month + MONTHS)
        years = in_years(0, first, last)
        for key, (filed, _) in zip(one.keys, one.blocks, strict=True):
            wanted = hashed(key, other)
            rows += [(n, filed, month, year | wanted, first, last) for year in years]
    lookup = promises_lookup
    lookup.create(connection, checkfirst=True)
    connection.execute(delete(lookup))
    insert_rows(connection, insert(lookup), rows)
    own, there = promises_block.alias("own"), promises_block.alias("there")
    query = (
        select(lookup.c.asked, promises_key.c.incident)
        .join(own, and_(own.c.key == lookup.c.own, own.c.month == lookup.c.month))
        .join(
            promises_key,
            and_(
                promises_key.c.key == lookup.c.key,
                promises_key.c.month.between(lookup.c.first, lookup.c.last),
            ),
        )
        .join(there, and_(there.c.key == promises_key.c.key, there.c.month == promises_key.c.month))
        .where(
            own.c.incidents <= FULL,
            there.c.incidents <= FULL,
            or_(
                and_(own.c.incidents <= FEW, there.c.incidents <= FEW),
                func.abs(promises_key.c.month - lookup.c.month) <= NEAR,
            ),
        )
        .distinct()
    )
    found = list(raw_rows(connection, query))
    later = _after(connection, {other for _, other in found}, lot)
    out: set[tuple[str, str]] = set()
    for n, other in found:
        if other not in later:
            one, _, back = asked[n]
            out.add((other, one.incident) if back else (one.incident, other))
    return out


def _after(connection: Connection, incidents: Iterable[str], lot: Lot) -> set[str]:
    """Those of a lot after this one. Looked up by name: the lots still to come may be the whole store."""
    of = promises_open.c
    out: set[str] = set()
    for some in chunks(incidents):
        query = select(of.incident).where(of.incident.in_(some), of.n > lot[1])
        out.update(connection.execute(query).scalars())
    return out
