"""Comparator: does the reader's network take the two for one deed?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from tidings.link.rarity import Floats
from tidings.link.telling import Telling

MOST: Final = 8.0
"""Log-odds beyond which the network says no more."""


def compare(tellings: Sequence[Telling], mix: Floats | None) -> dict[str, Floats]:
    """`mix`: what the network weighs pairs with (Hints.mix("same")); None where it has not read the reports.
    "network": its log-odds in both directions, in quarters."""
    if mix is None:
        return {}
    left, right = np.stack([t.left for t in tellings]), np.stack([t.right for t in tellings])
    types = np.stack([t.types for t in tellings])
    one_way = left @ mix @ right.T
    fact = np.array([t.fact for t in tellings], np.float32)
    left, right = (v / (np.linalg.norm(v, axis=1, keepdims=True) + 1e-6) for v in (left, right))
    return {
        "network": np.clip((one_way + one_way.T) / 2, -MOST, MOST) / 4,
        "left alike": left @ left.T,
        "right alike": right @ right.T,
        "type": types @ types.T,
        "fact": np.add.outer(fact, fact) / 6,
    }


def why(a: Telling, b: Telling) -> str:
    kinds = [int(t.types.argmax()) if len(t.types) else 0 for t in (a, b)]
    return "the same type of deed" if kinds[0] == kinds[1] != 0 else "no type of deed, or another"
