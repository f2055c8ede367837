"""Records as pandas data frames and Arrow tables, for who has them installed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, Literal

from tidings.errors import UsageError
from tidings.ledger.filters import ALL_EVENTS, ALL_STATES, EventFilter, StateFilter
from tidings.ledger.store import Store
from tidings.model.record import Coded
from tidings.views.codes import lists_with
from tidings.views.columns import EVENT_COLUMNS, STATE_COLUMNS, Cell, Kind, event_cells, state_cells
from tidings.views.tables import event_rows, state_rows

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped,unused-ignore]
    import pyarrow  # type: ignore[import-untyped,unused-ignore]

Source = Store | Iterable[Coded]
Records = Literal["events", "states"]

# Nullable types throughout, so that an unknown number stays unknown instead of turning a column of
# people into floats. Seconds: pandas' nanoseconds end in 1677, and reports do not.
_PANDAS: Final[dict[Kind, str]] = {
    "text": "string", "names": "object", "whole": "Int64", "real": "Float64", "day": "datetime64[s]",
    "flag": "boolean",
}  # fmt: skip


def to_pandas(
    source: Source, *, records: Records = "events", where: EventFilter | StateFilter | None = None
) -> pandas.DataFrame:
    """One row a record under EVENT_COLUMNS or STATE_COLUMNS, in the order of `event_rows`.

    Columns of names hold lists. What is unknown is NA (NaT for a day), never 0. Raises UsageError
    where pandas is not installed, or where the filter is one of the other records.
    """
    try:
        import pandas
    except ImportError:
        raise _missing("pandas") from None
    columns, rows = _rows(source, records, where)
    cells = {name: [row[name] for row in rows] for name in columns}
    return pandas.DataFrame(
        {name: pandas.Series(cells[name], dtype=_PANDAS[kind]) for name, kind in columns.items()}
    )


def to_arrow(
    source: Source, *, records: Records = "events", where: EventFilter | StateFilter | None = None
) -> pyarrow.Table:
    """As `to_pandas`, with typed columns: strings, lists of strings, int64, double, date32, bool.
    Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise _missing("pyarrow", extra="arrow") from None
    types: dict[Kind, Any] = {
        "text": pyarrow.string(),
        "names": pyarrow.list_(pyarrow.string()),
        "whole": pyarrow.int64(),
        "real": pyarrow.float64(),
        "day": pyarrow.date32(),
        "flag": pyarrow.bool_(),
    }
    columns, rows = _rows(source, records, where)
    schema = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
    return pyarrow.Table.from_pylist(rows, schema=schema)


def _rows(
    source: Source, records: Records, where: EventFilter | StateFilter | None
) -> tuple[dict[str, Kind], list[dict[str, Cell]]]:
    lists = lists_with(source.own_actors()) if isinstance(source, Store) else None
    if records == "events" and not isinstance(where, StateFilter):
        return EVENT_COLUMNS, [event_cells(row, lists) for row in event_rows(source, where or ALL_EVENTS)]
    if records == "states" and not isinstance(where, EventFilter):
        return STATE_COLUMNS, [state_cells(row, lists) for row in state_rows(source, where or ALL_STATES)]
    raise UsageError(
        f"records={records!r} with {type(where).__name__}: events take an EventFilter, states a StateFilter."
    )


def _missing(package: str, *, extra: str | None = None) -> UsageError:
    return UsageError(
        f"{package} is not installed. Install it with: pip install 'tidings[{extra or package}]'"
    )
