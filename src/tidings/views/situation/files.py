"""Chosen incidents, and the events in them, as rows and as GeoJSON (RFC 7946).

Places that are known no nearer than their country have no geometry: a point in the middle of a country would
say that it happened there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final

from sqlalchemy import select

from tidings.ledger.filters import EventRow
from tidings.ledger.store import Store
from tidings.model.contract_write import event_json
from tidings.views.columns import EVENT_COLUMNS, Cell, event_cells
from tidings.views.export import write_cells
from tidings.views.incident.fields import TOLLS
from tidings.views.linking.members import chunks, rows_of
from tidings.views.linking.tables import incident_event

Json = dict[str, Any]
_ALIKE: Final = (
    "id", "type", "mode", "status", "background", "actors", "recipients", "weapon", "claimed_by", "denied_by",
    "disputed", "reports", "outlets", "confidence",
)  # fmt: skip
"""Keys of a record that are columns as they are."""
INCIDENT_COLUMNS: Final = (
    "id", "type", "mode", "status", "background", "start", "end", "when_precision", "place", "country", "lat",
    "lon", "geonames", "place_precision", "actors", "recipients",
    *(f"{name}_{bound}" for name in TOLLS for bound in ("low", "best", "high")),
    "weapon", "claimed_by", "denied_by", "disputed", "reports", "outlets", "published_first",
    "published_last", "confidence",
)  # fmt: skip
NOT_A_POINT: Final = ("country", "unresolved")
_AT_ONCE: Final = 200
"""Incidents whose events are fetched together."""


def incident_cells(head: Json) -> dict[str, Cell]:
    """A record (`head_json`) as one row under `INCIDENT_COLUMNS`."""
    when, place = head["when"] or {}, head["place"] or {}
    first, last = head["published"]
    bounds = ("low", "best", "high")
    return {
        **{name: head[name] for name in _ALIKE},
        "start": when.get("start"),
        "end": when.get("end"),
        "when_precision": when.get("precision"),
        "place": place.get("name"),
        **{name: place.get(name) for name in ("country", "lat", "lon", "geonames")},
        "place_precision": place.get("precision"),
        **{f"{name}_{bound}": (head[name] or {}).get(bound) for name in TOLLS for bound in bounds},
        "published_first": first,
        "published_last": last,
    }


def write_incidents(heads: Iterable[str], kind: str, out: BinaryIO) -> None:
    """`heads`: records as JSON text; `kind`: csv, jsonl (the records) or geojson."""
    if kind == "csv":
        write_cells(INCIDENT_COLUMNS, (incident_cells(json.loads(head)) for head in heads), out)
    elif kind == "jsonl":
        for head in heads:
            out.write(head.encode("utf-8", "replace") + b"\n")
    else:
        read = (json.loads(head) for head in heads)
        _write_features((_feature(head["id"], head["place"], head) for head in read), out)


def write_events(store: Store, ids: Sequence[str], kind: str, out: BinaryIO) -> None:
    """The events in these incidents, as they count now, incident by incident. JSON Lines and GeoJSON have
    each event as the record format does, with its incident and report."""
    found = events_of(store, ids)
    if kind == "csv":
        cells = ({"incident": id, **event_cells(row)} for id, row in found)
        write_cells(("incident", *EVENT_COLUMNS), cells, out)
        return
    records = ((row, _event_json(id, row)) for id, row in found)
    if kind == "jsonl":
        for _, record in records:
            out.write(_dumps(record) + b"\n")
        return
    _write_features(
        (_feature(row.event.id, record["event"]["place"], record) for row, record in records), out
    )


def events_of(store: Store, ids: Sequence[str]) -> Iterator[tuple[str, EventRow]]:
    """(incident, event) of each event, in the order of `ids`, then of publication."""
    with store.reading() as connection:
        for at in range(0, len(ids), _AT_ONCE):
            some = ids[at : at + _AT_ONCE]
            of: dict[str, str] = {}
            codings: dict[str, str] = {}
            for part in chunks(some):
                row_of = incident_event.c
                query = select(row_of.event, row_of.incident, row_of.coding, row_of.report)
                for row in connection.execute(query.where(row_of.incident.in_(part))):
                    of[row.event] = row.incident
                    codings[row.coding] = row.report
            told: dict[str, list[EventRow]] = {}
            for rows in rows_of(connection, codings).values():
                for one in rows:
                    if one.event.id in of:
                        told.setdefault(of[one.event.id], []).append(one)
            for id in some:
                yield from ((id, one) for one in sorted(told.get(id, ()), key=_order))


def _order(row: EventRow) -> tuple[str, str]:
    return str(row.report.published or "9999"), row.event.id


def _event_json(incident: str, row: EventRow) -> Json:
    published = row.report.published
    return {
        "incident": incident,
        "report": row.report.id,
        "doc": row.report.doc,
        "outlet": row.report.outlet,
        "published": published.isoformat() if published else None,
        "event": event_json(row.event),
    }


def _feature(id: str, place: Json | None, properties: Json) -> Json:
    known = place and place.get("lat") is not None and place.get("lon") is not None
    point = None
    if place and known and place["precision"] not in NOT_A_POINT:
        point = {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
    return {"type": "Feature", "id": id, "geometry": point, "properties": properties}


def _write_features(features: Iterable[Json], out: BinaryIO) -> None:
    out.write(b'{"type":"FeatureCollection","features":[')
    for n, feature in enumerate(features):
        out.write((b",\n" if n else b"\n") + _dumps(feature))
    out.write(b"\n]}\n")


def _dumps(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
