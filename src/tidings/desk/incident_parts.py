"""An incident as its page shows it: the values of each source side by side, and the reports by outlet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from tidings.desk.quoting import Quote, at, quotes
from tidings.model.phrases import chances
from tidings.views.compare import FIELDS, Column, columns
from tidings.views.incident import Incident, Said, Telling
from tidings.views.incident.fields import TOLLS
from tidings.views.incident.json import VALUES, head_json, plain
from tidings.views.incident.phrases import toll, value
from tidings.views.incident.tolls import figure

CLAIMED: Final = ("claimed", "denied")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with the words it was read from. `best`: the incident has it as its own. `judged`: a person set
    it; `href` is then the history of the event."""

    text: str
    href: str
    source: str
    outlet: str
    published: date | None
    lasts: bool
    best: bool
    event: str
    judged: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One source: what it says of each field, `cells` as `fields` of `Sides`."""

    source: str
    reports: int
    cells: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class Sides:
    fields: tuple[str, ...]
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A report and what it tells of the incident. `copy_of`: the outlet that was first with its text."""

    id: str
    doc: str
    title: str | None
    outlet: str | None
    published: date | None
    copy_of: str | None
    tellings: list[TellingPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TellingPart:
    event: str
    status: str
    background: bool
    sources: str
    says: tuple[tuple[str, str], ...]
    confidence: float
    chances: str
    judged: tuple[str, ...]
    quotes: tuple[Quote, ...]


def shown(said: Said[Any], name: str, best: object = None) -> Shown:
    """`best`: the incident's own value of the field."""
    telling = said.telling
    text = value(name, plain(said.value))
    href = f"/history/{telling.event.id}" if said.judged else at(telling.report_id, said.words)
    return Shown(
        text, href, said.said_by, telling.report.outlet or telling.report.doc, telling.report.published,
        said.lasts, _is_best(said.value, name, best), telling.event.id, said.judged is not None,
    )  # fmt: skip


def accounts_of(found: Incident, fields: Iterable[str]) -> list[tuple[str, list[list[Shown]]]]:
    """By field the last words of its sources, those who give the same value together; most sources first."""
    sides = sides_of(found, fields)
    out = []
    for n, name in enumerate(sides.fields):
        same: dict[str, list[Shown]] = {}
        for side in sides.sides:
            for one in side.cells[n]:
                same.setdefault(one.text, []).append(one)
        out.append((name, sorted(same.values(), key=lambda several: -len(several))))
    return out


def sides_of(found: Incident, only: Iterable[str] | None = None) -> Sides:
    """What each source says in the end; only of fields that a source gives, or of those of `only` besides."""
    told = columns(found)
    wanted = set(FIELDS if only is None else only)
    fields = tuple(name for name in FIELDS if name in wanted and any(c.said.get(name) for c in told))
    sides = [
        Side(
            c.source, len({t.report_id for t in c.tellings}), tuple(_cell(found, c, name) for name in fields)
        )
        for c in told
    ]
    return Sides(fields, tuple(side for side in sides if only is None or any(side.cells)))


@dataclass(frozen=True, slots=True)
class Figure:
    """A toll that somebody gives: "7 (5 to 9)"; `accounts`: as `accounts_of` gives them; `event`: one that
    gives the best figure, to be corrected where that is wrong."""

    field: str
    text: str
    disputed: bool
    accounts: list[list[Shown]]
    event: str | None


def figures(found: Incident) -> list[Figure]:
    head = head_json(found)
    accounts = dict(accounts_of(found, TOLLS))
    return [
        Figure(
            name, toll(head[name]), getattr(found, name).disputed, accounts.get(name, []),
            _giver(found, name),
        )
        for name in TOLLS
        if head[name]
    ]  # fmt: skip


def _giver(found: Incident, name: str) -> str | None:
    given = getattr(found, name)
    said = [s for s in given.said if _is_best(s.value, name, given.best)] or list(given.said)
    return next((s.telling.event.id for s in reversed(said)), None)


def every_value(found: Incident) -> list[tuple[str, list[Shown]]]:
    """By field all values in the order of reports, also those that their source has taken back."""
    out = []
    for name in (*VALUES, *CLAIMED):
        given = getattr(found, name)
        said = given if isinstance(given, tuple) else given.said
        if said:
            best = None if isinstance(given, tuple) else getattr(given, "best", None)
            out.append((name, [shown(s, name, best) for s in said]))
    return out


def words_for(found: Incident, name: str) -> str | None:
    """The address of the words that the best value was read from: those of the first who says so. None where
    only people say so."""
    given = getattr(found, name)
    best = plain(given.best)
    said = [
        s
        for s in given.said
        if not s.judged and (plain(s.value) == best or (isinstance(best, list) and s.value.name in best))
    ]
    if not said:
        return None
    return shown(next((s for s in said if s.lasts), said[0]), name).href


def outlets_of(found: Incident) -> list[tuple[str, list[ReportPart]]]:
    """The reports by independent outlet, in the order in which each first told of it; copies stand with the
    outlet that was first with the text."""
    out: dict[str, dict[str, ReportPart]] = {}
    names: dict[str, str] = {}
    first: dict[str, Telling] = {}
    for telling in found.tellings:
        report = telling.report
        names.setdefault(telling.outlet, report.outlet or report.doc)
        origin = first.setdefault(telling.group, telling)
        copied = origin.report_id != telling.report_id
        part = out.setdefault(telling.outlet, {}).setdefault(
            telling.report_id,
            ReportPart(
                telling.report_id, report.doc, report.title, report.outlet, report.published,
                (origin.report.outlet or origin.report.doc) if copied else None,
            ),
        )  # fmt: skip
        part.tellings.append(telling_part(telling))
    return [(names[key], list(reports.values())) for key, reports in out.items()]


def telling_part(telling: Telling) -> TellingPart:
    event = telling.event
    given = [(name, getattr(event, name)) for name in ("killed", "injured", "detained", "size")]
    says = [("when", value("when", plain(event.when.interval)))] if event.when else []
    says += [("place", value("place", plain(event.place)))] if event.place else []
    says += [(name, value(name, plain(number.value))) for name, number in given if number]
    return TellingPart(
        event.id, event.status, event.background, " > ".join(s.name for s in event.sources), tuple(says),
        event.confidence, chances(event), tuple(f"{c.field}: {c.by}" for c in event.judged),
        tuple(quotes(telling.report_id, telling.report, event.evidence)),
    )  # fmt: skip


def _is_best(value: Any, name: str, best: object) -> bool:
    if best is None:
        return False
    if name in TOLLS:
        return figure(value) == best
    return plain(value) in best if isinstance(best, tuple) else plain(value) == plain(best)


def _cell(found: Incident, column: Column, name: str) -> tuple[Shown, ...]:
    given = getattr(found, name)
    return tuple(shown(said, name, given.best) for said in column.said.get(name, ()))
