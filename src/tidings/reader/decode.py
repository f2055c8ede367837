"""From scores to labels: entity spans by constrained Viterbi, one-rooted trees by spanning tree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_LOW = np.float32(-1e4)


def decode_spans(scores: Floats, lengths: Ints) -> list[list[tuple[int, int, int]]]:
    """Best-scoring spans (first, last, type number) of each row of `scores` [rows, words, 1 + 4K].

    Tag 0 is "outside"; tags 1 + 4k to 4 + 4k are begin, inside, end and single of type k. Exact
    over all well-formed tag sequences: because a span continues only in its own type, the best way
    into a tag is a maximum of two (inside) or one shared number (all else), not of all tags.
    """
    rows, width, n = scores.shape
    kinds = (n - 1) // 4
    # Words first and tags before kinds, so that each step of the loop takes whole slices.
    mark = np.ascontiguousarray(scores[:, :, 1:].reshape(rows, width, kinds, 4).transpose(1, 3, 0, 2))
    outside = np.ascontiguousarray(scores[:, :, 0].T)
    shortest = int(lengths.min()) if rows else 0
    # How a word may end outside every span: 0 outside, 1 + k an end, 1 + K + k a single.
    ways = np.empty((rows, 1 + 2 * kinds), np.float32)
    out, ends, singles = ways[:, 0], ways[:, 1 : 1 + kinds], ways[:, 1 + kinds :]
    out[:], ends[:], singles[:] = outside[0], _LOW, mark[0, 3]
    shut_back = np.zeros((width, rows), np.int64)
    end_back = np.zeros((width, rows, kinds), bool)
    ways.argmax(1, out=shut_back[0])
    shut = ways.max(1, keepdims=True)
    begun = mark[0, 0].copy()
    inside = np.full((rows, kinds), _LOW, np.float32)
    for t in range(1, width):
        starts, goes_on, stops, alone = mark[t]
        np.greater(inside, begun, out=end_back[t])
        running = np.maximum(inside, begun)
        np.add(shut[:, 0], outside[t], out=out)
        np.add(running, stops, out=ends)
        np.add(shut, alone, out=singles)
        np.add(running, goes_on, out=inside)
        np.add(shut, starts, out=begun)
        ways.argmax(1, out=shut_back[t])
        new_shut = ways.max(1, keepdims=True)
        if t < shortest:
            shut = new_shut
        else:
            live = t < lengths
            shut = np.where(live[:, None], new_shut, shut)
            shut_back[t] = np.where(live, shut_back[t], 0)
    return [_trace(shut_back[:, r], end_back[:, r], int(lengths[r]), kinds) for r in range(rows)]


def _trace(
    shut_back: Ints, from_inside: NDArray[np.bool_], length: int, kinds: int
) -> list[tuple[int, int, int]]:
    out: list[tuple[int, int, int]] = []
    t = length - 1
    while t >= 0:
        way = int(shut_back[t])
        if way > kinds:
            out.append((t, t, way - 1 - kinds))
        elif way > 0:
            last, kind = t, way - 1
            while from_inside[t, kind]:
                t -= 1
            t -= 1
            out.append((t, last, kind))
        t -= 1
    return out[::-1]


def greedy_heads(arcs: Floats, sent: Ints) -> Ints:
    """Best head of each word of a window within its sentence: 0 the root, 1 + w word w.

    `arcs` [words, 1 + words] is altered: arcs into other sentences get a score of -1e4.
    """
    arcs[:, 1:][sent[:, None] != sent[None, :]] = _LOW
    heads: Ints = arcs.argmax(1)
    return heads


def broken_sentences(heads: Ints, sent: Ints) -> list[int]:
    """Sentences of a window in which `heads` is no tree with exactly one root."""
    up = np.concatenate([[0], heads])
    for _ in range(max(1, int(np.ceil(np.log2(len(up) + 1))))):
        up = up[up]
    loops = set(sent[up[1:] != 0].tolist())
    roots = np.bincount(sent[heads == 0], minlength=int(sent.max()) + 1)
    return sorted(loops | set(np.flatnonzero(roots != 1).tolist()))


def decode_tree(scores: Floats) -> Ints:
    """Heads (0 root, 1 + w word w) of the best tree over `scores` [words, 1 + words], one root only.

    Chu-Liu-Edmonds. Where the best tree has several roots, each word is tried as the only one, the
    most promising first, until no other can do better than the best tree found.
    """
    n = len(scores)
    if n == 1:
        return np.zeros(1, np.int64)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    heads = _edmonds(square)[1:]
    if int((heads == 0).sum()) == 1:
        return heads
    elsewhere = square[1:, 1:].max(1)
    bounds = elsewhere.sum() + square[1:, 0] - elsewhere
    at = np.arange(1, n + 1)
    most = -np.inf
    for root in np.argsort(-bounds) + 1:
        if bounds[root - 1] <= most:
            break
        forced = square.copy()
        forced[1:, 0] = -np.inf
        forced[root] = -np.inf
        forced[root, 0] = square[root, 0]
        tree = _edmonds(forced)[1:]
        total = float(square[at, tree].sum())
        if total > most:
            heads, most = tree, total
    return heads


def _edmonds(square: NDArray[np.float64]) -> Ints:
    """Best tree from node 0 over `square[dependent, head]`. Contracts one cycle at a time."""
    n = len(square)
    heads: Ints = square.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = square[np.ix_(rest, rest)]
    into = square[np.ix_(cycle, rest)] - square[cycle, heads[cycle]][:, None]
    enter = into.argmax(0)
    small[-1, :-1] = into[enter, np.arange(len(rest))]
    out_of = square[np.ix_(rest, cycle)]
    leave = out_of.argmax(1)
    small[:-1, -1] = out_of[np.arange(len(rest)), leave]
    small[0, :] = -np.inf
    inner = _edmonds(small)
    for k, node in enumerate(rest[1:], start=1):
        heads[node] = cycle[leave[k]] if inner[k] == len(rest) else rest[inner[k]]
    outer = inner[-1]
    heads[cycle[enter[outer]]] = rest[outer]
    return heads


def _find_cycle(heads: Ints) -> Ints | None:
    state = np.zeros(len(heads), np.int64)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.array(path[path.index(node) :])
        state[path] = 2
    return None
