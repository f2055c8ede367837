"""PLV: sentences with a marked source and target and the PLOVER root between them.

The TSV of snowood1/Zero-Shot-PLOVER (PLV_train.tsv, PLV_test.tsv), with a heading line. Read are
`sentence`, `marked_sentence` (the sentence with <s>…</s> around the source and <t>…</t> around the
target), `gold_root` and `gold_penta`, the quad class: 1 verbal cooperation, 2 material cooperation,
3 verbal conflict, 4 material conflict. Some sentences have no target, some no source. An item's name is
its `sentence_id` (the number of its line, where there is none); a sentence with several pairs of source
and target has several items of one name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tidings.errors import InputError
from tidings.evaluate.formats import Tell, attempt, read_file, stop
from tidings.model.span import Span

COLUMNS = ("sentence", "marked_sentence", "gold_root", "gold_penta")
LAYOUT = f"Give a TSV with a heading line and the columns {', '.join(COLUMNS)}."
YIELD: Final = "YIELD"
ROOTS: Final = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
    "REQUEST", "SANCTION", "SUPPORT", "THREATEN", YIELD,
)  # fmt: skip
"""PLOVER's roots as PLV has them: YIELD is our CONCEDE and RETREAT."""
QUAD: Final = {
    "AGREE": "1", "CONSULT": "1", "SUPPORT": "1", "AID": "2", "COOPERATE": "2", YIELD: "2",
    "ACCUSE": "3", "REJECT": "3", "REQUEST": "3", "THREATEN": "3",
    "ASSAULT": "4", "COERCE": "4", "MOBILIZE": "4", "PROTEST": "4", "SANCTION": "4",
}  # fmt: skip
"""The quad class of each root: the one that nearly all its items have in PLV_train.tsv's `gold_penta`
(8 of 1,050 have another: 2 of 85 COERCE, 2 of 127 REJECT, 2 of 79 SUPPORT, 1 of 64 AID, 1 of 15
COOPERATE)."""
_TAG = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Marked:
    """`line` counts from 1 with the heading. `source` and `target` are characters of `text`, None where the
    sentence has none; `quad` is "1" to "4"."""

    name: str
    line: int
    text: str
    source: Span | None
    target: Span | None
    root: str
    quad: str


def read_plv(path: Path, tell: Tell = stop) -> Iterator[Marked]:
    """The items in the file's order; a bad line is told and passed over."""
    lines = read_file(path).split("\n")
    heading = lines[0].rstrip("\r").split("\t")
    if missing := [c for c in COLUMNS if c not in heading]:
        raise InputError(f"{path}, line 1", f"no column {', '.join(missing)}", LAYOUT)
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            where = f"{path}, line {number}"
            item = attempt(tell, _item, line, heading, where, number)
            if item is not None:
                yield item


def _item(line: str, heading: list[str], where: str, number: int) -> Marked:
    cells = next(csv.reader([line.rstrip("\r")], delimiter="\t"))
    if len(cells) != len(heading):
        raise InputError(where, f"{len(cells)} cells under {len(heading)} headings", LAYOUT)
    row = dict(zip(heading, cells, strict=True))
    root, quad = row["gold_root"].strip(), row["gold_penta"].strip()
    if root in ("CONCEDE", "RETREAT"):
        root = YIELD
    if root not in ROOTS:
        raise InputError(where, f"gold_root is {root!r}", f"Expected one of {', '.join(ROOTS)}.")
    if quad not in ("1", "2", "3", "4"):
        raise InputError(where, f"gold_penta is {quad!r}", "Expected 1, 2, 3 or 4.")
    text, places = "", {}
    last = 0
    for tag in _TAG.finditer(row["marked_sentence"]):
        text += row["marked_sentence"][last : tag.start()]
        places[tag[0]] = len(text)
        last = tag.end()
    text += row["marked_sentence"][last:]
    try:
        source, target = (_between(places, f"<{x}>", f"</{x}>") for x in "st")
        if source is None and target is None:
            raise ValueError
    except (KeyError, ValueError):
        expected = "Expected <s>…</s> and <t>…</t> in marked_sentence, or one of them."
        raise InputError(
            where, "neither source nor target is marked, or a mark is not closed", expected
        ) from None
    name = row.get("sentence_id", "").strip() or str(number)
    return Marked(name, number, text, source, target, root, quad)


def _between(places: dict[str, int], start: str, end: str) -> Span | None:
    if start not in places and end not in places:
        return None
    return Span(places[start], places[end])
