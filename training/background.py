"""Writes the sentences that every model of own event types learns to pass over, ontology/news.txt.gz in
src/tidings/data.

python training/background.py training/written

Sentences of the written reports, the same number of each report, chosen by the hash of their words so that
a report more or less changes few of them. They tell of all kinds of deeds; what they are labelled with plays
no part.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
from pathlib import Path

import written

from tidings.model.report import Report
from tidings.text import segment

OF_EACH = 4
SHORTEST = 8
TARGET = Path(__file__).parents[1] / "src" / "tidings" / "data" / "ontology" / "news.txt.gz"


def sentences_of(path: Path) -> list[str]:
    """Body sentences of a written report, without its heading and its annotations."""
    text = written.read(path).text
    doc = segment(Report(path.stem, text))
    return [
        " ".join(text[s.start : s.end].split())
        for s in doc.sentences if s.kind == "body" and s.last - s.first >= SHORTEST
    ]  # fmt: skip


def main(folder: Path) -> None:
    chosen: set[str] = set()
    for path in sorted(folder.glob("[a-z]-*.txt")):
        found = sorted(sentences_of(path), key=lambda s: hashlib.sha256(s.encode()).hexdigest())
        chosen.update(found[:OF_EACH])
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(gzip.compress("\n".join(sorted(chosen)).encode() + b"\n", mtime=0))
    print(len(chosen), "sentences,", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
