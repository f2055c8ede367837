"""Reads the annotated corpora into sentences of words with labels, and holds documents out."""

from __future__ import annotations

import csv
import io
import json
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tidings.evaluate.formats_entities import Mark, read_re3d_marks, read_worldwide_articles, spans_of_bio
from tidings.text.sentences import find_sentences, split_blocks
from tidings.text.tokens import find_tokens

WORLDWIDE = ("Date", "Facility", "Location", "Misc", "Money", "NORP", "Organization", "Person", "Product")
RE3D = (
    "CommsIdentifier", "Coordinate", "DocumentReference", "Location", "MilitaryPlatform", "Money",
    "Nationality", "Organisation", "Person", "Quantity", "Temporal", "Vehicle", "Weapon",
)  # fmt: skip


@dataclass
class Gold:
    """One sentence. A task's labels are None where the corpus does not carry it."""

    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    head: list[int] | None = None
    """Index of the head within the sentence, -1 at the root."""
    dep: list[str] | None = None
    lemma: list[str] | None = None
    spans: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    """Task to (first word, last word, type)."""


Document = tuple[str, list[Gold]]


def bioes(length: int, spans: list[tuple[int, int, str]]) -> list[str]:
    tags = ["O"] * length
    for first, last, kind in spans:
        if first == last:
            tags[first] = f"S-{kind}"
        else:
            tags[first], tags[last] = f"B-{kind}", f"E-{kind}"
            for i in range(first + 1, last):
                tags[i] = f"I-{kind}"
    return tags


def read_conllu(path: Path) -> Iterator[Document]:
    """Documents of a CoNLL-U file; multi-word tokens and empty nodes are skipped, columns "_" unknown."""
    name, sentences, rows = path.stem, [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            if sentences:
                yield name, sentences
            name, sentences = line.partition("=")[2].strip(), []
        elif line.startswith("#"):
            continue
        elif not line.strip():
            if rows:
                sentences.append(_sentence(rows))
            rows = []
        else:
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
    if sentences:
        yield name, sentences


def _sentence(rows: list[list[str]]) -> Gold:
    tagged = rows[0][3] != "_"
    return Gold(
        words=[r[1] for r in rows],
        upos=[r[3] for r in rows] if tagged else None,
        xpos=[r[4] for r in rows] if tagged else None,
        head=[int(r[6]) - 1 for r in rows],
        dep=[r[7] for r in rows],
        lemma=[r[2] for r in rows] if tagged else None,
    )


def read_worldwide(folder: Path) -> Iterator[Document]:
    """Articles of the worldwide newswire corpus, words split as our tokens are."""
    for name, sentences in read_worldwide_articles(folder):
        split = [sentence.split() for sentence in sentences]
        yield name, [Gold(words, spans={"worldwide": spans_of_bio(tags)}) for words, tags in split]


def read_re3d(folder: Path) -> Iterator[Document]:
    """Documents of re3d. `re3d` holds the outermost spans, `inner` those directly inside them.

    Entries of confidence 0 are proposals that no annotator took up (many are cut inside words), so
    they never stand in `re3d`; inside another span they are kept where they begin and end at words.
    """
    for name, text, marks in read_re3d_marks(folder):
        yield name, align(text, marks)


def sentence_tokens(text: str) -> Iterator[list[tuple[int, int]]]:
    """Tokens of each sentence as character ranges, as our own first stage cuts them."""
    for start, end in split_blocks(text):
        tokens = find_tokens(text, start=start, end=end)
        for lo, hi in find_sentences(text, tokens):
            yield tokens[lo:hi]


def align(text: str, marks: list[Mark]) -> list[Gold]:
    """Sentences of `text` as our own first stage cuts them, with the marks as word spans."""
    marks = sorted(marks, key=lambda m: (m[3] == 0, m[0] - m[1], -m[3]))
    out: list[Gold] = []
    for part in sentence_tokens(text):
        outer: list[tuple[int, int, str]] = []
        inner: list[tuple[int, int, str]] = []
        for b, e, kind, trust in marks:
            inside = [i for i, (s, t) in enumerate(part) if s < e and t > b]
            if not inside:
                continue
            span = (inside[0], inside[-1], kind)
            aligned = part[span[0]][0] == b and part[span[1]][1] == e
            if trust > 0 and _free(span, outer):
                outer.append(span)
            elif (
                aligned
                and _free(span, inner)
                and any(o[0] <= span[0] and span[1] <= o[1] and o[:2] != span[:2] for o in outer)
            ):
                inner.append(span)
        out.append(Gold([text[s:t] for s, t in part], spans={"re3d": outer, "inner": inner}))
    return out


def story_rows(path: Path) -> list[dict[str, str]]:
    """The rows of the machine-written stories, in the order of the file: text, label, mode and more."""
    csv.field_size_limit(10**8)
    with zipfile.ZipFile(path) as z:
        name = next(n for n in z.namelist() if n.endswith(".csv") and "MACOSX" not in n)
        return list(csv.DictReader(io.TextIOWrapper(z.open(name), encoding="utf-8")))


def event_location_rows(path: Path) -> list[dict[str, Any]]:
    """The sentences of event_location with their spans, in the order of the file."""
    with zipfile.ZipFile(path) as z:
        name = next(n for n in z.namelist() if n.endswith("jsonl") and "MACOSX" not in n)
        raw = z.read(name).decode("utf-8")
    rows: list[dict[str, Any]] = []
    for line in raw.splitlines():
        if line.strip():
            d = json.loads(line)
            rows += d if isinstance(d, list) else [d]
    return rows


def _free(span: tuple[int, int, str], taken: list[tuple[int, int, str]]) -> bool:
    return all(span[1] < o[0] or span[0] > o[1] for o in taken)


def hold_out(names: list[str], share: float, seed: int) -> list[str]:
    """A seeded sample of `share` of the names, sorted."""
    return sorted(random.Random(seed).sample(sorted(names), round(share * len(names))))
