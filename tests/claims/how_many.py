"""Reads the sentences of tests/cases/how_many and says what the program reads otherwise.

    PYTHONPATH=src:tests python tests/claims/how_many.py

prints how many of them are read exactly, then those that are not. The head of the file says what its lines
mean. A line "fails:" says why a sentence is known to be read wrongly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from blocks import blocks

from tidings.model.doc import Doc
from tidings.model.record import Event, State
from tidings.model.report import Report
from tidings.pipeline import Pipeline, default_pipeline

PUBLISHED: Final = date(2021, 5, 12)
FIELDS: Final = ("killed", "injured", "detained", "size")
STATES: Final = ("presence", "tally")
KEYS: Final = (*FIELDS, *STATES, "counts")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`expected`: key → values as the file writes them. `fails`: why it is read wrongly, else ""."""

    text: str
    expected: dict[str, list[str]]
    fails: str = ""


def sentences() -> list[Sentence]:
    """In the order of the file. Raises ValueError naming a line that is not as its head has it."""
    return [sentence_of(lines) for _, lines in blocks("how_many")]


def sentence_of(lines: list[str]) -> Sentence:
    text, fails, expected = "", "", {}
    for line in lines:
        key, colon, value = line.partition(": ")
        if not colon or not value.strip():
            raise ValueError(f"{line!r}: a line is 'key: value'")
        if key == "text":
            text = value
        elif key == "fails":
            fails = value
        elif key in KEYS:
            expected[key] = value.split("; ")
        else:
            raise ValueError(f"{line!r}: a key is one of text, fails, {', '.join(KEYS)}")
    if not text:
        raise ValueError(f"{lines[0]!r}: a sentence has a text")
    return Sentence(text, expected, fails)


@cache
def pipeline() -> Pipeline:
    return default_pipeline()


def differences(sentence: Sentence) -> list[str]:
    """What is read otherwise than expected, one line a field."""
    doc = pipeline().read(Report("case", sentence.text, published=PUBLISHED))
    out = []
    for key in KEYS:
        if key in FIELDS or key in sentence.expected:
            read, expected = _read(doc, key), sentence.expected.get(key, [])
            same = read == expected if key == "counts" else set(read) == set(expected)
            if not same:
                out.append(f"{key}: {'; '.join(read) or '-'} (not {'; '.join(expected) or '-'})")
    return out


def _read(doc: Doc, key: str) -> list[str]:
    """The values of a field over the whole report, in text order."""
    if key == "counts":
        return [_shown((c.low, c.high)) for c in doc.counts]
    if key in STATES:
        states: tuple[State, ...] = doc.layer("states")  # type: ignore[assignment]
        return [_shown(s.count.value) for s in states if s.kind == key and s.count is not None]
    events: tuple[Event, ...] = doc.layer("events")  # type: ignore[assignment]
    return [_shown(n.value) for e in events if (n := getattr(e, key)) is not None]


def _shown(value: tuple[int | None, int | None]) -> str:
    low, high = ("open" if bound is None else str(bound) for bound in value)
    return low if low == high else f"{low} .. {high}"


def report(read: list[Sentence]) -> Iterator[str]:
    """How many are read exactly, then those that are not and what is wrong with them."""
    wrong = [(s, found) for s in read if (found := differences(s))]
    yield f"{len(read) - len(wrong)} of {len(read)} exact ({100 * (1 - len(wrong) / len(read)):.1f} %)"
    fields = Counter(line.partition(":")[0] for _, found in wrong for line in found)
    yield "wrong in " + ", ".join(f"{key} {n}" for key, n in fields.most_common())
    for sentence, found in wrong:
        yield f"{'known  ' if sentence.fails else 'WRONG  '}{sentence.text}"
        yield from (f"         {line}" for line in found)


if __name__ == "__main__":
    print("\n".join(report(sentences())))
