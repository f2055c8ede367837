"""What the ledger says, as tables and files. Everything here is computed and can be computed again."""

from tidings.ledger.filters import EventFilter, EventRow, StateFilter, StateRow
from tidings.views.actors import ActorRow, actor_rows, find_actor
from tidings.views.codes import lists_with
from tidings.views.columns import EVENT_COLUMNS, STATE_COLUMNS
from tidings.views.dataframes import to_arrow, to_pandas
from tidings.views.export import write_events_csv, write_jsonl, write_states_csv
from tidings.views.tables import event_rows, state_rows, surer

__all__ = [
    "EVENT_COLUMNS",
    "STATE_COLUMNS",
    "ActorRow",
    "EventFilter",
    "EventRow",
    "StateFilter",
    "StateRow",
    "actor_rows",
    "event_rows",
    "find_actor",
    "lists_with",
    "state_rows",
    "surer",
    "to_arrow",
    "to_pandas",
    "write_events_csv",
    "write_jsonl",
    "write_states_csv",
]
