"""The claims of every report that counts, in the store: each report's own, so nothing is ever reckoned again
because another report came. Who holds what on which day is found from them when it is asked (`query`)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from tidings.ledger.bulk import portions
from tidings.ledger.derived import Change
from tidings.ledger.records import Read
from tidings.ledger.schema import coding, report
from tidings.model.contract import dumps_json
from tidings.views.holdings.claim import Claim
from tidings.views.holdings.names import words_of
from tidings.views.holdings.told import claims_of
from tidings.views.versions import version_of

METADATA: Final = MetaData()

claim = Table(
    "holdings_claim", METADATA,
    Column("coding", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("family", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("effect", Text, nullable=False),
    Column("country", Text),
    Column("published", Text),
    Column("day", Text, nullable=False),
    Column("since", Text),
    Column("record", Text, nullable=False),
)  # fmt: skip
Index("holdings_claim_day", claim.c.day, claim.c.kind)
Index("holdings_claim_since", claim.c.since, claim.c.kind)
Index("holdings_claim_family", claim.c.family, claim.c.published)
Index("holdings_claim_kind", claim.c.kind, claim.c.family)
Index("holdings_claim_country", claim.c.country, claim.c.kind, claim.c.family)

# By which words a family is found: `part` is "place" or "party"; `claims` counts those that say so, and a row
# goes with the last of them.
word = Table(
    "holdings_word", METADATA,
    Column("word", Text, primary_key=True),
    Column("part", Text, primary_key=True),
    Column("family", Text, primary_key=True),
    Column("claims", Integer, nullable=False),
)  # fmt: skip

# Days of publication, for the last one; `reports` counts as `claims` does.
day = Table(
    "holdings_day", METADATA,
    Column("published", Text, primary_key=True),
    Column("reports", Integer, nullable=False),
)  # fmt: skip


Claims = tuple[list[dict[str, Any]], dict[tuple[str, ...], int], date | None]


def claim_rows(coding: str, read: Read) -> Claims:
    """Rows of the claims of a coding, its words with how many claims have each, and the day of its report."""
    found = claims_of(read.report, read.events, read.states)
    rows = [_row(one, coding, n) for n, one in enumerate(found)]
    return rows, dict(_words(rows)), read.report.published


class Holdings:
    """`version` follows the rules and the lists of actors: those of a user play no part."""

    name: Final = "holdings"
    tables: Final = METADATA
    stage = staticmethod(claim_rows)

    @property
    def version(self) -> str:
        return version_of("views/holdings", "views/codes.py", "mentions", "data/actors")

    def take(self, connection: Connection, change: Change) -> None:
        if change.gone:
            _forget(connection, change.gone)
        if change.new:
            _add(connection, change)

    def settle(self, connection: Connection, change: Change) -> bool:
        return False


def _add(connection: Connection, change: Change) -> None:
    found = change.prepared(connection, Holdings.name, claim_rows)
    rows = [row for rows, _, _ in found.values() for row in rows]
    if rows:
        connection.execute(insert(claim), rows)
    words: Counter[tuple[str, ...]] = Counter()
    for _, mine, _ in found.values():
        words.update(mine)
    _count(connection, word, "claims", words, 1)
    _count(connection, day, "reports", _days(published for _, _, published in found.values()), 1)


def _forget(connection: Connection, codings: Sequence[str]) -> None:
    held = [dict(row._mapping) for row in _of_codings(connection, codings)]
    _count(connection, word, "claims", _words(held), -1)
    _count(connection, day, "reports", _days(_published(connection, codings)), -1)
    for some in portions(codings):
        connection.execute(delete(claim).where(claim.c.coding.in_(some)))


def _row(one: Claim, coding_id: str, n: int) -> dict[str, Any]:
    return {
        "coding": coding_id,
        "n": n,
        "family": one.family,
        "kind": one.kind,
        "effect": one.effect,
        "country": one.where.country if one.where else None,
        "published": one.published.isoformat() if one.published else None,
        "day": one.day.isoformat(),
        "since": one.since.isoformat() if one.since else None,
        "record": dumps_json(one.to_list()),
    }


def _words(rows: Iterable[dict[str, Any]]) -> Counter[tuple[str, ...]]:
    """Folded words of places and parties, keys of states among them ("c:IQ"), with their families."""
    out: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        one = Claim.from_list(json.loads(row["record"]))
        names = [name for party in one.parties for name in party.names]
        codes = {key for party in one.parties for key in party.keys if key.startswith("c:")}
        for name in words_of(names) | codes:
            out[name, "party", one.family] += 1
        for name in words_of([one.where.name]) if one.where else ():
            out[name, "place", one.family] += 1
    return out


def _days(published: Iterable[date | None]) -> Counter[tuple[str, ...]]:
    return Counter((day.isoformat(),) for day in published if day)


def _count(
    connection: Connection, table: Table, column: str, found: Counter[tuple[str, ...]], sign: int
) -> None:
    """Add (or with `sign` -1 take away) the counts; rows that come to nothing go."""
    if not found:
        return
    names = [c.name for c in table.primary_key.columns]
    rows = [{**dict(zip(names, key, strict=True)), column: sign * n} for key, n in sorted(found.items())]
    new = insert(table)
    total = table.c[column] + new.excluded[column]
    connection.execute(new.on_conflict_do_update(index_elements=names, set_={column: total}), rows)
    if sign < 0:
        here = [c == bindparam(f"of_{c.name}") for c in table.primary_key.columns]
        keys = [{f"of_{name}": row[name] for name in names} for row in rows]
        connection.execute(delete(table).where(*here, table.c[column] <= 0), keys)


def _of_codings(connection: Connection, codings: Sequence[str]) -> list[Any]:
    rows: list[Any] = []
    for some in portions(codings):
        rows += connection.execute(select(claim).where(claim.c.coding.in_(some))).all()
    return rows


def _published(connection: Connection, codings: Sequence[str]) -> list[date | None]:
    """Of each coding the day of its report."""
    days: list[date | None] = []
    for some in portions(codings):
        query = select(report.c.published).join(coding, coding.c.report == report.c.id)
        found = connection.execute(query.where(coding.c.id.in_(some))).scalars()
        days += [date.fromisoformat(day) if day else None for day in found]
    return days
