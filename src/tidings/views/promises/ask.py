"""Promises as they are shown: who promised what to whom, when, for when, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, func, select

from tidings.ledger.filters import ALL_EVENTS, EventFilter, EventRow
from tidings.ledger.names import country_codes
from tidings.ledger.queries import counts_now, select_events
from tidings.ledger.records import some_events
from tidings.ledger.schema import coding, event, report
from tidings.ledger.store import Store
from tidings.views.incidents import named
from tidings.views.linking.members import chunks
from tidings.views.linking.tables import incident_event
from tidings.views.promises.fulfil import Link
from tidings.views.promises.situation import TOLD_AGAIN, Links, Promise, parents, promises_on
from tidings.views.promises.standing import OPEN
from tidings.views.promises.tables import promises_link, promises_promise
from tidings.views.promises.telling import Telling
from tidings.views.promises.view import tellings_of

Json = dict[str, Any]
_AT_ONCE = 200
"""Promises that are fetched together."""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """`told`: the events that promise it, the earliest report first; `deeds`: those it is linked with, each
    with its events. `on`: the day that the answer is for."""

    promise: Promise
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
    """The promises announced by day `on` (None: that of the last report), the latest first, of which an
    event meets `where`. Reports published later count for nothing. `only_open`: those that are still to
    come, wholly or in part. The view must be up to date."""
    with store.reading() as connection:
        day = on or last_day(connection)
        if day is None:
            return
        told = list(connection.execute(_told_by(day)).scalars())
        heads = _heads_named(connection, where)
        if heads is not None:
            told = [id for id in told if id in heads]
        for at in range(0, len(told), _AT_ONCE):
            for row in _rows(connection, told[at : at + _AT_ONCE], day):
                if only_open and row.promise.standing.standing not in OPEN:
                    continue
                if any(where.matches(one) for one in row.told):
                    yield row


def promises_with(store: Store, incident: str, on: date | None = None) -> list[PromiseRow]:
    """The promises that an incident tells of, or that are linked with what it tells, by day `on`, as
    `promise_rows` has them."""
    with store.reading() as connection:
        day = on or last_day(connection)
        if day is None:
            return []
        asked = _with_parents(connection, [incident])
        of, iso = promises_promise.c, day.isoformat()
        told = select(of.incident).where(
            of.incident.in_(sorted(asked)), of.published <= iso, of.published != ""
        )
        ids = list(connection.execute(told.order_by(of.said.desc(), of.incident)).scalars())
        return [
            row
            for row in _rows(connection, ids, day)
            if incident in row.promise.incidents or any(id == incident for id, _, _ in row.deeds)
        ]


def standings_on(
    store: Store, on: date | None = None, where: EventFilter = ALL_EVENTS
) -> list[tuple[str, str, date | None]]:
    """(id, standing, day that is set) of the promises that `promise_rows` gives, in its order: without their
    events, so five times as fast."""
    with store.reading() as connection:
        day = on or last_day(connection)
        if day is None:
            return []
        asked = list(connection.execute(_told_by(day)).scalars())
        matching = None if where == ALL_EVENTS else _matching(connection, where)
        if matching is not None:
            near = _with_parents(connection, matching.values())
            asked = [id for id in asked if id in near]
        out: list[tuple[str, str, date | None]] = []
        for at in range(0, len(asked), _AT_ONCE):
            heads, found = _promises(connection, asked[at : at + _AT_ONCE], day)
            for one in (found[head] for head in heads if head in found):
                if matching is None or any(told.event in matching for told in one.told):
                    out.append((one.id, one.standing.standing, one.standing.due))
        return out


def _matching(connection: Connection, where: EventFilter) -> dict[str, str]:
    """Events of incidents that promise something which meet `where`, with their incidents."""
    of = incident_event.c
    promising = of.incident.in_(select(promises_promise.c.incident))
    inside = select(of.event, of.incident).where(promising)
    read = select_events(where).with_only_columns(event.c.id).order_by(None)
    unjudged = inside.where(of.judged == 0, of.event.in_(read))
    found = {row.event: row.incident for row in connection.execute(unjudged)}
    judged = {row.event: row.incident for row in connection.execute(inside.where(of.judged == 1))}
    rows = _events(connection, judged)  # the ledger has them as they were read
    return found | {id: judged[id] for id, row in rows.items() if where.matches(row)}


def _with_parents(connection: Connection, incidents: Iterable[str]) -> set[str]:
    """Also those that are linked with one of the incidents, or that such was told again of."""
    found = set(incidents)
    front = found
    while front:
        front = set(_links(connection, promises_link.c.deed, front)) - found
        found |= front
    return found


def promises_of(store: Store, ids: Sequence[str], on: date) -> list[PromiseRow]:
    """Those with these ids, in their order."""
    with store.reading() as connection:
        return _rows(connection, ids, on)


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
        "incidents": list(row.promise.incidents),
        "told": [_told(one) for one in row.told],
        "by": [_deed(d) for d in row.deeds if d[0] in standing.by],
        "linked": [_deed(d) for d in row.deeds if d[0] not in standing.by],
    }


def _told_by(day: date) -> Any:
    iso, of = day.isoformat(), promises_promise.c
    return (
        select(of.incident)
        .where(of.published <= iso, of.published != "")
        .order_by(of.said.desc(), of.incident)
    )


def _heads_named(connection: Connection, where: EventFilter) -> set[str] | None:
    """Incidents of the promises of which some telling has the asked names: all that may meet the filter,
    found by the names of incidents. None where no name is asked for, or a country."""
    found: set[str] | None = None
    for asked, roles in (
        (where.actor, ("actor", "recipient")),
        (where.source, ("source", "claim")),
        (where.place if where.place and not country_codes(where.place) else None, ("place",)),
    ):
        if asked is not None:
            by_name = set(connection.execute(named(asked, roles)).scalars())
            found = by_name if found is None else found & by_name
    # A promise told again is shown with the one that it recalls.
    front = found
    while found is not None and front:
        links = _links(connection, promises_link.c.deed, front, again=True)
        front = set(parents(links).values()) - found
        found |= front
    return found


def _rows(connection: Connection, asked: Sequence[str], day: date) -> list[PromiseRow]:
    """Those of the incidents that are promises of their own, and not told again of another."""
    heads, found = _promises(connection, asked, day)
    told = {t.event for p in found.values() for t in (*p.told, *(t for _, _, d in p.links for t in d))}
    rows = _events(connection, told)
    return [
        PromiseRow(
            found[head],
            tuple(_in_order(found[head].told, rows)),
            tuple((deed, link, tuple(_in_order(done, rows))) for deed, link, done in found[head].links),
            day,
        )
        for head in heads
        if head in found
    ]


def _promises(
    connection: Connection, asked: Sequence[str], day: date
) -> tuple[list[str], dict[str, Promise]]:
    """Those of the incidents that are not told again of another, and promises by their ids."""
    links = _links(connection, promises_link.c.deed, set(asked), again=True)
    again = parents(links)
    heads = [id for id in asked if id not in again]
    ids, links = set(heads), {}
    front = ids
    while front:
        new = _links(connection, promises_link.c.promise, front)
        links |= new
        others = {id for found in new.values() for id, one in found.items() if one.kind in TOLD_AGAIN}
        front = others - ids
        ids |= front
    # Of what was told again another promise may be the nearer parent.
    links |= _links(connection, promises_link.c.deed, ids, again=True, known=links)
    deeds = {id for found in links.values() for id in found}
    groups = tellings_of(connection, {*ids, *deeds, *links})
    return heads, {p.id: p for p in promises_on(groups, links, day)}


def _links(
    connection: Connection,
    column: Column[str],
    ids: Iterable[str],
    *,
    again: bool = False,
    known: Links | None = None,
) -> dict[str, dict[str, Link]]:
    """Links by promise, then by what it is linked with. `again`: only those between tellings of one promise.
    `known`: links that the new ones are put together with."""
    out = {id: dict(found) for id, found in (known or {}).items()}
    for some in chunks(ids):
        query = select(promises_link).where(column.in_(some))
        if again:
            query = query.where(promises_link.c.kind.in_(sorted(TOLD_AGAIN)))
        for row in connection.execute(query):
            out.setdefault(row.promise, {})[row.deed] = Link(row.kind, row.score, row.why)
    return out


def _events(connection: Connection, events: Iterable[str]) -> dict[str, EventRow]:
    of: dict[str, str] = {}
    wanted = set(events)
    for some in chunks(wanted):
        query = (
            select(incident_event.c.coding, coding.c.report)
            .join(coding, coding.c.id == incident_event.c.coding)
            .where(incident_event.c.event.in_(some), counts_now())
        )
        of |= {row.coding: row.report for row in connection.execute(query)}
    found = some_events(connection, of, wanted)
    return {row.event.id: row for rows in found.values() for row in rows}


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
