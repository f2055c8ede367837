"""Incidents of a store as they are asked for: found by filters, by id, as they were known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, exists, or_, select

from tidings.errors import UsageError
from tidings.ledger.filters import ALL_EVENTS, ID_PREFIX, EventFilter, check_known
from tidings.ledger.names import country_codes, fold, says
from tidings.ledger.queries import is_report
from tidings.ledger.schema import report
from tidings.ledger.store import Store
from tidings.model.mention import Interval
from tidings.views.incident import Incident, assemble
from tidings.views.incident.values import meet
from tidings.views.linking.members import Members, members_of
from tidings.views.linking.tables import (
    DISPUTED,
    incident,
    incident_event,
    incident_name,
    incident_word,
)

_CHUNK: Final = 200
_ROLES: Final = {"actor": ("actor", "recipient"), "source": ("source", "claim"), "place": ("place",)}
"""Roles of `incident_name` that each filter by name looks in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """Incidents that meet every condition given.

    `where`: type, mode, status, background, days and confidence ask for the incident's best values, actor,
    source, place and report for what any of its reports gives; a country by name is that of the best place.
    `disputed`: only where sources exclude each other in some field. `outlets`: told by at least so many
    independent ones. `known_on`: as the reports published by that day tell it.
    """

    where: EventFilter = ALL_EVENTS
    disputed: bool = False
    outlets: int = 1
    known_on: date | None = None

    def matches(self, found: Incident) -> bool:
        """Whether it meets them, of an incident that is already as known on the day."""
        where, events = self.where, [t.row for t in found.tellings]
        any_of = [
            replace(ALL_EVENTS, **{name: asked})
            for name in ("actor", "source", "report")
            if (asked := getattr(where, name)) is not None
        ]
        return (
            where.type in (None, found.type.best)
            and where.mode in (None, found.mode.best)
            and where.status in (None, found.status.best)
            and where.background in (None, found.background)
            and (where.min_confidence is None or found.confidence >= where.min_confidence)
            and all(any(one.matches(row) for row in events) for one in any_of)
            and self._is_at_place(found)
            and self._is_in_period(found)
            and (not self.disputed or bool(found.disputed))
            and found.outlets >= self.outlets
        )

    def _is_at_place(self, found: Incident) -> bool:
        if self.where.place is None:
            return True
        best = found.place.best
        if best is not None and best.country in country_codes(self.where.place):
            return True
        return says(fold(self.where.place), (s.value.name for s in found.place.said))

    def _is_in_period(self, found: Incident) -> bool:
        since, until, days = self.where.since, self.where.until, found.when.best
        if since is None and until is None:
            return True
        return days is not None and meet(days, Interval(since, until))


ALL: Final = IncidentFilter()


def incidents(store: Store, asked: IncidentFilter = ALL, *, limit: int | None = None) -> Iterator[Incident]:
    """Whole, in the order of `rows`; while linking goes on, those that have events."""
    with store.reading() as connection:
        check(store, asked)
        yield from islice(_whole(connection, asked), limit)


def rows(
    store: Store, asked: IncidentFilter = ALL, *, limit: int | None = None, offset: int = 0
) -> Iterator[str]:
    """Best values (`views.incident.json.head_json`) as JSON text: of the view's tables alone, many a second.

    By first day (last where the first is open), those without a day at the end, then first report, then id.
    `known_on` is not for these: what was known on a day is in no table.
    """
    check(store, asked)
    if asked.known_on is not None:
        raise ValueError("what was known on a day is put together by `incidents`")
    with store.reading() as connection:
        query = _select(incident.c.record, asked).limit(limit).offset(offset or None)
        query = query.execution_options(yield_per=_CHUNK)
        yield from connection.execute(query).scalars()


def find(store: Store, asked: str) -> str:
    """The id of the incident meant by its id, by an event's in it, or by the first five or more characters of
    either. Raises UsageError where there is none, or more than one."""
    with store.reading() as connection:
        found = {asked} if _has(connection, incident.c.id == asked) else set()
        if not found and len(asked) >= ID_PREFIX:
            after = asked + "\U0010ffff"
            of = select(incident.c.id).where(incident.c.id >= asked, incident.c.id < after).limit(9)
            by_event = select(incident_event.c.incident).distinct().limit(9)
            by_event = by_event.where(incident_event.c.event >= asked, incident_event.c.event < after)
            found = {id for query in (of, by_event) for id in connection.execute(query).scalars()}
    if len(found) == 1:
        return found.pop()
    if not found:
        raise _none(store, asked)
    raise UsageError(f"{asked!r} means several incidents: {', '.join(sorted(found))}. Give one of these ids.")


def load(store: Store, id: str, *, known_on: date | None = None) -> Incident:
    """Raises UsageError where the store has no such incident, or no report had told it by that day."""
    with store.reading() as connection:
        members = members_of(connection, [id]).get(id)
    found = _assembled(members, known_on) if members else None
    if members is None or (found is None and known_on is None):
        raise _none(store, id)
    if found is None:
        raise UsageError(f"no report of incident {id} was published by {known_on}.")
    return replace(found, id=id)


def several(store: Store, ids: Iterable[str]) -> list[Incident]:
    """Whole, in the order of `ids`; one that is not there is left out."""
    wanted = list(dict.fromkeys(ids))
    with store.reading() as connection:
        members = members_of(connection, wanted)
    made = ((id, _assembled(members[id], None)) for id in wanted if id in members)
    return [replace(found, id=id) for id, found in made if found is not None]


def of_event(store: Store, event: str) -> str | None:
    """The id of the incident that holds an event; None where none does, as of one that was judged wrong."""
    with store.reading() as connection:
        query = select(incident_event.c.incident).where(incident_event.c.event == event)
        return connection.execute(query).scalar()


def told_of(connection: Connection, field: str, asked: str) -> list[str]:
    """Ids of the incidents of which any report gives `asked` as `field`: actor, source, place or report as in
    `IncidentFilter`, but for countries, which only the best place has."""
    return list(connection.execute(_told(field, asked).distinct()).scalars())


def _whole(connection: Connection, asked: IncidentFilter) -> Iterator[Incident]:
    ids = iter(connection.execute(_select(incident.c.id, asked)).scalars().all())
    while some := list(islice(ids, _CHUNK)):
        members = members_of(connection, some)
        for id in some:
            # Between two portions of linking, one whose events are all gone still has its row.
            found = _assembled(members[id], asked.known_on) if id in members else None
            # The tables know what all reports tell; on a day before the last of them it may not match.
            if found is not None and (asked.known_on is None or asked.matches(found)):
                yield replace(found, id=id)


def _assembled(members: Members, known_on: date | None) -> Incident | None:
    events = members.events
    if known_on is not None:
        events = [row for row in events if row.report.published and row.report.published <= known_on]
    return assemble(events, members.copies, members.beside) if events else None


def conditions(store: Store, asked: IncidentFilter) -> list[ColumnElement[bool]]:
    """What the asked incidents meet, of the table of incidents. Raises UsageError as all questions do."""
    check(store, asked)
    return _conditions(asked)


def _select(what: Any, asked: IncidentFilter) -> Select[Any]:
    return select(what).where(*_conditions(asked)).order_by(*ORDER)


def _conditions(asked: IncidentFilter) -> list[ColumnElement[bool]]:
    where = asked.where
    found: list[ColumnElement[bool]] = [
        incident.c.id.in_(_told(name, words))
        for name in ("actor", "source", "report")
        if (words := getattr(where, name)) is not None
    ]
    if asked.known_on is None:
        found += _by_best(asked)
        if where.since or where.until:
            found.append(_overlapping(where, "first_day", "last_day"))
    else:
        found.append(incident.c.published_first <= asked.known_on.isoformat())
    return found


ORDER: Final = (incident.c.by_day, incident.c.by_told, incident.c.id)


def _by_best(asked: IncidentFilter) -> list[ColumnElement[bool]]:
    where = asked.where
    out: list[ColumnElement[bool]] = [
        incident.c[name] == value
        for name in ("type", "mode", "status")
        if (value := getattr(where, name)) is not None
    ]
    if where.background is not None:
        out.append(incident.c.background == int(where.background))
    if where.min_confidence is not None:
        out.append(incident.c.confidence >= where.min_confidence)
    if where.place is not None:
        at = incident.c.id.in_(_told("place", where.place))
        out.append(or_(incident.c.country.in_(country_codes(where.place)), at))
    if asked.disputed:
        out.append(incident.c.id.in_(DISPUTED))
    if asked.outlets > 1:
        out.append(incident.c.outlets >= asked.outlets)
    return out


def _overlapping(where: EventFilter, start: str, end: str) -> ColumnElement[bool]:
    """Found in an index alone, which has both columns and the id: half of all incidents lie before a day."""
    inside = incident.alias()
    first, last = inside.c[start], inside.c[end]
    out = [or_(first.is_not(None), last.is_not(None))]
    if where.since:
        out.append(or_(last.is_(None), last >= where.since.isoformat()))
    if where.until:
        out.append(or_(first.is_(None), first <= where.until.isoformat()))
    return incident.c.id.in_(select(inside.c.id).where(*out))


def _told(field: str, asked: str) -> Select[Any]:
    if field != "report":
        return named(asked, _ROLES[field])
    of_report = select(report.c.id).where(is_report(asked, report.c.id))
    return select(incident_event.c.incident).where(incident_event.c.report.in_(of_report))


def named(asked: str, roles: Iterable[str]) -> Select[Any]:
    """Ids of incidents with the asked words in a row in a name: names are looked up by the longest of the
    words, the rarest as a rule, so that no table is gone through."""
    words = fold(asked)
    longest = max(words.split(), key=lambda w: (len(w), w))
    # Folded names hold letters, digits and spaces only, so nothing in the pattern needs an escape.
    names = select(incident_word.c.folded).where(
        incident_word.c.word == longest, incident_word.c.folded.like(f"%{words}%")
    )
    return select(incident_name.c.incident).where(
        incident_name.c.folded.in_(names), incident_name.c.role.in_(tuple(roles))
    )


def check(store: Store, asked: IncidentFilter) -> None:
    """Raises UsageError for a type or mode that neither PLOVER nor the store has."""
    check_known(asked.where, () if asked.where.is_plover else store.own_types())


def _has(connection: Connection, condition: ColumnElement[bool]) -> bool:
    return bool(connection.execute(select(exists().where(condition))).scalar_one())


def _none(store: Store, asked: str) -> UsageError:
    return UsageError(
        f"no incident {asked!r} in {store.path}.", command="`tidings incidents` lists what is there."
    )
