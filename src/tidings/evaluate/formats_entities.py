"""Entity corpora: re3d (JSON Lines) and the worldwide newswire (one word a line, BIO tags).

re3d: dstl/re3d on GitHub, a folder a source, each with documents.jsonl (`_id`, `text`) and
entities.jsonl (`documentId`, `begin`, `end`, `type`, `confidence`; offsets into the text).
Worldwide: stanfordnlp/en-worldwide-newswire, a .tsv an article: word, tab, tag, an empty line after
each sentence; a third column is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tidings.errors import InputError
from tidings.evaluate.formats import Tell, attempt, folder_of, json_lines, read_file, stop
from tidings.text.tokens import find_tokens

Mark = tuple[int, int, str, float]
"""Begin, end (characters, half-open), type, confidence."""
RE3D_LAYOUT = "Give a folder with a folder a source in it, each with documents.jsonl and entities.jsonl."
WORLDWIDE_LAYOUT = "Give a folder of .tsv files: word, tab, BIO tag; an empty line after each sentence."
_DOCUMENT = 'A line of documents.jsonl holds "_id" and "text".'
_ENTITY = 'A line of entities.jsonl holds "documentId", "begin", "end", "type" and "confidence".'


def read_re3d_marks(folder: Path, tell: Tell = stop) -> Iterator[tuple[str, str, list[Mark]]]:
    """Name, text and marks of each document. Takes the corpus or the folder of one source."""
    folder_of(folder, expected=RE3D_LAYOUT)
    sources = sorted(p.parent for p in folder.glob("*/documents.jsonl"))
    if (folder / "documents.jsonl").is_file():
        sources = [folder]
    if not sources:
        raise InputError(str(folder), "no documents.jsonl in its folders", RE3D_LAYOUT)
    for source in sources:
        found = attempt(tell, _entities, source / "entities.jsonl", tell)
        if found is None:
            continue
        for where, row in json_lines(source / "documents.jsonl", tell, expected=_DOCUMENT):
            name, text = row.get("_id"), row.get("text")
            if not isinstance(name, str) or not isinstance(text, str):
                tell(InputError(where, "no name or no text", _DOCUMENT))
                continue
            marks = found.get(name, [])
            if any(not 0 <= b < e <= len(text) for b, e, _, _ in marks):
                tell(InputError(where, "an entity of this document ends outside its text", _ENTITY))
                continue
            yield name, text, marks


def _entities(path: Path, tell: Tell) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for where, row in json_lines(path, tell, expected=_ENTITY):
        try:
            mark = (int(row["begin"]), int(row["end"]), str(row["type"]), float(row["confidence"]))
            found.setdefault(str(row["documentId"]), []).append(mark)
        except (KeyError, TypeError, ValueError):
            tell(InputError(where, "a field is missing or no number", _ENTITY))
    return found


def outermost(marks: list[Mark]) -> list[tuple[int, int, str]]:
    """The marks that an annotator took up (confidence above 0) and that lie in no longer one."""
    outer: list[tuple[int, int, str]] = []
    for b, e, kind, trust in sorted(marks, key=lambda m: (m[0] - m[1], -m[3])):
        if trust > 0 and all(e <= o[0] or b >= o[1] for o in outer):
            outer.append((b, e, kind))
    return outer


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """Words as the corpus has them, with their BIO tags."""

    words: tuple[str, ...]
    tags: tuple[str, ...]

    def split(self) -> tuple[list[str], list[str]]:
        """Words split as our own tokens are; the later parts of a word go on with its entity."""
        words: list[str] = []
        tags: list[str] = []
        for word, tag in zip(self.words, self.tags, strict=True):
            for n, (a, b) in enumerate(find_tokens(word)):
                words.append(word[a:b])
                tags.append(tag if n == 0 or tag == "O" else "I-" + tag[2:])
        return words, tags


def read_worldwide_articles(folder: Path, tell: Tell = stop) -> Iterator[tuple[str, list[TaggedSentence]]]:
    """Name and sentences of each article; an article with a bad line is told and passed over."""
    folder_of(folder, expected=WORLDWIDE_LAYOUT)
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise InputError(str(folder), "no .tsv file in it", WORLDWIDE_LAYOUT)
    for path in paths:
        article = attempt(tell, _article, path)
        if article is not None:
            yield path.name, article


def _article(path: Path) -> list[TaggedSentence]:
    sentences: list[TaggedSentence] = []
    rows: list[tuple[str, str]] = []
    for number, line in enumerate([*read_file(path).split("\n"), ""], start=1):
        word, _, rest = line.partition("\t")
        word, tag = word.strip(), rest.split()[0] if rest.strip() else "O"
        if not word:
            if rows:
                words, tags = zip(*rows, strict=True)
                sentences.append(TaggedSentence(words, tags))
            rows = []
        elif tag != "O" and (tag[:2] not in ("B-", "I-") or not tag[2:]):
            raise InputError(
                f"{path}, line {number}", f"{tag!r} is no BIO tag", "Expected O, B-TYPE or I-TYPE."
            )
        else:
            rows.append((word, tag))
    return sentences


def spans_of_bio(tags: list[str]) -> list[tuple[int, int, str]]:
    """(first word, last word, type), both included, of BIO tags; an I- without its B- begins a span."""
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        kind = tag[2:]
        if tag.startswith("B-") or (
            tag.startswith("I-") and not (spans and spans[-1][1] == i - 1 and spans[-1][2] == kind)
        ):
            spans.append((i, i, kind))
        elif tag.startswith("I-"):
            spans[-1] = (spans[-1][0], i, kind)
    return spans
