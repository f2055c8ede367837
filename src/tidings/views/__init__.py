"""What the ledger says, as tables and files. Everything here is computed and can be computed again."""

from tidings.ledger.filters import EventFilter, EventRow, StateFilter, StateRow
from tidings.views.columns import EVENT_COLUMNS, STATE_COLUMNS
from tidings.views.dataframes import to_arrow, to_pandas
from tidings.views.export import write_events_csv, write_jsonl, write_states_csv
from tidings.views.tables import event_rows, state_rows, surer

__all__ = [
    "EVENT_COLUMNS",
    "STATE_COLUMNS",
    "EventFilter",
    "EventRow",
    "StateFilter",
    "StateRow",
    "event_rows",
    "state_rows",
    "surer",
    "to_arrow",
    "to_pandas",
    "write_events_csv",
    "write_jsonl",
    "write_states_csv",
]
