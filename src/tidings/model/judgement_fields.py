"""Which fields of a record a person may set, what a value looks like as JSON, and the record with it.

A value is the record format's JSON without what only a reading has: parties are a list of names, a single
party, a weapon and a role are a text, a place and days have no spans. null empties the field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from tidings.model.codes import MODES, STATE_KINDS, STATE_STATUSES, STATUSES
from tidings.model.contract_read import event_from_json, state_from_json
from tidings.model.contract_write import dumps_json, event_json, state_json
from tidings.model.own_types import MODE_NAME, TYPE_NAME
from tidings.model.record import Correction, Event, State

Record = TypeVar("Record", Event, State)
Json = dict[str, Any]

PLACE_KEYS: Final = ("name", "country", "lat", "lon", "geonames", "precision")
WHEN_KEYS: Final = ("start", "end", "precision")
NUMBERS: Final = ("killed", "injured", "detained", "size", "count")
PARTIES: Final = ("actors", "recipients")
ONE_PARTY: Final = ("holder", "other")
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "event": (
        "type", "mode", "status", "background", "place", "when", "killed", "injured", "detained", "size",
        "weapon", "actors", "recipients",
    ),
    "state": ("kind", "status", "holder", "other", "place", "count", "role", "when"),
}  # fmt: skip
"""Of "event" and "state" what may be set."""

_HANGING: Final[tuple[tuple[str, str, dict[str, tuple[str, ...]]], ...]] = (
    ("type", "mode", MODES),
    ("kind", "status", STATE_STATUSES),
)
_PRECISIONS: Final = ("site", "town", "district", "region", "country", "sea", "unresolved")
_INTERVALS: Final = ("day", "week", "month", "season", "quarter", "year", "decade", "range")
_COUNTRY: Final = re.compile("[A-Z]{2}")


def check_value(sort: str, field: str, text: str) -> None:
    """Raises ValueError for a field that a record of this sort has not, and for JSON that it cannot hold or
    that is not written as `dumps_json` writes it."""
    if field not in FIELDS[sort]:
        raise ValueError(f"field: {field!r} is none that can be set. Those are: {', '.join(FIELDS[sort])}")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(f"value: {text!r} is no JSON") from None
    if dumps_json(value) != text:
        raise ValueError(f"value: {text!r} is not written as it would be here, {dumps_json(value)!r}")
    if not _CHECKS[field if (field, sort) != ("status", "state") else "state status"](value):
        raise ValueError(f"value: {text} cannot be the {field} of {'an' if sort == 'event' else 'a'} {sort}")


def value_of(record: Event | State, field: str) -> str:
    """The record's value as JSON of the kind that is set."""
    return dumps_json(_value(_json(record), field))


def with_corrections(record: Record, corrections: Iterable[Correction]) -> Record:
    """The record with values that a person set, one correction a field; what stands in their `was` plays no
    part. What hangs on a replaced value goes with it: its spans and its chance, a mode that the new type
    has not, a status that the new kind has not. A value that is the same as the one read keeps its spans."""
    node = _json(record)
    given = {one.field: one for one in corrections}
    done: list[Correction] = []
    for field, one in given.items():
        was = dumps_json(_value(node, field))
        done.append(replace(one, was=was))
        if was != one.value:
            _put(node, field, json.loads(one.value), f"{one.by} set it.")
    done += _outlived(node, given)
    if isinstance(record, Event):
        told = {one.field: f"{one.by} set it." for one in done}
        whys = [why for why in node["why"] if why["field"] not in told]
        node["why"] = whys + [{"field": field, "why": why} for field, why in told.items()]
        chances = tuple((f, c) for f, c in record.confidences if f not in {d.field for d in done})
        return replace(event_from_json(node), confidences=chances, judged=tuple(done))
    return replace(state_from_json(node), judged=tuple(done))


def setter_of(record: Event | State, field: str, party: str | None = None) -> str | None:
    """Who set the field's value; None where it was read, also where a person only said that it is right.
    `party`: a name in a list of parties, of which those that were read before were not set."""
    for one in record.judged:
        if one.field == field and one.value != one.was:
            return None if party is not None and party in json.loads(one.was) else one.by
    return None


def _outlived(node: Json, given: dict[str, Correction]) -> list[Correction]:
    """Empties what the new type or kind does not allow."""
    done = []
    for leading, hanging, known in _HANGING:
        old = node.get(hanging)
        if leading in given and hanging not in given and old not in (None, *known.get(node[leading], ())):
            done.append(replace(given[leading], field=hanging, value="null", was=dumps_json(old)))
            node[hanging] = None
    return done


def _json(record: Event | State) -> Json:
    return event_json(record) if isinstance(record, Event) else state_json(record)


def _value(node: Json, field: str) -> Any:
    found = node[field]
    if field in PARTIES:
        return [party["name"] for party in found]
    if found is None:
        return None
    if field in ONE_PARTY:
        return found["name"]
    if field == "place":
        return {key: found[key] for key in PLACE_KEYS}
    if field == "when":
        return {key: found[key] for key in WHEN_KEYS}
    return found


def _put(node: Json, field: str, value: Any, why: str) -> None:
    if field in PARTIES:
        held = {party["name"]: party for party in node[field]}
        node[field] = [held.get(name) or _party(name) for name in value]
    elif field in ONE_PARTY:
        node[field] = None if value is None else _party(value)
    elif field in ("place", "when"):
        node[field] = None if value is None else {**value, "spans": [], "why": why}
    else:
        node[field] = value
    if field in NUMBERS:
        node["number_spans"].pop(field, None)
    for spans, empty in (("weapon_spans", []), ("role_span", None)):
        if spans.split("_")[0] == field:
            node[spans] = empty


def _party(name: str) -> Json:
    return {"name": name, "names": [name], "spans": []}


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not any(c < " " for c in value)


def _or_none(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or check(value)


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_name, value)) and len(set(value)) == len(value)


def _is_range(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    ends = [n for n in value if n is not None]
    whole = all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n < 10**12 for n in ends)
    return bool(ends) and whole and ends == sorted(ends)


def _is_place(value: Any) -> bool:
    if not isinstance(value, dict) or tuple(value) != PLACE_KEYS or not _is_name(value["name"]):
        return False
    lat, lon, country, geonames = (value[key] for key in ("lat", "lon", "country", "geonames"))
    on_earth = (
        isinstance(lat, float) and isinstance(lon, float) and -90 <= lat <= 90 and -180 <= lon <= 180
        if lat is not None or lon is not None
        else True
    )
    known = country is None or (isinstance(country, str) and _COUNTRY.fullmatch(country) is not None)
    numbered = geonames is None or (isinstance(geonames, int) and not isinstance(geonames, bool))
    pointed = lat is None or value["precision"] != "country"
    return on_earth and known and numbered and pointed and value["precision"] in _PRECISIONS


def _is_when(value: Any) -> bool:
    if not isinstance(value, dict) or tuple(value) != WHEN_KEYS or value["precision"] not in _INTERVALS:
        return False
    try:
        days = [date.fromisoformat(value[key]) for key in ("start", "end") if value[key] is not None]
    except (TypeError, ValueError):
        return False
    as_written = [day.isoformat() for day in days] == [value[k] for k in ("start", "end") if value[k]]
    return bool(days) and as_written and days == sorted(days)


_CHECKS: Final[dict[str, Callable[[Any], bool]]] = {
    "type": lambda value: isinstance(value, str) and TYPE_NAME.fullmatch(value) is not None,
    "mode": _or_none(lambda value: isinstance(value, str) and MODE_NAME.fullmatch(value) is not None),
    "status": lambda value: value in STATUSES,
    "background": lambda value: isinstance(value, bool),
    "place": _or_none(_is_place),
    "when": _or_none(_is_when),
    **{field: _or_none(_is_range) for field in NUMBERS},
    "weapon": _or_none(_is_name),
    **dict.fromkeys(PARTIES, _are_names),
    "kind": lambda value: value in STATE_KINDS,
    "state status": _or_none(lambda value: any(value in known for known in STATE_STATUSES.values())),
    **{field: _or_none(_is_name) for field in ONE_PARTY},
    "role": _or_none(_is_name),
}
