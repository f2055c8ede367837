"""A record as one flat row: the columns that spreadsheets and data frames share.

A flat row leaves things out (spans other than the first evidence, kinds and ids of parties, why); the
record format keeps everything.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from tidings.ledger.filters import EventRow, StateRow
from tidings.mentions.actors import Actor
from tidings.mentions.actors_lists import Lists
from tidings.model.record import Correction, Dispute, Evidence, Number, Party, Place, Source, When
from tidings.model.report import Report
from tidings.views.codes import code_parties, is_known

Kind = Literal["text", "names", "whole", "real", "day", "flag"]
Cell = str | list[str] | int | float | date | bool | None

_REPORT: Final[dict[str, Kind]] = {
    "report": "text", "doc": "text", "published": "day", "outlet": "text", "title": "text", "url": "text",
    "id": "text",
}  # fmt: skip
_PLACE: Final[dict[str, Kind]] = {
    "place": "text", "country": "text", "lat": "real", "lon": "real", "geonames": "whole",
    "place_precision": "text",
}  # fmt: skip
_WHEN: Final[dict[str, Kind]] = {"start": "day", "end": "day", "when_precision": "text"}
_SAID: Final[dict[str, Kind]] = {"sources": "names", "cues": "names"}
_READ: Final[dict[str, Kind]] = {
    "evidence": "text", "evidence_start": "whole", "evidence_end": "whole", "trigger": "text",
    "mentions": "whole", "confidence": "real", "judged": "names",
}  # fmt: skip

EVENT_COLUMNS: Final[dict[str, Kind]] = {
    **_REPORT,
    "type": "text", "mode": "text", "status": "text", "background": "flag",
    "actors": "names", "actors_known": "names", "actors_country": "names", "actors_sector": "names",
    "recipients": "names", "recipients_known": "names", "recipients_country": "names",
    "recipients_sector": "names", **_PLACE, **_WHEN,
    "killed_low": "whole", "killed_high": "whole", "injured_low": "whole", "injured_high": "whole",
    "detained_low": "whole", "detained_high": "whole", "size_low": "whole", "size_high": "whole",
    "weapon": "text", **_SAID, "claims": "names", **_READ,
}  # fmt: skip
"""Column names in order, each with the kind of its cells. A cell is None where the text says nothing."""

STATE_COLUMNS: Final[dict[str, Kind]] = {
    **_REPORT,
    "kind": "text", "status": "text", "holder": "text", "holder_known": "text", "holder_country": "text",
    "holder_sector": "text", "role": "text", "relation": "text", "other": "text", "other_known": "text",
    "other_country": "text", "other_sector": "text", "site": "text",
    **_PLACE, "count_low": "whole", "count_high": "whole", "of": "text", **_WHEN, **_SAID,
    **_READ,
}  # fmt: skip


def event_cells(row: EventRow, lists: Lists | None = None) -> dict[str, Cell]:
    """`lists`: known actors to code parties with, None for the packaged ones."""
    event = row.event
    return {
        **_report_cells(row.report, event.id),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "background": event.background,
        "actors": [p.name for p in event.actors],
        **_coded("actors", code_parties(row, event.actors, lists)),
        "recipients": [p.name for p in event.recipients],
        **_coded("recipients", code_parties(row, event.recipients, lists)),
        **_place_cells(event.place),
        **_when_cells(event.when),
        **_bounds("killed", event.killed),
        **_bounds("injured", event.injured),
        **_bounds("detained", event.detained),
        **_bounds("size", event.size),
        "weapon": event.weapon.name if event.weapon else None,
        **_source_cells(event.sources),
        "claims": [_claim(d) for d in event.claims],
        **_read_cells(row.report, event.evidence, event.confidence),
        "judged": _judged(event.judged),
    }


def state_cells(row: StateRow, lists: Lists | None = None) -> dict[str, Cell]:
    state = row.state
    holder, other = ([party] if party else [] for party in (state.holder, state.other))
    return {
        **_report_cells(row.report, state.id),
        "kind": state.kind,
        "status": state.status,
        "holder": _name(state.holder),
        **_one("holder", code_parties(row, holder, lists)),
        "role": state.role,
        "relation": state.relation,
        "other": _name(state.other),
        **_one("other", code_parties(row, other, lists)),
        "site": _name(state.site),
        **_place_cells(state.place),
        **_bounds("count", state.count),
        "of": state.of,
        **_when_cells(state.when),
        **_source_cells(state.sources),
        **_read_cells(row.report, state.evidence, state.confidence),
        "judged": _judged(state.judged),
    }


def _coded(side: str, actors: list[Actor]) -> dict[str, Cell]:
    """As many in each list as there are parties; "" for what is not known of one."""
    return {
        f"{side}_known": [a.name if is_known(a) else "" for a in actors],
        f"{side}_country": [a.country3 or "" for a in actors],
        f"{side}_sector": [a.sector or "" for a in actors],
    }


def _one(side: str, actors: list[Actor]) -> dict[str, Cell]:
    cells = _coded(side, actors)
    first = {name: cell[0] if isinstance(cell, list) and cell else None for name, cell in cells.items()}
    return {name: cell or None for name, cell in first.items()}


def _report_cells(report: Report, id: str) -> dict[str, Cell]:
    return {
        "report": report.id,
        "doc": report.doc,
        "published": report.published,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "id": id,
    }


def _place_cells(place: Place | None) -> dict[str, Cell]:
    return {
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonames": place.geonames if place else None,
        "place_precision": place.precision if place else None,
    }


def _when_cells(when: When | None) -> dict[str, Cell]:
    return {
        "start": when.interval.start if when else None,
        "end": when.interval.end if when else None,
        "when_precision": when.interval.precision if when else None,
    }


def _source_cells(sources: tuple[Source, ...]) -> dict[str, Cell]:
    return {"sources": [s.name for s in sources], "cues": [s.cue for s in sources]}


def _read_cells(report: Report, evidence: tuple[Evidence, ...], confidence: float) -> dict[str, Cell]:
    first = evidence[0]
    return {
        "evidence": first.span.of(report.text),
        "evidence_start": first.span.start,
        "evidence_end": first.span.end,
        "trigger": first.trigger.of(report.text) if first.trigger else None,
        "mentions": len(evidence),
        "confidence": confidence,
    }


def _judged(corrections: tuple[Correction, ...]) -> list[str]:
    return [f"{one.field} by {one.by}" for one in corrections]


def _bounds(name: str, number: Number | None) -> dict[str, Cell]:
    low, high = number.value if number else (None, None)
    return {f"{name}_low": low, f"{name}_high": high}


def _name(party: Party | None) -> str | None:
    return party.name if party else None


def _claim(dispute: Dispute) -> str:
    if isinstance(dispute.value, str):
        said = dispute.value
    else:
        low, high = dispute.value
        said = str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
    return f"{dispute.source}: {dispute.field} {said}"
