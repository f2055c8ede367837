"""Scores the PLOVER root between two marked parties on PLV."""

from __future__ import annotations

from pathlib import Path

from tidings.evaluate.figures import Json, Outcome, Tally, accuracy, macro_f1, percent
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_plover import QUAD, ROOTS, YIELD, read_plv
from tidings.evaluate.predict import RootScores
from tidings.model.span import Span

BINARY = {"1": "cooperation", "2": "cooperation", "3": "conflict", "4": "conflict"}


def score_plv(path: Path, root_scores: RootScores, *, only: frozenset[str] | None, tell: Tell) -> Outcome:
    """The root with the highest score is the answer, and its quad class and side follow from it."""
    gold: list[tuple[str, str]] = []
    found: list[str] = []
    predictions: list[Json] = []
    for item in read_plv(path, tell):
        if only is not None and item.name not in only:
            continue
        scores = within(item.name, tell, root_scores, item.text, item.source, item.target)
        if scores is None:
            continue
        root = best_root(scores)
        gold.append((item.root, item.quad))
        found.append(root)
        predictions.append({
            "doc": item.name,
            "line": item.line,
            "text": item.text,
            "source": _offsets(item.source),
            "target": _offsets(item.target),
            "label": root,
            "quad": QUAD[root],
            "side": BINARY[QUAD[root]],
            "scores": {k: round(v, 4) for k, v in sorted(scores.items())},
        })  # fmt: skip
    roots, quads = [r for r, _ in gold], [q for _, q in gold]
    my_quads = [QUAD[r] for r in found]
    figures = {
        "root_macro_f1": percent(macro_f1(roots, found)),
        "root_accuracy": percent(accuracy(roots, found)),
        "quad_macro_f1": percent(macro_f1(quads, my_quads)),
        "binary_macro_f1": percent(macro_f1([BINARY[q] for q in quads], [BINARY[q] for q in my_quads])),
    }
    rows: list[tuple[str, ...]] = [
        (name.replace("_", " "), f"{value:.1f}", "", "", "") for name, value in figures.items()
    ]
    for root in ROOTS:
        tally = Tally()
        for true, mine in zip(roots, found, strict=True):
            tally.add(int(true == mine == root), int(mine == root != true), int(true == root != mine))
        rows.append((root, *_last_first(tally.row(root)[1:])))
    header = ("", "F1", "P", "R", "gold")
    return Outcome(len(gold), len(gold), "sentences", figures, header, tuple(rows), tuple(predictions))


def _offsets(span: Span | None) -> Json | None:
    return {"start": span.start, "end": span.end} if span else None


def _last_first(cells: tuple[str, ...]) -> tuple[str, ...]:
    p, r, f1, gold = cells
    return f1, p, r, gold


def best_root(scores: dict[str, float]) -> str:
    """The root with the highest score, the first of ROOTS among equals. CONCEDE and RETREAT count
    together as YIELD, whichever of them the scores name."""
    folded = dict.fromkeys(ROOTS, 0.0)
    for name, score in scores.items():
        root = YIELD if name in ("CONCEDE", "RETREAT") else name
        folded[root] = folded.get(root, 0.0) + score
    return max(ROOTS, key=lambda root: folded[root])
