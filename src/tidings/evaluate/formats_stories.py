"""Story lines: a folder of NAME.json, each some short reports that tell one situation together, with what is
true of it: which clauses tell of the same happening, and facts that hold on given days."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from tidings.errors import InputError
from tidings.evaluate.figures import Json
from tidings.evaluate.formats import Tell, attempt, folder_of, read_file, stop
from tidings.model.codes import EVENT_TYPES
from tidings.model.report import Report
from tidings.model.span import Span

FORMAT: Final = "story/1"
LAYOUT: Final = "Give a folder with one JSON file a story, docs/method/stories.md says how."
STANDINGS: Final = ("pending", "under way", "done", "done in part", "called off", "overdue", "broken")

_NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "toll": ("happening", "field"),
    "disputed": ("happening", "field", "is"),
    "status": ("happening", "is"),
    "day": ("happening", "start", "end"),
    "place": ("happening", "name"),
    "claimed-by": ("happening", "names"),
    "denied-by": ("happening", "names"),
    "reported-by": ("happening", "outlets"),
    "promise": ("happening", "on", "is"),
    "state": ("on", "kind"),
    "no-state": ("on", "kind"),
}
KINDS: Final = tuple(_NEEDED)
_DAYS: Final = ("known_on", "on", "start", "end")


@dataclass(frozen=True, slots=True)
class Told:
    """A clause of one report, and in it the word for the deed; None for a clause that tells of none."""

    doc: str
    span: Span
    trigger: Span | None


@dataclass(frozen=True, slots=True)
class Happening:
    id: str
    what: str
    type: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """`given`: the fact as the file has it. `known_on`: only reports published by then count; None: all."""

    kind: str
    given: Json
    known_on: date | None


@dataclass(frozen=True, slots=True)
class Story:
    """`not_told`: clauses that must not become an incident of their own (drills, films, anniversaries).
    `part_of`: pairs of happenings, the first a part of the second."""

    name: str
    reports: tuple[Report, ...]
    happenings: tuple[Happening, ...]
    not_told: tuple[Told, ...]
    facts: tuple[Fact, ...]
    part_of: tuple[tuple[str, str], ...] = ()


def read_stories(path: Path, tell: Tell = stop) -> Iterator[Story]:
    """The stories by name. One that cannot be read whole is told and passed over."""
    folder_of(path, expected=LAYOUT)
    files = sorted(path.glob("*.json"))
    if not files:
        raise InputError(str(path), "no *.json in it", LAYOUT)
    for file in files:
        story = attempt(tell, _story, file)
        if story is not None:
            yield story


def _story(file: Path) -> Story:
    try:
        value = json.loads(read_file(file))
    except ValueError as error:
        raise InputError(str(file), f"broken JSON ({error})", LAYOUT) from None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise InputError(f"{file}, field format", f"not {FORMAT!r}", LAYOUT)
    where = str(file)
    reports = tuple(_report(r, w) for r, w in _objects(value, "reports", where))
    texts = {report.doc: report.text for report in reports}
    if len(texts) < len(reports):
        raise InputError(f"{where}, reports", "two have one name", "Give each its own `doc`.")
    given = value.get("happenings")
    if not isinstance(given, dict):
        raise InputError(f"{where}, field happenings", "no object", LAYOUT)
    happenings = tuple(_happening(id, one, texts, f"{where}, happenings {id}") for id, one in given.items())
    nothing = [_told(t, texts, w) for t, w in _objects(value, "no_happening", where)]
    facts = tuple(_fact(f, set(given), w) for f, w in _objects(value, "facts", where))
    parts = tuple(_parts(value.get("part_of", []), set(given), f"{where}, field part_of"))
    return Story(_text(value, "story", where), reports, happenings, tuple(nothing), facts, parts)


def _report(value: Json, where: str) -> Report:
    return Report(
        doc=_text(value, "doc", where),
        text=_text(value, "text", where),
        published=_day(value, "published", where),
        published_why="Stated in the input's field published.",
        title=value.get("title"),
        outlet=value.get("outlet"),
    )


def _happening(id: str, value: Any, texts: dict[str, str], where: str) -> Happening:
    if not isinstance(value, dict):
        raise InputError(where, "no object", LAYOUT)
    type = _text(value, "type", where)
    if type not in EVENT_TYPES:
        raise InputError(f"{where}, field type", f"{type!r} is no event type", "Give one of PLOVER's.")
    told = tuple(_told(t, texts, w) for t, w in _objects(value, "told", where))
    return Happening(id, _text(value, "what", where), type, told)


def _told(value: Json, texts: dict[str, str], where: str) -> Told:
    doc, quote = _text(value, "doc", where), _text(value, "quote", where)
    if doc not in texts:
        raise InputError(f"{where}, field doc", f"no report {doc!r}", "Name one of the story's reports.")
    start = texts[doc].find(quote)
    if start < 0 or texts[doc].find(quote, start + 1) >= 0:
        what = "is not in the text" if start < 0 else "is in the text twice"
        raise InputError(f"{where}, field quote", f"{quote[:40]!r} {what} of {doc}", "Quote it exactly.")
    trigger = None
    if (word := value.get("trigger")) is not None:
        at = quote.find(word) if isinstance(word, str) else -1
        if at < 0:
            raise InputError(f"{where}, field trigger", f"{word!r} is not in the quote", "Quote it exactly.")
        trigger = Span(start + at, start + at + len(word))
    return Told(doc, Span(start, start + len(quote)), trigger)


def _parts(value: Any, happenings: set[str], where: str) -> Iterator[tuple[str, str]]:
    for pair in value if isinstance(value, list) else [value]:
        two = [one for one in pair if isinstance(one, str)] if isinstance(pair, list) else []
        if len(two) != 2 or two != pair or two[0] == two[1] or not happenings.issuperset(two):
            raise InputError(where, f"{pair!r} is no pair", "Give two of the story's happenings, part first.")
        yield pair[0], pair[1]


def _fact(value: Json, happenings: set[str], where: str) -> Fact:
    kind = _text(value, "fact", where)
    if kind not in KINDS:
        raise InputError(f"{where}, field fact", f"{kind!r} is none", f"Give one of {', '.join(KINDS)}.")
    if missing := [name for name in _NEEDED[kind] if name not in value]:
        raise InputError(where, f"lacks {', '.join(missing)}", LAYOUT)
    for name in ("happening", "by"):
        if (named := value.get(name)) is not None and named not in happenings:
            raise InputError(f"{where}, field {name}", f"no happening {named!r}", "Name one of the story's.")
    days = {name: _day(value, name, where) for name in _DAYS if value.get(name) is not None}
    if kind == "promise" and value["is"] not in STANDINGS:
        raise InputError(f"{where}, field is", f"{value['is']!r}", f"Give one of {', '.join(STANDINGS)}.")
    # What was promised is asked as somebody asks on that day: later reports are not there yet.
    known = days.get("on") if kind == "promise" else days.get("known_on")
    return Fact(kind, value, known)


def _objects(value: Json, key: str, where: str) -> list[tuple[Json, str]]:
    found = value.get(key, [])
    if not isinstance(found, list):
        raise InputError(f"{where}, field {key}", "no list", LAYOUT)
    out = []
    for n, one in enumerate(found, start=1):
        if not isinstance(one, dict):
            raise InputError(f"{where}, {key} {n}", "no object", LAYOUT)
        out.append((one, f"{where}, {key} {n}"))
    return out


def _text(value: Json, key: str, where: str) -> str:
    found = value.get(key)
    if not isinstance(found, str) or not found:
        raise InputError(f"{where}, field {key}", "missing, or no text", LAYOUT)
    return found


def _day(value: Json, key: str, where: str) -> date:
    try:
        return date.fromisoformat(value[key])
    except (KeyError, TypeError, ValueError):
        raise InputError(
            f"{where}, field {key}", f"{value.get(key)!r} is no day", "Write 2020-03-17."
        ) from None
