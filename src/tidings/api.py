"""The functions behind `import tidings`: read reports, open a store."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from tidings import read as reading_in
from tidings.errors import InputError
from tidings.ledger import Store
from tidings.model.contract import to_json
from tidings.model.record import Coded
from tidings.settings import Settings

if TYPE_CHECKING:
    from tidings.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Reading(Coded):
    """A report with what was read from it: `report`, `events`, `states`, `notes`, `unclear`."""

    def to_json(self) -> dict[str, Any]:
        """The report in the record format: what one line of the JSONL export holds."""
        return to_json(self)


def read_text(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    model: str | os.PathLike[str] | None = None,
) -> Reading:
    """Read one report. Offsets in the records count into `text`.

    `published`: the day that relative dates ("on Monday") are counted from. None: it is looked for
    in the text's first and last lines; where none is found relative dates stay empty and `notes`
    says so. `model`: a folder that `tidings train` made; events then have its types too. Raises
    InputError for text without words or of over a million characters. The first
    call loads the reader (about a second); a report of 650 words then takes a quarter of a second.
    """
    report = reading_in.read_text(text, published=published, title=title, outlet=outlet, url=url)
    return _reading(_pipeline(_folder(model)).code(report))


def read_paths(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    published: date | None = None,
    model: str | os.PathLike[str] | None = None,
) -> Iterator[Reading | InputError]:
    """Read files, folders and patterns, one report after another.

    `published` and `model` are as for read_text, the former for reports whose input does not state it.
    An input that cannot be read comes as an InputError value in its place; nothing is raised, the others
    are read.
    """
    several = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    for item in reading_in.read_paths([os.fspath(path) for path in several], published=published):
        yield item if isinstance(item, InputError) else _reading(_pipeline(_folder(model)).code(item))


def open(path: str | os.PathLike[str] = "tidings.db", *, read_only: bool = True) -> Store:
    """Open a store that `tidings read` filled. Use it in a `with`, or `close` it.

    With `read_only=False` the file is made where there is none. Raises StoreError where it is
    locked, damaged, of a newer version, or missing while `read_only`.
    """
    return Store.open(os.fspath(path), read_only=read_only)


def _folder(model: str | os.PathLike[str] | None) -> str | None:
    return None if model is None else os.fspath(model)


@cache
def _pipeline(model: str | None) -> Pipeline:
    from tidings.pipeline import default_pipeline

    return default_pipeline(Settings(model=model))


def _reading(coded: Coded) -> Reading:
    return Reading(coded.report, coded.events, coded.states, coded.notes, coded.unclear, coded.types)
