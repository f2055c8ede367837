"""The last step of every reader: checks that hold for any report, whatever it came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from tidings.errors import InputError
from tidings.model.report import Report
from tidings.read.heading import read_heading
from tidings.read.language import language_of
from tidings.read.publication import Found, date_in_url, find_published

MAX_CHARS: Final = 1_000_000
"""Longest text read as one report. Long news reports have 50,000 characters and a thick book has
about 900,000; more is a corpus in one piece, and would take minutes to be read as a single report."""

Note = Callable[[str, str], None]
"""Called with where (file, line) and what, for things worth knowing about a report that was read."""

Placed = tuple[str, Report | InputError]
"""What was read with where it stands: file, line, item."""


def receive(
    text: str,
    *,
    where: str,
    doc: str,
    published: Found | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    today: date | None = None,
) -> Report:
    """Make a Report of text that was handed in, filling what was not given from the text's heading.

    `today` is only used to say that a publication date lies ahead (None: the clock's day). Raises
    InputError for text without words, over MAX_CHARS, or with characters that nothing can store.
    """
    for name, value in (("text", text), ("title", title), ("outlet", outlet), ("url", url), ("doc", doc)):
        if value is not None:
            _check_storable(value, name, where)
    if len(text) > MAX_CHARS:
        raise InputError(
            where, f"{len(text):,} characters is more than one report can have ({MAX_CHARS:,})",
            "Split it into one file, or one JSON line, a report.",
        )  # fmt: skip
    if not any(c.isalpha() for c in text):
        what = "it holds no words" if text.strip() else "it is empty"
        raise InputError(where, what, "Give a report's text.")
    heading = read_heading(text)
    found = published or find_published(text)
    if found.day is None and url and (in_url := date_in_url(url)):
        found = in_url
    return Report(
        doc=doc,
        text=text,
        published=found.day,
        published_why=found.why + _ahead(found.day, today or date.today()),
        title=title or heading.title,
        outlet=outlet or heading.outlet,
        url=url,
        language=language_of(text),
    )


def _ahead(day: date | None, today: date) -> str:
    # One day of grace: east of the reader, tomorrow's paper is already out.
    if day is None or day <= today + timedelta(days=1):
        return ""
    return f" The day lies in the future, seen from {today}."


def _check_storable(value: str, field: str, where: str) -> None:
    if bad := re.search("[\x00\ud800-\udfff]", value):
        what = "a NUL character" if bad[0] == "\x00" else f"half a character (\\u{ord(bad[0]):04x})"
        raise InputError(
            f"{where}, field {field}", f"{what} at position {bad.start()} cannot be stored", "Remove it."
        )
