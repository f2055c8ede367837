"""The situation as one HTML file: to be mailed, opened from a disk, with nothing else and no network.

Everything is in it: the styles, Vega's code, the pictures' specifications and the words each value was read
from. It reads without scripts; with them the pictures are drawn and the list can be filtered.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from markupsafe import Markup
from starlette.datastructures import QueryParams

from tidings.desk import static
from tidings.desk.asked import Asked
from tidings.desk.charts import PICTURES
from tidings.desk.desk import Desk
from tidings.desk.plain_text import visible_in
from tidings.desk.render import environment, link
from tidings.desk.words import t
from tidings.ledger import Store
from tidings.model.codes import STATUSES
from tidings.views.incident import phrases
from tidings.views.incident.json import incident_json
from tidings.views.incidents import incidents
from tidings.views.promises import promise_json, promise_rows

Json = Mapping[str, Any]
MOST: Final = 2_000
"""Incidents of a file unless told otherwise: about 4 MB, which mail still takes."""
PICTURED: Final = ("map", "timeline")
"""Pictures of the situation page that the file holds."""
_FIELDS: Final = ("status", "when", "place", "actors", "recipients", "killed", "injured", "detained", "size",
                  "weapon", "claimed_by", "denied_by")  # fmt: skip
_SCRIPTS: Final = ("vega.js", "desk.js", "picture.js", "onefile.js")
_STYLES: Final = ("desk.css", "onefile.css")


@dataclass(frozen=True, slots=True)
class Made:
    """The file's text, how many incidents it tells of, and how many match in all."""

    html: str
    incidents: int
    matching: int


def make(
    desk: Desk, asked: Asked, *, title: str | None = None, made: date | None = None, most: int = MOST
) -> Made:
    """What `asked` asks for, as of the store now; `made`: the day to put on it, None for none, so that the
    same store gives the same bytes. At most `most` incidents, the latest; it says so where there are more."""
    with desk.reading() as store:
        told, matching = _told(store, asked, most)
        ids = {one["id"] for one in told}
        pending = [
            p for p in map(promise_json, promise_rows(store, only_open=True)) if ids & {*p["incidents"]}
        ]
    specs = _specs(desk, asked)
    scripts = [_script(name) for name in (_SCRIPTS if specs else _SCRIPTS[-1:])]
    style = "\n".join(static.read(name).decode("utf-8") for name in _STYLES)
    html = environment().get_template("onefile.html").render(
        title=title or t("onefile.title"), made=made, asked=_asked(asked),
        incidents=told, matching=matching, types=sorted({one["type"] for one in told}), pending=pending,
        statuses=[status for status in STATUSES if any(status == one["status"] for one in told)],
        disputed=[one for one in told if one["disputed"]],
        reports=_reports(told), days=_days(told), phrases=phrases, fields=_FIELDS,
        specs=[(name, json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")) for name, spec in specs],
        style=Markup(style), scripts=[Markup(text) for text in scripts], policy=_policy(style, scripts),
    )  # fmt: skip
    return Made(html, len(told), matching)


def _told(store: Store, asked: Asked, most: int) -> tuple[list[dict[str, Any]], int]:
    """The latest `most`, in the order of days; how many match."""
    every = [one for one in incidents(store, asked.incidents) if asked.holds(one.place.best)]
    return [_with_words(incident_json(one)) for one in every[-most:]], len(every)


def _with_words(found: dict[str, Any]) -> dict[str, Any]:
    """`words`: by field its values in the order of reports, each with the sentence it was read from."""
    evidence = {one["event"]: one["evidence"] for one in found["tellings"]}
    values = found["values"]
    out = {}
    for field in _FIELDS:
        rows = [
            {**said, "shown": phrases.value(field, said["value"]),
             "says": [] if "judged" in said else _sentence(evidence.get(said["event"], ()), said["spans"])}
            for said in values.get(field, ())
        ]  # fmt: skip
        if rows:
            out[field] = rows
    return {**found, "words": out}


def _sentence(evidence: Sequence[Json], spans: Sequence[Sequence[int]]) -> list[tuple[str, bool]]:
    """The sentence that holds the value, in pieces, each with whether it is the value's own words."""
    for one in evidence:
        inside = sorted((a, z) for a, z in spans if one["start"] <= a < z <= one["end"])
        if not inside and one is not evidence[-1]:
            continue
        pieces, at = [], one["start"]
        for a, z in inside:
            if a < at or (a, z) == (one["start"], one["end"]):
                continue
            pieces += [(one["text"][at - one["start"] : a - one["start"]], False)]
            pieces += [(one["text"][a - one["start"] : z - one["start"]], True)]
            at = z
        pieces.append((one["text"][at - one["start"] :], False))
        return [(text, marked) for text, marked in pieces if text]
    return []


def _specs(desk: Desk, asked: Asked) -> list[tuple[str, dict[str, Any]]]:
    query = QueryParams(link("", asked.query()).removeprefix("?"))
    return [(name, visible_in(PICTURES[name](desk, query))) for name in PICTURED if name in PICTURES]


def _asked(asked: Asked) -> list[tuple[str, str]]:
    """The filters as label and value."""
    return [(t(f"field.{name}"), str(value)) for name, value in asked.query().items() if name != "bbox"]


def _reports(told: Iterable[Json]) -> list[Json]:
    """The reports it was read from, the earliest first."""
    found = {one["report"]: one for incident in told for one in incident["tellings"]}
    return sorted(found.values(), key=lambda one: (one["published"] or "9999", one["doc"]))


def _days(told: Iterable[Json]) -> tuple[str | None, str | None]:
    days = [day for one in told if one["when"] for day in (one["when"]["start"], one["when"]["end"]) if day]
    return min(days, default=None), max(days, default=None)


def _script(name: str) -> str:
    """A script that cannot end the element it stands in: what would do that only stands in strings."""
    text = static.read(name).decode("utf-8")
    return re.sub("</(?=script)", r"<\\/", text, flags=re.IGNORECASE).replace("<!--", "\\x3c!--")


def _policy(style: str, scripts: Iterable[str]) -> str:
    """Only these styles and scripts run, and nothing is fetched."""
    hashes = " ".join(_hash(text) for text in scripts)
    return (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {hashes}; base-uri 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
