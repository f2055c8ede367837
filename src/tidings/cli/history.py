"""`tidings history`: how a record came to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tidings.cli.judgements import print_standings
from tidings.cli.options import format_option, store_option, store_path
from tidings.cli.screen import console, print_json
from tidings.model import phrases
from tidings.model.judged_phrases import sentence, set_by, value_words
from tidings.model.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from tidings.ledger import Store
    from tidings.ledger.history import History


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
    from tidings.views.history import history_json

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
        print_json([history_json(one) for one in found])
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
    from tidings.views.history import moment, standing_json, status_words

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
    _line(out, "by", f"{said.by}, {moment(said.at)}")
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
    from tidings.views.history import said_words, summary, whys

    report = one.report
    last = next((v.record for v in reversed(one.versions) if v.record), None)
    assert last is not None
    record = one.shown or last
    _line(out, one.sort, f"{record.id}  {summary(record)}")
    _line(out, "report", f"{report.doc} ({report.id}), {report.outlet or 'no outlet'}, {_day(one)}")
    before, trigger, after = phrases.words(report, record.evidence)
    first = record.evidence[0].span
    _line(out, "words", f'"{before.lstrip()}{trigger}{after.rstrip()}" ({first.start} to {first.end})')
    _line(out, "set", set_by(record))
    if one.shown is None:
        _line(out, "now", "judged wrong" if one.versions[-1].record else "not in the latest reading")
    for field, why in whys(record):
        _line(out, field, why)
    for n, version in enumerate(one.versions):
        what = summary(version.record) if version.record else "nothing of it"
        id = f" as {version.record.id}" if version.record else ""
        counts = ", which counts" if n == len(one.versions) - 1 else ""
        _line(out, "read", f"{version.at:%Y-%m-%d %H:%M} UTC by {version.reader}{counts}: {what}{id}")
    for standing in one.judged:
        _line(out, "judged", said_words(standing))
    read = dict(whys(last))
    for c in record.judged:
        why = f": {read[c.field]}" if c.field in read else ""
        _line(out, "was", f"{c.field} {value_words(c.field, c.was)}, as read{why}")


def _day(one: History) -> str:
    return f"published {one.report.published}" if one.report.published else "no publication date"


def _line(out: Console, name: str, value: str) -> None:
    if value:
        out.print(f"{name:>10}  {one_line(value)}", soft_wrap=True)
