"""Softmax regression over a dense vector and named features, and the table of weights it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tidings.ontology.softmax import Reals, fit_softmax


@dataclass(frozen=True)
class Table:
    """`weights` [numbers of the vector, then `names`; classes], `bias` [classes]."""

    names: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, vector: NDArray[np.float32], names: Iterable[str]) -> Reals:
        """One score a class; a name that is not in the table counts nothing."""
        width = len(self.weights) - len(self.names)
        rows = [width + at for name in names if (at := self._at.get(name)) is not None]
        return np.asarray(vector @ self.weights[:width] + self.weights[rows].sum(0) + self.bias, np.float64)

    @cached_property
    def _at(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.names)}


class Design:
    """Rows of vector and names, ready to be fitted over any choice of rows.

    Each number of the vector is brought to mean 0 and deviation 1. A name is kept where at least two of
    the rows `counted` have it, and stands as `weight`: the larger, the less the penalty holds it back.
    """

    def __init__(
        self,
        vectors: NDArray[np.float32],
        names: Sequence[tuple[str, ...]],
        *,
        counted: Iterable[int],
        weight: float,
    ) -> None:
        seen = Counter(name for row in counted for name in names[row])
        self.names = tuple(sorted(name for name, n in seen.items() if n > 1))
        self._middle, self._spread = vectors.mean(0, np.float64), vectors.std(0, np.float64) + 1e-6
        self._weight = weight
        at = {name: k for k, name in enumerate(self.names)}
        marks = np.zeros((len(vectors), len(self.names)))
        for row, own in enumerate(names):
            marks[row, [at[name] for name in own if name in at]] = weight
        self.x: Reals = np.concatenate([(vectors - self._middle) / self._spread, marks], 1)

    def fit(self, targets: Reals, *, l2: float) -> tuple[Reals, Reals]:
        """Weights and bias over the design's own columns; rows whose targets are all 0 play no part."""
        rows = np.flatnonzero(targets.sum(1))
        found = fit_softmax(self.x[rows], targets[rows], l2=l2)
        return found.weights, found.bias

    def table(self, weights: Reals, bias: Reals) -> Table:
        """The same weights for vectors and names as they come."""
        width = len(self._middle)
        dense = weights[:width] / self._spread[:, None]
        named = weights[width:] * self._weight
        whole = np.concatenate([dense, named]).astype(np.float32)
        return Table(self.names, whole, (bias - self._middle @ dense).astype(np.float32))
