"""Incidents as tables: a list, one whole, a timeline, sources side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from tidings.cli.table import STATUS_STYLE, WIDE
from tidings.model.visible import one_line
from tidings.views.incident import phrases

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tidings.views.compare import Column
    from tidings.views.incident import Incident
    from tidings.views.linking.why import Pair
    from tidings.views.parts import Link
    from tidings.views.timeline import Entry

Json = Mapping[str, Any]
_BATCH: Final = 100
"""Rows laid out at once, so that a store of any size starts to print at once."""
_SIDE: Final = 28
"""Columns of the terminal that a source needs beside others."""


def print_incidents(out: Console, heads: Iterable[Json]) -> int:
    """Print a table and return how many rows it has."""
    wide = out.width >= WIDE
    columns = [("when", 10), ("what", 13)]
    columns += [("who → whom", 0), ("where", 0), ("how many", 0)] if wide else [("who, where, how many", 0)]
    columns += [("told by", 20)]
    printed, rest = 0, iter(heads)
    while batch := list(islice(rest, _BATCH)):
        table = _grid(columns, header=not printed)
        for head in batch:
            middle = [phrases.who_whom(head), phrases.where(head["place"]), phrases.people(head)]
            shown = middle if wide else ["\n".join(line for line in middle if line)]
            table.add_row(phrases.days(head["when"]), _what(head), *shown, _told_by(head))
        if printed:
            out.print()
        out.print(table)
        printed += len(batch)
    return printed


def print_incident(out: Console, found: Json, near: Mapping[str, Json]) -> None:
    """One whole: best values, every value with its report, the words and the event it was read from. `near`:
    the best values of those that it is a part of or that are parts of it, by id."""
    from rich.text import Text

    heading = {
        "incident": found["id"],
        "what": ", ".join(phrases.what(found)),
        "when": phrases.days(found["when"]),
        "where": phrases.where(found["place"]),
        "who": phrases.who_whom(found),
        "how many": phrases.people(found),
        "weapon": found["weapon"],
        "claimed": ", ".join(found["claimed_by"]),
        "denied": ", ".join(found["denied_by"]),
        "told by": phrases.told_by(found),
        "disputed": ", ".join(found["disputed"]),
        "part of": phrases.brief(near[found["part_of"]]) if found["part_of"] else "",
    }
    lines = [(name, value) for name, value in heading.items() if value]
    lines += [("" if n else "parts", phrases.brief(near[part])) for n, part in enumerate(found["parts"])]
    for name, value in lines:
        out.print(f"{name:>9}  {one_line(value)}", soft_wrap=True)
    out.print()
    columns = [
        ("field", 10),
        ("value", -3),
        ("", 10),
        ("published", 10),
        ("according to", -3),
        ("report", -4),
    ]
    table = _grid(columns, leading=0)
    for field, said in found["values"].items():
        if field in ("type", "mode", "weapon"):
            continue
        for n, one in enumerate(said):
            cells = (one["published"] or "unknown", one_line(one["source"]), one_line(one["doc"]))
            name = field.replace("_", " ") if n == 0 else ""
            table.add_row(
                name, phrases.value(field, one["value"]), "" if one["lasts"] else "superseded", *cells
            )
    out.print(table)
    out.print()
    table = _grid([("published", 10), ("outlet", 0), ("read from", -3)])
    for telling in found["tellings"]:
        outlet = one_line(telling["outlet"] or telling["doc"])
        if any(
            t["copies"] == telling["copies"] and t["report"] != telling["report"] for t in found["tellings"]
        ):
            outlet += "\ncopies of one text"
        words = " … ".join(f'"{one_line(e["text"])}"' for e in telling["evidence"])
        shown = Text(words)
        shown.append(f"\n{one_line(telling['doc'])} {phrases.short(telling['event'])}", style="dim")
        table.add_row(telling["published"] or "unknown", outlet, shown)
    out.print(table)


def print_timeline(out: Console, entries: Sequence[Entry]) -> None:
    table = _grid([("day", 10), ("", 9), ("what", 13), ("who, where, how many", 0), ("told by", 20)])
    before = None
    for entry in entries:
        head = entry.incident
        middle = (phrases.who_whom(head), phrases.where(head["place"]), phrases.people(head))
        how = {"happens": "", "status": f"now {entry.status}"}.get(entry.what, entry.what)
        shown = "; ".join(part for part in middle if part)
        # "2023-12" where the day is not known, not the first of the month
        day = phrases.days(head["when"]) if entry.what == "happens" else str(entry.day)
        table.add_row(day if day != before else "", how, _what(head), shown, _told_by(head))
        before = day
    out.print(table)


def print_columns(out: Console, columns: Sequence[Column], fields: Sequence[str]) -> None:
    """Sources beside each other, as many at once as fit."""
    at_once = max(1, (out.width - 12) // _SIDE)
    for at in range(0, len(columns), at_once):
        some = columns[at : at + at_once]
        table = _grid([("", 10), *((one_line(c.source), 0) for c in some)])
        sides = [c.json() for c in some]
        table.add_row("reports", *("\n".join(_reports(side)) for side in sides))
        for field in fields:
            values = [side["values"][field] for side in sides]
            if any(values):
                table.add_row(field, *("\n".join(phrases.value(field, v) for v in some) for some in values))
        table.add_row(
            "words", *(f'"{one_line(words)}"' if (words := side["words"]) else "" for side in sides)
        )
        if at:
            out.print()
        out.print(table)


def print_pairs(out: Console, pairs: Sequence[Pair], found: Incident) -> int:
    """Two events and what each comparator says of them; returns how many pairs there are."""
    told = {t.event.id: t for t in found.tellings}
    for n, pair in enumerate(pairs):
        if n:
            out.print()
        for event in (pair.a, pair.b):
            one = told[event]
            words = one.event.evidence[0].span.of(one.report.text) if one.event.evidence else ""
            out.print(
                f'{one_line(one.report.doc)} {phrases.short(event)}: "{one_line(words)}"', soft_wrap=True
            )
        table = _grid([("adds", 7), ("comparator", 10), ("why", 0)], leading=0)
        for why in pair.why:
            table.add_row(f"{why.score:+.2f}", why.name, one_line(why.sentence))
        said = {True: "a person said: the same", False: "a person said: different", None: ""}[pair.judged]
        table.add_row(f"{pair.score:+.2f}", "together", said)
        out.print(table)
    return len(pairs)


def print_links(out: Console, links: Sequence[Link], near: Mapping[str, Json]) -> int:
    """Part and whole, and what each comparator says of them; returns how many links there are."""
    for n, link in enumerate(links):
        if n:
            out.print()
        out.print(f"     part  {one_line(phrases.brief(near[link.part]))}", soft_wrap=True)
        out.print(f"    whole  {one_line(phrases.brief(near[link.whole]))}", soft_wrap=True)
        table = _grid([("adds", 7), ("comparator", 10), ("why", 0)], leading=0)
        for why in link.why:
            table.add_row(f"{why.score:+.2f}", why.name, one_line(why.sentence))
        table.add_row(f"{link.score:+.2f}", "together", "")
        out.print(table)
    return len(links)


def _reports(side: Json) -> Iterator[str]:
    for report in side["reports"]:
        yield f"{report['published'] or 'unknown'} {one_line(report['outlet'] or report['doc'])}"


def _told_by(head: Json) -> Text:
    from rich.text import Text

    out = Text(phrases.told_by(head))
    if dispute := phrases.disputed(head):
        out.append(f"\n{dispute}", style="yellow")
    out.append(f"\n{phrases.short(head['id'])}", style="dim")
    return out


def _what(head: Json) -> Text:
    from rich.text import Text

    out = Text()
    for n, line in enumerate(phrases.what(head)):
        style = "bold" if n == 0 else STATUS_STYLE.get(line, "")
        out.append(("\n" if n else "") + line, style=style)
    return out


def _grid(columns: Sequence[tuple[str, int]], *, header: bool = True, leading: int = 1) -> Table:
    """`columns`: names with their widths; 0 for a share of what is left, -3 for three shares."""
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, header_style="bold",
        show_header=header, padding=(0, 1, 0, 0), leading=leading,
    )  # fmt: skip
    for name, width in columns:
        if width > 0:
            table.add_column(name, width=width, overflow="fold")
        else:
            table.add_column(name, ratio=max(1, -width), overflow="fold")
    return table
