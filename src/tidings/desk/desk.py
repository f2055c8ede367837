"""What every page needs: the store, who judges, and what is still to be linked."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tidings.desk.standings import prepare
from tidings.errors import TidingsError
from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, is_up_to_date
from tidings.views.current import all_views
from tidings.views.situation import Kept

Result = TypeVar("Result")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Linking:
    """Codings linked so far, of how many; `error` where it stopped."""

    done: int
    total: int
    error: str | None = None


class Desk:
    """One store, open for reading by several threads at once, each with a connection of its own.

    `by`: who judges. Reports that another program reads in while the desk is open are linked in the
    background; until that is done pages show what was there before and say so (`linking`). `kept`: what is
    made once of each state of the store.
    """

    def __init__(self, path: str | Path, *, by: str | None = None) -> None:
        self.path = Path(path)
        self.by = by
        self.kept = Kept()
        self._writing = threading.Lock()
        self._state = threading.Lock()
        self._linking: Linking | None = None
        self._worker: threading.Thread | None = None

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The store, for reading, unmoved by what is written meanwhile: a page that asks several times would
        else name an incident that is none any more. Starts linking where something has come since. Raises
        StoreError where the file is gone or damaged."""
        with Store.open(self.path, read_only=True) as store, store.unmoved():
            if not is_up_to_date(store, all_views()):
                self._start_linking()
            yield store

    def change(self, act: Callable[[Store], Result]) -> Result:
        """Let `act` write to the store, then link what it concerns before returning. One change at a time."""
        with self._writing, Store.open(self.path) as store:
            done = act(store)
            bring_up_to_date(store, all_views())
            return done

    def make(self) -> None:
        """Make the store's file where there is none, its views with it."""
        with self._writing, Store.open(self.path) as store:
            bring_up_to_date(store, all_views())

    def warm(self) -> None:
        """Make what the pages of the situation and of promises keep in memory before anybody asks for it,
        beside what else goes on."""
        threading.Thread(target=self._warm, name="situation", daemon=True).start()

    @property
    def linking(self) -> Linking | None:
        """How far linking has come; None where nothing waits."""
        return self._linking

    def _warm(self) -> None:
        try:
            with Store.open(self.path, read_only=True) as store, store.unmoved():
                self.kept.answers(store)
                prepare(store)
        except TidingsError as error:
            log.warning("pages were not prepared: %s", error)

    def _start_linking(self) -> None:
        with self._state:
            if self._worker is not None and self._worker.is_alive():
                return
            self._linking = Linking(0, 0)
            self._worker = threading.Thread(target=self._link, name="linking", daemon=True)
            self._worker.start()

    def _link(self) -> None:
        def told(done: int, total: int) -> None:
            self._linking = Linking(done, total)

        try:
            with Store.open(self.path) as store:
                bring_up_to_date(store, all_views(), told=told)
            self._linking = None
        except Exception as error:  # else every page would say for ever that it is about to begin
            if isinstance(error, TidingsError):
                log.warning("linking stopped: %s", error)
            else:
                log.exception("linking stopped")
            self._linking = Linking(0, 0, str(error) or type(error).__name__)
