"""What each endpoint asks of the views. Lists are found as they are taken, so a page of one costs no more."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from starlette.exceptions import HTTPException

from tidings.desk.words import t
from tidings.errors import UsageError
from tidings.ledger.filters import EventFilter
from tidings.ledger.store import Store
from tidings.model.contract import event_json, to_json
from tidings.views.actors.ask import ActorFilter, ActorHead, actors, actors_called
from tidings.views.actors.ties import TieFilter, network
from tidings.views.holdings.query import HoldingFilter, holdings
from tidings.views.holdings.query import last_day as last_told
from tidings.views.holdings.records import records
from tidings.views.incident.json import head_json, incident_json
from tidings.views.incidents import IncidentFilter, find, incidents, load, rows
from tidings.views.parts import with_parts
from tidings.views.promises import promise_json, promise_rows
from tidings.views.reports import report_heads
from tidings.views.search import Asked, Hit, search
from tidings.views.sources import cited, outlets
from tidings.views.timeline import timeline

Json = dict[str, Any]
Given = dict[str, Any]
_AT_ONCE: Final = 500
_FOUND_AT_ONCE: Final = 50
_TIMED_AT_ONCE: Final = 101


@dataclass(frozen=True, slots=True)
class After:
    """A list of which the database passes over the first items itself. `after`: the items behind so many."""

    after: Callable[[int], Iterator[Json]]

    def __iter__(self) -> Iterator[Json]:
        return self.after(0)


def list_incidents(store: Store, given: Given) -> Iterable[Json]:
    asked = _incidents(given)
    if asked.known_on is None:
        return After(lambda at: (json.loads(row) for row in rows(store, asked, offset=at)))
    return (head_json(found) for found in incidents(store, asked))


def one_incident(store: Store, given: Given) -> Json:
    id = _known(find, store, given["id"], "api.no_incident")
    found = incident_json(load(store, id, known_on=given.get("known_on")))
    return next(with_parts(store, [found], known_on=given.get("known_on")))


def list_timeline(store: Store, given: Given) -> Iterable[Json]:
    asked = _incidents(given)

    def after(at: int) -> Iterator[Json]:
        while some := timeline(store, asked, limit=_TIMED_AT_ONCE, offset=at):
            for e in some:
                yield {"day": str(e.day), "entry": e.what, "entry_status": e.status, "incident": e.incident}
            at += len(some)

    return After(after)


def list_events(store: Store, given: Given) -> Iterator[Json]:
    return (
        {"doc": row.report.doc, "report": row.report.id, "event": event_json(row.event)}
        for row in store.events(_events(given))
    )


def list_states(store: Store, given: Given) -> Iterator[Json]:
    names = {"kind", "status", "place", "actor", "known_on"} & given.keys()
    where = HoldingFilter(min_confidence=given.get("confidence"), **{name: given[name] for name in names})
    with store.reading() as connection:
        day = given.get("as_of") or last_told(connection, where.known_on)
        if day is not None:
            yield from records(connection, holdings(connection, day, where), day)


def list_promises(store: Store, given: Given) -> Iterator[Json]:
    found = promise_rows(store, given.get("as_of"), _events(given), only_open=given.get("open", False))
    return (promise_json(row) for row in found)


def list_actors(store: Store, given: Given) -> Iterator[Json]:
    named = {name: given[name] for name in ("kind", "country", "order") if name in given}
    where = ActorFilter(named=given.get("name"), described=given.get("described", True), **named)
    with store.reading() as connection:
        at = 0
        while some := actors(connection, where, limit=_AT_ONCE, offset=at):
            yield from (actor_json(one) for one in some)
            at += _AT_ONCE


def list_ties(store: Store, given: Given) -> Iterator[Json]:
    with store.reading() as connection:
        where = TieFilter(
            type=given.get("type"), since=given.get("since"), until=given.get("until"),
            least=given.get("least", 1), done=given.get("done", False),
            described=given.get("described", True),
        )  # fmt: skip
        if (name := given.get("actor")) is not None:
            found = actors_called(connection, name)
            if not found:
                raise UsageError(t("network.no_such", name=name))
            where = replace(where, key=found[0].key)
        ties = network(connection, where, most=given.get("most", 60)).ties
    for tie in ties:
        yield {
            "one": actor_json(tie.one), "other": actor_json(tie.other), "incidents": tie.incidents,
            "events": tie.events, "types": dict(tie.types), "last": tie.last,
        }  # fmt: skip


def list_reports(store: Store, given: Given) -> Iterator[Json]:
    asked = {name: given[name] for name in ("outlet", "since", "until") if name in given}
    at = 0
    with store.reading() as connection:
        while some := report_heads(connection, **asked, limit=_AT_ONCE, offset=at):
            for one in some:
                yield {
                    "id": one.id, "doc": one.doc, "published": one.published, "outlet": one.outlet,
                    "title": one.title, "url": one.url, "language": one.language, "events": one.events,
                    "states": one.states,
                }  # fmt: skip
            at += _AT_ONCE


def one_report(store: Store, given: Given) -> Json:
    return to_json(store.coded(_known(Store.find_report, store, given["id"], "api.no_report")))


def list_outlets(store: Store, given: Given) -> Iterator[Json]:
    for one in outlets(store):
        yield {
            "name": one.name or None, "reports": one.reports, "own": one.own, "copies": one.copies,
            "copied": one.copied, "first": one.first, "last": one.last,
        }  # fmt: skip


def list_sources(store: Store, given: Given) -> Iterator[Json]:
    at, kind = 0, given.get("saying", "all")
    while some := cited(store, kind=kind, limit=_AT_ONCE, offset=at)[1]:
        for one in some:
            yield {
                "name": one.name, "reports": one.reports, "says": one.says, "denies": one.denies,
                "differs": one.differs, "types": dict(one.types),
            }  # fmt: skip
        at += _AT_ONCE


def list_found(store: Store, given: Given) -> Iterator[Json]:
    names = {"outlet", "since", "until", "type", "status", "order"} & given.keys()
    asked = Asked(
        words=given["q"], within=given.get("in", "reports"), **{name: given[name] for name in names}
    )
    at = 0
    while some := search(store, asked, limit=_FOUND_AT_ONCE, offset=at).hits:
        yield from (hit_json(one) for one in some)
        at += _FOUND_AT_ONCE


def hit_json(one: Hit) -> Json:
    report, published = one.report, one.report.published
    return {
        "report": one.report_id, "doc": report.doc, "title": report.title, "outlet": report.outlet,
        "published": published.isoformat() if published else None, "record": one.record, "kind": one.kind,
        "type": one.type, "status": one.status,
        "passages": [
            {
                "start": passage.span.start, "end": passage.span.end,
                "text": passage.span.of(report.text),
                "found": [[p.start, p.start + len(p.text)] for p in passage.pieces if p.marked],
            }
            for passage in one.passages
        ],
    }  # fmt: skip


def actor_json(one: ActorHead) -> Json:
    return {
        "key": one.key, "name": one.name, "kind": one.kind, "sector": one.sector, "country": one.country,
        "country_is_the_reports": one.weak, "described": one.described, "done": one.done,
        "suffered": one.suffered, "states": one.states, "reports": one.reports,
    }  # fmt: skip


def page_of(found: Iterable[Json], given: Given, usual: int) -> tuple[list[Json], bool]:
    """The items asked for, and whether there are more after them."""
    limit, offset = given.get("limit", usual), given.get("offset", 0)
    rest = found.after(offset) if isinstance(found, After) else islice(found, offset, None)
    items = list(islice(rest, limit + 1))
    return items[:limit], len(items) > limit


def _events(given: Given) -> EventFilter:
    names = {"type", "mode", "status", "actor", "place", "source", "report", "since", "until", "background"}
    asked = {name: given[name] for name in sorted(names & given.keys())}
    return EventFilter(min_confidence=given.get("confidence"), **asked)


def _incidents(given: Given) -> IncidentFilter:
    return IncidentFilter(
        where=_events(given), disputed=given.get("disputed", False), outlets=given.get("outlets", 1),
        known_on=given.get("known_on"),
    )  # fmt: skip


def _known(find: Any, store: Store, asked: str, none: str) -> str:
    """The id that is meant; HTTPException 404 where none is."""
    try:
        return str(find(store, asked))
    except UsageError as error:
        if "means several" in str(error):
            raise
        raise HTTPException(404, t(none, id=asked)) from None
