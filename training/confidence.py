"""Turns scores into chances: fits src/tidings/data/claims/confidence.tsv, and says how true chances are.

python training/confidence.py FOLDER [--cache FILE] [--tables DIR]
python training/confidence.py FOLDER --measure GOLD_DIR [--page docs/method/confidence.md]

FOLDER is what `written.py unpack` and `real.py unpack` write. Only every HELD-th report is used: those
trained nothing in the network; and of these only real pages and written ones like them, as what is read is
real. Tables of weights that are trained on all reports would look surer here than anywhere
else; the reports are read with tables fitted without them. --tables keeps these for the next run (they
are made where the folder is empty; empty it when network, rules or judge.py changed), --cache is the file
that judge.py keeps read reports in. --measure fits nothing: it prints chances against shares right, on
the reports held out and on those of GOLD_DIR.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import judge
import numpy as np
from logistic import newton

from tidings.claims import drafts as drafting
from tidings.claims import linear
from tidings.claims.states import find_states
from tidings.claims.sure import OF_EVENT, OF_STATE, state_numbers
from tidings.claims.unclear import doubts, told_types
from tidings.evaluate import gold_match
from tidings.model.codes import CONFIDENCE_FIELDS
from tidings.model.contract import state_json, with_ids
from tidings.model.doc import Doc

OUT = judge.OUT / "confidence.tsv"
HELD = judge.HELD
PENALTY = 1.0
"""L2 on everything but the score and the constant."""
LEAST = 8
"""Fewest cases that a number must be in to count."""
BINS = 10
START, END = "<!-- measured -->", "<!-- end -->"


@dataclass(frozen=True, slots=True)
class Case:
    """One value: what its chance is made of, and whether it is right."""

    numbers: dict[str, float]
    right: bool
    report: int


Json = dict[str, Any]
Cases = dict[str, list[Case]]
Weights = dict[str, float]


def cases_of(reports: Iterable[tuple[int, judge.Told, Json]]) -> Cases:
    """By field, every value that the reader gives."""
    out: Cases = defaultdict(list)
    for number, told, ann in reports:
        again = judge._told(told.doc, told.gold)
        doc = again.doc  # frames as they were found
        _event_cases(out, number, doc, ann)
        _state_cases(out, number, doc, ann)
        _unclear_cases(out, number, judge._told(told.doc, told.gold))
    return out


def _event_cases(out: Cases, number: int, doc: Doc, ann: Json) -> None:
    for one in judge.found_events(doc, ann["events"]):
        right = one.gold is not None and gold_match.same_type(one.gold, one.record)
        out[OF_EVENT].append(Case(dict(one.numbers[OF_EVENT]), right, number))
        if one.gold is not None:
            for field, right in right_fields(one.gold, one.record).items():
                out[field].append(Case(dict(one.numbers[field]), right, number))


def right_fields(gold: Json, found: Json) -> dict[str, bool]:
    """Of the fields that the record fills, whether the value is right: of a list every name, and no other."""
    out = {
        "type": gold_match.same_type(gold, found),
        "status": found["status"] == gold["status"],
        "background": found["background"] == gold["background"],
    }
    for field in ("actors", "recipients", "sources"):
        if found[field]:
            out[field] = _same_slots(found[field], gold.get(field) or [])
    if found["place"]:
        out["place"] = gold_match.same_place(found["place"], gold_match.place(gold))
    if found["when"]:
        out["when"] = gold_match.days(found) == gold_match.days(gold)
    return out


def _same_slots(found: Sequence[Any], gold: Sequence[Any]) -> bool:
    used: set[int] = set()
    for name in found:
        at = next((i for i, g in enumerate(gold) if i not in used and gold_match.same_name(name, g)), None)
        if at is None:
            return False
        used.add(at)
    return len(found) == len(gold)


def _state_cases(out: Cases, number: int, doc: Doc, ann: Json) -> None:
    states = with_ids(doc.report, (), find_states(doc)).states
    pairs = gold_match.align(
        ann["states"],
        [state_json(s) for s in states],
        lambda gold, record: gold_match.state_affinity(gold, record, doc.text),
    )
    right = {n for _, n in pairs}
    for n, state in enumerate(states):
        out[OF_STATE].append(Case(dict(state_numbers(doc, state)), n in right, number))


def _unclear_cases(out: Cases, number: int, told: judge.Told) -> None:
    drafts, passed = drafting.draft_all(told.doc, told.roster, told.attributions, told.frames)
    known = told_types(told.doc, drafts)
    for trigger, scores in doubts(told.doc, drafts, passed):
        for type_, (field, score) in scores.items():
            if score > -linear.MOST and (told.doc.tokens[trigger].sent, type_) not in known:
                right = judge.gold_of(told, trigger, type_, planned=False) is not None
                out[field].append(Case({"score": score}, right, number))


def fit(cases: Sequence[Case]) -> Weights:
    """Weights by Newton's method on the penalised likelihood. A score never counts against itself."""
    names = sorted({n for c in cases for n in c.numbers})
    seen = {n: sum(c.numbers.get(n, 0.0) != 0.0 for c in cases) for n in names}
    names = [n for n in names if seen[n] >= LEAST]
    weights = _newton(cases, names)
    if weights.get("score", 0.0) < 0.0:
        weights = _newton(cases, [n for n in names if n != "score"])
    return weights


def _newton(cases: Sequence[Case], names: list[str]) -> Weights:
    x = np.array([[_clipped(c.numbers.get(n, 0.0)) for n in names] + [1.0] for c in cases])
    y = np.array([c.right for c in cases], float)
    penalty = np.array([1e-3 if n == "score" else PENALTY for n in names] + [1e-3])
    w = newton(x, y, penalty)
    return dict(zip([*names, "always"], map(float, w), strict=True))


def _clipped(value: float) -> float:
    return max(-linear.MOST, min(linear.MOST, value))


def chances(cases: Sequence[Case], weights: Weights | None) -> np.ndarray:
    """As tidings.claims.sure has them; None: the scores as they stand."""
    if weights is None:
        return np.array([linear.probability(c.numbers.get("score", 0.0)) for c in cases])
    return np.array(
        [
            linear.probability(
                weights["always"] + sum(weights.get(n, 0.0) * _clipped(v) for n, v in c.numbers.items())
            )
            for c in cases
        ]
    )


def held_out(cases: Sequence[Case], folds: int = 5) -> np.ndarray:
    """Chances by weights that were fitted on the other reports."""
    numbers = sorted({c.report for c in cases})
    fold = {report: n % folds for n, report in enumerate(numbers)}
    out = np.zeros(len(cases))
    for k in range(folds):
        test = [i for i, c in enumerate(cases) if fold[c.report] == k]
        if test:
            out[test] = chances([cases[i] for i in test], fit([c for c in cases if fold[c.report] != k]))
    return out


def calibration_error(stated: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error in percent: how far stated chance and share right lie apart in each of ten
    bins, by the share of cases in it."""
    at = np.minimum((stated * BINS).astype(int), BINS - 1)
    gaps = [abs(stated[at == b].sum() - right[at == b].sum()) for b in range(BINS)]
    return 100.0 * sum(gaps) / max(1, len(stated))


def ranks(stated: np.ndarray, right: np.ndarray) -> float:
    """Chance in percent that of a right and a wrong value the right one is stated surer (50 is guessing)."""
    yes, no = np.sort(stated[right]), np.sort(stated[~right])
    if not len(yes) or not len(no):
        return float("nan")
    below = np.searchsorted(no, yes, "left") + np.searchsorted(no, yes, "right")
    return float(100.0 * below.sum() / (2 * len(yes) * len(no)))


def table_of(title: str, cases: Cases, stated: Callable[[str, Sequence[Case]], np.ndarray]) -> str:
    """Two tables in Markdown: errors before and after, and chance → share right by bins of the chance."""
    order = [f for f in (OF_EVENT, *CONFIDENCE_FIELDS, OF_STATE, *sorted(cases)) if cases.get(f)]
    lines = [title, "", "| | values | right % | stated % | error before | error after | order |"]
    lines.append("|---|---|---|---|---|---|---|")
    bins = ["", "| | under .5 | .5–.6 | .6–.7 | .7–.8 | .8–.9 | .9–1 |", "|---|---|---|---|---|---|---|"]
    for field in dict.fromkeys(order):
        right = np.array([c.right for c in cases[field]])
        before, after = chances(cases[field], None), stated(field, cases[field])
        errors = f"{calibration_error(before, right):.1f} | {calibration_error(after, right):.1f}"
        shares = f"{len(right)} | {100 * right.mean():.0f} | {100 * after.mean():.0f}"
        lines.append(f"| {field} | {shares} | {errors} | {ranks(after, right):.0f} |")
        bins.append(f"| {field} | {' | '.join(_bin(after, right, low) for low in (0, 50, 60, 70, 80, 90))} |")
    return "\n".join([*lines, *bins])


def _bin(stated: np.ndarray, right: np.ndarray, low: int) -> str:
    high = 50 if low == 0 else 101 if low == 90 else low + 10
    inside = (100 * stated >= low) & (100 * stated < high)
    n = int(inside.sum())
    return f"{100 * stated[inside].mean():.0f} → {100 * right[inside].mean():.0f} ({n})" if n else "–"


def annotations(folder: Path) -> list[Json]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.ann.json"))]


def use_tables(folder: Path | None) -> None:
    """Read tables of weights from a folder; None: the packaged ones."""
    linear.files = _packaged if folder is None else lambda _: folder  # type: ignore[assignment]
    linear.load_linear.cache_clear()


_packaged = linear.files


def tables_without(reports: Sequence[judge.Told], folder: Path) -> None:
    """The judgements' tables in `folder`/data/claims, fitted without the reports held out."""
    out = folder / "data" / "claims"
    out.mkdir(parents=True, exist_ok=True)
    for path in judge.OUT.glob("*.tsv"):
        (out / path.name).write_bytes(path.read_bytes())
    use_tables(folder)
    judge.make_tables(reports, out, penalty=3.0, without_held=True)
    (folder / "done").touch()


def write(cases: Cases, reports: int) -> None:
    lines = [
        "# What chances are made of (tidings.claims.sure), log-odds; made by training/confidence.py from",
        f"# {reports} pages of training/written and real held out. Columns: field and number, weight, cases.",
    ]
    for field in sorted(cases):
        weights = fit(cases[field])
        lines += [f"{field}: {name}\t{w:.3f}\t{len(cases[field])}" for name, w in sorted(weights.items())]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def packaged(field: str, cases: Sequence[Case]) -> np.ndarray:
    known = linear.load_linear("confidence").weights
    mine = {k.partition(": ")[2]: w for k, w in known.items() if k.startswith(f"{field}: ")}
    return chances(cases, mine or None)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--cache", type=Path)
    ask.add_argument("--tables", type=Path)
    ask.add_argument("--measure", type=Path, metavar="GOLD_DIR")
    ask.add_argument("--page", type=Path, help="put the measured tables between this page's marks")
    a = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        tables = a.tables or Path(scratch)
        if not (tables / "done").exists():
            tables_without(judge.load([a.folder], a.cache), tables)
        told = judge.load([a.folder], a.cache, held_only=True)
        held = [
            one
            for one in zip(
                range(3, HELD * len(told), HELD), told, annotations(a.folder)[3::HELD], strict=True
            )
            if judge.is_page(one[2]["doc"])
        ]
        use_tables(tables)
        cases = cases_of(held)
    use_tables(None)
    if not a.measure:
        write(cases, len(held))
        print(f"{OUT.name}: {', '.join(f'{field} {len(c)}' for field, c in cases.items())}")
        return 0
    title = f"{len(held)} pages held out, chances by weights fitted on four fifths of them:"
    tables_now = [table_of(title, cases, lambda _, some: held_out(some))]
    told = judge.load([a.measure], None)
    gold = list(zip(range(len(told)), told, annotations(a.measure), strict=True))
    title = f"{len(gold)} {a.measure.name} reports, chances by the packaged weights:"
    tables_now.append(table_of(title, cases_of(gold), packaged))
    shown = "\n\n".join(tables_now)
    print(shown)
    if a.page:
        before, rest = a.page.read_text(encoding="utf-8").split(START)
        a.page.write_text(f"{before}{START}\n\n{shown}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
