"""What people look for first: what was announced and is not done, where reports disagree on the dead, what
was deadliest, what is new. Of the whole store, whatever the filters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import numpy as np
from sqlalchemy import func, select

from tidings.ledger.schema import receipt, report
from tidings.ledger.store import Store
from tidings.views.incident.json import incident_json
from tidings.views.incidents import several
from tidings.views.promises import promise_json, promise_rows
from tidings.views.promises.tables import promises_promise
from tidings.views.situation.columns import Columns

Json = dict[str, Any]
SHOWN: Final = 3
MOST_COUNTED: Final = 2_000
"""Promises whose standing is looked at one by one; of more it is not said how many are open."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Of each some, the first in order, and how many there are; `open_promises` None where they are too many
    to count. `promises`: `promise_json`, latest first; `disputed`, `deadliest`: `incident_json`; `reports`:
    `id`, `doc`, `title`, `outlet`, `published`."""

    promises: tuple[Json, ...]
    open_promises: int | None
    disputed: tuple[Json, ...]
    disputed_dead: int
    disputed_all: int
    deadliest: tuple[Json, ...]
    deadly: int
    reports: tuple[Json, ...]
    all_reports: int
    incidents: int


def answers(store: Store, columns: Columns) -> Answers:
    promises, open_promises = _promises(store)
    dead = columns.has_dispute("killed") & ~columns.background
    spread = np.nan_to_num(columns.killed_high, nan=0) - np.nan_to_num(columns.killed_low, nan=0)
    many, newest = _reports(store)
    return Answers(
        promises=promises,
        open_promises=open_promises,
        # Most independent outlets first: that is where a difference says most.
        disputed=_first(store, columns, dead, -columns.outlets, -spread),
        disputed_dead=int(np.count_nonzero(dead)),
        disputed_all=int(np.count_nonzero(columns.disputes > 0)),
        deadliest=_first(store, columns, columns.deadly, -columns.killed_best, -columns.outlets),
        deadly=int(np.count_nonzero(columns.deadly)),
        reports=newest,
        all_reports=many,
        incidents=len(columns),
    )


def _promises(store: Store) -> tuple[tuple[Json, ...], int | None]:
    with store.reading() as connection:
        many = connection.execute(select(func.count()).select_from(promises_promise)).scalar_one()
    found = promise_rows(store, only_open=True)
    if many > MOST_COUNTED:
        return _distinct(promise_json(row) for row in islice(found, SHOWN * 4)), None
    kept = list(found)
    return _distinct(promise_json(row) for row in kept[: SHOWN * 4]), len(kept)


def _distinct(promises: Iterable[Json]) -> tuple[Json, ...]:
    """The first ones with different words: of one sentence several things may be promised."""
    found: dict[str, Json] = {}
    for one in promises:
        found.setdefault(one["words"], one)
    return tuple(found.values())[:SHOWN]


def _first(store: Store, columns: Columns, mask: Any, *keys: Any) -> tuple[Json, ...]:
    rows = np.flatnonzero(mask)
    order = np.lexsort((columns.rank[rows], *(np.asarray(key)[rows] for key in reversed(keys))))
    ids = [columns.ids[row] for row in rows[order][:SHOWN]]
    # Not those all of whose events have been judged wrong since the columns' state was linked.
    return tuple(incident_json(found) for found in several(store, ids))


def _reports(store: Store) -> tuple[int, tuple[Json, ...]]:
    """How many, and the last published; of several names that one was handed in under the first."""
    with store.reading() as connection:
        many = connection.execute(select(func.count()).select_from(report)).scalar_one()
        doc = select(func.min(receipt.c.doc)).where(receipt.c.report == report.c.id).scalar_subquery()
        of = report.c
        last = select(of.id, of.published).where(of.published.is_not(None))
        newest = last.order_by(of.published.desc(), of.id).limit(SHOWN).subquery()
        query = select(of.id, doc.label("doc"), of.title, of.outlet, of.published)
        query = query.join(newest, newest.c.id == of.id).order_by(of.published.desc(), of.id)
        return many, tuple(dict(row._mapping) for row in connection.execute(query))
