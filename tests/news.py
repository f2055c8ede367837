"""Short reports with records written by hand: spans are found by their words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tidings.model.contract import with_ids
from tidings.model.mention import Interval
from tidings.model.record import Coded, Event, Evidence, Number, Party, Place, Source, State, When
from tidings.model.report import Report
from tidings.model.span import Span


@dataclass
class News:
    """`published` as ISO text. Every text handed to a method stands in `text`, `words` as one clause."""

    text: str
    published: str | None
    outlet: str = "Harbour Courier"
    events: list[Event] = field(default_factory=list)
    states: list[State] = field(default_factory=list)

    def state(self, kind: str, words: str, holder: str, *, held: str = "force", **more: Any) -> News:
        """`held`: the holder's kind. `place` and `country`, `site`, `other`, `role`, `count`, `since`, `days`."""
        self.states.append(
            State(
                id="",
                kind=kind,
                evidence=(Evidence(self._at(words)),),
                holder=self._party(holder, held),
                other=self._party(more["other"], "org") if "other" in more else None,
                role=more.get("role"),
                role_span=self._at(more["role"]) if "role" in more else None,
                relation="part-of" if kind == "membership" else None,
                place=self._place(more),
                site=self._party(more["site"], "facility") if "site" in more else None,
                count=Number(more["count"], (self._at(words),)) if "count" in more else None,
                when=self._when(more),
                status=more.get("status", {"position": "current", "membership": None}.get(kind, "holds")),
                sources=self._sources(more),
                confidence=0.9,
            )
        )
        return self

    def event(self, type: str, mode: str | None, words: str, trigger: str, **more: Any) -> News:
        """`by`, `to`: names; `persons`: they are persons; `days`: ISO days; `size`; `status`; `source`."""
        clause = self._at(words)
        start = self.text.index(trigger, clause.start)
        kind = "person" if more.get("persons") else "force"
        self.events.append(
            Event(
                id="",
                type=type,
                mode=mode,
                status=more.get("status", "occurred"),
                background=False,
                evidence=(Evidence(clause, Span(start, start + len(trigger))),),
                actors=tuple(self._party(name, kind) for name in more.get("by", ())),
                recipients=tuple(self._party(name, kind) for name in more.get("to", ())),
                place=self._place(more),
                when=self._when(more),
                size=Number(more["size"], (clause,)) if "size" in more else None,
                sources=self._sources(more),
                confidence=0.9,
            )
        )
        return self

    def coded(self) -> Coded:
        day = date.fromisoformat(self.published) if self.published else None
        return with_ids(
            Report(self.outlet, self.text, day, outlet=self.outlet), self.events, self.states, notes=()
        )

    def _at(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def _party(self, name: str, kind: str) -> Party:
        return Party(name, (name,), (self._at(name),), kind=kind)

    def _place(self, more: dict[str, Any]) -> Place | None:
        if "place" not in more:
            return None
        name, precision = more["place"], more.get("precision", "unresolved")
        return Place(name, more.get("country"), (self._at(name),), precision=precision)

    def _when(self, more: dict[str, Any]) -> When | None:
        if "days" not in more:
            return None
        first, last = (date.fromisoformat(day) if day else None for day in more["days"])
        return When(Interval(first, last), (self._at(self.text[:1]),))

    def _sources(self, more: dict[str, Any]) -> tuple[Source, ...]:
        if "source" not in more:
            return ()
        return (Source(more["source"], (more["source"],), "said", (self._at(more["source"]),)),)
