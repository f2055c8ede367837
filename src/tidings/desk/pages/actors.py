"""Actors: all of them, one in full, and who acts on whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.asked import page_number
from tidings.desk.asked_actors import MOST, AskedTies, actors_asked
from tidings.desk.asked_day import AskedDay
from tidings.desk.render import desk_of, page
from tidings.errors import UsageError
from tidings.mentions.actors_lists import SECTORS
from tidings.views.actors.ask import (
    ORDERS,
    ActorHead,
    actor_countries,
    actor_heads,
    actors,
    actors_called,
    count_actors,
)
from tidings.views.actors.profile import Deeds, count_incidents, deeds, incidents_of, profile
from tidings.views.actors.ties import Network, TieFilter, network, tie_types
from tidings.views.holdings.query import HoldingFilter, holdings, last_day
from tidings.views.holdings.records import records

OF_PAGE: Final = 100
_INCIDENTS: Final = 25
_STATES: Final = 20
_AROUND: Final = 25
"""Actors around one on its own page."""


def _list(request: Request) -> Response:
    query = request.query_params
    where, number = actors_asked(query), page_number(query)
    with desk_of(request).reading() as store, store.reading() as connection:
        found = actors(connection, where, limit=OF_PAGE, offset=(number - 1) * OF_PAGE)
        total, countries = count_actors(connection, where), actor_countries(connection)
    asked = {
        "named": where.named, "kind": where.kind, "country": where.country,
        "described": where.described or None, "order": None if where.order == "events" else where.order,
    }  # fmt: skip
    return page(
        request, "actors.html", here="actors", where=where, asked=asked, actors=found, total=total,
        number=number, more=number * OF_PAGE < total, sectors=SECTORS, countries=countries, orders=ORDERS,
    )  # fmt: skip


def _one(request: Request) -> Response:
    query = request.query_params
    name, key = query.get("name", "").strip(), query.get("key", "").strip()
    if not name and not key:
        raise UsageError("give the actor's name")
    with desk_of(request).reading() as store, store.reading() as connection:
        found = list(actor_heads(connection, [key]).values()) if key else actors_called(connection, name)
        if len(found) != 1:
            return page(
                request, "actor_which.html", status=200 if found else 404, here="actors", name=name or key,
                actors=found,
            )  # fmt: skip
        values = _profile(connection, found[0])
    return page(request, "actor.html", here="actors", **values)


def _profile(connection: Connection, head: ActorHead) -> dict[str, Any]:
    did = deeds(connection, head.key)
    day = last_day(connection)
    standing = islice(holdings(connection, day, HoldingFilter(actor=head.name)), _STATES) if day else ()
    held = [one for one in standing if one.status != "ended"]
    return {
        "actor": profile(connection, head.key),
        "types": _table(did, lambda one: one.type),
        "months": sorted(_table(did, lambda one: one.month), key=lambda row: row[0], reverse=True),
        "incidents": incidents_of(connection, head.key, limit=_INCIDENTS),
        "total": count_incidents(connection, head.key),
        "ties": network(connection, TieFilter(key=head.key), most=_AROUND),
        "held": list(records(connection, held, day)) if day else [],
        "day": day,
        "asked": AskedDay(),
    }


def _table(several: Iterable[Deeds], of: Any) -> list[tuple[str, int, int]]:
    """By type or month: incidents it did and suffered, those with most first."""
    sums: dict[str, Counter[str]] = {}
    for one in several:
        sums.setdefault(of(one), Counter())[one.side] += one.incidents
    rows = [(name, n["done"], n["suffered"]) for name, n in sums.items()]
    return sorted(rows, key=lambda row: (-row[1] - row[2], row[0]))


def _network(request: Request) -> Response:
    asked = AskedTies.of(request.query_params)
    with desk_of(request).reading() as store, store.reading() as connection:
        found, unknown = _asked_network(connection, asked)
        types = tie_types(connection)
    return page(
        request, "network.html", here="actors", asked=asked, network=found, types=types, unknown=unknown,
        people=len({end.key for tie in found.ties for end in (tie.one, tie.other)}), most=MOST,
    )  # fmt: skip


def _asked_network(connection: Connection, asked: AskedTies) -> tuple[Network, bool]:
    """The network, and whether nobody has the name asked for."""
    if asked.actor is not None and not actors_called(connection, asked.actor):
        replace(asked, actor=None).where(connection)  # what else cannot be asked is said first
        return Network((), 0), True
    return network(connection, asked.where(connection), most=asked.most), False


ROUTES: Final = [
    Route("/actors", _list),
    Route("/actors/network", _network),
    Route("/actor", _one),
]
