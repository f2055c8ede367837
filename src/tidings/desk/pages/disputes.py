"""Where reports disagree: incidents in which sources exclude each other, their figures side by side."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.asked import Asked
from tidings.desk.exporting import exported
from tidings.desk.incident_parts import accounts_of
from tidings.desk.paging import paged
from tidings.desk.render import desk_of, page
from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.model.codes import EVENT_TYPES, STATUSES
from tidings.views.incident import Incident
from tidings.views.incident.fields import TOLLS
from tidings.views.incident.json import head_json, incident_json
from tidings.views.incident.phrases import days, toll, where, who_whom
from tidings.views.incidents import incidents, rows, several

AT_ONCE: Final = 15
FIELDS: Final = ("killed", "injured", "detained", "size", "when", "place", "actors", "status")
SORTS: Final = ("outlets", "latest", "spread")
_COLUMNS: Final = (
    "incident", "type", "status", "start", "end", "place", "country", "field", "value", "source", "outlet",
    "published", "event", "report", "doc", "spans",
)  # fmt: skip
Json = dict[str, Any]


def _show(request: Request) -> Response:
    asked = Asked.of(request.query_params)
    field, sort = _field(request), _sort(request)
    desk = desk_of(request)
    with desk.reading() as store:
        found = desk.kept.get(store, ("disputed", asked), lambda store: _disputed(store, asked))
        by_field = Counter(name for head in found for name in head["disputed"])
        chosen = [head for head in found if field is None or field in head["disputed"]]
        shown = paged(_sorted(chosen, sort, field), request.query_params, at_once=AT_ONCE)
        whole = {one.id: one for one in several(store, [head["id"] for head in shown.rows])}
    cards = [_card(head, whole[head["id"]]) for head in shown.rows if head["id"] in whole]
    return page(
        request, "disputes.html", here="disputes", asked=asked, field=field, sort=sort, sorts=SORTS,
        by_field=[(name, by_field[name]) for name in FIELDS if by_field[name] or name == field],
        total=len(found), shown=shown, cards=cards,
        types=EVENT_TYPES, statuses=STATUSES, query={**asked.query(disputed=None), "field": field},
    )  # fmt: skip


def _disputed(store: Store, asked: Asked) -> list[Json]:
    """Best values of all disputed incidents that match."""
    wanted = replace(asked.incidents, disputed=True)
    if asked.known_on is not None:
        return [head_json(one) for one in incidents(store, wanted)]
    return [json.loads(row) for row in rows(store, wanted)]


def _sorted(found: list[Json], sort: str, field: str | None) -> list[Json]:
    if sort == "latest":
        return sorted(found, key=lambda h: (h["published"][1] or "", h["id"]), reverse=True)
    if sort == "spread":
        return sorted(found, key=lambda h: (-_spread(h, field), h["id"]))
    return sorted(found, key=lambda h: (-h["outlets"], -h["reports"], h["id"]))


def _spread(head: Json, field: str | None) -> int:
    """How far the figures of the field lie apart, or those of the toll that lie furthest apart."""
    tolls = [head[name] for name in TOLLS if field in (None, name) and head[name]]
    ends = [(one["low"] or 0, one["high"] or one["best"] or 0) for one in tolls]
    return max((high - low for low, high in ends), default=0)


def _card(head: Json, found: Incident) -> Json:
    return {
        "head": head, "accounts": accounts_of(found, head["disputed"]),
        "when": days(head["when"]), "where": where(head["place"]),
        "who_whom": who_whom(head), "killed": toll(head["killed"]) if head["killed"] else "",
    }  # fmt: skip


def _field(request: Request) -> str | None:
    field = request.query_params.get("field", "").strip()
    if field and field not in FIELDS:
        raise UsageError(f"field: {field!r} is never disputed. Those that may be are: {', '.join(FIELDS)}.")
    return field or None


def _sort(request: Request) -> str:
    sort = request.query_params.get("sort", "").strip() or SORTS[0]
    if sort not in SORTS:
        raise UsageError(f"sort: {sort!r} is none of {', '.join(SORTS)}.")
    return sort


def _export(request: Request) -> Response:
    """One row a value that is its source's last, of the fields that are disputed."""
    asked, field = Asked.of(request.query_params), _field(request)
    with desk_of(request).reading() as store:
        heads = _sorted(_disputed(store, asked), _sort(request), field)
        ids = [h["id"] for h in heads if field is None or field in h["disputed"]]
        whole = [incident_json(one) for one in several(store, ids)]
    return exported(request, "disputes", _COLUMNS, [row for one in whole for row in _rows(one, field)])


def _rows(found: Json, field: str | None) -> list[Json]:
    day, place = found["when"] or {}, found["place"] or {}
    beside = {
        "incident": found["id"], "type": found["type"], "status": found["status"],
        "start": day.get("start"), "end": day.get("end"),
        "place": place.get("name"), "country": place.get("country"),
    }  # fmt: skip
    fields = [name for name in found["disputed"] if field in (None, name)]
    return [
        {**beside, "field": name, **one} for name in fields for one in found["values"][name] if one["lasts"]
    ]


ROUTES: Final = [Route("/disputes", _show), Route("/export/disputes.{kind}", _export)]
