"""How linking and asking grow with the store, on invented stores (`invented.py`).

python bench/situation.py [--reports 1000 10000 100000] [--more 1000] [--folder FOLDER]

For each size: makes a store of that many reports with about ten events each (kept in FOLDER, made once),
links it from nothing, adds --more reports and links again, and asks. Prints seconds by the clock and of the
processor (of all processes), memory and, from the smallest to the largest store, the ratios of both.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from invented import COUNTRIES, group_name, reports, town_name

from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.ledger.store import _add_coding, _add_report, _now
from tidings.model.record import Coded
from tidings.views.current import all_views

READER = "invented"
AT_ONCE = 2000
TOWN, GROUP = town_name(3, 5), group_name(3, 2)
DAY = "2014-01-20"
QUESTIONS: dict[str, tuple[str, ...]] = {
    "incidents, first 50": ("incidents", "--limit", "50"),
    "incidents, a town": ("incidents", "--place", TOWN),
    "incidents, a group, a type, a week": (
        "incidents", "--actor", GROUP, "--type", "ASSAULT", "--since", "2014-01-10", "--until", "2014-01-17"
    ),
    "incidents, several outlets, a country, a day": (
        "incidents", "--sources", "2", "--place", COUNTRIES[3], "--since", DAY, "--until", DAY
    ),
    "timeline, first 50": ("timeline", "--limit", "50"),
    "timeline, a town": ("timeline", "--place", TOWN),
    "timeline, a week": ("timeline", "--since", "2014-01-10", "--until", "2014-01-17"),
    "states of a day, first 50": ("states", "--as-of", DAY, "--limit", "50"),
    "states of a day, a town": ("states", "--as-of", DAY, "--place", TOWN),
    "states of a day, a group": ("states", "--as-of", DAY, "--actor", GROUP),
    "promises, first 50": ("promises", "--limit", "50"),
    "promises, a town, open": ("promises", "--open", "--place", TOWN),
    "promises, a group, known on a day": ("promises", "--actor", GROUP, "--as-of", DAY),
}  # fmt: skip


def fill(store: Store, coded: Iterator[Coded]) -> None:
    """As `Store.add_coded` does, many reports to a transaction."""
    while some := list(islice(coded, AT_ONCE)):
        with store.writing() as connection:
            for one in some:
                _add_report(connection, one.report, _now())
                _add_coding(connection, one, READER, _now())


def timed(label: str, work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    start, used = time.perf_counter(), processor()
    work()
    taken, used = time.perf_counter() - start, processor() - used
    say(f"  {label:<46} {taken:9.2f} s, processor {used:9.2f} s")
    return taken, used


def processor() -> float:
    """Seconds, those of programs that have ended included."""
    return sum(os.times()[:4])


def say(line: str) -> None:
    print(line, flush=True)


def peak() -> str:
    """Of this process, and of the largest that it has started."""
    both = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return " + ".join(f"{size:,.0f}" for size in both)


def ask(path: Path, *arguments: str) -> Callable[[], object]:
    command = [sys.executable, "-m", "tidings", *arguments, "--store", str(path)]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def measure(size: int, more: int, folder: Path) -> dict[str, tuple[float, float]]:
    base = folder / f"invented-{size}.db"
    say(f"{size:,} reports")
    if not base.exists():
        part = base.with_suffix(".part")
        part.unlink(missing_ok=True)
        with Store.open(part) as store:
            timed("fill", lambda: fill(store, reports(size)))
        part.rename(base)
    out: dict[str, tuple[float, float]] = {}
    path = folder / "work.db"
    for left in folder.glob("work.db*"):
        left.unlink()
    shutil.copy(base, path)
    with Store.open(path) as store:
        out["link all"] = timed("link all", lambda: rebuild(store, all_views()))
        fill(store, reports(more, seed="more", of=size))
        out["link more"] = timed(f"link {more:,} more", lambda: bring_up_to_date(store, all_views()))
    say(f"  peak memory {peak()} MB, store {path.stat().st_size / 2**20:,.0f} MB")
    for label, arguments in QUESTIONS.items():
        out[label] = timed(label, ask(path, *arguments))
    return out


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--reports", type=int, nargs="+", default=[1000, 10_000, 100_000])
    arguments.add_argument("--more", type=int, default=1000)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    found = {size: measure(size, given.more, folder) for size in given.reports}
    smallest, largest = min(found), max(found)
    say(f"ratios, {largest:,} reports to {smallest:,}; of all linking an event is what should stay as it is")
    for label in found[largest]:
        clock, used = (a / b for a, b in zip(found[largest][label], found[smallest][label], strict=True))
        say(f"  {label:<46} {clock:9.2f}    processor {used:9.2f}")
        if label == "link all":
            clock, used = (ratio * smallest / largest for ratio in (clock, used))
            say(f"  {'link all, an event':<46} {clock:9.2f}    processor {used:9.2f}")


if __name__ == "__main__":
    main()
