"""A report while its claims are made: its day, who speaks for whom, and what a claim is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from tidings.ledger.names import fold
from tidings.mentions.actors import Setting
from tidings.mentions.actors_told import first_country_told
from tidings.mentions.actors_whole import alpha_name
from tidings.model.judgement_fields import setter_of
from tidings.model.record import Event, Party, Source, State, When
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.views.holdings.claim import BEARING, Claim
from tidings.views.holdings.names import Where, Who, person, who

FRESH: Final = timedelta(days=3)
"""A state whose days end at most this long before publication is one of the day of publication: "as of
Monday" in Wednesday's paper."""


@dataclass(slots=True)
class Telling:
    """`speaks`: keys of a group or state by the folded name of who speaks for it or holds an office in it."""

    report: Report
    setting: Setting
    states: Iterable[State] = ()
    speaks: dict[str, frozenset[str]] = field(default_factory=dict)
    _known: dict[tuple[str, ...], Who] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for state in self.states:
            if state.kind == "position" and state.holder and state.other:
                keys = frozenset(self.who(state.other).keys)
                for name in (state.holder.name, *state.holder.names):
                    self.speaks[fold(name)] = self.speaks.get(fold(name), frozenset()) | keys

    def who(self, party: Party) -> Who:
        key = (party.name, *party.names, *map(str, party.spans))
        if key not in self._known:
            self._known[key] = who(party, self.setting)
        return self._known[key]

    def nation(self) -> Who | None:
        """The state whose minister is "the minister": the one that the report names first, in its dateline or
        as who acts. The one named most is as often the other side."""
        code = first_country_told(self.report.text) or next(iter(self.setting.countries), None)
        if code is None:
            return None
        return Who(alpha_name(code), (alpha_name(code),), (f"c:{code}",))

    def days(self, when: When | None) -> tuple[date, date | None] | None:
        """The day a state is told for, and the first day where the text gives one. None: no day is known, or
        it lies ahead."""
        published = self.report.published
        if when is None:
            return (published, None) if published else None
        start, end = when.interval.start, when.interval.end
        last = end or published or start
        if last is None or (published and start and start > published):
            return None
        if published and last >= published - FRESH:
            return published, start if start and start < last else None
        return last, start if start and start < last else None

    def day_of(self, event: Event) -> date | None:
        """The day by which the change was done."""
        published = self.report.published
        if event.when is None:
            return None if event.background else published
        last = event.when.interval.end or event.when.interval.start
        return min(last, published) if last and published else last

    def claim(
        self,
        record: Event | State,
        kind: str,
        effect: str,
        day: date,
        family: str,
        *,
        holder: Who | None,
        other: Who | None = None,
        where: Where | None = None,
        **more: Any,
    ) -> Claim:
        span = _evidence(record)
        speakers = self.speakers(record.sources)
        served = {key for one in (holder, other) if one and kind != "presence" for key in one.keys}
        return Claim(
            kind=kind,
            family=f"{kind}:{family}",
            effect=effect,
            day=day,
            published=self.report.published,
            report=self.report.id,
            record=record.id,
            event=isinstance(record, Event),
            start=span.start,
            end=span.end,
            holder=holder,
            other=other,
            where=where,
            sources=tuple(dict.fromkeys(source.name for source in record.sources)),
            speakers=tuple(sorted(speakers)),
            own=bool(speakers & served) or self._is_named(record.sources, holder),
            outlet=self.report.outlet,
            confidence=record.confidence,
            judged=_judged(record),
            **more,
        )

    def _is_named(self, sources: Iterable[Source], holder: Who | None) -> bool:
        said = {fold(name) for source in sources for name in (source.name, *source.names)}
        return holder is not None and any(fold(name) in said for name in holder.names)

    def speakers(self, sources: Iterable[Source]) -> set[str]:
        keys: set[str] = set()
        for source in sources:
            party = Party(source.name, source.names or (source.name,), source.spans)
            keys |= {key for key in self.who(party).keys if key != "d:group"}
            keys |= set(person(party).keys)
            for name in (source.name, *source.names):
                keys |= self.speaks.get(fold(name), frozenset())
        return keys


def _judged(record: Event | State) -> tuple[tuple[str, str], ...]:
    fields = [one.field for one in record.judged if one.field in BEARING]
    return tuple((field, by) for field in fields if (by := setter_of(record, field)))


def _evidence(record: Event | State) -> Span:
    """The words that tell it: of several those with the count, else the first."""
    spans = [one.span for one in record.evidence]
    if isinstance(record, State) and record.count and record.count.spans:
        at = record.count.spans[0]
        spans = [s for s in spans if s.start <= at.start and at.end <= s.end] or spans
    return spans[0] if spans else Span(0, 0)


def clause(report: Report, record: Event | State) -> str:
    return record.evidence[0].span.of(report.text) if record.evidence else ""


def trigger(report: Report, record: Event | State) -> str:
    """The word that tells it, in lower case; "" where none is known."""
    found = record.evidence[0].trigger if record.evidence else None
    return found.of(report.text).lower() if found else ""
