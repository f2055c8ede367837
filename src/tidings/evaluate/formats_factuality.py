"""Event factuality: sentences with event words and how far they are told as having happened.

The JSON Lines of njjiang/factuality_bert, a folder a set (UW, UDS_IH2, MEANTIME) with train.jsonl,
dev.jsonl and test.jsonl: `text` (words with a blank between them, brackets and quotation marks as the
Penn Treebank writes them) and `targets`, each with `span1` ([first, last) word) and `label`, -3 to 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tidings.errors import InputError
from tidings.evaluate.formats import Tell, attempt, folder_of, json_lines, stop

LAYOUT = "Give a folder with {part}.jsonl in it, or one with such folders in it."
EXPECTED = 'A line holds "text" and "targets": [{"span1": [4, 5], "label": 3.0}, …], labels from -3 to 3.'


@dataclass(frozen=True, slots=True)
class Rated:
    """`targets`: (word, factuality); words count from 0 in `text.split(" ")`."""

    set: str
    name: str
    text: str
    targets: tuple[tuple[int, float], ...]


def read_factuality(path: Path, part: str, tell: Tell = stop) -> Iterator[Rated]:
    """The sentences of one part of each set, sets by name. A name is "UW/dev/3": set, part, line."""
    layout = LAYOUT.format(part=part)
    folder_of(path, expected=layout)
    files = sorted(path.glob(f"*/{part}.jsonl"))
    if (path / f"{part}.jsonl").is_file():
        files = [path / f"{part}.jsonl"]
    if not files:
        raise InputError(str(path), f"no {part}.jsonl in it or its folders", layout)
    for file in files:
        name = file.resolve().parent.name
        for where, row in json_lines(file, tell, expected=EXPECTED):
            line = where.rpartition(" ")[2]
            rated = attempt(tell, _rated, row, where, name, f"{name}/{part}/{line}")
            if rated is not None:
                yield rated


def _rated(row: dict[str, Any], where: str, name: str, sentence: str) -> Rated:
    try:
        text = row["text"]
        words = len(text.split(" "))
        targets = [(t["span1"][0], t["span1"][1], float(t["label"])) for t in row["targets"]]
        if not all(0 <= a < b <= words and -3 <= label <= 3 for a, b, label in targets):
            raise ValueError
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise InputError(where, "a field is missing or out of range", EXPECTED) from None
    return Rated(name, sentence, text, tuple((a, label) for a, _, label in targets))
