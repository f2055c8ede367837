"""Trains the small judgements of tidings.claims (keep, merge, ...) on annotated reports, and the weights
with which the network's hints are added to them.

python training/judge.py FOLDER [FOLDER...] [--only keep] [--folds 5]

A FOLDER holds NAME.json and NAME.ann.json as `written.py unpack` writes them. Each judgement is a
logistic regression over named features with an L2 penalty; the weights go to
src/tidings/data/claims/NAME.tsv. With --folds reports are held out in turn and the scores printed,
nothing is written.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from logistic import newton, sparse

from tidings.claims import drafts as drafting
from tidings.claims import events, ground, ground_time, hinted, keep, merge, pronouns, roles, told_by, weigh
from tidings.claims.attribution import Attribution, sources_of
from tidings.claims.frames import Frame, find_frames
from tidings.claims.heard import all_attributions
from tidings.claims.linear import MOST, load_linear
from tidings.claims.roster import Roster
from tidings.claims.sure import Numbers
from tidings.claims.triggers import NETWORK
from tidings.evaluate import gold_match
from tidings.model.codes import STATUSES
from tidings.model.contract import event_json, with_ids
from tidings.model.doc import Doc
from tidings.model.record import Event
from tidings.pipeline import default_pipeline
from tidings.read import read_paths
from tidings.text import segment

OUT = Path(__file__).parents[1] / "src" / "tidings" / "data" / "claims"
HELD = 7
"""Every HELD-th report trained nothing in the network (events.py): there it is weighed against the tables."""
PAGES = 3
"""How often the cases of real pages, and of written reports like them (batches k to o), count: the others
tell twice as many deeds a sentence. More for real pages than for written ones, or weights of their own for
them, gave nothing on pages held out."""
PROMISED = {"CONCEDE": {"RETREAT"}, "AGREE": {"AID", "CONSULT", "COOPERATE", "SUPPORT"},
            "THREATEN": {"ASSAULT", "SANCTION", "COERCE", "PROTEST"}}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One decision: features, whether the answer is yes, and the number of its report."""

    features: tuple[str, ...]
    yes: bool
    report: int
    at: int = -1
    """The trigger's token."""
    other: int = -1
    """The token weighed against it; -1 where the trigger alone is weighed."""
    hints: tuple[float, ...] | None = None
    """What the network says, None where it has not read the report."""
    counts: int = 1
    """How often it counts in fitting."""


@dataclass(slots=True)
class Told:
    """A report with its gold events as (event, [(start, end, trigger offset)])."""

    doc: Doc
    roster: Roster
    frames: list[Frame]
    attributions: list[Attribution]
    gold: list[tuple[dict[str, Any], list[tuple[int, int, int]]]]


def load(folders: Sequence[Path], cache: Path | None, *, held_only: bool = False) -> list[Told]:
    """The reports read up to their places, then frames found anew. `cache` keeps the slow part.
    `held_only`: every HELD-th report of a folder."""
    kept: dict[str, Doc] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    pipeline = None
    out = []
    for folder in folders:
        for n, ann in enumerate(sorted(folder.glob("*.ann.json"))):
            if held_only and n % HELD != 3:
                continue
            path = ann.with_name(ann.name.replace(".ann.json", ".json"))
            (report,) = read_paths([str(path)])
            doc = kept.get(report.id)
            if doc is None:
                pipeline = pipeline or default_pipeline()
                doc = segment(report)
                for stage in pipeline.stages:
                    if stage.name == "roster":
                        break
                    stage.add(doc)
                kept[report.id] = doc
            events = json.loads(ann.read_text(encoding="utf-8"))["events"]
            out.append(_told(doc, [(e, list(_spans(doc.text, e["mentions"]))) for e in events]))
    if cache:
        cache.write_bytes(pickle.dumps(kept))
    return out


def _told(read: Doc, gold: list[tuple[dict[str, Any], list[tuple[int, int, int]]]]) -> Told:
    """What the tables as they are now make of a report as read."""
    doc = Doc(read.report)
    for layer in ("tokens", "sentences", "quotes", "parse", "entities", "described", "hints", "times",
                  "counts", "places"):  # fmt: skip
        if read.has(layer):
            doc.add(layer, read.layer(layer))
    roster = Roster(doc)
    doc.add("roster", roster)
    attributions = all_attributions(doc)
    doc.add("attributions", attributions)
    frames = find_frames(doc)
    doc.add("frames", frames)
    return Told(doc, roster, frames, attributions, gold)


def _spans(text: str, mentions: list[dict[str, str]]) -> Iterator[tuple[int, int, int]]:
    for m in mentions:
        start = text.find(m["quote"])
        while start >= 0:
            yield start, start + len(m["quote"]), start + m["quote"].find(m.get("trigger", ""))
            start = text.find(m["quote"], start + 1)


def gold_of(told: Told, trigger: int, type: str, planned: bool) -> int | None:
    """The gold event that a trigger of that type tells of: the tightest quote over it, an exact
    trigger word first."""
    at = told.doc.tokens[trigger].start
    best: tuple[int, int] | None = None
    for n, (event, spans) in enumerate(told.gold):
        promised = PROMISED.get(event["type"], ())
        fits = (
            type == event["type"]
            or type in event.get("types_ok", ())
            or (planned and type in promised)
            or (type in promised and event["status"] == "planned")
        )
        if not fits:
            continue
        for start, end, word in spans:
            if start <= at < end:
                size = 0 if abs(word - at) <= 2 else end - start
                if best is None or size < best[0]:
                    best = (size, n)
    return best[1] if best else None


def is_page(doc: str) -> bool:
    """Whether it is a page of news (training/real.py), or a written report with the texture of one."""
    return is_real(doc) or re.match(r"[k-o]-\d", doc) is not None


def is_real(doc: str) -> bool:
    """Whether it is a real page of news (training/real.py)."""
    return re.match(r"[rsuv]-\d", doc) is not None


def is_new(doc: str) -> bool:
    """Whether it is a page that was annotated after the packaged network had learnt."""
    return re.match(r"[uv]-\d", doc) is not None


def is_lone(doc: str) -> bool:
    """Whether it is a page of sentences from different reports (training/real.py)."""
    return re.match(r"t-\d", doc) is not None


def is_written(doc: str) -> bool:
    """Whether it was written for this project (training/written)."""
    return not is_real(doc) and not is_lone(doc)


def may_meet(told: Told, case: Case) -> bool:
    """Whether what a case compares is of one report: sentences that stand alone have nothing in common."""
    if case.other < 0 or not is_lone(told.doc.report.doc):
        return True
    return told.doc.tokens[case.at].sent == told.doc.tokens[case.other].sent


def keep_cases(reports: Sequence[Told]) -> Iterator[Case]:
    for number, told in enumerate(reports):
        asked, types = drafting.contents(told.doc, told.frames), {f.trigger: f.type for f in told.frames}
        for frame in told.frames:
            if frame.entry.note == NETWORK:
                continue  # the network alone speaks for these
            status = drafting.status_with_entry(told.doc, frame)
            features = keep.keep_features(
                told.doc, told.roster, frame, status, asked=asked.get(frame.trigger), types=types
            )
            yes = gold_of(told, frame.trigger, frame.type, status.status == "planned") is not None
            hints = hinted.trigger_hints(told.doc, frame.trigger, frame.type)
            yield Case(tuple(features), yes, number, frame.trigger, hints=hints)


def _matched(told: Told) -> Iterator[tuple[int, Frame]]:
    """The frames that tell of a gold event, with its number."""
    drafting.contents(told.doc, told.frames)
    for frame in told.frames:
        status = drafting.status_with_entry(told.doc, frame)
        event = gold_of(told, frame.trigger, frame.type, status.status == "planned")
        if event is not None:
            yield event, frame


def _dated(told: Told, frame: Frame) -> int | None:
    return ground_time.likely(ground_time.times_for(told.doc, frame))


def status_cases(reports: Sequence[Told], status: str) -> Iterator[Case]:
    for number, told in enumerate(reports):
        for event, frame in _matched(told):
            gold = told.gold[event][0]
            if frame.type not in (gold["type"], *gold.get("types_ok", ())):
                continue  # a plan told as the announcing of it: another status
            rule = drafting.status_with_entry(told.doc, frame)
            features = weigh.mention_features(told.doc, frame, gold["type"], rule, _dated(told, frame))
            hints = hinted.status_hints(told.doc, frame.trigger, status)
            yield Case(tuple(features), gold["status"] == status, number, frame.trigger, hints=hints)


def background_cases(reports: Sequence[Told]) -> Iterator[Case]:
    for number, told in enumerate(reports):
        if is_lone(told.doc.report.doc):
            continue  # they have no day of their own to be old against
        for event, frame in _matched(told):
            gold = told.gold[event][0]
            rule = drafting.status_with_entry(told.doc, frame)
            features = weigh.mention_features(told.doc, frame, gold["type"], rule, _dated(told, frame))
            hint = hinted.background_hint(told.doc, frame.trigger)
            yield Case(tuple(features), bool(gold["background"]), number, frame.trigger, hints=hint)


def source_cases(reports: Sequence[Told]) -> Iterator[Case]:
    for number, told in enumerate(reports):
        for event, frame in _matched(told):
            gold = told.gold[event][0]
            known = drafting.is_presupposed(told.doc, frame)
            for a in sources_of(told.attributions, frame.trigger):
                names = [n for s in a.sources if (p := told.roster.party(s)) for n in p.names]
                yes = any(_one_in_other(n, g) for n in names for g in gold["sources"])
                yield Case(
                    tuple(weigh.source_features(told.doc, told.roster, frame, gold["type"], a, known=known)),
                    yes,
                    number,
                    frame.trigger,
                    a.cue,
                    hinted.pair_hints(told.doc, "source", frame.trigger, [a.cue])[0],
                )


@dataclass(frozen=True, slots=True)
class Found:
    """An event that the reader gives, as a record and with what it is made of, and the gold event it stands
    for, None where it stands for none."""

    record: dict[str, Any]
    event: Event
    numbers: Mapping[str, Numbers]
    group: list[drafting.Draft]
    gold: dict[str, Any] | None


def found_events(doc: Doc, gold: Sequence[dict[str, Any]]) -> list[Found]:
    """Every event of a report once, set beside the gold events as the scorer does."""
    distinct = {}
    for event, numbers, group in events.grouped_events(doc)[0]:
        (named,) = with_ids(doc.report, [event], ()).events
        distinct.setdefault(named.id, (event_json(named), event, numbers, group))
    found = list(distinct.values())
    affinity = partial(gold_match.event_affinity, text=doc.text)
    pairs = gold_match.align(gold, [record for record, *_ in found], affinity)
    gold_of_record = {n: gold[g] for g, n in pairs}
    return [Found(*one, gold_of_record.get(n)) for n, one in enumerate(found)]


def told_cases(reports: Sequence[Told]) -> Iterator[Case]:
    """Who is quoted over a mention of a record, as the packaged tables make records. Of the pages alone that
    trained nothing in the network: what it has seen it is far too sure of."""
    for number, told in enumerate(reports):
        if not is_new(told.doc.report.doc):
            continue
        again = _told(told.doc, told.gold)  # frames as they were found
        doc, roster = again.doc, again.roster
        for one in found_events(doc, [event for event, _ in told.gold]):
            sources = one.gold["sources"] if one.gold is not None else ()
            everybody = told_by.tellers(doc, roster, one.group, one.event)
            for teller in everybody:
                yes = any(_one_in_other(a, b) for a in teller.party.names for b in sources)
                features = told_by.told_features(
                    doc, roster, one.group, one.event, teller, rivals=len(everybody) - 1
                )
                yield Case(tuple(features), yes, number, one.group[0].trigger)


def merge_cases(reports: Sequence[Told]) -> Iterator[Case]:
    for number, told in enumerate(reports):
        doc, roster = told.doc, told.roster
        found = [
            (
                event,
                drafting.draft_of(
                    doc,
                    roster,
                    told.attributions,
                    frame,
                    drafting.status_with_entry(doc, frame),
                    before=told.frames[: told.frames.index(frame)],
                ),
            )
            for event, frame in _matched(told)
        ]
        for j, (two, b) in enumerate(found):
            for one, a in found[:j]:
                features = merge.pair_features(doc, roster, a, b)
                if features is not None:
                    (hint,) = hinted.pair_hints(doc, "same", b.trigger, [a.trigger])
                    yield Case(tuple(features), one == two, number, b.trigger, a.trigger, hint)


def pronoun_cases(reports: Sequence[Told]) -> Iterator[Case]:
    """Pronouns that grammar gives a role which the gold event fills with one party."""
    for number, told in enumerate(reports):
        doc, roster = told.doc, told.roster
        slots: dict[int, list[str]] = {}
        for event, frame in _matched(told):
            gold = told.gold[event][0]
            for heads, filled in ((frame.actors, gold["actors"]), (frame.recipients, gold["recipients"])):
                for h in heads if len(filled) == 1 else ():
                    if pronouns.is_third_person(doc, h):
                        slots.setdefault(h, filled[0])
        for h, names in slots.items():
            found = pronouns.candidates(doc, roster, h)
            for c, hint in zip(found, hinted.pair_hints(doc, "party", h, found), strict=True):
                party = roster.party(c)
                yes = any(_one_in_other(n, g) for n in (party.names if party else ()) for g in names)
                yield Case(tuple(pronouns.features(doc, roster, h, c)), yes, number, h, c, hint)


def place_cases(reports: Sequence[Told]) -> Iterator[Case]:
    for number, told in enumerate(reports):
        for event, frame in _matched(told):
            gold = told.gold[event][0]["place"]
            for n in ground.place_candidates(told.doc, frame):
                place = told.doc.places[n]
                yes = bool(gold) and _one_in_other(place.name, gold["name"])
                head = ground.head_of(told.doc, place.first, place.last)
                (hint,) = hinted.pair_hints(told.doc, "place", frame.trigger, [head])
                yield Case(
                    tuple(ground.place_features(told.doc, frame, n)), yes, number, frame.trigger, head, hint
                )


def time_cases(reports: Sequence[Told]) -> Iterator[Case]:
    for number, told in enumerate(reports):
        for event, frame in _matched(told):
            gold = told.gold[event][0]["when"]
            for n in ground_time.time_candidates(told.doc, frame):
                fitted = ground_time.days_of(told.doc, frame.trigger, n, told.gold[event][0]["status"])
                days = None
                if fitted is not None:
                    days = [d.isoformat() if d else None for d in (fitted[0].start, fitted[0].end)]
                head = ground.head_of(told.doc, told.doc.times[n].first, told.doc.times[n].last)
                yes = gold is not None and days == gold
                (hint,) = hinted.pair_hints(told.doc, "time", frame.trigger, [head])
                yield Case(
                    tuple(ground_time.time_features(told.doc, frame, n)),
                    yes,
                    number,
                    frame.trigger,
                    head,
                    hint,
                )


def role_cases(reports: Sequence[Told], role: str) -> Iterator[Case]:
    for number, told in enumerate(reports):
        for event, frame in _matched(told):
            before = told.frames[: told.frames.index(frame)]
            slots = told.gold[event][0][f"{role}s"]
            for h in roles.candidates(told.doc, told.roster, frame):
                party = told.roster.party(h)
                names = party.names if party else ()
                yes = any(_one_in_other(n, g) for n in names for slot in slots for g in slot)
                features = roles.role_features(told.doc, told.roster, told.attributions, frame, h, before)
                (hint,) = hinted.pair_hints(told.doc, role, frame.trigger, [h])
                yield Case(tuple(features), yes, number, frame.trigger, h, hint)


def _one_in_other(a: str, b: str) -> bool:
    x, y = ([w for w in re.findall(r"\w+", n.casefold()) if w not in ("the", "of", "s")] for n in (a, b))
    short, long = (x, y) if len(x) <= len(y) else (y, x)
    return bool(short) and any(long[k : k + len(short)] == short for k in range(len(long)))


PENALTIES = {"time": 12.0, "place": 12.0, "told": 24.0}
"""Where another than the one given is better: with many features seldom seen."""
JUDGEMENTS: dict[str, Callable[[Sequence[Told]], Iterator[Case]]] = {
    "pronoun": pronoun_cases, "place": place_cases, "time": time_cases,
    "actor": partial(role_cases, role="actor"), "recipient": partial(role_cases, role="recipient"),
    "source": source_cases, "background": background_cases,
    **{f"status/{s}": partial(status_cases, status=s) for s in STATUSES},
    "keep": keep_cases, "merge": merge_cases, "told": told_cases,
}  # fmt: skip
"""In the order they are made: later ones use what earlier ones give. What stands before a slash names
the file; what stands after it, before a colon, its features there."""


def cases_of(name: str, reports: Sequence[Told]) -> list[Case]:
    """The decisions of a judgement in these reports."""
    return [c for c in JUDGEMENTS[name](reports) if may_meet(reports[c.report], c)]


def fit(cases: Sequence[Case], *, penalty: float = 3.0, least: int = 4) -> dict[str, tuple[float, int]]:
    """Weight and count by feature, of the penalised likelihood. `least`: how many cases a feature must be
    in to count."""
    seen = Counter(f for c in cases for f in set(c.features))
    names = sorted(f for f, n in seen.items() if n >= least)
    column = {f: k for k, f in enumerate(names)}
    rows = [sorted({column[f] for f in c.features if f in column}) for c in cases]
    y, counts = np.array([c.yes for c in cases]), np.array([c.counts for c in cases])
    w = sparse(rows, y, len(names), penalty=penalty, counts=counts)
    return {f: (float(w[k]), seen[f]) for f, k in column.items()}


def stack(
    cases: Sequence[Case], penalty: float, *, table: dict[str, tuple[float, int]] | None = None
) -> dict[str, tuple[float, int]]:
    """Weights of the table's own log-odds, of the network's hints and of the constant, fitted on the
    reports that trained neither. Empty where there are no hints. `table`: fitted without these reports,
    where there is one already."""
    mine = [c for c in cases if c.report % HELD != 3]
    held = [c for c in cases if c.report % HELD == 3 and c.hints is not None]
    if not held:
        return {}
    own = score(held, fit(mine, penalty=penalty) if table is None else table)
    hints = np.clip(np.array([c.hints for c in held]), -MOST, MOST)
    x = np.column_stack([own, hints, np.ones(len(held))])
    y = np.array([c.yes for c in held], float)
    w = newton(x, y, np.full(x.shape[1], 0.1), times=np.array([c.counts for c in held], float))
    names = ["*table", *(f"*hint {n + 1}" for n in range(hints.shape[1])), "*even"]
    both = x @ w
    weights = " ".join(f"{n} {v:.2f}" for n, v in zip(names, w, strict=True))
    alone = prf(hints[:, 0] > 0, y > 0)
    print(f"    {weights} | table {prf(own > 0, y > 0)} | hint 1 {alone} | both {prf(both > 0, y > 0)}")
    return {n: (float(v), len(held)) for n, v in zip(names, w, strict=True)}


def prf(said: np.ndarray, truth: np.ndarray) -> str:
    hit = int((said & truth).sum())
    p, r = hit / max(1, said.sum()), hit / max(1, truth.sum())
    return f"P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(1e-9, p + r):.1f}"


def score(cases: Sequence[Case], weights: dict[str, tuple[float, int]]) -> np.ndarray:
    return np.array([sum(weights.get(f, (0.0, 0))[0] for f in c.features) for c in cases])


def held_out(cases: Sequence[Case], folds: int) -> str:
    """Precision, recall and F1 of yes at even chances over reports held out in turn."""
    hit = said = there = 0
    for k in range(folds):
        train = [c for c in cases if c.report % folds != k]
        test = [c for c in cases if c.report % folds == k]
        got = score(test, fit(train)) > 0
        truth = np.array([c.yes for c in test])
        hit, said, there = hit + int((got & truth).sum()), said + int(got.sum()), there + int(truth.sum())
    p, r = hit / max(1, said), hit / max(1, there)
    f = 2 * p * r / max(1e-9, p + r)
    return f"P {100 * p:.1f} R {100 * r:.1f} F1 {100 * f:.1f} ({there} yes of {len(cases)})"


def make_tables(
    reports: Sequence[Told], out: Path, *, penalty: float, only: str | None = None, without_held: bool = False
) -> None:
    """Fit the judgements in their order and write each file as soon as it is made, since later ones read it.
    `only`: one file. `without_held`: as if the HELD-th reports were not there, but for the stacking."""
    tables: dict[str, dict[str, tuple[float, int]]] = {}
    for name in JUDGEMENTS:
        file, _, part = name.partition("/")
        if only not in (None, file):
            continue
        cases, weight = cases_of(name, reports), PENALTIES.get(name, penalty)
        cases = [replace(c, counts=PAGES) if is_page(reports[c.report].doc.report.doc) else c for c in cases]
        if without_held:
            own = fit([c for c in cases if c.report % HELD != 3], penalty=weight)
            both = own | stack(cases, weight, table=own)
        else:
            both = fit(cases, penalty=weight) | stack(cases, weight)
        table = tables.setdefault(file, {})
        table.update({f"{part}: {f}" if part else f: w for f, w in both.items()})
        write(out, file, table, len(reports))
        load_linear.cache_clear()
        if name == "pronoun":
            reports = [_told(told.doc, told.gold) for told in reports]  # whom pronouns mean has changed
        print(f"{name:18}{len(cases)} cases from {len(reports)} reports")


def write(out: Path, name: str, weights: dict[str, tuple[float, int]], reports: int) -> None:
    rows = sorted(weights.items(), key=lambda item: -abs(item[1][0]))
    lines = [
        f"# Weights of the judgement {name!r} (tidings.claims.{name}), log-odds; made by training/judge.py",
        f"# from {reports} reports of training/written. Columns: feature, weight, cases it was seen in.",
        *(f"{f}\t{w:.3f}\t{n}" for f, (w, n) in rows if abs(w) >= 0.01 or "*" in f),
    ]
    (out / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folders", nargs="+", type=Path)
    ask.add_argument("--only", choices=sorted({n.partition("/")[0] for n in JUDGEMENTS}))
    ask.add_argument("--folds", type=int)
    ask.add_argument("--penalty", type=float, default=3.0)
    ask.add_argument(
        "--without-held", action="store_true", help="leave every seventh report out of the tables"
    )
    ask.add_argument("--cache", type=Path, help="a file that keeps the reports as read, for the next run")
    a = ask.parse_args()
    reports = load(a.folders, a.cache)
    if not a.folds:
        make_tables(reports, OUT, penalty=a.penalty, only=a.only, without_held=a.without_held)
        return 0
    for name in JUDGEMENTS:
        if a.only in (None, name.partition("/")[0]):
            print(f"{name:18}{held_out(cases_of(name, reports), a.folds)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
