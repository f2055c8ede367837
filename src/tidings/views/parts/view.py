"""The view of parts, kept up to date: what changed is filed anew and compared with what stands beside it.

What it holds follows from the incidents alone. A pair is looked at where the two share keys of which no block
is too full; when one gets too full, or is so no longer, all in it are looked at again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Connection, and_, delete, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from tidings.ledger.bulk import insert_rows, rows_at
from tidings.ledger.derived import Change
from tidings.ledger.records import Records
from tidings.link.events import from_row
from tidings.views.linking.members import chunks, members_of
from tidings.views.linking.tables import incident, incident_event
from tidings.views.parts.compare import LEAST, compare, score_of
from tidings.views.parts.keys import PARTS, SHARED, WHOLES, keys_of
from tidings.views.parts.side import Side, can_be_side, side_of
from tidings.views.parts.tables import (
    METADATA,
    parts_block,
    parts_key,
    parts_link,
    parts_lookup,
    parts_pair,
    parts_side,
)
from tidings.views.versions import version_of

Block = tuple[int, int]
"""A week and a key's hash."""
CLOSE: Final = 1.0
"""Of wholes whose score is no further from the best the smallest is the nearest: the battle, not the war."""


class Parts:
    """A `View` (ledger.derived); comes after that of incidents."""

    name = "parts"
    tables = METADATA

    @property
    def version(self) -> str:
        return version_of("views/parts", "link/events", "link/words.py", "data/link")

    def take(self, connection: Connection, change: Change) -> None:
        """Nothing: what changes an incident is known when it is grouped."""

    def settle(self, connection: Connection, change: Change) -> bool:
        touched = set(change.incidents)
        before = _kept(connection, touched)
        now = sides_of(connection, touched, change.records)
        same = {id for id, side in now.items() if id in before and before[id][1] == side}
        gone = {number: side for id, (number, side) in before.items() if id not in same}
        numbers = _number(connection, before, {id: side for id, side in now.items() if id not in same})
        flipped = _file(connection, gone, numbers)
        for some in chunks(before.keys() - now.keys()):
            connection.execute(delete(parts_link).where(parts_link.c.part.in_(some)))
        again = _standing(connection, flipped) - numbers.keys()
        _compare(connection, gone.keys() | numbers.keys(), again, numbers)
        return False


def sides_of(connection: Connection, ids: Iterable[str], records: Records | None = None) -> dict[str, Side]:
    """Of the incidents that can be parts or wholes, by id."""
    out: dict[str, Side] = {}
    for some in chunks(ids):
        query = select(incident.c.id, incident.c.record).where(incident.c.id.in_(some))
        records_of = ((row.id, json.loads(row.record)) for row in connection.execute(query))
        heads = {id: record for id, record in records_of if can_be_side(record)}
        of = incident_event.c
        told: dict[str, list[str]] = {}
        read_in: dict[str, set[str]] = {}
        for row in connection.execute(select(of.incident, of.coding, of.told).where(of.incident.in_(heads))):
            told.setdefault(row.incident, []).append(row.told)
            read_in.setdefault(row.incident, set()).add(row.coding)
        # What the second process has put together is not read yet: of its reports then these events alone.
        known = {id for id, codings in read_in.items() if records and not records.lacking(codings)}
        members = {
            **members_of(connection, known, records),
            **members_of(connection, heads.keys() - known),
        }
        for id in sorted(heads.keys() & members.keys()):
            several = [from_row(json.loads(one)) for one in sorted(told[id])]
            if side := side_of(heads[id], members[id].events, several):
                out[id] = side
    return out


def load(connection: Connection, numbers: Iterable[int]) -> dict[int, Side]:
    out: dict[int, Side] = {}
    for some in chunks(numbers):
        for row in connection.execute(select(parts_side).where(parts_side.c.number.in_(some))):
            out[row.number] = Side.from_json(row.side)
    return out


def _kept(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[int, Side]]:
    out: dict[str, tuple[int, Side]] = {}
    for some in chunks(ids):
        for row in connection.execute(select(parts_side).where(parts_side.c.incident.in_(some))):
            out[row.incident] = row.number, Side.from_json(row.side)
    return out


def _number(
    connection: Connection, before: Mapping[str, tuple[int, Side]], now: Mapping[str, Side]
) -> dict[int, Side]:
    """Write the sides that are new or have changed; an incident keeps its number."""
    last = connection.execute(select(func.max(parts_side.c.number))).scalar() or 0
    out: dict[int, Side] = {}
    rows = []
    for id, side in now.items():
        if id in before:
            number = before[id][0]
        else:
            last += 1
            number = last
        out[number] = side
        rows.append((number, id, side.to_json()))
    for some in chunks(number for id, (number, _) in before.items() if id in now):
        connection.execute(delete(parts_side).where(parts_side.c.number.in_(some)))
    insert_rows(connection, insert(parts_side), rows)
    return out


def _file(connection: Connection, gone: Mapping[int, Side], new: Mapping[int, Side]) -> set[Block]:
    """File them under their keys as they are now. Returns blocks that have become too full to be looked at,
    or are so no longer."""
    old, rows = _rows(gone), _rows(new)
    change: Counter[tuple[int, int, int]] = Counter(row[:3] for row in rows)
    change.subtract(row[:3] for row in old)
    if old:  # one by one: of a list of such the database goes through the whole table
        text = "DELETE FROM parts_key WHERE week = ? AND key = ? AND whole = ? AND number = ?"
        connection.exec_driver_sql(text, sorted({row[:4] for row in old}))
    for some in chunks(gone.keys() - new.keys()):
        connection.execute(delete(parts_side).where(parts_side.c.number.in_(some)))
    insert_rows(connection, insert(parts_key), sorted(rows))
    blocks = {(week, key) for (week, key, _), by in change.items() if by}
    before = _sizes(connection, blocks)
    after = {}
    for block in blocks:
        wholes, parts = before.get(block, (0, 0))
        after[block] = wholes + change[*block, 1], parts + change[*block, 0]
    if empty := sorted(block for block, n in after.items() if n == (0, 0)):
        connection.exec_driver_sql("DELETE FROM parts_block WHERE week = ? AND key = ?", empty)
    add = insert_or(parts_block)
    add = add.on_conflict_do_update(
        index_elements=["week", "key"], set_={"wholes": add.excluded.wholes, "parts": add.excluded.parts}
    )
    insert_rows(connection, add, [(*block, *n) for block, n in sorted(after.items()) if n != (0, 0)])
    return {block for block, n in after.items() if _full(n) != _full(before.get(block, (0, 0)))}


def _rows(sides: Mapping[int, Side]) -> list[tuple[int, int, int, int, int]]:
    return [
        (week, key, whole, number, worth)
        for number, side in sides.items()
        for week, key, worth in keys_of(side)
        for whole in ((0, 1) if side.level else (0,))
    ]


def _full(sizes: tuple[int, int]) -> bool:
    return sizes[0] > WHOLES or sizes[1] > PARTS


def _sizes(connection: Connection, blocks: Iterable[Block]) -> dict[Block, tuple[int, int]]:
    of = parts_block.c
    found = rows_at(connection, (of.week, of.key), blocks, of.week, of.key, of.wholes, of.parts)
    return {(week, key): (wholes, parts) for week, key, wholes, parts in found}


def _standing(connection: Connection, blocks: Iterable[Block]) -> set[int]:
    """Who stands in these blocks, where a whole does."""
    with_whole = [block for block, (wholes, _) in _sizes(connection, blocks).items() if wholes]
    of = parts_key.c
    return {number for (number,) in rows_at(connection, (of.week, of.key), with_whole, of.number)}


def _compare(
    connection: Connection, changed: Iterable[int], again: set[int], new: Mapping[int, Side]
) -> None:
    """Make the pairs of what changed anew, on both sides, and of `again` as parts; then choose."""
    stale = set(changed)
    parts: set[int] = set()
    for some in chunks(stale):
        either = or_(parts_pair.c.part.in_(some), parts_pair.c.whole.in_(some))
        parts |= set(connection.execute(select(parts_pair.c.part).where(either)).scalars())
        connection.execute(delete(parts_pair).where(either))
    for some in chunks(again):
        connection.execute(delete(parts_pair).where(parts_pair.c.part.in_(some)))
    asked = {**load(connection, again), **new}
    pairs = _sharing(connection, asked, for_wholes=True)
    pairs |= {
        (part, whole)
        for whole, part in _sharing(connection, {n: s for n, s in new.items() if s.level}, for_wholes=False)
    }
    sides = {**load(connection, {n for pair in pairs for n in pair} - asked.keys()), **asked}
    rows = []
    for part, whole in sorted(pairs):
        score = score_of(compare(sides[part], sides[whole]))
        if score >= LEAST:
            rows.append((part, whole, score, sides[whole].level * 1000 + sides[whole].length))
    insert_rows(connection, insert_or(parts_pair).on_conflict_do_nothing(), rows)
    _choose(connection, parts | again | stale | {row[0] for row in rows}, stale)


def _sharing(connection: Connection, asked: Mapping[int, Side], *, for_wholes: bool) -> set[tuple[int, int]]:
    """Each of these with those that share enough with it: wholes, or parts."""
    lookup = parts_lookup
    lookup.create(connection, checkfirst=True)
    connection.execute(delete(lookup))
    insert_rows(
        connection,
        insert(lookup),
        [(n, week, key) for n, side in asked.items() for week, key, _ in keys_of(side)],
    )
    other = parts_key.c.number.label("other")
    once = (  # a key counts once, in however many weeks the two meet
        select(lookup.c.number, other, parts_key.c.key, parts_key.c.worth)
        .join(parts_block, and_(parts_block.c.week == lookup.c.week, parts_block.c.key == lookup.c.key))
        .join(
            parts_key,
            and_(
                parts_key.c.week == lookup.c.week,
                parts_key.c.key == lookup.c.key,
                parts_key.c.whole == int(for_wholes),
                parts_key.c.number != lookup.c.number,
            ),
        )
        .where(parts_block.c.wholes.between(1, WHOLES), parts_block.c.parts <= PARTS)
        .distinct()
        .subquery()
    )
    query = select(once.c.number, once.c.other).group_by(once.c.number, once.c.other)
    query = query.having(func.sum(once.c.worth) >= SHARED)
    return {(row.number, row.other) for row in connection.execute(query)}


def _choose(connection: Connection, parts: Iterable[int], changed: set[int]) -> None:
    """Write which whole each of these is a part of. `changed` may have another name, or none any more."""
    pairs: dict[int, list[tuple[float, int, int]]] = {}
    for some in chunks(parts):
        for row in connection.execute(select(parts_pair).where(parts_pair.c.part.in_(some))):
            pairs.setdefault(row.part, []).append((row.score, row.extent, row.whole))
    named = _names(
        connection, {n for part in pairs for n in (part, *(w for _, _, w in pairs[part]))} | set(parts)
    )
    rows = []
    for part, found in pairs.items():
        best = max(score for score, _, _ in found)
        near = [one for one in found if one[0] >= best - CLOSE]
        score, _, whole = min(near, key=lambda one: (one[1], -one[0], named[one[2]]))
        rows.append((named[part], named[whole], score))
    for some in chunks(named[n] for n in parts if n in named):
        connection.execute(delete(parts_link).where(parts_link.c.part.in_(some)))
    insert_rows(connection, insert(parts_link), sorted(rows))


def _names(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    out: dict[int, str] = {}
    for some in chunks(numbers):
        query = select(parts_side.c.number, parts_side.c.incident).where(parts_side.c.number.in_(some))
        out.update((row.number, row.incident) for row in connection.execute(query))
    return out
