"""Scores for the training log; evaluate.py measures the exported model."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidings.reader.decode import decode_spans


def score_parse(
    network: Any, rows: list[Any], mask_arcs: Any, labels: dict[str, list[str]]
) -> dict[str, float]:
    """Greedy tags and heads, in percent of all words, punctuation included."""
    n = upos = xpos = uas = las = 0
    for _, b, out in rows:
        known = b["head"] != -100
        heads = mask_arcs(out[2], b["sent"]).argmax(2)
        r, c = known.nonzero(as_tuple=True)
        deps = network.labels(out[3][r, c], out[4][r, heads[r, c]]).argmax(1)
        right = heads[r, c] == b["head"][r, c]
        n += len(r)
        uas += int(right.sum())
        las += int((right & (deps == b["dep"][r, c])).sum())
        upos += int((out[0].argmax(2)[r, c] == b["upos"][r, c]).sum())
        xpos += int((out[1].argmax(2)[r, c] == b["xpos"][r, c]).sum())
    return {"upos": 100 * upos / n, "xpos": 100 * xpos / n, "uas": 100 * uas / n, "las": 100 * las / n}


def score_entities(rows: list[Any], labels: dict[str, list[str]], task: str) -> dict[str, float]:
    """Exact span and type, in percent."""
    names = labels[task]
    right = found = gold = 0
    for batch, _, out in rows:
        scores = out[5 if task == "worldwide" else 6].numpy()
        for k, e in enumerate(batch):
            n = len(e.words)
            sent = np.array(e.window.sent)
            for s in range(sent.max() + 1):
                at = np.flatnonzero(sent == s)
                spans = decode_spans(scores[k : k + 1, at], np.array([len(at)]))[0]
                mine = {(a, b, names[1 + 4 * kind][2:]) for a, b, kind in spans}
                true = spans_of([names[max(e.labels[task][i], 0)] for i in at])
                right, found, gold = right + len(mine & true), found + len(mine), gold + len(true)
            assert n == len(sent)
    p, r = right / max(found, 1), right / max(gold, 1)
    return {"p": 100 * p, "r": 100 * r, "f": 200 * p * r / max(p + r, 1e-9)}


def spans_of(tags: list[str]) -> set[tuple[int, int, str]]:
    """(first, last, type) of a well-formed BIOES sequence."""
    out: set[tuple[int, int, str]] = set()
    first = 0
    for i, tag in enumerate(tags):
        if tag[0] in "BS":
            first = i
        if tag[0] in "ES":
            out.add((first, i, tag[2:]))
    return out
