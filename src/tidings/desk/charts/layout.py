"""Where the actors of a network stand: ties draw together, everybody else keeps their distance
(Fruchterman and Reingold 1991), the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

ROUNDS: Final = 250
"""Beyond it nothing moves that can be seen; 200 actors take a fifth of a second."""
_GRAVITY: Final = 0.06
"""Towards the middle, so that parts without a tie between them do not drift apart."""
_TURN: Final = 2.399963
"""The golden angle: points that start on a spiral with it are spread evenly."""


def layout(count: int, ties: Sequence[tuple[int, int, float]], *, ratio: float = 1.0) -> NDArray[np.float64]:
    """Points in a square of side 1, a row each. `ties`: two numbers of points and a weight. `ratio`: how wide
    the picture is for its height: the distances kept are those that are seen. Not to be changed: the last
    ones are kept."""
    return _layout(count, tuple(ties), ratio)


@lru_cache(maxsize=16)
def _layout(count: int, ties: tuple[tuple[int, int, float], ...], ratio: float) -> NDArray[np.float64]:
    if count == 0:
        return np.zeros((0, 2))
    order = np.arange(count)
    radius = np.sqrt((order + 0.5) / count) / 2
    at = np.stack([radius * np.cos(order * _TURN), radius * np.sin(order * _TURN)], axis=1)
    at *= (ratio, 1.0)
    pull = np.zeros((count, count))
    for a, b, weight in ties:
        if a != b:
            pull[a, b] = pull[b, a] = max(pull[a, b], 0.0) + 1.0 + np.log1p(weight)
    near = np.sqrt(ratio / count)
    pull /= near * 4
    for step in range(ROUNDS):
        # Two tables and not one of pairs: numpy adds up along an axis of two a third as fast.
        across, up = (at[:, None, axis] - at[None, :, axis] for axis in (0, 1))
        far = np.sqrt(across * across + up * up) + 1e-9
        force = near**2 / (far * far) - pull * far
        np.fill_diagonal(force, 0.0)
        pushed = np.stack([(across * force).sum(axis=1), (up * force).sum(axis=1)], axis=1)
        move = pushed - _GRAVITY * at * np.sqrt(count) * near
        length = np.sqrt((move**2).sum(axis=1, keepdims=True)) + 1e-9
        at += move / length * np.minimum(length, 0.1 * (1 - step / ROUNDS))
    low, high = at.min(axis=0), at.max(axis=0)
    spread = np.where(high - low > 1e-6, high - low, 1.0)
    return np.where(high - low > 1e-6, (at - low) / spread, 0.5)
