"""MUC, B³ and CEAFe: how alike two partitions of the same mentions are, as the CoNLL-2011/2012 scorer counts.

A partition is a list of clusters, a cluster a set of mentions; both partitions hold the same mentions, single
ones included. Each figure is (precision, recall) as sums, so that topics can be added up:
`(right, of_found, of_gold)` with precision right_found / of_found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Cluster = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Share:
    """Parts of a precision and a recall; shares of several topics are added."""

    right_found: float = 0.0
    found: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Share) -> Share:
        return Share(
            self.right_found + other.right_found, self.found + other.found,
            self.right_gold + other.right_gold, self.gold + other.gold,
        )  # fmt: skip

    @property
    def f1(self) -> float:
        """Between 0 and 1; 0 where nothing is right."""
        precision = self.right_found / self.found if self.found else 0.0
        recall = self.right_gold / self.gold if self.gold else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def muc(found: Sequence[Cluster], gold: Sequence[Cluster]) -> Share:
    """Links (Vilain et al. 1995): of a cluster of n, n - 1 less the parts into which the other cuts it."""

    def links(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
        of = _numbers(others)
        kept = sum(len(c) - len({of[m] for m in c}) for c in clusters)
        return float(kept), float(sum(len(c) - 1 for c in clusters))

    return Share(*links(found, gold), *links(gold, found))


def b_cubed(found: Sequence[Cluster], gold: Sequence[Cluster]) -> Share:
    """For each mention the share of its cluster that is right (Bagga and Baldwin 1998)."""
    mine, true = _clusters(found), _clusters(gold)
    right_found = sum(len(mine[m] & true[m]) / len(mine[m]) for m in mine)
    right_gold = sum(len(mine[m] & true[m]) / len(true[m]) for m in mine)
    return Share(right_found, float(len(mine)), right_gold, float(len(true)))


def ceaf_e(found: Sequence[Cluster], gold: Sequence[Cluster]) -> Share:
    """Clusters aligned one to one for the most likeness, 2|A ∩ B| / (|A| + |B|) (Luo 2005)."""
    of = _numbers(gold)
    alike = np.zeros((len(found), len(gold)))
    for row, cluster in enumerate(found):
        for column in {of[m] for m in cluster}:
            other = gold[column]
            alike[row, column] = 2 * len(cluster & other) / (len(cluster) + len(other))
    best = float(sum(alike[r, c] for r, c in assign(alike)))
    return Share(best, float(len(found)), best, float(len(gold)))


def clusters_of(labels: Iterable[tuple[Hashable, Hashable]]) -> list[Cluster]:
    """Partition from (mention, name of its cluster)."""
    out: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, name in labels:
        out[name].add(mention)
    return [frozenset(cluster) for cluster in out.values()]


def assign(gain: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Rows to columns, one to one, with the greatest sum (the Hungarian method by shortest augmenting
    paths; cubic, for some hundreds of rows). As many pairs as the shorter side has."""
    turned = gain.shape[0] > gain.shape[1]
    cost = -(gain.T if turned else gain)
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    taken = np.zeros(columns + 1, np.int64)  # row (from 1) of each column (from 1), 0 where free
    for row in range(1, rows + 1):
        taken[0] = row
        at = 0
        least = np.full(columns + 1, np.inf)
        way = np.zeros(columns + 1, np.int64)
        seen = np.zeros(columns + 1, bool)
        while True:
            seen[at] = True
            here = taken[at]
            slack = cost[here - 1] - row_price[here] - column_price[1:]
            nearer = ~seen[1:] & (slack < least[1:])
            least[1:][nearer] = slack[nearer]
            way[1:][nearer] = at
            open_ = np.where(seen[1:], np.inf, least[1:])
            to = int(open_.argmin()) + 1
            step = open_[to - 1]
            row_price[taken[seen]] += step
            column_price[seen] -= step
            least[~seen] -= step
            at = to
            if taken[at] == 0:
                break
        while at:
            before = int(way[at])
            taken[at] = taken[before]
            at = before
    pairs = [(int(taken[c]) - 1, c - 1) for c in range(1, columns + 1) if taken[c]]
    return [(c, r) for r, c in pairs] if turned else pairs


def _numbers(clusters: Sequence[Cluster]) -> dict[Hashable, int]:
    return {m: n for n, cluster in enumerate(clusters) for m in cluster}


def _clusters(clusters: Sequence[Cluster]) -> dict[Hashable, Cluster]:
    return {m: cluster for cluster in clusters for m in cluster}
