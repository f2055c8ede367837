"""Members in, incident out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tidings.ledger.filters import EventRow
from tidings.model.report import digest
from tidings.views.incident.fields import TOLLS, Field, Incident
from tidings.views.incident.parties import claimed_by, denied_by, parties_of
from tidings.views.incident.sources import source_keys, tellings_of
from tidings.views.incident.status import changes_of, status_of
from tidings.views.incident.tolls import toll_of
from tidings.views.incident.values import days_of, place_of, weapon_of, word_of, words_given


def assemble(
    members: Iterable[EventRow], group_of: Mapping[str, str], beside: Iterable[EventRow] = ()
) -> Incident:
    """The incident of events that tell of one happening; what is in it does not depend on their order.

    `group_of`: report id → group of copies, a report without one being its own. `beside`: other events of the
    members' reports, of which only denials (REJECT) are looked at. Raises ValueError without members.
    """
    tellings = tellings_of(members, group_of)
    if not tellings:
        raise ValueError("an incident has at least one event")
    keys = None
    if any(t.event.claims for t in tellings):
        keys = source_keys((t.row for t in tellings), (t.outlet for t in tellings))
    type_ = word_of(tellings, "type")
    of_type = [t for t in tellings if t.event.type == type_.best]
    status = status_of(tellings)
    news = [t for t in tellings if not t.event.background]
    return Incident(
        id=incident_id(t.row for t in tellings),
        tellings=tuple(tellings),
        type=type_,
        mode=Field(word_of(of_type, "mode").best, tuple(words_given(tellings, "mode"))),
        status=status,
        when=days_of(tellings, status.best or ""),
        place=place_of(tellings),
        actors=parties_of(tellings, "actors", keys=keys),
        recipients=parties_of(tellings, "recipients"),
        **{name: toll_of(name, tellings, keys) for name in TOLLS},
        weapon=weapon_of(tellings),
        claimed=claimed_by(tellings),
        denied=denied_by(tellings, beside),
        reports=len({t.report_id for t in tellings}),
        outlets=len({t.outlet for t in tellings}),
        background=not news,
        confidence=max(t.event.confidence for t in news or tellings),
        changes=changes_of(tellings),
    )


def incident_id(members: Iterable[EventRow]) -> str:
    """Named after the event told first, by publication, then id: every event is of one incident, and the name
    stays when later reports join."""
    first = min(members, key=lambda row: (row.report.published or date.max, row.event.id))
    return digest("incident", first.event.id)
