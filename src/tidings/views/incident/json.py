"""An incident as JSON: the best values at the top, below them every value with its report and spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from tidings.model.contract_write import CONFIDENCE_DIGITS
from tidings.model.mention import Interval
from tidings.model.record import Party, Place
from tidings.model.span import Span
from tidings.views.incident.fields import TOLLS, Incident, Toll
from tidings.views.incident.telling import Said, Telling

Json = dict[str, Any]
VALUES: Final = ("type", "mode", "status", "when", "place", "actors", "recipients", *TOLLS, "weapon")


def head_json(incident: Incident) -> Json:
    """The best values, and which are disputed. What is unknown is null, never zero."""
    return {
        "id": incident.id,
        "type": incident.type.best,
        "mode": incident.mode.best,
        "status": incident.status.best,
        "background": incident.background,
        "when": _days(incident.when.best) if incident.when.best else None,
        "place": _place(incident.place.best) if incident.place.best else None,
        "actors": list(incident.actors.best),
        "recipients": list(incident.recipients.best),
        **{name: _toll(getattr(incident, name)) for name in TOLLS},
        "weapon": incident.weapon.best,
        "claimed_by": _names(incident.claimed),
        "denied_by": _names(incident.denied),
        "disputed": list(incident.disputed),
        "reports": incident.reports,
        "outlets": incident.outlets,
        "changes": [{"published": _day(day), "status": status} for day, status in incident.changes],
        "published": [_day(day) for day in incident.published],
        "confidence": round(incident.confidence, CONFIDENCE_DIGITS),
    }


def incident_json(incident: Incident) -> Json:
    """All of it. `values`: of each field every value, in the order of reports, with the event, report and
    spans that give it, whose word it is, and whether it is that source's last; of a toll this is its series.
    `tellings`: the events, each with the words it was read from."""
    values = {name: [_said(s) for s in getattr(incident, name).said] for name in VALUES}
    values |= {"claimed_by": [_said(s) for s in incident.claimed]}
    values |= {"denied_by": [_said(s) for s in incident.denied]}
    return {
        **head_json(incident),
        "values": values,
        "tellings": [_telling(t) for t in incident.tellings],
    }


def _telling(telling: Telling) -> Json:
    report, event = telling.report, telling.event
    return {
        "event": event.id,
        "report": telling.report_id,
        "doc": report.doc,
        "outlet": report.outlet,
        "published": _day(report.published),
        "copies": telling.group,
        "type": event.type,
        "status": event.status,
        "background": event.background,
        "sources": [s.name for s in event.sources],
        "evidence": [
            {"start": span.start, "end": span.end, "text": span.of(report.text)}
            for span in dict.fromkeys(e.span for e in event.evidence)
        ],
        **_judged(telling),
    }


def _judged(telling: Telling) -> Json:
    found = {c.field: by for c in telling.event.judged if (by := telling.set_by(c.field))}
    return {"judged": found} if found else {}


def _said(said: Said[Any]) -> Json:
    report = said.telling.report
    return {
        "value": plain(said.value),
        "source": said.said_by,
        "lasts": said.lasts,
        "event": said.telling.event.id,
        "report": said.telling.report_id,
        "doc": report.doc,
        "outlet": report.outlet,
        "published": _day(report.published),
        "spans": _spans(said.words),
        **({"judged": said.judged} if said.judged else {}),  # as in records only where somebody set it
    }


def plain(value: object) -> Any:
    """A value of a field as JSON has it."""
    if isinstance(value, Interval):
        return _days(value)
    if isinstance(value, Place):
        return _place(value)
    if isinstance(value, Party):
        return value.name
    return list(value) if isinstance(value, tuple) else value


def _days(interval: Interval) -> Json:
    return {"start": _day(interval.start), "end": _day(interval.end), "precision": interval.precision}


def _place(place: Place) -> Json:
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
        "precision": place.precision,
    }


def _toll(toll: Toll) -> Json | None:
    return {"low": toll.low, "best": toll.best, "high": toll.high} if toll.said else None


def _names(said: Iterable[Said[str]]) -> list[str]:
    return list(dict.fromkeys(s.value for s in said))


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
