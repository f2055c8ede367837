"""Times the whole pipeline over a folder of reports beside the network alone, and reads many for memory.

    python bench/pipeline.py FOLDER [--repeat 3] [--many 2000]

Prints reports a second after loading, seconds of the encoder's forward pass alone over the same text in the
same run (a busy machine slows both), their ratio, seconds a stage, and the peak memory of reading many
reports into a store: those of the folder and the samples, each made another report by a line at its end.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path

from tidings.ledger import Store
from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.pipeline import Pipeline, default_pipeline
from tidings.read import read_paths
from tidings.reader import Reader
from tidings.reader.network import group_windows
from tidings.text import segment

SAMPLES = Path(__file__).parents[1] / "samples"


def reports_in(*folders: Path) -> list[Report]:
    return [report for report in read_paths(list(map(str, folders))) if isinstance(report, Report)]


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, and seconds of processor time over all threads: a busy machine stretches
    only the first."""

    clock: float
    processor: float


@contextmanager
def timed(out: list[Taken]) -> Iterator[None]:
    clock, processor = time.perf_counter(), time.process_time()
    yield
    out.append(Taken(time.perf_counter() - clock, time.process_time() - processor))


def forward(reader: Reader, docs: list[Doc], out: list[Taken]) -> None:
    """The network alone, over the windows that reading makes of the documents."""
    batches = [batch for doc in docs for batch in group_windows(reader.windows(doc), 512)]
    with timed(out):
        for batch in batches:
            reader.network.forward(batch)


def whole(pipeline: Pipeline, reports: list[Report], out: list[Taken]) -> None:
    with timed(out):
        for report in reports:
            pipeline.code(report)


def stages(pipeline: Pipeline, reports: list[Report]) -> Counter[str]:
    """Seconds of each stage."""
    taken: Counter[str] = Counter()
    for report in reports:
        start = time.perf_counter()
        doc = segment(report)
        taken["segment"] += time.perf_counter() - start
        for stage in pipeline.stages:
            start = time.perf_counter()
            stage.add(doc)
            taken[stage.name] += time.perf_counter() - start
    return taken


def many(reports: list[Report]) -> Iterator[Report]:
    """Endlessly the same reports, each time another by its last line."""
    for n in count():
        for report in reports:
            yield replace(
                report, doc=f"{report.doc}-{n}", text=f"{report.text}\n\nCopy {n} of this report.\n"
            )


def peak_memory() -> float:
    """Megabytes that this process has held at most (Linux counts in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("folder", type=Path)
    ask.add_argument("--repeat", type=int, default=3)
    ask.add_argument("--many", type=int, default=2000)
    a = ask.parse_args()
    reports = reports_in(a.folder)
    if not reports:
        raise SystemExit(f"no reports in {a.folder}")
    start = time.perf_counter()
    pipeline = default_pipeline()
    reader = Reader.load()
    print(f"load               {time.perf_counter() - start:8.2f} s")
    docs = [segment(report) for report in reports]
    forward(reader, docs, [])
    networks: list[Taken] = []
    totals: list[Taken] = []
    for _ in range(a.repeat):  # in turn, so that whatever else the machine does falls on both
        forward(reader, docs, networks)
        whole(pipeline, reports, totals)
    words = sum(len(doc.tokens) for doc in docs)
    print(f"reports            {len(reports):8d}     {words} words and marks")
    for what in ("clock", "processor"):
        network = min(getattr(taken, what) for taken in networks)
        total = min(getattr(taken, what) for taken in totals)
        each = ", ".join(
            f"{getattr(t, what) / getattr(n, what):.2f}" for n, t in zip(networks, totals, strict=True)
        )
        print(f"by the {what}")
        print(f"  network alone    {network:8.2f} s")
        print(f"  whole pipeline   {total:8.2f} s   {len(reports) / total:.1f} reports/s")
        print(f"  ratio            {total / network:8.2f}     rounds: {each}")
    print("by stage")
    for name, seconds in stages(pipeline, reports).most_common():
        print(f"  {name:<16} {seconds:8.2f} s")
    print(f"memory so far      {peak_memory():8.0f} MB")
    if a.many:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db") as store:
            for report in islice(many(reports_in(a.folder, SAMPLES)), a.many):
                store.add_coded(pipeline.code(report), reader=pipeline.version)
        taken = time.perf_counter() - start
        print(f"{a.many} into a store  {taken:8.1f} s   {a.many / taken:.1f} reports/s")
        print(f"peak memory        {peak_memory():8.0f} MB")


if __name__ == "__main__":
    main()
