"""The status of an incident from those its reports give, and who stands by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from tidings.views.incident.fields import Field
from tidings.views.incident.telling import Said, Telling, day_of

HAPPENS: Final = frozenset({"occurred", "ongoing"})


def status_of(tellings: Sequence[Telling]) -> Field[str]:
    """Each outlet's last report is its word; in one report what happened goes before what somebody denies.

    Denied is what more outlets deny than tell as a fact, of equally many what the later day has. Else what
    happens or has happened goes before what was announced or may be, and of these the later report decides.
    Disputed where one's last word is that it happens, another's that it does not; also within one report.
    """
    if len(tellings) == 1:
        only = tellings[0]
        return Field(only.event.status, (_said(only),))
    last = {t.outlet: t.report_id for t in sorted(tellings, key=day_of)}
    said = [_said(t, lasts=last[t.outlet] == t.report_id) for t in tellings]
    lasting = [s for s in said if s.lasts]
    words = {s.source: s for s in sorted(lasting, key=_strength)}
    happens = [s for s in words.values() if s.value in HAPPENS]
    denied = [s for s in words.values() if s.value == "denied"]
    others = [s for s in words.values() if s.value not in HAPPENS and s.value != "denied"]
    if denied and (len(denied), _latest(denied)) > (len(happens), _latest(happens)):
        best = "denied"
    else:
        best = max(happens or others, key=lambda s: (day_of(s.telling), s.value == "occurred", s.value)).value
    values = {s.value for s in lasting}
    return Field(best, tuple(said), disputed="denied" in values and bool(values & HAPPENS))


def _said(telling: Telling, *, lasts: bool = True) -> Said[str]:
    by = telling.set_by("status")
    return Said(telling.event.status, telling, telling.outlet, lasts=lasts, judged=by)


def changes_of(tellings: Sequence[Telling]) -> tuple[tuple[date, str], ...]:
    """Days of publication on which the status as known by then became another, with it: the first day, and
    each on which what was announced was told to happen, or was denied. Undated reports are left out."""
    known: list[Telling] = []
    out: list[tuple[date, str]] = []
    dated = [t for t in tellings if t.report.published]
    for day, some in groupby(dated, key=lambda t: t.report.published or date.min):
        several = list(some)
        known += several
        if out and {t.event.status for t in several} == {out[-1][1]}:
            continue  # who tells what is known changes nothing
        status = status_of(known).best
        if status and (not out or out[-1][1] != status):
            out.append((day, status))
    return tuple(out)


def _strength(said: Said[str]) -> tuple[int, bool, str]:
    rank = 2 if said.value in HAPPENS else 1 if said.value == "denied" else 0
    return rank, said.value in ("occurred", "planned"), said.value


def _latest(said: Sequence[Said[str]]) -> tuple[bool, date]:
    return max((day_of(s.telling) for s in said), default=(False, date.min))
