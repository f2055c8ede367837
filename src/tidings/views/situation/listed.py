"""Incidents in order, and their records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from tidings.ledger.store import Store
from tidings.views.linking.members import chunks
from tidings.views.linking.tables import incident
from tidings.views.situation.columns import Columns, Days, Mask

SORTS: Final = ("told", "newest", "oldest", "killed", "outlets", "confidence")
"""Reported last first, latest day first, earliest day first, most killed first, most outlets first, least
sure first. What has no day or figure comes last; between equals the id decides."""


def ordered(columns: Columns, mask: Mask, sort: str = "told") -> NDArray[np.intp]:
    """The masked rows of the columns."""
    rows = np.flatnonzero(mask)
    order: NDArray[np.intp] = np.lexsort((columns.rank[rows], _key(columns, sort)[rows]))
    return rows[order]


def heads_of(store: Store, columns: Columns, rows: Iterable[int]) -> list[str]:
    """Their records (`head_json`) as JSON text, in this order."""
    wanted = list(rows)
    if columns.heads is not None:
        return [columns.heads[row] for row in wanted]
    found: dict[str, str] = {}
    with store.reading() as connection:
        for some in chunks(columns.ids[row] for row in wanted):
            query = select(incident.c.id, incident.c.record).where(incident.c.id.in_(some))
            found.update((id, record) for id, record in connection.execute(query))
    return [found[columns.ids[row]] for row in wanted]


def _key(columns: Columns, sort: str) -> NDArray[np.float64]:
    if sort == "confidence":
        return columns.confidence
    if sort == "outlets":
        return -columns.outlets.astype(np.float64)
    if sort == "killed":
        return np.where(columns.deadly, -np.nan_to_num(columns.killed_best), np.inf)
    day: Days = columns.told_last if sort == "told" else columns.day
    number = day.astype(np.int64).astype(np.float64)
    return np.where(np.isnat(day), np.inf, number if sort == "oldest" else -number)


def page_of(rows: NDArray[np.intp], page: int, size: int) -> Sequence[int]:
    """The rows of a page; pages count from 1."""
    return [int(row) for row in rows[(page - 1) * size : page * size]]
