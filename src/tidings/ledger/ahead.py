"""A second process that finds out what hangs on one report alone, while the first one compares and writes.

It runs the same functions over the same rows, so what a view holds is the same with it and without. What it
has not given, since it could not start or was killed, is found out by whoever asks (`Change.prepared`).
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, Final

from tidings.ledger.records import Read, Records
from tidings.ledger.store import Store

FEWEST: Final = 400
"""Codings from which it is worth a second to start: the process loads the lists that names are found in."""
_OWN: Final = 4
"""Every so manieth coding is left to the first process, which else would wait for the second."""
_CHUNK: Final = 20
"""Codings that it hands over at once, some megabytes."""
_WAITING: Final = 16
"""What it hands over and is not fetched yet, at most. A pipe holds a fraction of one: with that alone it stood
still while the first process wrote, and the first one then waited for it, a third of the time by the clock."""
_START: Final = "from tidings.ledger.ahead import answer; answer()"

Stage = Callable[[str, Read], Any]
"""What a view makes of one coding, given its id: pickled by its name, so a function of a module."""


class Ahead:
    """Goes through most of the `codings` in their order. Must be closed."""

    def __init__(self, store: Path, stages: Mapping[str, Stage], codings: Sequence[str]) -> None:
        self._given: dict[str, dict[str, Any]] = {}
        self._stages = stages
        self._codings = [id for n, id in enumerate(codings) if n % _OWN]
        self._lacking = set(self._codings)
        self._process: subprocess.Popen[bytes] | None = None
        cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
        if len(cores) < 2 or not sys.executable or not stages:
            return
        with suppress(OSError, pickle.PicklingError, AttributeError):
            request = pickle.dumps((str(store), dict(stages), self._codings))
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert self._process.stdin
            self._process.stdin.write(request)
            self._process.stdin.close()

    def of(self, codings: Sequence[str]) -> dict[str, dict[str, Any]]:
        """By stage and coding, of those that it gives; each once. Waits for them."""
        wanted = self._lacking.intersection(codings)
        self._lacking -= wanted
        while self._process and not wanted <= self._given.keys():
            try:
                assert self._process.stdout
                self._given |= pickle.load(self._process.stdout)
            except (OSError, EOFError, pickle.UnpicklingError):
                self.close()
        found = {id: self._given.pop(id) for id in codings if id in self._given}
        return {name: {id: value[name] for id, value in found.items()} for name in self._stages}

    def close(self) -> None:
        if (process := self._process) is not None:
            self._process = None
            process.kill()
            assert process.stdout
            process.stdout.close()
            process.wait()


def answer() -> None:
    """What the second process does: reads what is asked from its input, and writes answers until all are
    given or nobody reads them any more."""
    path, stages, codings = pickle.load(sys.stdin.buffer)
    records = Records()
    waiting: Queue[bytes] = Queue(_WAITING)
    writer = Thread(target=_write, args=(waiting,), daemon=True)
    writer.start()
    with Store.open(path, read_only=True) as store:
        for at in range(0, len(codings), _CHUNK):
            with store.reading() as connection:
                found = records.of(connection, codings[at : at + _CHUNK])
            given = {
                id: {name: stage(id, read) for name, stage in stages.items()} for id, read in found.items()
            }
            waiting.put(pickle.dumps(given, pickle.HIGHEST_PROTOCOL))
    waiting.put(b"")
    writer.join()


def _write(waiting: Queue[bytes]) -> None:
    """Until there is nothing more; ends the process where nobody reads any more."""
    try:
        while given := waiting.get():
            sys.stdout.buffer.write(given)
            sys.stdout.buffer.flush()
    except OSError:
        os._exit(1)
