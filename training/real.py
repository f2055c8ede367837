"""News pages of the public data, annotated for this project: the annotations are kept apart from the texts.

python training/real.py unpack DATA OUT     writes NAME.json and NAME.ann.json as score.py reads them
python training/real.py pack DATA FOLDER    turns annotated pages (format of written/) into real/NAME.json
python training/real.py show DATA SOURCE    prints a page's text

DATA is the folder of public corpora; it holds the texts, real/ holds none. A file there names its page
(`source`), the SHA-256 of its text in lower case, the day of publication, and events and states as in the
gold format, but that every quote, trigger and name is a list of [first, end) character offsets into the text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from corpora import event_location_rows, story_rows
from written import Written, problems, read, write_gold

from tidings.evaluate.formats_entities import read_re3d_marks, read_worldwide_articles
from tidings.evaluate.formats_muc4 import read_muc4
from tidings.evaluate.formats_places import read_mapped
from tidings.evaluate.true_case import true_case

FOLDER = Path(__file__).parent / "real"
NO_SPACE_BEFORE = frozenset(
    (*",.;:?!%)]}’”", *"... 's ’s n't n’t 're 've 'll 'd 'm ’re ’ve ’ll ’d ’m".split())
)
NO_SPACE_AFTER = frozenset("([{$£€#“‘")
ENDINGS = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))
INITIAL = re.compile(r"[A-Z]\.?").fullmatch
Span = list[int]
FOLDERS = ("worldwide", "TimeBank", "AQUAINT", "polnear", "re3d", "ecbplus", "muc4", "lgl",
           "stories", "event_location")  # fmt: skip


# --- texts ------------------------------------------------------------------------------------------------


def text_of(data: Path, source: str) -> str:
    """The text of a page, named FOLDER/NAME: paragraphs with an empty line between them. In the folder
    "event_location", which holds sentences, NAME is their rows with "+" between: a paragraph each.

    Raises ValueError where the folder is none of those read here, or has no such page.
    """
    folder, _, name = source.partition("/")
    if folder in ("TimeBank", "AQUAINT"):
        return _of_timeml(data / "tempeval3" / folder / f"{name}.tml")
    if folder == "ecbplus":
        return _of_ecb(data / "ecbplus" / name.partition("_")[0] / f"{name}.xml")
    if folder == "polnear":
        return _of_paragraphs((data / "polnear/train/text" / f"{name}.txt").read_text(encoding="utf-8"))
    names = name.split("+") if folder == "event_location" else [name]
    if not all(n in _pages(data, folder) for n in names):
        raise ValueError(f"{source}: no such page")
    return "\n\n".join(_FROM_FILE[folder](_pages(data, folder)[n]) for n in names)


@cache
def _pages(data: Path, folder: str) -> dict[str, Any]:
    """What a corpus of many pages a file, or of a word a line, holds of each page by its name."""
    if folder == "worldwide":
        articles = read_worldwide_articles(data / "worldwide_ner")
        return {name.removesuffix(".txt.tsv"): [s.words for s in sentences] for name, sentences in articles}
    if folder == "re3d":
        return {name: text for name, text, _ in read_re3d_marks(data / "re3d")}
    if folder == "muc4":
        return {attack.name: attack.text for attack in read_muc4(data / "muc4/train.json")}
    if folder == "lgl":
        return {page.name: page.text for page in read_mapped(data / "places/lgl.xml")}
    if folder == "stories":
        told = story_rows(data / "plover/synthetic_stories.csv.zip")
        return {str(n): row["text"] for n, row in enumerate(told)}
    if folder == "event_location":
        rows = event_location_rows(data / "places/event_location.jsonl.zip")
        return {str(n): row["text"] for n, row in enumerate(rows)}
    raise ValueError(f"{folder}: none of {', '.join(FOLDERS)}")


def _of_words(sentences: list[tuple[str, ...]]) -> str:
    """Two sentences to a paragraph; one that is an address is left out."""
    told = [joined(s) for s in sentences if not (len(s) == 1 and s[0].startswith("http"))]
    return _by_twos(told)


def _of_muc4(text: str) -> str:
    """With capitals where names seem to begin: it was kept in lower case."""
    return true_case(_of_paragraphs(_by_twos(re.split(r"(?<=[.?!])\s{2,}", text.strip()))))


def _by_twos(sentences: list[str]) -> str:
    return "\n\n".join(" ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2))


def _of_ecb(path: Path) -> str:
    """Sentence 0 is the address."""
    sentences: dict[str, list[str]] = {}
    for token in ElementTree.parse(path).getroot().iter("token"):
        sentences.setdefault(token.attrib["sentence"], []).append(token.text or "")
    return "\n\n".join(joined(words) for number, words in sentences.items() if number != "0")


def joined(words: Iterable[str]) -> str:
    """Words of a sentence with the spaces that print has: quotes that open stick to what follows."""
    out, stick, is_open = "", True, False
    told = list(words)
    for word, following in zip(told, [*told[1:], ""], strict=True):
        quote = word in ('"', "``", "''")
        closes = word == "''" or (word == '"' and is_open)
        hyphen = word == "-" and following[:1].islower() and out[-1:].isalnum()
        cut = (
            word in ENDINGS
            if out.endswith(("’", "'"))
            else bool(re.search(r"\b[A-Z]\.$", out) and INITIAL(word))
        )
        before = word in NO_SPACE_BEFORE or (quote and closes) or hyphen or cut
        out += ("" if stick or before else " ") + ('"' if quote else word)
        if quote:
            is_open = not closes
        stick = word in NO_SPACE_AFTER or (quote and not closes) or hyphen
    return out


def _of_timeml(path: Path) -> str:
    root = ElementTree.parse(path).getroot()
    return _of_paragraphs("".join(root.find("TEXT").itertext()))  # type: ignore[union-attr]


def _of_paragraphs(text: str) -> str:
    parts = (" ".join(p.split()) for p in re.split(r"\n\s*\n", text.replace("``", '"').replace("''", '"')))
    return "\n\n".join(p for p in parts if p and p not in ("ABSTRACT.", "FULL TEXT."))


def _of_paragraph(text: str) -> str:
    return " ".join(text.split())


_FROM_FILE: dict[str, Callable[[Any], str]] = {
    "worldwide": _of_words, "muc4": _of_muc4, "lgl": _of_paragraphs, "stories": _of_paragraphs,
    "event_location": _of_paragraph,
    "re3d": lambda text: _of_paragraphs(text.replace("\n", "\n\n")),
}  # fmt: skip
"""How a page of `_pages` becomes its text."""


# --- annotations ------------------------------------------------------------------------------------------


def packed(w: Written, text: str) -> dict[str, Any]:
    """One annotated page without its text. Raises ValueError where a name is not in the text."""

    def mention(m: dict[str, str]) -> list[Span]:
        at = _find(text, m["quote"])
        first = at + m["quote"].find(m["trigger"])
        return [[at, at + len(m["quote"])], [first, first + len(m["trigger"])]]

    def name(n: str) -> Span:
        at = _find(text, n)
        return [at, at + len(n)]

    return {
        "source": w.fields["source"], "sha256": _sum(text),
        "published": w.fields["published"],
        "events": [_over(e, mention, name) for e in w.events],
        "states": [_over(s, mention, name) for s in w.states],
    }  # fmt: skip


def unpacked(record: dict[str, Any], text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Events and states of a page in the gold format. Raises ValueError where the text is another one."""
    if _sum(text) != record["sha256"]:
        raise ValueError(f"{record['source']}: the text is not the one that was annotated")

    def mention(m: list[Span]) -> dict[str, str]:
        (a, b), (c, d) = m
        return {"quote": text[a:b], "trigger": text[c:d]}

    def name(n: Span) -> str:
        return text[n[0] : n[1]]

    return ([_over(e, mention, name) for e in record["events"]],
            [_over(s, mention, name) for s in record["states"]])  # fmt: skip


def _over(
    record: dict[str, Any], mention: Callable[[Any], Any], name: Callable[[Any], Any]
) -> dict[str, Any]:
    """The record with its mentions and names turned."""
    out = dict(record)
    out["mentions"] = [mention(m) for m in record["mentions"]]
    for key in ("actors", "recipients"):
        if key in record:
            out[key] = [[name(n) for n in slot] for slot in record[key]]
    for key in ("sources", "holder", "other", "site"):
        if record.get(key) is not None:
            out[key] = [name(n) for n in record[key]]
    for key in ("weapon", "role"):
        if record.get(key) is not None:
            out[key] = name(record[key])
    if record.get("place") is not None:
        out["place"] = record["place"] | {"name": name(record["place"]["name"])}
    if record.get("claims"):
        out["claims"] = [c | {"source": name(c["source"])} for c in record["claims"]]
    return out


def _sum(text: str) -> str:
    """Over the text in lower case: the capitals of muc4 are ours."""
    return hashlib.sha256(text.lower().encode()).hexdigest()


def _find(text: str, part: str) -> int:
    at = text.find(part)
    if at < 0:
        raise ValueError(f"not in the text: {part[:60]!r}")
    return at


def pages(data: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Name, record and text of every annotated page."""
    for path in sorted(FOLDER.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = text_of(data, record["source"])
        yield path.stem, record, text[: record.get("until", len(text))]


def unpack(data: Path, out: Path) -> None:
    for name, record, text in pages(data):
        events, states = unpacked(record, text)
        head = {"doc": name, "published": record["published"], "title": "", "text": text}
        write_gold(out, head, events, states)


def pack(data: Path, folder: Path) -> Iterator[str]:
    """Writes the pages of a folder that are right; gives what is wrong with the others, file first."""
    FOLDER.mkdir(exist_ok=True)
    for path in sorted(folder.glob("*.txt")):
        try:
            w = read(path)
            wrong = list(problems(w))
            text = text_of(data, w.fields["source"])
            if not text.startswith(w.text):
                wrong.append("the text is not that of its source")
            if not wrong:
                record = packed(w, w.text) | ({"until": len(w.text)} if len(w.text) < len(text) else {})
                line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
                (FOLDER / f"{w.doc}.json").write_text(line + "\n", encoding="utf-8")
        except (ValueError, OSError) as error:
            wrong = [str(error)]
        yield from (f"{path.name}: {what}" for what in wrong)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("what", choices=("unpack", "pack", "show"))
    ask.add_argument("data", type=Path)
    ask.add_argument("where")
    a = ask.parse_args()
    bad: list[str] = []
    if a.what == "show":
        print(text_of(a.data, a.where))
    elif a.what == "unpack":
        unpack(a.data, Path(a.where))
    else:
        bad = list(pack(a.data, Path(a.where)))
    print(*bad, sep="\n", end="\n" if bad else "")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
