"""What answers look like, as JSON Schema (2020-12, which OpenAPI 3.1 takes as it is)."""

from __future__ import annotations

from typing import Any, Final

from tidings.model.codes import STATUSES
from tidings.views.holdings.claim import EFFECTS, KINDS
from tidings.views.holdings.holding import STATUSES as STANDINGS

Json = dict[str, Any]

TEXT: Final[Json] = {"type": "string"}
WHOLE: Final[Json] = {"type": "integer"}
COUNT: Final[Json] = {"type": "integer", "minimum": 0}
FLAG: Final[Json] = {"type": "boolean"}
NUMBER: Final[Json] = {"type": "number"}
DAY: Final[Json] = {"type": "string", "format": "date"}
ANY: Final[Json] = {}


def maybe(schema: Json) -> Json:
    """Or null, which means unknown."""
    kind = schema.get("type")
    if isinstance(kind, str) and "enum" not in schema:
        return {**schema, "type": [kind, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Json) -> Json:
    return {"type": "array", "items": schema}


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def thing(properties: Json, *, optional: tuple[str, ...] = (), open: bool = False) -> Json:
    """An object with all of the properties but the optional ones. `open`: with others, too."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        **({} if open else {"additionalProperties": False}),
    }


_SPAN: Final = thing({"start": COUNT, "end": COUNT})
_PLACE: Final = thing(
    {"name": TEXT, "country": maybe(TEXT), "lat": maybe(NUMBER), "lon": maybe(NUMBER),
     "geonames": maybe(WHOLE), "precision": TEXT}
)  # fmt: skip
_DAYS: Final = thing({"start": maybe(DAY), "end": maybe(DAY), "precision": TEXT})
_TOLL: Final = thing({"low": maybe(COUNT), "best": maybe(COUNT), "high": maybe(COUNT)})
_RANGE: Final[Json] = {"type": "array", "items": maybe(COUNT), "minItems": 2, "maxItems": 2}
_STATUS: Final[Json] = {"type": "string", "enum": list(STATUSES)}

_HEAD: Final[Json] = {
    "id": TEXT, "type": TEXT, "mode": maybe(TEXT), "status": _STATUS, "background": FLAG,
    "when": maybe(_DAYS), "place": maybe(_PLACE), "actors": many(TEXT), "recipients": many(TEXT),
    "killed": maybe(_TOLL), "injured": maybe(_TOLL), "detained": maybe(_TOLL), "size": maybe(_TOLL),
    "weapon": maybe(TEXT), "claimed_by": many(TEXT), "denied_by": many(TEXT), "disputed": many(TEXT),
    "reports": COUNT, "outlets": COUNT,
    "changes": many(thing({"published": maybe(DAY), "status": _STATUS})),
    "published": many(maybe(DAY)), "confidence": NUMBER,
}  # fmt: skip
_SAID: Final = thing(
    {"value": ANY, "source": maybe(TEXT), "lasts": FLAG, "event": TEXT, "report": TEXT, "doc": TEXT,
     "outlet": maybe(TEXT), "published": maybe(DAY), "spans": many(many(COUNT)), "judged": TEXT},
    optional=("judged",),
)  # fmt: skip
_TELLING: Final = thing(
    {"event": TEXT, "report": TEXT, "doc": TEXT, "outlet": maybe(TEXT), "published": maybe(DAY),
     "copies": ANY, "type": TEXT, "status": _STATUS, "background": FLAG, "sources": many(TEXT),
     "evidence": many(thing({"start": COUNT, "end": COUNT, "text": TEXT})),
     "judged": {"type": "object", "additionalProperties": TEXT}},
    optional=("judged",),
)  # fmt: skip
_TOLD: Final = {
    "doc": TEXT, "report": TEXT, "published": maybe(DAY), "event": TEXT, "state": TEXT, "start": COUNT,
    "end": COUNT, "says": TEXT, "effect": {"type": "string", "enum": list(EFFECTS)}, "day": DAY,
    "sources": many(TEXT), "judged": {"type": "object", "additionalProperties": TEXT},
}  # fmt: skip
_CLAIM: Final = thing(dict(_TOLD), optional=("event", "state", "judged"))
_FIGURE: Final = thing({"source": TEXT, "count": _RANGE, **_TOLD}, optional=("event", "state", "judged"))
_WHO: Final = thing({"name": TEXT, "names": many(TEXT), "country": maybe(TEXT)})
_SAYS: Final = thing(
    {"event": TEXT, "doc": TEXT, "report": TEXT, "published": maybe(DAY), "start": COUNT, "end": COUNT,
     "says": TEXT}
)  # fmt: skip
_DEED: Final = thing({"incident": TEXT, "kind": TEXT, "score": NUMBER, "why": TEXT, "told": many(_SAYS)})
_REPORT: Final[Json] = {
    "id": TEXT, "doc": TEXT, "published": maybe(DAY), "outlet": maybe(TEXT), "title": maybe(TEXT),
    "url": maybe(TEXT), "language": maybe(TEXT),
}  # fmt: skip
_EVENT: Final = thing(
    {
        "id": TEXT, "type": TEXT, "mode": maybe(TEXT), "status": _STATUS, "background": FLAG,
        "evidence": many(ANY), "actors": many(ANY), "recipients": many(ANY), "place": ANY, "when": ANY,
        "killed": maybe(_RANGE), "injured": maybe(_RANGE), "detained": maybe(_RANGE), "size": maybe(_RANGE),
        "weapon": maybe(TEXT), "sources": many(ANY), "claims": many(ANY), "confidence": NUMBER,
    },
    open=True,
)  # fmt: skip
_STATE: Final = thing({"id": TEXT, "kind": TEXT, "status": maybe(TEXT), "confidence": NUMBER}, open=True)

SCHEMAS: Final[dict[str, Json]] = {
    "Error": thing({"error": TEXT}),
    "Incident": thing(_HEAD),
    "IncidentWhole": thing(
        {**_HEAD, "part_of": maybe(TEXT), "parts": many(TEXT),
         "values": {"type": "object", "additionalProperties": many(_SAID)},
         "tellings": many(_TELLING)}
    ),
    "Entry": thing({"day": DAY, "entry": TEXT, "entry_status": _STATUS, "incident": ref("Incident")}),
    "Event": _EVENT,
    "EventTold": thing({"doc": TEXT, "report": TEXT, "event": ref("Event")}),
    "Holding": thing(
        {
            "as_of": DAY, "kind": {"type": "string", "enum": list(KINDS)},
            "status": {"type": "string", "enum": list(STANDINGS)}, "holder": maybe(_WHO),
            "other": maybe(_WHO), "role": maybe(TEXT),
            "place": maybe(thing({"name": TEXT, "country": maybe(TEXT), "lat": maybe(NUMBER),
                                  "lon": maybe(NUMBER)})),
            "country": maybe(TEXT), "count": maybe(_RANGE), "counts": many(_FIGURE), "since": maybe(DAY),
            "ended": maybe(DAY), "first_reported": DAY, "last_reported": DAY,
            "contested": many(thing({"holder": _WHO, "sources": many(TEXT), "from": many(_CLAIM)})),
            "reports": COUNT, "from": many(_CLAIM), "why": TEXT,
        }
    ),
    "Promise": thing(
        {
            "id": TEXT, "type": TEXT, "standing": TEXT, "why": TEXT, "who": many(TEXT), "whom": many(TEXT),
            "place": maybe(thing({"name": TEXT, "country": maybe(TEXT)})), "announced": maybe(DAY),
            "days_ago": maybe(WHOLE), "due": maybe(DAY), "on": DAY, "words": TEXT, "incidents": many(TEXT),
            "told": many(_SAYS), "by": many(_DEED), "linked": many(_DEED),
        },
        open=True,
    ),
    "Actor": thing(
        {
            "key": TEXT, "name": TEXT, "kind": maybe(TEXT), "sector": maybe(TEXT), "country": maybe(TEXT),
            "country_is_the_reports": FLAG, "described": FLAG, "done": COUNT, "suffered": COUNT,
            "states": COUNT, "reports": COUNT,
        }
    ),
    "Tie": thing(
        {
            "one": ref("Actor"), "other": ref("Actor"), "incidents": COUNT, "events": COUNT,
            "types": {"type": "object", "additionalProperties": COUNT}, "last": maybe(DAY),
        }
    ),
    "Report": thing({**_REPORT, "events": COUNT, "states": COUNT}),
    "ReportWhole": thing(
        {**_REPORT, "format": TEXT, "published_why": TEXT, "text": TEXT, "notes": many(TEXT),
         "types": many(ANY), "events": many(ref("Event")), "states": many(ref("State")),
         "unclear": many(ANY)},
        optional=("types",),
    ),
    "Outlet": thing(
        {
            "name": maybe(TEXT), "reports": COUNT, "own": COUNT, "copies": COUNT, "copied": COUNT,
            "first": maybe(DAY), "last": maybe(DAY),
        }
    ),
    "Source": thing(
        {
            "name": TEXT, "reports": COUNT, "says": COUNT, "denies": COUNT, "differs": COUNT,
            "types": {"type": "object", "additionalProperties": COUNT},
        }
    ),
    "Found": thing(
        {
            "report": TEXT, "doc": TEXT, "title": maybe(TEXT), "outlet": maybe(TEXT), "published": maybe(DAY),
            "record": maybe(TEXT), "kind": maybe(TEXT), "type": maybe(TEXT), "status": maybe(TEXT),
            "passages": many(thing({"start": COUNT, "end": COUNT, "text": TEXT, "found": many(many(COUNT))})),
        }
    ),
    "State": _STATE,
}  # fmt: skip


def listing(name: str) -> Json:
    """Some of many, and the address of those after them; null after the last."""
    return thing({"items": many(ref(name)), "next": maybe(TEXT)})
