"""A model made by hand, of a reader made by hand: no weights are needed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from tidings.model.own_types import OwnType
from tidings.ontology import UserModel
from tidings.ontology.tables import Table

CYBER = OwnType("CYBERATTACK", "COERCE", ("outage", "theft"), "Breaking into computers")
READER: Any = SimpleNamespace(name="made", digest="0123", network=SimpleNamespace(check_vectors=lambda: None))


def table(names: tuple[str, ...], width: int, classes: int) -> Table:
    """Counts each name for the last class."""
    weights = np.zeros((width + len(names), classes), np.float32)
    weights[width:, -1] = 5.0
    return Table(names, weights, np.zeros(classes, np.float32))


def model(**more: Any) -> UserModel:
    fields: dict[str, Any] = {
        "types": (CYBER,), "reader_name": "made", "reader_digest": "0123", "threshold": 0.6,
        "temperature": 1.0, "deeds": table(("in=hacked",), 8, 2), "words": table(("word=hack/VERB",), 4, 2),
        "modes": {0: (("outage", "theft"), table(("in=hacked",), 8, 2))},
        "learnt": {"texts": 3, "news": 0},
    }  # fmt: skip
    return UserModel(**(fields | more))
