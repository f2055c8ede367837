"""Groups from numbers for pairs: average linkage, in time quadratic in the mentions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Joint = tuple[float, int, int]
"""Two groups, each by its first member, and the mean over the pairs between them."""


def joints(score: NDArray[np.floating]) -> list[Joint]:
    """Every joining of the tree, by following nearest neighbours (Murtagh 1983): two groups that are each
    other's nearest are joined at once, which for a mean gives the tree of "the nearest two first".
    `score` [n, n] is symmetric; its diagonal is not read. Ties go to the earlier member."""
    n = len(score)
    total = score.astype(np.float64)
    np.fill_diagonal(total, -np.inf)
    size, alive = np.ones(n), np.ones(n, bool)
    out: list[Joint] = []
    chain: list[int] = []
    while len(out) < n - 1:
        if not chain:
            chain.append(int(np.flatnonzero(alive)[0]))
        here = chain[-1]
        mean = total[here] / (size * size[here])
        to = int(mean.argmax())
        if len(chain) < 2 or mean[to] > mean[chain[-2]]:
            chain.append(to)
            continue
        to = chain[-2]
        del chain[-2:]
        first, second = sorted((here, to))
        out.append((float(mean[to]), first, second))
        total[first] += total[second]
        total[:, first] = total[first]
        size[first] += size[second]
        total[second] = total[:, second] = total[first, first] = -np.inf
        alive[second] = False
    return out


def cut(n: int, tree: Sequence[Joint], even: float) -> list[list[int]]:
    """Groups of the `n` members that hang together above `even`, each ascending, by their first."""
    first = list(range(n))
    for mean, a, b in sorted(tree, reverse=True):
        if mean > even:
            low, high = sorted((first[a], first[b]))
            first = [low if f == high else f for f in first]
    groups: dict[int, list[int]] = {}
    for member, f in enumerate(first):
        groups.setdefault(f, []).append(member)
    return list(groups.values())
