"""Reads texts with a finished reader and writes its syntax and entities as labels for the next one.

python training/silver.py WEIGHTS WRITTEN POLNEAR silver.jsonl

A network that learns new heads forgets some syntax; its own earlier readings of news, mixed in, hold it
(self-distillation). One JSON object a document: its sentences as `corpora.Gold` has them. The weights must
be of the format that the installed tidings reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from corpora import Document, Gold

from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.reader import Reader
from tidings.reader.read import HEADS
from tidings.text import segment


def labelled(reader: Reader, name: str, text: str) -> dict[str, object]:
    doc = segment(Report(doc=name, text=text))
    reader.read(doc)
    spans = {head: [(e.first, e.last, e.kind) for e in reader.spans(doc, head=head)] for head in HEADS}
    return {"name": name, "sentences": list(_sentences(doc, spans))}


def _sentences(doc: Doc, spans: dict[str, list[tuple[int, int, str]]]) -> Iterator[dict[str, object]]:
    parse = doc.parse
    for s in doc.sentences:
        part = range(s.first, s.last)
        yield {
            "words": [doc.tokens[i].text for i in part],
            "upos": [parse.pos[i] for i in part], "xpos": [parse.tag[i] for i in part],
            "head": [parse.head[i] - s.first if parse.head[i] >= 0 else -1 for i in part],
            "dep": [parse.dep[i] for i in part],
            "spans": {
                head: [(a - s.first, b - s.first, k) for a, b, k in found if s.first <= a and b < s.last]
                for head, found in spans.items()
            },
        }  # fmt: skip


def read_silver(path: Path) -> Iterator[Document]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["name"], [Gold(**sentence) for sentence in row["sentences"]]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("weights", type=Path)
    ask.add_argument("written", type=Path, help="folder that written.py unpack makes")
    ask.add_argument("polnear", type=Path, help="a part of PolNeAR, with a folder text/")
    ask.add_argument("out", type=Path)
    a = ask.parse_args()
    reader = Reader.load(a.weights)
    with a.out.open("w", encoding="utf-8") as file:
        for path in sorted(a.written.glob("*.json")):
            if not path.name.endswith(".ann.json"):
                text = json.loads(path.read_text(encoding="utf-8"))["text"]
                file.write(json.dumps(labelled(reader, path.stem, text)) + "\n")
        for path in sorted((a.polnear / "text").glob("*.txt"))[::3]:
            file.write(json.dumps(labelled(reader, path.stem, path.read_text(encoding="utf-8"))) + "\n")


if __name__ == "__main__":
    main()
