"""Reads news reports and keeps the situation they describe, each value with the words it was read from.

    import tidings

    reading = tidings.read_text(text, published=date(2020, 3, 17))
    for event in reading.events:
        print(event.type, [a.name for a in event.actors], event.evidence[0].span.of(text))

Names are imported when first used: `import tidings` takes milliseconds, the first reading loads the reader.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidings.api import Reading, open, read_paths, read_text
    from tidings.errors import InputError, ModelError, StoreError, TidingsError, UsageError
    from tidings.ledger import EventFilter, StateFilter, Store
    from tidings.model.record import Coded, Event, Party, Place, Source, State, When
    from tidings.model.report import Report
    from tidings.model.span import Span
    from tidings.views import to_arrow, to_pandas

__version__ = "0.1.0"

_HOMES = {
    "tidings.api": ("Reading", "open", "read_paths", "read_text"),
    "tidings.errors": ("InputError", "ModelError", "StoreError", "TidingsError", "UsageError"),
    "tidings.ledger": ("EventFilter", "StateFilter", "Store"),
    "tidings.model.record": ("Coded", "Event", "Party", "Place", "Source", "State", "When"),
    "tidings.model.report": ("Report",),
    "tidings.model.span": ("Span",),
    "tidings.views": ("to_arrow", "to_pandas"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Coded",
    "Event",
    "EventFilter",
    "InputError",
    "ModelError",
    "Party",
    "Place",
    "Reading",
    "Report",
    "Source",
    "Span",
    "State",
    "StateFilter",
    "Store",
    "StoreError",
    "TidingsError",
    "UsageError",
    "When",
    "__version__",
    "open",
    "read_paths",
    "read_text",
    "to_arrow",
    "to_pandas",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'tidings' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
