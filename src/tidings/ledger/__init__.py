"""The append-only ledger: what was received and what was read from it, in a store."""

from tidings.ledger.filters import EventFilter, EventRow, StateFilter, StateRow
from tidings.ledger.judged import Judgements, judged_pairs
from tidings.ledger.store import Added, Counts, Store
from tidings.ledger.verify import Problem, content_digest, replay, verify

__all__ = [
    "Added",
    "Counts",
    "EventFilter",
    "EventRow",
    "Judgements",
    "Problem",
    "StateFilter",
    "StateRow",
    "Store",
    "content_digest",
    "judged_pairs",
    "replay",
    "verify",
]
