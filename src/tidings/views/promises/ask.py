"""Promises as they are shown: who promised what to whom, when, for when, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from tidings.ledger.filters import ALL_EVENTS, EventFilter, EventRow
from tidings.ledger.queries import counts_now
from tidings.ledger.schema import coding, report
from tidings.ledger.store import Store
from tidings.views.linking.members import chunks, rows_of
from tidings.views.linking.tables import incident_event
from tidings.views.promises.fulfil import Link
from tidings.views.promises.situation import Promise, promises_on
from tidings.views.promises.standing import OPEN
from tidings.views.promises.tables import promises_link, promises_promise
from tidings.views.promises.telling import Telling
from tidings.views.promises.view import tellings_of

Json = dict[str, Any]
_AT_ONCE = 200
"""Promises that are fetched together."""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """`told`: the events that promise it, the earliest report first; `deeds`: those it is linked with, each with
    its events. `on`: the day that the answer is for."""

    promise: Promise
    incidents: tuple[str, ...]
    told: tuple[EventRow, ...]
    deeds: tuple[tuple[str, Link, tuple[EventRow, ...]], ...]
    on: date

    @property
    def said(self) -> date | None:
        days = [date.fromisoformat(t.said) for t in self.promise.told if t.said]
        return min(days, default=None)

    @property
    def ago(self) -> int | None:
        """Days since it was announced."""
        return (self.on - self.said).days if self.said else None


def promise_rows(
    store: Store, on: date | None = None, where: EventFilter = ALL_EVENTS, *, only_open: bool = False
) -> Iterator[PromiseRow]:
    """The promises announced by day `on` (None: that of the last report), those announced last first, of which
    an event meets `where`. Reports published later count for nothing. `only_open`: those that are still to
    come, wholly or in part. The view must be up to date."""
    with store.reading() as connection:
        day = on or last_day(connection)
        if day is None:
            return
        heads = list(connection.execute(_heads(day)).scalars())
        for at in range(0, len(heads), _AT_ONCE):
            for row in _rows(connection, heads[at : at + _AT_ONCE], day):
                if only_open and row.promise.standing.standing not in OPEN:
                    continue
                if any(where.matches(one) for one in row.told):
                    yield row


def last_day(connection: Connection) -> date | None:
    """The last day on which a report of the store was published."""
    last = connection.execute(select(func.max(report.c.published))).scalar()
    return date.fromisoformat(last) if last else None


def promise_json(row: PromiseRow) -> Json:
    standing = row.promise.standing
    first = row.told[0]
    return {
        "id": row.promise.id,
        "type": first.event.type,
        "standing": standing.standing,
        "why": standing.why,
        "who": _names(row.told, "actors"),
        "whom": _names(row.told, "recipients"),
        "place": _first_place(row.told),
        "announced": row.said.isoformat() if row.said else None,
        "days_ago": row.ago,
        "due": standing.due.isoformat() if standing.due else None,
        "on": row.on.isoformat(),
        "words": first.event.evidence[0].span.of(first.report.text),
        "incidents": list(row.incidents),
        "told": [_told(one) for one in row.told],
        "by": [_deed(d) for d in row.deeds if d[0] in standing.by],
        "linked": [_deed(d) for d in row.deeds if d[0] not in standing.by],
    }


def _heads(day: date) -> Any:
    iso = day.isoformat()
    of = promises_promise.c
    return (
        select(of.head)
        .where(of.published <= iso, of.published != "")
        .group_by(of.head)
        .order_by(func.min(of.said).desc(), of.head)
    )


def _rows(connection: Connection, heads: Sequence[str], day: date) -> list[PromiseRow]:
    head_of: dict[str, str] = {}
    for some in chunks(heads):
        query = select(promises_promise).where(promises_promise.c.head.in_(some))
        head_of |= {row.incident: row.head for row in connection.execute(query)}
    links: dict[str, dict[str, Link]] = {}
    for some in chunks(head_of):
        query = select(promises_link).where(promises_link.c.promise.in_(some))
        for row in connection.execute(query):
            links.setdefault(row.promise, {})[row.deed] = Link(row.kind, row.score, row.why)
    deeds = {deed for found in links.values() for deed in found}
    groups = tellings_of(connection, {*head_of, *deeds})
    # A deed's incident may hold a promise of its own, which is not asked for here.
    found = {p.id: p for p in promises_on(groups, links, {id: head_of.get(id, "") for id in groups}, day)}
    told = {t.event for p in found.values() for t in (*p.told, *(t for _, _, d in p.links for t in d))}
    rows = _events(connection, told)
    incidents: dict[str, list[str]] = {}
    for id, head in sorted(head_of.items()):
        incidents.setdefault(head, []).append(id)
    return [
        PromiseRow(
            found[head],
            tuple(incidents[head]),
            tuple(_in_order(found[head].told, rows)),
            tuple((deed, link, tuple(_in_order(done, rows))) for deed, link, done in found[head].links),
            day,
        )
        for head in heads
        if head in found
    ]


def _events(connection: Connection, events: Iterable[str]) -> dict[str, EventRow]:
    of: dict[str, str] = {}
    for some in chunks(events):
        query = (
            select(incident_event.c.coding, coding.c.report)
            .join(coding, coding.c.id == incident_event.c.coding)
            .where(incident_event.c.event.in_(some), counts_now())
        )
        of |= {row.coding: row.report for row in connection.execute(query)}
    return {row.event.id: row for rows in rows_of(connection, of).values() for row in rows}


def _in_order(told: Iterable[Telling], rows: Mapping[str, EventRow]) -> list[EventRow]:
    ordered = sorted(told, key=lambda t: (t.published, t.report, t.line, t.event))
    return [rows[t.event] for t in ordered if t.event in rows]


def _names(rows: Iterable[EventRow], role: str) -> list[str]:
    return list(dict.fromkeys(party.name for row in rows for party in getattr(row.event, role)))


def _first_place(rows: Iterable[EventRow]) -> Json | None:
    place = next((row.event.place for row in rows if row.event.place), None)
    return {"name": place.name, "country": place.country} if place else None


def _told(row: EventRow) -> Json:
    first = row.event.evidence[0]
    published = row.report.published
    return {
        "event": row.event.id,
        "doc": row.report.doc,
        "report": row.report.id,
        "published": published.isoformat() if published else None,
        "start": first.span.start,
        "end": first.span.end,
        "says": first.span.of(row.report.text),
    }


def _deed(deed: tuple[str, Link, tuple[EventRow, ...]]) -> Json:
    id, link, rows = deed
    return {
        "incident": id,
        "kind": link.kind,
        "score": link.score,
        "why": link.why,
        "told": [_told(row) for row in rows],
    }
