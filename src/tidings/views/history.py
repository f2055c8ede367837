"""How a record came to be, in words and as JSON (`ledger.history`)."""

from __future__ import annotations

from typing import Any

from tidings.ledger.history import History, Standing
from tidings.model import phrases
from tidings.model.contract import event_json, state_json
from tidings.model.judged_phrases import SHOWN, sentence
from tidings.model.record import Event, State
from tidings.model.visible import one_line


def history_json(one: History) -> dict[str, Any]:
    return {
        "report": one.report.id,
        "doc": one.report.doc,
        "shown": _record_json(one.shown),
        "readings": [
            {"reader": v.reader, "at": v.at.isoformat(), "record": _record_json(v.record)}
            for v in one.versions
        ],
        "judgements": [standing_json(s) for s in one.judged],
    }


def standing_json(one: Standing) -> dict[str, Any]:
    """The judgement with what became of it: `status`, `records` (ids that its targets have now), `undone_by`,
    `contradicted_by` (ids of judgements)."""
    return {
        **one.judgement.to_json(),
        "status": one.status,
        "records": list(one.records),
        "undone_by": [j.id for j in one.undone],
        "contradicted_by": list(one.against),
    }


def said_words(one: Standing) -> str:
    said = one.judgement
    because = f", because: {said.because}" if said.because else ""
    return f"{moment(said.at)} by {said.by}: {sentence(said)}{because} ({status_words(one)}; {said.id})"


def status_words(one: Standing) -> str:
    """ "undone by ben: typing error", "outvoted; ben says otherwise in j1a2b3c4d"."""
    parts = [one.status]
    if one.undone:
        last = one.undone[-1]
        parts[0] = f"undone by {one_line(last.by)} in {last.id[:SHOWN]}" + (
            f": {one_line(last.because)}" if last.because else ""
        )
    if one.against:
        parts.append(f"contradicted by {', '.join(id[:SHOWN] for id in one.against)}")
    return "; ".join(parts)


def summary(record: Event | State) -> str:
    if isinstance(record, State):
        return f"{record.kind} {record.status or ''}: {phrases.holds(record)}"
    when = phrases.days(record.when.interval if record.when else None)
    parts = [" ".join(phrases.what(record)), phrases.who_whom(record), phrases.where(record.place), when]
    return ", ".join(part for part in [*parts, phrases.people(record)] if part)


def whys(record: Event | State) -> list[tuple[str, str]]:
    """(field, sentence): those of the record, and of its place and days."""
    whys = list(record.why) if isinstance(record, Event) else []
    held = {field for field, _ in whys}
    for field, value in (("place", record.place), ("when", record.when)):
        if value and value.why and field not in held:
            whys.append((field, value.why))
    return whys


def moment(at: str) -> str:
    return at[:16].replace("T", " ") + " UTC"


def _record_json(record: Event | State | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return event_json(record) if isinstance(record, Event) else state_json(record)
