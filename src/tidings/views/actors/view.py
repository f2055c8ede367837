"""The actors of every report that counts, in the store. What one report names hangs on that report and on the
user's lists of actors alone; when those have changed, all of it is found out anew."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from tidings.ledger.bulk import insert_rows, portions
from tidings.ledger.derived import Change, view_coding
from tidings.ledger.names import fold
from tidings.ledger.records import Read, Records
from tidings.ledger.schema import own_actor
from tidings.mentions.actors import Actor
from tidings.mentions.actors_lists import Lists
from tidings.model.contract import dumps_json
from tidings.model.own_actors import OwnActor
from tidings.model.record import Event, State
from tidings.views.actors.rows import Named, fullest, named_in, surest
from tidings.views.actors.tables import (
    METADATA,
    actor,
    actor_lists,
    actor_name,
    actor_tie,
    actor_told,
    actor_who,
)
from tidings.views.codes import lists_with
from tidings.views.versions import version_of

_PORTION: Final = 200
"""Codings at once where all are found out anew: what is kept in memory."""
_SIDES: Final = {"done": "done", "suffered": "suffered", "holds": "states", "other": "states"}
_COUNTED: Final = ("done", "suffered", "events", "states", "reports")


_Rows = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]
"""As `actor_told` and as `actor_tie` have them."""


def told_rows(coding: str, read: Read) -> _Rows:
    """Of a coding, by the packaged lists alone."""
    return _rows(coding, read, lists_with(()))


class Actors:
    """A `View` (ledger.derived). `version` follows the rules and the packaged lists."""

    name: Final = "actor"
    tables: Final = METADATA
    stage = staticmethod(told_rows)

    @property
    def version(self) -> str:
        return version_of("views/actors", "views/codes.py", "mentions", "data/actors")

    def take(self, connection: Connection, change: Change) -> None:
        own = list(connection.execute(select(own_actor.c.record).order_by(own_actor.c.id)).scalars())
        lists = lists_with(OwnActor.from_json(record) for record in own)
        touched = _forget(connection, change.gone) if change.gone else set()
        if _have_changed(connection, own):
            _take_all(connection, change.gone, lists)
            touched = set()
        if change.new:
            if own:
                read = change.records.of(connection, change.new)
                rows = [_rows(id, one, lists) for id, one in read.items()]
            else:
                rows = list(change.prepared(connection, self.name, told_rows).values())
            touched |= _add(connection, rows)
        _settle(connection, touched)

    def settle(self, connection: Connection, change: Change) -> bool:
        return False


def _have_changed(connection: Connection, own: Sequence[str]) -> bool:
    """Whether the user's lists are others than those with which everything here was found out."""
    now = hashlib.sha256("\n".join(own).encode("utf-8")).hexdigest()[:20]
    before = connection.execute(select(actor_lists.c.own)).scalar()
    if before != now:
        connection.execute(delete(actor_lists))
        connection.execute(insert(actor_lists).values(own=now))
    return before not in (None, now)


def _take_all(connection: Connection, gone: Sequence[str], lists: Lists) -> None:
    """All codings that were taken before, anew, but for those that go."""
    for table in (actor_told, actor_tie, actor_who, actor_name, actor):
        connection.execute(delete(table))
    held = connection.execute(select(view_coding.c.coding).order_by(view_coding.c.coding)).scalars().all()
    codings = sorted(set(held) - set(gone))
    for some in portions(codings, _PORTION):
        read = Records().of(connection, some)
        _settle(connection, _add(connection, [_rows(id, one, lists) for id, one in read.items()]))


def _rows(coding: str, read: Read, lists: Lists) -> _Rows:
    several = _by_side(named_in(read.report, read.events, read.states, lists))
    pairs = [(a, b) for a in several for b in several if _acts_on(a, b)]
    return (
        [_told(coding, read, n, one) for n, one in enumerate(several)],
        [_tie(coding, n, a, b) for n, (a, b) in enumerate(pairs)],
    )


def _add(connection: Connection, rows: Sequence[_Rows]) -> set[str]:
    """Returns the keys of whom they name."""
    told = [row for mine, _ in rows for row in mine]
    insert_rows(connection, insert(actor_told), told)
    insert_rows(connection, insert(actor_tie), [tie for _, ties in rows for tie in ties])
    return _count(connection, told, 1)


def _forget(connection: Connection, codings: Sequence[str]) -> set[str]:
    told: list[tuple[Any, ...]] = []
    for some in portions(codings):
        found = connection.execute(select(actor_told).where(actor_told.c.coding.in_(some)))
        told += [tuple(row) for row in found.all()]
        for table in (actor_told, actor_tie):
            connection.execute(delete(table).where(table.c.coding.in_(some)))
    return _count(connection, told, -1)


def _by_side(several: Iterable[Named]) -> list[Named]:
    """Of each record once an actor and side, under all its names there."""
    out: dict[tuple[str, str, str], Named] = {}
    for one in several:
        at = (one.record.id or "", one.side, one.key)
        before = out.get(at)
        if before is None:
            out[at] = one
        else:
            who = min((before.actor, one.actor), key=surest)
            out[at] = replace(before, actor=who, names=(*before.names, *one.names))
    return list(out.values())


def _acts_on(one: Named, other: Named) -> bool:
    return one.side == "done" and other.side == "suffered" and one.record is other.record


def _told(coding: str, read: Read, n: int, one: Named) -> tuple[Any, ...]:
    kind = one.record.type if isinstance(one.record, Event) else one.record.kind
    day = _day(one.record)
    if not day and isinstance(one.record, State) and read.report.published:
        day = read.report.published.isoformat()
    return (
        coding, n, one.key, one.side, one.record.id, read.id, kind, one.record.status or "", day,
        dumps_json(list(one.names)), dumps_json({**asdict(one.actor), "described": one.described}),
    )  # fmt: skip


def _tie(coding: str, n: int, one: Named, other: Named) -> tuple[Any, ...]:
    assert isinstance(one.record, Event)
    record = one.record
    return coding, n, one.key, other.key, record.id, record.type, record.status, _day(record)


def _day(record: Event | State) -> str:
    days = record.when.interval if record.when else None
    first = (days.start or days.end) if days else None
    return first.isoformat() if first else ""


def _count(connection: Connection, told: Iterable[tuple[Any, ...]], sign: int) -> set[str]:
    """Add (or with `sign` -1 take away) what the rows of `actor_told` say. Returns their keys."""
    sums: dict[str, Counter[str]] = {}
    who: Counter[tuple[str, ...]] = Counter()
    names: Counter[tuple[str, ...]] = Counter()
    reports: set[tuple[str, str]] = set()
    for _, _, key, side, _, report, *_, several, actor_said in told:
        mine = sums.setdefault(key, Counter())
        mine[_SIDES[side]] += sign
        mine["events"] += sign if side in ("done", "suffered") else 0
        if (key, report) not in reports:
            mine["reports"] += sign
        reports.add((key, report))
        who[key, actor_said] += sign
        for name in json.loads(several):
            names[key, name] += sign
    _sum(connection, actor_who, [{"key": k, "who": w, "told": n} for (k, w), n in sorted(who.items())])
    several_names = sorted(names.items())
    _sum(
        connection, actor_name,
        [{"key": k, "name": name, "folded": fold(name), "told": n} for (k, name), n in several_names],
    )  # fmt: skip
    blank = {"name": "", "folded": "", "weak": 0, "described": 0}
    _sum(
        connection, actor,
        [{"key": key, **blank, **{c: n[c] for c in _COUNTED}} for key, n in sorted(sums.items())],
    )  # fmt: skip
    return set(sums)


def _sum(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add the rows' numbers to those that are there; rows that come to nothing go."""
    if not rows:
        return
    names = [c.name for c in table.primary_key.columns]
    numbers = [name for name in ("told", *_COUNTED) if name in rows[0]]
    new = upsert(table)
    totals = {name: table.c[name] + new.excluded[name] for name in numbers}
    connection.execute(new.on_conflict_do_update(index_elements=names, set_=totals), list(rows))
    gone = [{f"of_{name}": row[name] for name in names} for row in rows if row[numbers[-1]] < 0]
    if gone:
        here = [table.c[name] == bindparam(f"of_{name}") for name in names]
        connection.execute(delete(table).where(*here, table.c[numbers[-1]] <= 0), gone)


def _settle(connection: Connection, keys: set[str]) -> None:
    """Write down who each of the keys is by all that is told of it."""
    for some in portions(sorted(keys)):
        said: dict[str, list[dict[str, Any]]] = {}
        for row in connection.execute(select(actor_who).where(actor_who.c.key.in_(some))):
            said.setdefault(row.key, []).append(json.loads(row.who))
        names = _names(connection, [key for key in said if key.startswith("name:")])
        rows = [_who_row(key, several, names.get(key)) for key, several in said.items()]
        if rows:
            here = update(actor).where(actor.c.key == bindparam("of_key"))
            connection.execute(here.values({n: bindparam(n) for n in rows[0] if n != "of_key"}), rows)


def _who_row(key: str, said: Iterable[dict[str, Any]], names: dict[str, int] | None) -> dict[str, Any]:
    several = [(actor_of(one), one["described"]) for one in said]
    who, described = min(several, key=lambda pair: surest(pair[0]))
    name = fullest(names) if names else who.name
    return {
        "of_key": key, "name": name, "folded": fold(name), "sector": who.sector, "country": who.country,
        "weak": int(who.weak), "described": int(described),
    }  # fmt: skip


def actor_of(who: dict[str, Any]) -> Actor:
    """From JSON as in `actor_who`."""
    given = {name: value for name, value in who.items() if name != "described"}
    return Actor(**{**given, "part_of": tuple(given["part_of"])})


def _names(connection: Connection, keys: Sequence[str]) -> dict[str, dict[str, int]]:
    out: dict[str, dict[str, int]] = {}
    for row in connection.execute(select(actor_name).where(actor_name.c.key.in_(keys))):
        out.setdefault(row.key, {})[row.name] = row.told
    return out
