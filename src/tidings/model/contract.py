"""The record format `report/1`: the one place where records become JSON and are read back.

Identity rule: the id of an event or state is a hash over its report's id and everything the record
says, without `id`, `confidence`, `confidences` and `why`. So the same reading of the same report has
the same id on every machine and in any order of loading; a reader that is merely surer of it, or
explains it in other words, does not change it. `check` re-derives every id.
"""

from tidings.model.contract_check import check, problems
from tidings.model.contract_read import (
    event_from_json,
    from_json,
    loads,
    state_from_json,
    types_from_json,
    unclear_from_json,
)
from tidings.model.contract_write import (
    dumps,
    dumps_json,
    event_id,
    event_json,
    state_id,
    state_json,
    to_json,
    types_json,
    unclear_json,
    with_ids,
)

__all__ = [
    "check",
    "dumps",
    "dumps_json",
    "event_from_json",
    "event_id",
    "event_json",
    "from_json",
    "loads",
    "problems",
    "state_from_json",
    "state_id",
    "state_json",
    "to_json",
    "types_from_json",
    "types_json",
    "unclear_from_json",
    "unclear_json",
    "with_ids",
]
