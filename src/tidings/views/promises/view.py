"""The view of promises: which incidents promise something, and which deeds are linked with them.

What it holds follows from the events that count and their incidents alone. Two incidents are compared where
they share a key that is not too common in the months of both; how common it is, is counted as they come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, delete, insert, or_, select, tuple_
from sqlalchemy.dialects.sqlite import insert as insert_or

from tidings.ledger.derived import Change
from tidings.ledger.schema import coding
from tidings.views.linking.members import chunks, rows_of
from tidings.views.linking.tables import incident_event
from tidings.views.promises.keys import DEED, FULL, MONTHS, PROMISE, first_month, hashed, keys_of
from tidings.views.promises.situation import doing, link, promising
from tidings.views.promises.tables import (
    METADATA,
    promises_block,
    promises_key,
    promises_link,
    promises_promise,
    promises_telling,
)
from tidings.views.promises.telling import Telling, tellings
from tidings.views.versions import version_of

Block = tuple[int, int]
"""A key's hash and a month."""
_SIDES: Final = ((PROMISE, promising), (DEED, doing))


class Promises:
    """A `View` (ledger.derived); comes after that of incidents."""

    name = "promises"
    tables = METADATA

    @property
    def version(self) -> str:
        return version_of("views/promises", "mentions", "text", "link/words.py")

    def take(self, connection: Connection, change: Change) -> None:
        _forget(connection, change.gone)
        _add(connection, change.new)
        touched = set(change.incidents)
        told = tellings_of(connection, touched)
        flipped = _file(connection, touched, told)
        again = _holding(connection, flipped) - touched
        told |= tellings_of(connection, again)
        _write_promises(connection, touched, told)
        _relink(connection, touched | again, told)


def tellings_of(connection: Connection, incidents: Iterable[str]) -> dict[str, list[Telling]]:
    """The tellings of each incident that has any, by event."""
    out: dict[str, list[Telling]] = {}
    for some in chunks(incidents):
        query = (
            select(incident_event.c.incident, promises_telling.c.telling)
            .join(promises_telling, promises_telling.c.event == incident_event.c.event)
            .where(incident_event.c.incident.in_(some))
            .order_by(incident_event.c.incident, incident_event.c.event)
        )
        for row in connection.execute(query):
            out.setdefault(row.incident, []).append(Telling.from_json(row.telling))
    return out


def _forget(connection: Connection, codings: Sequence[str]) -> None:
    for some in chunks(codings):
        connection.execute(delete(promises_telling).where(promises_telling.c.coding.in_(some)))


def _add(connection: Connection, codings: Sequence[str]) -> None:
    of: dict[str, str] = {}
    for some in chunks(codings):
        found = connection.execute(select(coding.c.id, coding.c.report).where(coding.c.id.in_(some)))
        of |= {row.id: row.report for row in found}
    new = [
        {"event": one.event, "coding": id, "telling": one.to_json()}
        for id, rows in rows_of(connection, of).items()
        if rows
        for one in tellings(rows[0].report, tuple(row.event for row in rows))
    ]
    if new:
        connection.execute(insert(promises_telling), new)


def _file(connection: Connection, touched: set[str], told: Mapping[str, Sequence[Telling]]) -> set[Block]:
    """File the incidents under their keys as they are now. Returns blocks that have become too full to be
    looked at, or are no longer."""
    change: Counter[Block] = Counter()
    for some in chunks(touched):
        mine = promises_key.c.incident.in_(some)
        for row in connection.execute(select(promises_key.c.key, promises_key.c.month).where(mine)):
            change[row.key, row.month] -= 1
        connection.execute(delete(promises_key).where(mine))
    blocks = [(block, id) for id in sorted(touched & told.keys()) for block in sorted(_blocks(told[id]))]
    change.update(block for block, _ in blocks)
    rows = [{"key": key, "month": month, "incident": id} for (key, month), id in blocks]
    if rows:
        connection.execute(insert(promises_key), rows)
    moved = {block: by for block, by in change.items() if by}
    before = _sizes(connection, moved)
    after = {block: before.get(block, 0) + by for block, by in moved.items()}
    gone = [block for block, n in after.items() if not n]
    for some in chunks(gone):
        here = tuple_(promises_block.c.key, promises_block.c.month).in_(some)
        connection.execute(delete(promises_block).where(here))
    if kept := [{"key": k, "month": m, "incidents": n} for (k, m), n in sorted(after.items()) if n]:
        add = insert_or(promises_block)
        sizes = {"incidents": add.excluded.incidents}
        connection.execute(add.on_conflict_do_update(index_elements=["key", "month"], set_=sizes), kept)
    return {block for block, n in after.items() if (n > FULL) != (before.get(block, 0) > FULL)}


def _blocks(told: Sequence[Telling]) -> set[Block]:
    return {block for side, part in _SIDES for block in _blocks_of(part(told), side)}


def _blocks_of(told: Sequence[Telling], side: str) -> list[Block]:
    month = first_month(told, side)
    return [] if month is None else [(hashed(key, side), month) for key in keys_of(told, side)]


def _sizes(connection: Connection, blocks: Iterable[Block]) -> dict[Block, int]:
    out: dict[Block, int] = {}
    for some in chunks(blocks):
        here = tuple_(promises_block.c.key, promises_block.c.month).in_(some)
        for row in connection.execute(select(promises_block).where(here)):
            out[row.key, row.month] = row.incidents
    return out


def _holding(connection: Connection, blocks: Iterable[Block]) -> set[str]:
    out: set[str] = set()
    for some in chunks(blocks):
        here = tuple_(promises_key.c.key, promises_key.c.month).in_(some)
        out |= set(connection.execute(select(promises_key.c.incident).where(here)).scalars())
    return out


def _write_promises(connection: Connection, touched: set[str], told: Mapping[str, Sequence[Telling]]) -> None:
    for some in chunks(touched):
        connection.execute(delete(promises_promise).where(promises_promise.c.incident.in_(some)))
    made = {id: mine for id in sorted(touched & told.keys()) if (mine := promising(told[id]))}
    rows = [
        {
            "incident": id,
            "said": min((t.said for t in mine if t.said), default=""),
            "published": min((t.published for t in mine if t.published), default=""),
        }
        for id, mine in made.items()
    ]
    if rows:
        connection.execute(insert(promises_promise), rows)


def _relink(connection: Connection, ids: set[str], told: Mapping[str, Sequence[Telling]]) -> None:
    """Make all links of these incidents anew, as promises and as what became of them."""
    for some in chunks(ids):
        mine = or_(promises_link.c.promise.in_(some), promises_link.c.deed.in_(some))
        connection.execute(delete(promises_link).where(mine))
    pairs: set[tuple[str, str]] = set()
    for id in sorted(ids & told.keys()):
        promise, deed = promising(told[id]), doing(told[id])
        if promise and deed:
            pairs.add((id, id))
        if promise:
            pairs |= {(id, other) for other in _sharing(connection, promise, PROMISE, DEED)}
            pairs |= {(id, other) for other in _sharing(connection, promise, PROMISE, PROMISE)}
            pairs |= {(other, id) for other in _sharing(connection, promise, PROMISE, PROMISE, back=True)}
        if deed:
            pairs |= {(other, id) for other in _sharing(connection, deed, DEED, PROMISE, back=True)}
    more = tellings_of(connection, {id for pair in pairs for id in pair} - told.keys())
    groups = {**told, **more}
    rows = [
        {"promise": a, "deed": b, "kind": found.kind, "score": found.score, "why": found.why}
        for a, b in sorted(pairs)
        for found in link(groups[a], groups[b], same=a == b)
    ]
    if rows:
        connection.execute(insert(promises_link), rows)


def _sharing(
    connection: Connection, told: Sequence[Telling], side: str, other: str, *, back: bool = False
) -> set[str]:
    """Incidents of side `other` that share a key with this one, where neither block is too full, in the months
    from its own on; `back`: up to its own."""
    month = first_month(told, side)
    if month is None:
        return set()
    keys = keys_of(told, side)
    full = {key for (key, _), n in _sizes(connection, _blocks_of(told, side)).items() if n > FULL}
    wanted = [hashed(key, other) for key in keys if hashed(key, side) not in full]
    span = (month - MONTHS, month) if back else (month, month + MONTHS)
    out: set[str] = set()
    for some in chunks(wanted):
        query = (
            select(promises_key.c.incident)
            .join(
                promises_block,
                (promises_block.c.key == promises_key.c.key)
                & (promises_block.c.month == promises_key.c.month),
            )
            .where(
                promises_key.c.key.in_(some),
                promises_key.c.month.between(*span),
                promises_block.c.incidents <= FULL,
            )
        )
        out |= set(connection.execute(query).scalars())
    return out
