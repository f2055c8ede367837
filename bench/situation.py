"""How linking and asking grow with the store, on invented stores.

python bench/situation.py [--reports 1000 10000 100000] [--more 1000] [--folder FOLDER]

For each size: makes a store of that many reports with about ten events each (kept in FOLDER, made once),
links it from nothing, adds --more reports and links again, and asks. Prints seconds, memory and, from the
smallest to the largest store, the ratios.

The invented world: 60 countries with 80 towns each, 400 groups; per report one main happening of its country and
days, told by one to twelve reports in varied words with rising tolls, and others told beside it.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.ledger.store import _add_coding, _add_report, _now
from tidings.model.contract import with_ids
from tidings.model.mention import Interval
from tidings.model.record import Coded, Event, Evidence, Number, Party, Place, When
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.views.current import all_views

READER = "invented"
DAYS = 3650
FIRST = date(2014, 1, 1)
COUNTRIES = 60
TOWNS = 80
SYLLABLES = "ba ko ri ma tun del sha vor ni ka lu pe gon ter mi sal dro ya fen bu or ti wal".split()
DEEDS = (
    ("ASSAULT", "firearms", "attacked", "killing"),
    ("ASSAULT", "explosives", "bombed", "killing"),
    ("COERCE", "arrest", "arrested", "holding"),
    ("PROTEST", "demo", "marched against", "numbering"),
    ("MOBILIZE", "troops", "sent troops against", "numbering"),
    ("ACCUSE", "disapprove", "condemned", "naming"),
    ("REQUEST", None, "urged talks with", "naming"),
    ("RETREAT", "withdraw", "withdrew from", "leaving"),
    ("CONSULT", "visit", "met", "naming"),
    ("AID", "humanitarian", "sent food to", "for"),
)


def name_of(kind: str, n: int) -> str:
    rng = random.Random(f"{kind} {n}")
    return "".join(rng.choice(SYLLABLES) for _ in range(3)).capitalize()


@dataclass(frozen=True)
class Happening:
    day: date
    country: int
    town: int
    deed: int
    group: int
    target: int
    dead: int


def happening(rng: random.Random, day: date, country: int) -> Happening:
    return Happening(
        day, country, rng.randrange(TOWNS), rng.randrange(len(DEEDS)), country * 6 + rng.randrange(6),
        rng.randrange(12), rng.randrange(1, 30),
    )  # fmt: skip


def reports(many: int, *, seed: str = "world", of: int | None = None) -> Iterator[Coded]:
    """`many` reports with about ten events each. The world is as dense whatever the size: `of` (None: many)
    reports lie in proportion over the days."""
    span = max(30, int(DAYS * (of or many) / 100_000))
    rng = random.Random(f"{seed} {many}")
    made = 0
    while made < many:
        day = FIRST + timedelta(rng.randrange(span))
        country = min(rng.randrange(COUNTRIES), rng.randrange(COUNTRIES))
        main = happening(rng, day, country)
        for n in range(rng.choice((1, 1, 1, 2, 3, 5, 12))):
            if made < many:
                yield report(rng, main, made, n, seed)
                made += 1


def report(rng: random.Random, main: Happening, number: int, turn: int, seed: str) -> Coded:
    told = [main, main, main] + [
        happening(rng, main.day - timedelta(rng.randrange(3)), main.country) for _ in range(7)
    ]
    text = ""
    events: list[Event] = []
    for n, one in enumerate(told):
        town, group = name_of(f"town{one.country}", one.town), name_of("group", one.group) + " Front"
        type_, mode, verb, counting = DEEDS[one.deed]
        dead = one.dead + turn
        target = f"{('traders', 'herders', 'guards', 'voters')[one.target % 4]} of {town}"
        said = f"{group} {verb} {target} on {one.day:%d %B}, {counting} {dead} {name_of('word', rng.randrange(4000)).lower()} people"
        start = len(text)

        def at(words: str, start: int = start, said: str = said) -> tuple[Span, ...]:
            first = start + said.index(words)
            return (Span(first, first + len(words)),)

        text += said + f", {name_of('person', rng.randrange(9000))} said. "
        events.append(
            Event(
                id="", type=type_, mode=mode, status="occurred", background=False,
                evidence=(Evidence(Span(start, start + len(said)), at(verb)[0]),),
                actors=(Party(group, (group,), at(group), id=f"g{one.group}", kind="force"),),
                recipients=(Party(target, (target,), at(target)),),
                place=Place(
                    town, f"{chr(65 + one.country // 26)}{chr(65 + one.country % 26)}", at(town),
                    lat=(one.country * 2.3 + one.town * 0.31) % 80 - 40, lon=(one.town * 4.7) % 300 - 150,
                    geonames=one.country * 1000 + one.town, precision="town",
                ) if rng.random() < 0.6 else None,
                when=When(Interval(one.day, one.day), at(f"{one.day:%d %B}")) if rng.random() < 0.7 else None,
                killed=Number((dead, dead), at(str(dead))) if type_ == "ASSAULT" else None,
                sources=(),
                confidence=0.8,
            )
        )  # fmt: skip
    day = main.day + timedelta(turn % 5 + rng.randrange(2))
    found = Report(
        f"{seed}-{number}", text, day, title=text.split(",")[0], outlet=f"Outlet {rng.randrange(300)}"
    )
    return with_ids(found, tuple(events), ())


def fill(store: Store, coded: Iterator[Coded]) -> None:
    """As `Store.add_coded` does, many reports to a transaction."""
    while True:
        with store.writing() as connection:
            for n, one in enumerate(coded):
                _add_report(connection, one.report, _now())
                _add_coding(connection, one, READER, _now())
                if n == 2000:
                    break
            else:
                return


def timed(label: str, work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    taken = time.perf_counter() - start
    print(f"  {label:<46} {taken:9.2f} s", flush=True)
    return taken


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ask(path: Path, *arguments: str) -> object:
    command = [sys.executable, "-m", "tidings", *arguments, "--store", str(path)]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def measure(size: int, more: int, folder: Path) -> dict[str, float]:
    base = folder / f"invented-{size}.db"
    if not base.exists():
        with Store.open(base.with_suffix(".part")) as store:
            timed(f"filling {size:,} reports", lambda: fill(store, reports(size)))
        base.with_suffix(".part").rename(base)
    print(f"{size:,} reports", flush=True)
    out: dict[str, float] = {}
    path = folder / "work.db"
    shutil.copy(base, path)
    with Store.open(path) as store:
        out["link all"] = timed("link all", lambda: rebuild(store, all_views()))
        fill(store, reports(more, seed="more", of=size))
        out["link more"] = timed(f"link {more:,} more", lambda: bring_up_to_date(store, all_views()))
        print(f"  peak memory {peak():,.0f} MB, store {path.stat().st_size / 2**20:,.0f} MB")
    for label, arguments in QUESTIONS.items():
        out[label] = timed(label, ask(path, *arguments))
    return out


QUESTIONS: dict[str, tuple[str, ...]] = {}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--reports", type=int, nargs="+", default=[1000, 10_000, 100_000])
    arguments.add_argument("--more", type=int, default=1000)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    found = {size: measure(size, given.more, folder) for size in given.reports}
    smallest, largest = min(found), max(found)
    print(f"ratios, {largest:,} reports to {smallest:,}")
    for label in found[largest]:
        print(f"  {label:<46} {found[largest][label] / found[smallest][label]:9.2f}")


if __name__ == "__main__":
    main()
