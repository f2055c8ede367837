"""Times the reader over a folder of JSON reports: network alone, whole reader, their ratio.

python bench/reader.py FOLDER [--repeat 3]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.reader import Reader
from tidings.reader.network import group_windows
from tidings.text import segment


def read_reports(folder: Path) -> list[Report]:
    """The reports of the folder's JSON files that have a "text"."""
    out = []
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(content, dict) and isinstance(content.get("text"), str):
            out.append(Report(doc=path.stem, text=content["text"], title=content.get("title")))
    return out


def best_of(times: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("folder", type=Path)
    ask.add_argument("--repeat", type=int, default=3)
    a = ask.parse_args()
    reports = read_reports(a.folder)
    if not reports:
        raise SystemExit(f"no JSON reports with a text in {a.folder}")
    start = time.perf_counter()
    reader = Reader.load()
    print(f"load               {time.perf_counter() - start:8.2f} s")
    docs = [segment(r) for r in reports]
    tokens = sum(len(d.tokens) for d in docs)
    batches = [group_windows(reader.windows(d), 512) for d in docs]

    def forward() -> None:
        for groups in batches:
            for batch in groups:
                reader.network.forward(batch)

    def read() -> None:
        for r in reports:
            doc = segment(r)
            reader.read(doc)

    def cut() -> list[Doc]:
        return [segment(r) for r in reports]

    forward()
    network, whole, text = best_of(a.repeat, forward), best_of(a.repeat, read), best_of(a.repeat, cut)
    n = len(reports)
    print(f"reports            {n:8d}   tokens {tokens} ({tokens / n:.0f} a report)")
    print(f"network alone      {network:8.2f} s {n / network:8.1f} reports/s")
    print(f"segment + read     {whole:8.2f} s {n / whole:8.1f} reports/s   (segment {text:.2f} s)")
    print(f"ratio              {whole / network:8.2f}")


if __name__ == "__main__":
    main()
