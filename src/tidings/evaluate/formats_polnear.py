"""PolNeAR: attributions in brat standoff beside the texts (networkdynamics/PolNeAR on GitHub).

A part is a folder with `text/STEM.txt` and `attributions/STEM_ANNOTATOR.ann`; several annotators may
have read one text. Of an .ann file these lines are read (the brat standoff format):

    T2<tab>Cue 107 114<tab>reports         a span: Source, Cue, Content, Discard; offsets into the text
    T3<tab>Content 728 767;784 1029<tab>…  a span in several pieces
    E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1    an attribution and its spans

`Attribution` and `Attribution-no-source` spans repeat the cue and are passed over, and so are `Discuss`
(annotators' remarks), notes (#) and lines that begin with no id (the words of a span, broken over lines).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tidings.errors import InputError
from tidings.evaluate.formats import Tell, attempt, folder_of, read_file, stop

Pieces = tuple[tuple[int, int], ...]
"""A span as sorted pieces (start, end), characters, half-open; no two touch or overlap."""
ROLES = ("source", "cue", "content")
LAYOUT = "Give a folder with attributions/*.ann and text/*.txt, or one with such folders in it."
_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?")
_EVENT = re.compile(r"E\d+\t(\S+:T\d+(?: \S+:T\d+)*) *")
_ID = re.compile(r"[TE]\d+\t")


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution's spans. More than one content or source where the annotator linked several."""

    source: tuple[Pieces, ...] = ()
    cue: tuple[Pieces, ...] = ()
    content: tuple[Pieces, ...] = ()

    def spans(self, role: str) -> tuple[Pieces, ...]:
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotator's reading of one text. `discard`: regions that nobody was to annotate."""

    name: str
    stem: str
    text: str
    attributions: tuple[Attributed, ...]
    discard: tuple[Pieces, ...]


def read_polnear(path: Path, tell: Tell = stop) -> Iterator[Annotated]:
    """Each .ann file with its text, in the order of their names. A file with a bad line, or without its
    text, is told and passed over."""
    folder_of(path, expected=LAYOUT)
    parts = sorted(p.parent for p in path.glob("*/attributions") if p.is_dir())
    if (path / "attributions").is_dir():
        parts = [path]
    if not any(True for part in parts for _ in (part / "attributions").glob("*.ann")):
        raise InputError(str(path), "no attributions/*.ann in it", LAYOUT)
    for part in parts:
        for file in sorted((part / "attributions").glob("*.ann")):
            read = attempt(tell, _read, part, file)
            if read is not None:
                yield read


def _read(part: Path, file: Path) -> Annotated:
    stem = file.stem.rpartition("_")[0]
    text_file = part / "text" / f"{stem}.txt"
    if not text_file.is_file():
        text_file = part / "text" / f"{file.stem}.txt"
    if not text_file.is_file():
        raise InputError(str(file), f"no text/{stem}.txt for it", LAYOUT)
    # newline="" keeps "\r\n", which brat counts as two characters
    text = text_file.read_bytes().decode("utf-8", "replace")
    spans: dict[str, tuple[str, Pieces]] = {}
    links: list[tuple[int, list[tuple[str, str]]]] = []
    for number, line in enumerate(read_file(file).split("\n"), start=1):
        where = f"{file}, line {number}"
        if not _ID.match(line):
            continue
        if found := _SPAN.fullmatch(line):
            spans[found[1]] = (found[2], _pieces(found[3], text, where))
        elif found := _EVENT.fullmatch(line):
            links.append((number, [(r, t) for r, _, t in (x.partition(":") for x in found[1].split())]))
        else:
            expected = 'Expected "T1<tab>Cue 3 7<tab>said" or "E1<tab>Attribution:T4 Cue:T1".'
            raise InputError(where, "neither a span nor an attribution", expected)
    attributions: list[Attributed] = []
    for number, link in links:
        roles: dict[str, list[Pieces]] = {role: [] for role in ROLES}
        for role, target in link:
            if target not in spans:
                raise InputError(
                    f"{file}, line {number}", f"there is no {target}", "Every id needs its T line."
                )
            role = re.sub(r"\d+$", "", role).lower()
            if role in roles:
                roles[role].append(spans[target][1])
        attributed = Attributed(*(tuple(roles[role]) for role in ROLES))
        if attributed != Attributed():
            attributions.append(attributed)
    discard = tuple(pieces for kind, pieces in spans.values() if kind == "Discard")
    return Annotated(file.stem, stem, text, tuple(attributions), discard)


def _pieces(written: str, text: str, where: str) -> Pieces:
    pairs = [tuple(map(int, piece.split())) for piece in written.split(";")]
    if any(not 0 <= a < b <= len(text) for a, b in pairs):
        raise InputError(where, f"{written} lies outside the text", "Offsets count the text's characters.")
    return joined([(a, b) for a, b in pairs], text)


def joined(pieces: list[tuple[int, int]], text: str) -> Pieces:
    """Pieces in order; those that overlap, or with white space alone between them, are one: brat cuts a
    span at each line end."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(pieces):
        if out and (a <= out[-1][1] or not text[out[-1][1] : a].strip()):
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)
