"""An incident side by side: what each source says of it in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tidings.views.incident import Incident, Said, Telling
from tidings.views.incident.fields import TOLLS
from tidings.views.incident.json import Json, plain

FIELDS: Final = ("status", "when", "place", "actors", "recipients", *TOLLS, "weapon")


@dataclass(slots=True)
class Column:
    """One source: a speaker, whichever outlets quote them, or an outlet that says it itself. `said`: by field
    its last words, one for each value; two where a report gives two. `tellings`: in the order of reports.
    `judged`: a person, of whom these are the values that they set, in what the reports tell."""

    source: str
    tellings: list[Telling] = field(default_factory=list)
    said: dict[str, list[Said[Any]]] = field(default_factory=dict)
    judged: str | None = None

    @property
    def values(self) -> dict[str, list[Any]]:
        return {name: [one.value for one in said] for name, said in self.said.items()}

    @property
    def words(self) -> str:
        """The words of the last report; none of what a person set."""
        if self.judged:
            return ""
        last = self.tellings[-1]
        return " ".join(e.span.of(last.report.text) for e in last.event.evidence[:1])

    def json(self) -> Json:
        return {
            "source": self.source,
            "reports": [
                {
                    "report": t.report_id, "doc": t.report.doc, "outlet": t.report.outlet,
                    "published": t.report.published.isoformat() if t.report.published else None,
                    "event": t.event.id,
                }
                for t in self.tellings
            ],
            "values": {name: [plain(s.value) for s in self.said.get(name, [])] for name in FIELDS},
            "words": self.words,
            **({"judged": self.judged} if self.judged else {}),
        }  # fmt: skip


def columns(found: Incident) -> list[Column]:
    """Sources in the order in which they first said something; after them people who set a value."""
    out: dict[str, Column] = {}
    for telling in found.tellings:
        _at(out, telling.source, Said("", telling, telling.source)).tellings.append(telling)
    for name in FIELDS:
        for key, said in _lasting(found, name):
            column = _at(out, key, said)
            if said.telling not in column.tellings:
                column.tellings.append(said.telling)
            several = column.said.setdefault(name, [])
            if all(said.value != one.value for one in several):
                several.append(said)
    return sorted(out.values(), key=lambda column: column.judged is not None)


def _at(out: dict[str, Column], key: str, said: Said[Any]) -> Column:
    if said.judged:
        key = f"set by: {said.judged}"  # no source's key has a colon
    return out.setdefault(key, Column(said.said_by, judged=said.judged))


def _lasting(found: Incident, name: str) -> Iterator[tuple[str, Said[Any]]]:
    if name != "status":
        yield from ((s.source, s) for s in getattr(found, name).said if s.lasts)
        return
    # Statuses are weighed by outlet; here a speaker has the last of the reports that quote them.
    last = {t.source: t.report_id for t in found.tellings}
    for said in found.status.said:
        if last[said.telling.source] == said.telling.report_id:
            yield said.telling.source, said
