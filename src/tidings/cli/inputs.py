"""Reports from the paths on a command line, one after another, with what went wrong on the way."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from tidings.cli.screen import complain
from tidings.errors import InputError, TidingsError
from tidings.model.record import Coded
from tidings.model.report import Report
from tidings.model.visible import one_line
from tidings.settings import Settings

if TYPE_CHECKING:
    from rich.progress import Progress

    from tidings.pipeline import Pipeline
    from tidings.read.received import Placed

AHEAD: Final = 1000
"""Inputs looked at before the first is coded, to know how long the bar is. More only count up."""
MOST_NOTES: Final = 20
"""Notes printed in one run; a folder without dates would fill the screen with one a report. All of
them stay with the report in the store."""


@dataclass(slots=True)
class Inputs:
    """Iterates over the reports at `paths`. What cannot be read is told on standard error, one line
    each, and counted in `bad`; notes are told unless `quiet`. `model`: a folder that `tidings train` made
    (None: the one that the environment names). `where`: the file of the report that came last, with its line
    or item; notes of it are told with that."""

    paths: Sequence[str]
    published: date | None = None
    quiet: bool = False
    model: str | None = None
    bad: int = 0
    notes: int = 0
    where: str = ""

    def __iter__(self) -> Iterator[Report]:
        from tidings.read.paths import read_placed

        found: Iterable[Placed] = read_placed(self.paths, published=self.published, note=self.note)
        with self._progress() as bar:
            total = None
            if bar is not None:
                first = list(islice(found, AHEAD))
                total = len(first) if len(first) < AHEAD else None
                found = chain(first, found)
                task = bar.add_task("reading", total=total, doc="")
            for self.where, item in found:
                if isinstance(item, InputError):
                    self.bad += 1
                    complain(f"Not read: {item}")
                else:
                    if bar is not None:
                        bar.update(task, doc=one_line(item.doc)[-40:])
                    yield item
                if bar is not None:
                    bar.advance(task)

    def note(self, where: str, what: str) -> None:
        """Tell something worth knowing about an input that was read."""
        self.notes += 1
        if not self.quiet and self.notes <= MOST_NOTES:
            complain(f"Note: {where}: {what}")

    def open_pipeline(self) -> Pipeline:
        """The pipeline as the environment sets it. The first run on a machine compiles the gazetteer,
        and a command that says nothing for ten seconds looks stuck."""
        from tidings.pipeline import default_pipeline

        what = "preparing the gazetteer of place names; this takes some seconds, once"
        tell = None if self.quiet else (lambda: complain(f"Note: {what}"))
        settings = Settings.from_environment()
        if self.model is not None:
            settings = replace(settings, model=self.model)
        return default_pipeline(settings, before_compiling=tell)

    def code(self, pipeline: Pipeline, report: Report) -> Coded | None:
        """Code the report and tell its notes. None where the program itself fails on it, told as a
        bad input: one odd report must not stop a folder, and stop it again on every later run."""
        where = self.where or report.doc
        try:
            coded = pipeline.code(report)
        except TidingsError:
            raise
        except Exception as error:
            self.bad += 1
            what = f"{type(error).__name__}: {error}"
            complain(f"Not read: {where}: an error in tidings itself, please report it ({what})")
            return None
        if report.published and report.published > date.today() + timedelta(days=1):
            self.note(where, f"its publication day {report.published} lies in the future; check it")
        from tidings.pipeline import UNDATED

        for note in coded.notes:
            self.note(where, f"{note}; give one with --published" if note == UNDATED else note)
        return coded

    def end(self) -> int:
        """Say how many notes were kept back. The exit code: 3 where an input could not be read."""
        if not self.quiet and self.notes > MOST_NOTES:
            complain(f"Note: and {self.notes - MOST_NOTES} more notes like these.")
        return InputError.exit_code if self.bad else 0

    @contextmanager
    def _progress(self) -> Iterator[Progress | None]:
        if self.quiet or not sys.stderr.isatty():
            yield None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        with Progress(
            BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            TextColumn("{task.fields[doc]}", markup=False),
            console=console, transient=True,
        ) as bar:  # fmt: skip
            yield bar
