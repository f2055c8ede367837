"""A second process that finds out what the first one will ask for: what hangs on one report alone, while the
first compares and writes, and then half of what is left to settle.

It runs the same functions over the same rows, so what a view holds is the same with it and without. What it
has not given, since it could not start or was killed, is found out by whoever asks.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, Final

from sqlalchemy import Connection

from tidings.ledger.records import Read, Records
from tidings.ledger.store import Store

FEWEST: Final = 400
"""Codings from which it is worth a second to start: the process loads the lists that names are found in."""
FEWEST_LOTS: Final = 8
"""Lots of some hundred incidents, the same."""
_OWN: Final = 8
"""Every so manieth coding is left to the first process, which else would wait for the second."""
CHUNK: Final = 20
"""Codings that it hands over at once, some megabytes."""
_WAITING: Final = 16
"""What it hands over and is not fetched yet, at most. A pipe holds a fraction of one: with that alone it
stood still while the first process wrote, and the first one then waited for it, a third of the time."""
_START: Final = "from tidings.ledger.ahead import answer; answer()"

Stage = Callable[[str, Read], Any]
"""What a view makes of one coding, given its id: pickled by its name, so a function of a module."""
Work = Callable[[Connection, Records, Sequence[Any]], Mapping[Any, Any]]
"""What is made of some items, by item, from what is committed. Pickled once, and what it keeps to itself
stays with it until all items are done."""


@dataclass(frozen=True, slots=True)
class Staged:
    """By coding what each stage makes of it, by the stage's name."""

    stages: Mapping[str, Stage]

    def __call__(self, connection: Connection, records: Records, some: Sequence[Any]) -> dict[Any, Any]:
        found = records.of(connection, some)
        return {
            id: {name: stage(id, read) for name, stage in self.stages.items()} for id, read in found.items()
        }


class Ahead:
    """Starts when it is first asked, where there are two cores. Must be closed."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._given: dict[Any, Any] = {}
        self._lacking: set[Hashable] = set()
        self._process: subprocess.Popen[bytes] | None = None

    def stage(self, stages: Mapping[str, Stage], codings: Sequence[str]) -> None:
        """Go through most of the codings in their order."""
        if stages and len(codings) >= FEWEST:
            self.begin(Staged(stages), [id for n, id in enumerate(codings) if n % _OWN], CHUNK)

    def share(self, work: Work, lots: Sequence[Any]) -> None:
        """Let it do every second lot, if there are enough or it is running."""
        if len(lots) > 1 and (self._process or len(lots) >= FEWEST_LOTS):
            self.begin(work, lots[1::2])

    def begin(self, work: Work, items: Sequence[Any], chunk: int = 1) -> None:
        """Let it do `work` on the items in their order, so many at once. What was left of other work is not
        given any more."""
        if self._lacking:
            self.close()
        self._given, self._lacking = {}, set(items)
        with suppress(OSError, pickle.PicklingError, AttributeError):
            request = pickle.dumps((work, list(items), chunk))
            self._start()
            if self._process:
                assert self._process.stdin
                self._process.stdin.write(request)
                self._process.stdin.flush()

    def of(self, items: Sequence[Any]) -> dict[Any, Any]:
        """By item, of those that it gives; each once. Waits for them."""
        wanted = self._lacking.intersection(items)
        self._lacking -= wanted
        while self._process and not wanted <= self._given.keys():
            try:
                assert self._process.stdout
                self._given |= pickle.load(self._process.stdout)
            except (OSError, EOFError, pickle.UnpicklingError):
                self.close()
        return {item: self._given.pop(item) for item in items if item in self._given}

    def _start(self) -> None:
        cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
        if self._process is None and len(cores) > 1 and sys.executable:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert self._process.stdin
            pickle.dump(str(self._store), self._process.stdin)

    def close(self) -> None:
        if (process := self._process) is not None:
            self._process = None
            process.kill()
            assert process.stdin
            assert process.stdout
            with suppress(OSError):
                process.stdin.close()
            process.stdout.close()
            process.wait()


def answer() -> None:
    """What the second process does: reads what is asked from its input, and writes answers until nothing more
    is asked or nobody reads them any more."""
    path, records = pickle.load(sys.stdin.buffer), Records()
    waiting: Queue[bytes] = Queue(_WAITING)
    Thread(target=_write, args=(waiting,), daemon=True).start()
    with suppress(EOFError), Store.open(path, read_only=True) as store:
        while True:
            work, items, chunk = pickle.load(sys.stdin.buffer)
            for at in range(0, len(items), chunk):
                with store.reading() as connection:
                    given = work(connection, records, items[at : at + chunk])
                waiting.put(pickle.dumps(given, pickle.HIGHEST_PROTOCOL))


def _write(waiting: Queue[bytes]) -> None:
    """Ends the process where nobody reads any more."""
    try:
        while True:
            sys.stdout.buffer.write(waiting.get())
            sys.stdout.buffer.flush()
    except OSError:
        os._exit(1)
