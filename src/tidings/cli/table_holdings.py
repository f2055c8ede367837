"""What holds on a day, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from tidings.model import phrases
from tidings.model.visible import one_line
from tidings.views.holdings.claim import SET_BY

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES: Final = {"contested": "yellow", "ended": "dim"}
_BATCH: Final = 100
_MOST: Final = 140
"""Characters shown of the words."""


def print_holdings(out: Console, rows: Iterable[dict[str, Any]]) -> int:
    """Print a table and return how many rows it has."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    printed = 0
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        table = Table(
            box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, header_style="bold",
            show_header=printed == 0, padding=(0, 1, 0, 0), leading=1,
        )  # fmt: skip
        for name, width, ratio in (("state", 10, None), ("what holds", None, 4), ("why, read from", None, 6)):
            table.add_column(name, width=width, ratio=ratio, overflow="fold")
        for row in batch:
            state = Text(f"{row['kind']}\n").append(row["status"], style=_STYLES.get(row["status"], "green"))
            table.add_row(state, _holds(row), _read_from(row))
        if printed:
            out.print()
        out.print(table)
        printed += len(batch)
    return printed


def _holds(row: dict[str, Any]) -> str:
    holder, other, place = (
        one_line(row[key]["name"]) if row[key] else "" for key in ("holder", "other", "place")
    )
    if place and row["place"]["country"] and row["place"]["name"] != row["place"]["country"]:
        place = f"{place}, {row['place']['country']}"
    role = one_line(row["role"] or "")
    first = {
        "control": f"{holder} holding {place}",
        "presence": f"{holder} in {place}",
        "position": f"{holder}: {role}" + (f", {other}" if other else ""),
        "membership": f"{holder}: {role.replace('-', ' ')} {other}",
    }[row["kind"]]
    if row["status"] == "ended":
        first = f"no longer: {first}"
    lines = [first]
    if row["count"]:
        lines.append(phrases.amount((row["count"][0], row["count"][1])))
    lines += [
        f"  {phrases.amount((one['count'][0], one['count'][1]))} {_per([one['source']])}, {one['day']}"
        for one in row["counts"]
        if len(row["counts"]) > 1 or "judged" in one
    ]
    lines += [
        f"  or {one_line(side['holder']['name'])}" + (f", {_per(side['sources'])}" if side["sources"] else "")
        for side in row["contested"][1:]
    ]
    return "\n".join(lines)


def _per(sources: Sequence[str]) -> str:
    """ "per army, residents; set by ana"."""
    people = [one_line(name) for name in sources if name.startswith(SET_BY)]
    told = ", ".join(one_line(name) for name in sources if not name.startswith(SET_BY))
    return "; ".join([*([f"per {told}"] if told else []), *people])


def _set_by(one: dict[str, Any]) -> str:
    """ "; set by ana: count"."""
    return "".join(f"; set by {one_line(by)}: {field}" for field, by in one.get("judged", {}).items())


def _read_from(row: dict[str, Any]) -> Text:
    from rich.text import Text

    out = Text(one_line(row["why"]), style="italic")
    for one in row["from"][-2:]:
        says = one_line(one["says"])
        says = says if len(says) <= _MOST else says[:_MOST].rsplit(" ", 1)[0] + "…"
        out.append(f'\n"{says}"', style="not italic").append(
            f"\n{one_line(one['doc'])}{_set_by(one)}", style="dim not italic"
        )
    return out
