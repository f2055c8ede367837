"""Events and states as rows, from a store or from reports that were just read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tidings.ledger.filters import (
    ALL_EVENTS,
    ALL_STATES,
    EventFilter,
    EventRow,
    StateFilter,
    StateRow,
    row_order,
)
from tidings.ledger.store import Store
from tidings.model.record import Coded


def event_rows(source: Store | Iterable[Coded], where: EventFilter = ALL_EVENTS) -> Iterator[EventRow]:
    """The events that match, by first day; those without a day last. A store gives the same rows in the
    same order as the reports it was filled from."""
    if isinstance(source, Store):
        yield from source.events(where)
        return
    found = [
        (row_order(coded.report, event.when, n), row)
        for coded in source
        for n, event in enumerate(coded.events)
        if where.matches(row := EventRow(coded.report, event))
    ]
    yield from (row for _, row in sorted(found, key=lambda pair: pair[0]))


def state_rows(source: Store | Iterable[Coded], where: StateFilter = ALL_STATES) -> Iterator[StateRow]:
    """The states that match, in the order of `event_rows`."""
    if isinstance(source, Store):
        yield from source.states(where)
        return
    found = [
        (row_order(coded.report, state.when, n), row)
        for coded in source
        for n, state in enumerate(coded.states)
        if where.matches(row := StateRow(coded.report, state))
    ]
    yield from (row for _, row in sorted(found, key=lambda pair: pair[0]))


def surer(coded: Coded, least: float | None) -> Coded:
    """The report with those of its records that are at least so sure; None keeps all. What is unclear
    stays."""
    if least is None:
        return coded
    return replace(
        coded,
        events=tuple(e for e in coded.events if e.confidence >= least),
        states=tuple(s for s in coded.states if s.confidence >= least),
    )
