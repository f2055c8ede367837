"""Which of its candidates each name of a report means: a trained sum of weights, made into chances.

The weights in data/places/rank.tsv (feature, first pass, second pass) are made by `training/places_rank.py`.
Within a name the chances of its candidates add up to one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.mentions.gazetteer_tables import rows
from tidings.mentions.places_features import FIRST, SECOND, Group, Matrix, first_features, second_features
from tidings.mentions.places_hints import Setting

_ROUNDS: Final = 2
"""How often the second pass is made, each on the chances of the one before."""


def chances_of(groups: Sequence[Group], setting: Setting, outlet: str) -> list[npt.NDArray[np.float64]]:
    """The chances of each group's candidates, in their order."""
    first, second = weights()
    x = first_features(groups, setting, outlet)
    chances = shares(x @ first, groups)
    for _ in range(_ROUNDS):
        both = np.hstack([x, second_features(groups, chances)])
        chances = shares(both @ second, groups)
    return split(chances, groups)


def shares(scores: npt.NDArray[np.float64], groups: Sequence[Group]) -> npt.NDArray[np.float64]:
    """Scores of candidates as chances that add up to one within each group."""
    out = np.zeros(len(scores))
    start = 0
    for group in groups:
        stop = start + len(group.options)
        if stop > start:
            raised = np.exp(scores[start:stop] - scores[start:stop].max())
            out[start:stop] = raised / raised.sum()
        start = stop
    return out


def split(values: npt.NDArray[np.float64], groups: Sequence[Group]) -> list[npt.NDArray[np.float64]]:
    return np.split(values, np.cumsum([len(g.options) for g in groups])[:-1]) if groups else []


@cache
def weights() -> tuple[Matrix, Matrix]:
    """Columns of FIRST, and of FIRST and SECOND together. A feature that the table lacks counts nothing."""
    table = {row[0]: (float(row[1] or 0), float(row[2] or 0)) for row in rows("rank")}
    return (
        np.array([table.get(name, (0.0, 0.0))[0] for name in FIRST]),
        np.array([table.get(name, (0.0, 0.0))[1] for name in (*FIRST, *SECOND)]),
    )
