"""Makes src/tidings/data/link/same.tsv: which mentions are one, learnt from ECB+.

python training/link.py ECBPLUS [--docs FILE] [--measure]

ECBPLUS as `tidings evaluate ecb` takes it. Topics named under "ecb" in heldout.json are not trained on; with
--measure their figures are printed. --docs keeps the articles as read, which takes most of the time (make
it anew when the reader changes). Three steps, each fitted on numbers that come from folds of topics the
steps before it were not fitted on: pairs, how central a mention is, pairs once more. The threshold is the
best of the folds.
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from logistic import newton

from tidings.evaluate.coreference import Cluster, Share, b_cubed, ceaf_e, clusters_of, muc
from tidings.evaluate.events_alike import Topic, report_of, topics_of
from tidings.evaluate.formats_ecb import read_ecb
from tidings.link.cluster import cut, joints
from tidings.link.documents import story_of
from tidings.link.same import Linker, Table, weighed
from tidings.pipeline import default_pipeline

OUT = Path(__file__).parent.parent / "src/tidings/data/link/same.tsv"
HELD = Path(__file__).parent / "heldout.json"
FOLDS = 4
SEED = 0
PENALTY = 3.0
MOST = {"same": 3000, "like": 8000, "other": 3000}
"""Pairs taken of a topic: of one chain; of two chains with words or reports alike; of two others."""
HEAVIEST = 10.0
"""A pair that stands for others left out counts as that many at most."""
EVENS = np.arange(-2.0, 3.01, 0.25)


@dataclass(slots=True)
class Case:
    """A topic with what the comparators say of its pairs; `x` [pairs taken, numbers]."""

    topic: Topic
    pairs: dict[str, np.ndarray]
    chain: np.ndarray
    at: tuple[np.ndarray, np.ndarray]
    times: np.ndarray

    @property
    def same(self) -> np.ndarray:
        return self.chain[self.at[0]] == self.chain[self.at[1]]


Weights = dict[str, float]


def case_of(topic: Topic, linker: Linker, rng: np.random.Generator) -> Case:
    pairs = linker.numbers(topic.tellings)
    chain = np.unique([m.chain for m in topic.mentions], return_inverse=True)[1]
    i, j = np.tril_indices(len(chain), -1)
    one = chain[i] == chain[j]
    alike = (pairs["word"] + pairs["stem"] + pairs["a word of them"])[i, j] > 0
    taken, times = [], []
    for kind, rows in (("same", one), ("like", ~one & alike), ("other", ~one & ~alike)):
        all_ = np.flatnonzero(rows)
        some = rng.choice(all_, min(len(all_), MOST[kind]), replace=False)
        taken.append(some)
        times.append(np.full(len(some), min(HEAVIEST, len(all_) / max(1, len(some)))))
    rows = np.concatenate(taken)
    return Case(topic, pairs, chain, (i[rows], j[rows]), np.concatenate(times))


def fit(names: Sequence[str], x: np.ndarray, y: np.ndarray, times: np.ndarray | None = None) -> Weights:
    """Weights for the numbers as they stand; they are fitted to numbers brought to one spread."""
    mean, spread = x.mean(0), x.std(0) + 1e-6
    z = np.concatenate([(x - mean) / spread, np.ones((len(x), 1), x.dtype)], 1)
    w = newton(z, y.astype(x.dtype), np.full(z.shape[1], PENALTY), times=times, most=15, enough=1e-3)
    out = dict(zip(names, map(float, w[:-1] / spread), strict=True))
    return {**out, "always": float(w[-1] - (w[:-1] / spread) @ mean)}


def fit_pairs(cases: Sequence[Case], extra: Mapping[int, Mapping[str, np.ndarray]] | None = None) -> Weights:
    def numbers(case: Case) -> dict[str, np.ndarray]:
        return case.pairs | dict(extra[case.topic.number] if extra else {})

    names = sorted(numbers(cases[0]))
    x = np.concatenate([np.stack([n[k][c.at] for k in names], 1) for c in cases for n in [numbers(c)]])
    y, times = (np.concatenate([getattr(c, k) for c in cases]) for k in ("same", "times"))
    return fit(names, x.astype(np.float32), y, times)


def conll(parts: Sequence[tuple[list[Cluster], list[Cluster]]]) -> tuple[float, ...]:
    shares = [sum((f(found, gold) for found, gold in parts), Share()).f1 for f in (muc, b_cubed, ceaf_e)]
    return tuple(100 * s for s in (sum(shares) / 3, *shares))


def best_even(scores: Mapping[int, np.ndarray], cases: Sequence[Case]) -> tuple[float, tuple[float, ...]]:
    """Threshold with the best mean of the three figures, and the figures."""
    trees = {c.topic.number: joints(scores[c.topic.number]) for c in cases}

    def figures(even: float) -> tuple[float, ...]:
        parts = []
        for c in cases:
            groups = cut(len(c.chain), trees[c.topic.number], even)
            parts.append(([frozenset(g) for g in groups], clusters_of(enumerate(c.chain.tolist()))))
        return conll(parts)

    return max(((float(e), figures(float(e))) for e in EVENS), key=lambda pair: pair[1][0])


def train(cases: Sequence[Case], linker: Linker) -> tuple[dict[str, Weights], tuple[float, ...]]:
    """All weights, and the figures that the folds reach: mean, MUC, B³, CEAFe."""
    folds = [cases[k::FOLDS] for k in range(FOLDS)]
    number = {c.topic.number: k for k, fold in enumerate(folds) for c in fold}
    rest = [[c for c in cases if number[c.topic.number] != k] for k in range(FOLDS)]

    def by_fold(step: str, weights: Sequence[Weights], numbers: Mapping[int, dict[str, np.ndarray]]):
        tables = [Table({step: w}) for w in weights]
        return {t: tables[number[t]].score(step, n) for t, n in numbers.items()}

    pairs = {c.topic.number: c.pairs for c in cases}
    first = by_fold("first", [fit_pairs(r) for r in rest], pairs)
    told("pairs", best_even(first, cases))
    near = {c.topic.number: linker.central(c.topic.tellings, first[c.topic.number]) for c in cases}
    central = [fit_central(r, near) for r in rest]
    scores = by_fold("central", central, near)
    extra = {c.topic.number: weighed(c.pairs, scores[c.topic.number]) for c in cases}
    second = by_fold("second", [fit_pairs(r, extra) for r in rest], {t: pairs[t] | extra[t] for t in pairs})
    even, figures = best_even(second, cases)
    told("and central", (even, figures))
    weights = {
        "first": fit_pairs(cases),
        "central": fit_central(cases, near),
        "second": {**fit_pairs(cases, extra), "even": even},
    }
    return weights, figures


def fit_central(cases: Sequence[Case], near: Mapping[int, Mapping[str, np.ndarray]]) -> Weights:
    """Whether a mention is of a chain of several."""
    names = list(near[cases[0].topic.number])
    x = np.concatenate([np.stack([near[c.topic.number][k] for k in names], 1) for c in cases])
    y = np.concatenate([np.bincount(c.chain)[c.chain] > 1 for c in cases])
    return fit(names, x.astype(np.float32), y)


def told(what: str, found: tuple[float, tuple[float, ...]]) -> None:
    even, figures = found
    print(f"{what}: CoNLL {figures[0]:.1f}", [round(f, 1) for f in figures[1:]], "above", even, flush=True)


def write(weights: Mapping[str, Weights], cases: Sequence[Case]) -> None:
    mentions = sum(len(c.chain) for c in cases)
    lines = [
        "# Weights of the judgement 'same' (tidings.link.same), log-odds; made by training/link.py from",
        f"# {len(cases)} topics of ECB+, {mentions} mentions. Columns: step, number, weight.",
    ]
    for step, table in weights.items():
        lines += [f"{step}\t{name}\t{weight:.4g}" for name, weight in table.items()]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ecbplus", type=Path)
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    start = time.monotonic()
    articles = list(read_ecb(args.ecbplus))
    if args.docs and args.docs.exists():
        docs = pickle.loads(args.docs.read_bytes())
    else:
        pipeline = default_pipeline().up_to("roster")
        docs = {a.name: pipeline.read(report_of(a)) for a in articles}
        if args.docs:
            args.docs.write_bytes(pickle.dumps(docs))
    held = {int(name.partition("_")[0]) for name in json.loads(HELD.read_text())["ecb"]}
    groups = {
        False: [a for a in articles if a.topic not in held],
        True: [a for a in articles if a.topic in held],
    }
    made = {}
    for is_held, some in groups.items():
        topics = topics_of(some, docs)
        linker = Linker({a.name: story_of(docs[a.name]) for a in some}, mix=topics[0].mix if topics else None)
        made[is_held] = (topics, linker)
    topics, linker = made[False]
    rng = np.random.default_rng(SEED)
    cases = [case_of(t, linker, rng) for t in topics]
    print(f"{len(cases)} topics, {sum(len(c.times) for c in cases)} pairs, {time.monotonic() - start:.0f} s")
    weights, _ = train(cases, linker)
    write(weights, cases)
    print(f"{time.monotonic() - start:.0f} s")
    if args.measure:
        topics, linker = made[True]
        tested = [case_of(t, linker, rng) for t in topics]
        linker = Linker(linker._stories, mix=linker._mix, table=Table(weights))
        scores = {t.number: linker.score(t.tellings) for t in topics}
        even, parts = weights["second"]["even"], []
        for c in tested:
            groups_ = cut(len(c.chain), joints(scores[c.topic.number]), even)
            parts.append(([frozenset(g) for g in groups_], clusters_of(enumerate(c.chain.tolist()))))
        told("held out", (even, conll(parts)))
        told("held out, the best threshold", best_even(scores, tested))


if __name__ == "__main__":
    main()
