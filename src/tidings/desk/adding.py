"""Reports that come in through the desk: read one after another in the background, with what became of each.

One thread reads for all; it holds the pipeline, and lets it go when nothing has come for a while.
"""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, Literal

from tidings.desk.desk import Desk
from tidings.desk.words import t, tn
from tidings.errors import InputError, TidingsError, UsageError
from tidings.ledger import Store
from tidings.model.report import Report
from tidings.read import read_bytes, read_text
from tidings.read.paths import FORMATS
from tidings.settings import Settings

if TYPE_CHECKING:
    from tidings.pipeline import Pipeline

MOST_WAITING: Final = 256 * 1024 * 1024
"""Bytes of inputs that wait to be read, kept in memory: eight of the largest requests."""
KEPT: Final = 50
"""Jobs whose pages can still be looked at."""
_IDLE: Final = 600.0
"""Seconds after which the pipeline is let go: it takes a second to load, and some 300 MB to keep."""
State = Literal["waiting", "reading", "linking", "done", "failed"]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    text: str
    published: date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None

    def read(self) -> Iterator[Report | InputError]:
        first = next((line.strip() for line in self.text.splitlines() if line.strip()), "")
        yield read_text(
            self.text, published=self.published, title=self.title, outlet=self.outlet, url=self.url,
            doc=self.title or _cut(first) or "pasted text",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    name: str
    data: bytes
    published: date | None = None

    def read(self) -> Iterator[Report | InputError]:
        """Only of the kinds that the page names: a table read as text would be a report that says nothing."""
        ending = PurePath(self.name).suffix.lower()
        if ending and ending not in FORMATS:
            known = " ".join(sorted(FORMATS))
            raise InputError(self.name, t("add.no_report", ending=ending), t("add.kinds", endings=known))
        return read_bytes(self.data, self.name, published=self.published)


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    published: date | None = None

    def read(self) -> Iterator[Report | InputError]:
        from tidings.read.web import read_address

        yield read_address(self.url, published=self.published)


Given = Pasted | File | Address


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one input. `error`: why there is no `report` (an id). `known`: it was there before."""

    name: str
    report: str | None = None
    events: int = 0
    states: int = 0
    known: bool = False
    notes: tuple[str, ...] = ()
    error: str | None = None


@dataclass(slots=True)
class Job:
    """Grows while it is read; only the reading thread writes to it. `error`: why it stopped as a whole."""

    id: str
    inputs: int
    state: State = "waiting"
    entries: list[Entry] = field(default_factory=list)
    error: str | None = None
    size: int = 0

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed")


class Adding:
    """`open_pipeline`: None for the pipeline that the environment sets."""

    def __init__(self, desk: Desk, open_pipeline: Callable[[], Pipeline] | None = None) -> None:
        self._desk = desk
        self._open = open_pipeline or _default
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: queue.Queue[tuple[Job, list[Given]] | None] = queue.Queue()
        self._stopping = threading.Event()
        self._state = threading.Lock()
        self._worker: threading.Thread | None = None

    def add(self, given: Iterable[Given]) -> Job:
        """Take the inputs in; returns at once. Raises UsageError where too much waits already."""
        several = list(given)
        job = Job(secrets.token_urlsafe(12), len(several), size=sum(map(_size, several)))
        with self._state:
            waiting = sum(one.size for one in self._jobs.values() if not one.over)
            if waiting and waiting + job.size > MOST_WAITING:
                raise UsageError(t("add.too_much"))
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT and next(iter(self._jobs.values())).over:
                self._jobs.popitem(last=False)
            self._waiting.put((job, several))
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="adding", daemon=True)
                self._worker.start()
        return job

    def job(self, id: str) -> Job | None:
        return self._jobs.get(id)

    def close(self, *, wait: float) -> bool:
        """Read no more; the report in hand is finished first. False where that takes longer than `wait`
        seconds: the native code that reads it then aborts a program that ends as programs do."""
        self._stopping.set()
        self._waiting.put(None)
        worker = self._worker
        if worker is None:
            return True
        worker.join(wait)
        return not worker.is_alive()

    def _work(self) -> None:
        pipeline: Pipeline | None = None
        while not self._stopping.is_set():
            try:
                taken = self._waiting.get(timeout=_IDLE)
            except queue.Empty:
                with self._state:
                    if self._waiting.empty():
                        self._worker = None
                        return
                continue
            if taken is None:
                return
            job, given = taken
            try:
                job.state = "reading"
                pipeline = pipeline or self._open()
                self._read(job, given, pipeline)
                job.state = "linking"
                self._desk.change(lambda store: None)
                job.state = "done"
            except Exception as error:
                if not isinstance(error, TidingsError):
                    log.exception("adding reports stopped")
                job.error = str(error) if isinstance(error, TidingsError) else _odd(error)
                job.state = "failed"

    def _read(self, job: Job, given: Iterable[Given], pipeline: Pipeline) -> None:
        with Store.open(self._desk.path) as store:
            for one in given:
                name = one.name if isinstance(one, File) else one.url if isinstance(one, Address) else ""
                try:
                    for found in one.read():
                        if self._stopping.is_set():
                            raise TidingsError(t("add.stopped"))
                        job.entries.append(_entry(store, pipeline, found))
                except InputError as error:
                    job.entries.append(Entry(name or error.where, error=f"{error.what}. {error.do}"))
                except TidingsError:
                    raise
                except Exception as error:  # one odd input must not stop the others
                    log.exception("an input could not be read")
                    job.entries.append(Entry(name, error=_odd(error)))


def _entry(store: Store, pipeline: Pipeline, found: Report | InputError) -> Entry:
    if isinstance(found, InputError):
        return Entry(found.where, error=f"{found.what}. {found.do}")
    if store.has_coding(found.id, pipeline.version):
        store.add_report(found)  # a second name for the same report is kept
        coded = store.coded(found.id)
        return Entry(found.doc, found.id, len(coded.events), len(coded.states), known=True)
    try:
        coded = pipeline.code(found)
        added = store.add_coded(coded, reader=pipeline.version)
    except TidingsError:
        raise
    except Exception as error:  # one odd report must not stop the others
        log.exception("a report could not be read")
        return Entry(found.doc, error=_odd(error))
    return Entry(found.doc, found.id, added.events, added.states, notes=coded.notes)


def _cut(line: str) -> str:
    """The beginning of a line, in whole words."""
    return line if len(line) <= 60 else line[: line.rfind(" ", 0, 60) + 1].rstrip() + "…"


def _size(one: Given) -> int:
    return len(one.data) if isinstance(one, File) else len(one.text) if isinstance(one, Pasted) else 0


def _odd(error: Exception) -> str:
    return f"An error in tidings itself, please report it ({type(error).__name__}: {error})."


def _default() -> Pipeline:
    from tidings.pipeline import default_pipeline

    return default_pipeline(Settings.from_environment())


def told_of(entry: Entry) -> str:
    """ "2 events, 1 state"."""
    return t(
        "add.entry_known" if entry.known else "add.entry_read",
        events=tn("common.events", entry.events), states=tn("add.states", entry.states),
    )  # fmt: skip


def as_json(job: Job, *, since: int = 0) -> dict[str, Any]:
    """For the page that follows it: `entries` from number `since` on."""
    fresh = job.entries[since : since + 500]
    return {
        "id": job.id, "state": job.state, "over": job.over, "inputs": job.inputs, "error": job.error,
        "read": sum(e.report is not None for e in job.entries), "done": len(job.entries),
        "entries": [
            {"name": e.name, "report": e.report, "events": e.events, "states": e.states,
             "known": e.known, "told": told_of(e), "notes": list(e.notes), "error": e.error}
            for e in fresh
        ],
    }  # fmt: skip
