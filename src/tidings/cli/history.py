"""`tidings history`: how a record came to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tidings.cli import phrases
from tidings.cli.judgements import print_standings, standing_json, status_words
from tidings.cli.options import format_option, store_option, store_path
from tidings.cli.screen import console, one_line, print_json
from tidings.cli.told import sentence, set_by, value_words
from tidings.model.contract import event_json, state_json
from tidings.model.record import Event, State

if TYPE_CHECKING:
    from rich.console import Console

    from tidings.ledger import Store
    from tidings.ledger.history import History, Standing


@click.command("history", short_help="Tell how a record came to be, and who judged it.")
@click.argument("asked", metavar="ID")
@store_option
@format_option
def command(asked: str, store: str | None, format: str) -> None:
    """Tell how an event, state or incident came to be: from which words of which report, which reader read
    it when and why each value is what it is, how earlier readings had it, and what people decided about it,
    with when, why and whether it still counts. Of a judgement: what it is about and what became of it.

    ID is an id or its first five or more characters: `tidings show --ids`, `tidings judgements list`.
    """
    from tidings.ledger import Store
    from tidings.ledger.history import history, incident_events
    from tidings.views.current import current

    path, incident, ids = store_path(store), None, [asked]
    if asked.startswith("i"):
        with current(path) as linked:
            incident, ids = incident_events(linked, asked)
    with Store.open(path, read_only=True) as ledger:
        if asked.startswith("j"):
            _judgement(ledger, asked, format)
            return
        found = [history(ledger, id) for id in ids]
    if format == "json":
        print_json([_json(one) for one in found])
        return
    out = console()
    if incident:
        out.print(
            f"incident {incident}, of {len(found)} event{'s' if len(found) > 1 else ''}",
            style="bold",
            soft_wrap=True,
        )
    for n, one in enumerate(found):
        if n or incident:
            out.print()
        _print(out, one)


def _judgement(ledger: Store, asked: str, format: str) -> None:
    from tidings.ledger.history import standings
    from tidings.ledger.judging import known_judgement

    with ledger.reading() as connection:
        wanted = known_judgement(connection, asked)
        every = standings(connection)
    (one,) = [s for s in every if s.judgement.id == wanted.id]
    if format == "json":
        print_json([standing_json(one)])
        return
    out = console()
    said = one.judgement
    _line(out, "judgement", said.id)
    _line(out, "says", sentence(said))
    _line(out, "by", f"{said.by}, {_time(said.at)}")
    _line(out, "because", said.because or "")
    _line(out, "status", status_words(one))
    for target, now in zip(said.targets, one.records, strict=True):
        place = f"report {target.report}, characters {target.span.start} to {target.span.end}"
        renamed = "" if now == target.record else f"; now {now}" if now else "; not found now"
        _line(out, "about", f"{target.type} {target.record} in {place}{renamed}")
    others = [s for s in every if s.judgement.id in one.against or s.judgement in one.undone]
    if others:
        out.print()
        print_standings(others)


def _print(out: Console, one: History) -> None:
    report = one.report
    last = next((v.record for v in reversed(one.versions) if v.record), None)
    assert last is not None
    record = one.shown or last
    _line(out, one.sort, f"{record.id}  {_summary(record)}")
    _line(out, "report", f"{report.doc} ({report.id}), {report.outlet or 'no outlet'}, {_day(one)}")
    before, trigger, after = phrases.words(report, record.evidence)
    first = record.evidence[0].span
    _line(out, "words", f'"{before.lstrip()}{trigger}{after.rstrip()}" ({first.start} to {first.end})')
    _line(out, "set", set_by(record))
    if one.shown is None:
        _line(out, "now", "judged wrong" if one.versions[-1].record else "not in the latest reading")
    for field, why in _whys(record):
        _line(out, field, why)
    for n, version in enumerate(one.versions):
        what = _summary(version.record) if version.record else "nothing of it"
        id = f" as {version.record.id}" if version.record else ""
        counts = ", which counts" if n == len(one.versions) - 1 else ""
        _line(out, "read", f"{version.at:%Y-%m-%d %H:%M} UTC by {version.reader}{counts}: {what}{id}")
    for standing in one.judged:
        _line(out, "judged", _said(standing))
    whys = dict(_whys(last))
    for c in record.judged:
        why = f": {whys[c.field]}" if c.field in whys else ""
        _line(out, "was", f"{c.field} {value_words(c.field, c.was)}, as read{why}")


def _said(one: Standing) -> str:
    said = one.judgement
    because = f", because: {said.because}" if said.because else ""
    return f"{_time(said.at)} by {said.by}: {sentence(said)}{because} ({status_words(one)}; {said.id})"


def _summary(record: Event | State) -> str:
    if isinstance(record, State):
        return f"{record.kind} {record.status or ''}: {phrases.holds(record)}"
    when = phrases.days(record.when.interval if record.when else None)
    parts = [" ".join(phrases.what(record)), phrases.who_whom(record), phrases.where(record.place), when]
    return ", ".join(part for part in [*parts, phrases.people(record)] if part)


def _whys(record: Event | State) -> list[tuple[str, str]]:
    """(field, sentence): those of the record, and of its place and days."""
    whys = list(record.why) if isinstance(record, Event) else []
    held = {field for field, _ in whys}
    for field, value in (("place", record.place), ("when", record.when)):
        if value and value.why and field not in held:
            whys.append((field, value.why))
    return whys


def _json(one: History) -> dict[str, Any]:
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


def _record_json(record: Event | State | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return event_json(record) if isinstance(record, Event) else state_json(record)


def _time(at: str) -> str:
    return at[:16].replace("T", " ") + " UTC"


def _day(one: History) -> str:
    return f"published {one.report.published}" if one.report.published else "no publication date"


def _line(out: Console, name: str, value: str) -> None:
    if value:
        out.print(f"{name:>10}  {one_line(value)}", soft_wrap=True)
