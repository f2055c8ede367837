"""When incidents were: how many by status, and how many were killed, from lowest to highest figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from tidings.model.codes import STATUSES
from tidings.views.situation.columns import Columns, Mask

Step = Literal["day", "week", "month", "year"]
MOST_BARS: Final = 220
_LAST: Final = (date.max - date(1970, 1, 1)).days
_EVERY: Final[dict[str, float]] = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}
TAIL: Final = 0.01
"""Share at either end that may lie off the shown time: what is told of history would else leave the news a
hair's breadth."""
SHORT: Final = 0.15
"""Share of the time shown, below which a chosen period is drawn nearer."""


@dataclass(frozen=True, slots=True)
class Bar:
    """From `start` up to, not including, `end`. `counts` by status. The dead are those of incidents that
    began in it: `low` to `high` with `best` between; `open` figures have no upper bound ("at least 9")."""

    start: date
    end: date
    counts: dict[str, int]
    low: int
    best: int
    high: int
    open: int


@dataclass(frozen=True, slots=True)
class Bars:
    """`before`, `after`: incidents off the shown time. `undated`: those without a day."""

    step: Step
    start: date | None
    end: date | None
    bars: tuple[Bar, ...]
    before: int
    after: int
    undated: int


def bars(columns: Columns, mask: Mask, *, since: date | None = None, until: date | None = None) -> Bars:
    """Of the masked incidents by their first day. `since`, `until`: days that are to be on it."""
    day = columns.day
    undated = int(np.count_nonzero(mask & np.isnat(day)))
    rows = np.flatnonzero(mask & ~np.isnat(day))
    days = day[rows].astype(np.int64)
    if not len(rows) and since is None and until is None:
        return Bars("day", None, None, (), 0, 0, undated)
    low, high = _span(days, since, until)
    step = next((s for s, n in _EVERY.items() if (high - low) / n < MOST_BARS), "year")
    edges = _edges(low, high, step)
    at = np.searchsorted(edges, days, side="right") - 1
    inside = (days >= edges[0]) & (days < edges[-1])
    rows, at = rows[inside], at[inside]
    many = len(edges) - 1
    counts = {
        status: np.bincount(at[columns.status.equal(status)[rows]], minlength=many) for status in STATUSES
    }
    dead = columns.deadly[rows]
    toll = {
        name: np.bincount(at[dead], np.nan_to_num(figures), minlength=many)
        for name, figures in _figures(columns, rows[dead]).items()
    }
    starts = edges.astype("datetime64[D]").tolist()
    return Bars(
        step=step,  # type: ignore[arg-type]
        start=starts[0],
        end=starts[-1],
        bars=tuple(
            Bar(
                starts[n], starts[n + 1], {s: int(c[n]) for s, c in counts.items() if c[n]},
                *(int(toll[name][n]) for name in ("low", "best", "high", "open")),
            )
            for n in range(many)
        ),
        before=int(np.count_nonzero(days < edges[0])),
        after=int(np.count_nonzero(days >= edges[-1])),
        undated=undated,
    )  # fmt: skip


def _figures(columns: Columns, rows: NDArray[np.intp]) -> dict[str, NDArray[np.float64]]:
    low, best, high = (getattr(columns, f"killed_{name}")[rows] for name in ("low", "best", "high"))
    is_open = np.isnan(high)
    # Where no bound is known the best figure stands for it, and the bar says how many are open.
    return {
        "low": np.where(np.isnan(low), 0, low),
        "best": best,
        "high": np.where(is_open, best, high),
        "open": is_open.astype(np.float64),
    }


def _span(days: NDArray[np.int64], since: date | None, until: date | None) -> tuple[int, int]:
    """First and last day shown, as numbers of days since 1970. A short period that was chosen is shown with
    as much before and after it; all the rest would leave it too narrow to be seen."""
    ends = [(d - date(1970, 1, 1)).days for d in (since, until) if d is not None]
    if len(days):
        few = len(days) < 1 / TAIL
        inside = np.quantile(days, [0.05, 0.95] if few else [TAIL, 1 - TAIL], method="nearest")
        ends += [int(n) for n in inside]
    low, high = min(ends), max(ends)
    if since is not None and until is not None and 0 <= ends[1] - ends[0] < SHORT * (high - low):
        around = max(ends[1] - ends[0], 7)
        return max(low, ends[0] - around), min(high, ends[1] + around)
    return low, high


def _edges(low: int, high: int, step: str) -> NDArray[np.int64]:
    """Days on which a bar begins, and the one after the last."""
    if step == "day":
        return np.arange(low, high + 2)
    if step == "week":
        monday = low - (low + 3) % 7  # 1970-01-01 was a Thursday
        return np.arange(monday, high + 8, 7)
    unit = "M" if step == "month" else "Y"
    first, last = (np.datetime64(n, "D").astype(f"datetime64[{unit}]").astype(np.int64) for n in (low, high))
    months = np.arange(first, last + 2).astype(f"datetime64[{unit}]").astype("datetime64[D]")
    return np.minimum(months.astype(np.int64), _LAST)  # no day comes after the year 9999
