"""Makes src/tidings/data/link/events.tsv: which records of different reports tell of one happening.

python training/incidents.py STORIES [--docs FILE] [--held x-] [--measure]

Learnt from written story lines (training/stories), read by the packaged reader: its events, with its errors,
are what will be linked. An event is a mention's where its trigger stands in the mention's quote. Pairs of two
matched events are one happening or two; an event that no mention claims is none of the happenings, since
every mention of those is given; of two unclaimed ones nothing is known. Only pairs that share a key count:
others are never compared. --docs keeps what was read (make it anew when the reader changes). --held: stories
whose names start so are not trained on; --measure prints figures for them, and for folds of the others.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
from logistic import newton

from tidings.link.events import Scorer, Told, groups, keys_of, looks_up, told_of, topic_of
from tidings.link.events.block import SHARED
from tidings.link.events.score import cannot, features
from tidings.model.record import Event
from tidings.model.report import Report
from tidings.pipeline import default_pipeline

OUT = Path(__file__).parent.parent / "src/tidings/data/link/events.tsv"
PENALTY = 1.0
FEWEST = 4
FOLDS = 5
NOISE = 1.0
"""Points of F1. Of thresholds that near to the best the highest is taken: a wrong link hides a happening, a
missing one shows it twice."""
EVENS = np.arange(-2.0, 2.01, 0.25)


@dataclass(slots=True)
class Story:
    """Events of all reports as compared; `of`: the happening each tells, None where no mention claims it."""

    name: str
    told: list[Told]
    of: dict[str, str | None]


def read_stories(folder: Path, docs: Path | None) -> list[Story]:
    coded = pickle.loads(docs.read_bytes()) if docs and docs.exists() else {}
    paths = sorted(folder.glob("*.json"))
    reports = {
        one["doc"]: report_of(one) for path in paths for one in json.loads(path.read_text())["reports"]
    }
    if missing := [one for one in reports.values() if one.id not in coded]:
        pipeline = default_pipeline()
        coded |= {one.id: pipeline.code(one) for one in missing}
    if docs and missing:
        docs.write_bytes(pickle.dumps(coded))
    out = []
    for path in paths:
        story = json.loads(path.read_text())
        told: list[Told] = []
        of: dict[str, str | None] = {}
        for one in story["reports"]:
            found = coded[reports[one["doc"]].id]
            mentions = [
                (found.report.text.index(m["quote"]), m["quote"], m["trigger"], name)
                for name, happening in story["happenings"].items()
                for m in happening["told"]
                if m["doc"] == one["doc"]
            ]
            id, topic = found.report.id, topic_of(found.report)
            for event in found.events:
                told.append(told_of(found.report, event, id=id, topic=topic))
                of[event.id] = claimed(
                    event, mentions, {n: h["type"] for n, h in story["happenings"].items()}
                )
        out.append(Story(story["story"], told, of))
    return out


def report_of(one: dict[str, str]) -> Report:
    day = date.fromisoformat(one["published"])
    return Report(one["doc"], one["text"], day, title=one["title"], outlet=one["outlet"])


def claimed(event: Event, mentions: Sequence[tuple[int, str, str, str]], types: dict[str, str]) -> str | None:
    """The happening whose mention the event was read from: its trigger is one of the event's, or one of the
    event's triggers stands in the quote and the types are alike; the most such mentions win."""
    votes: Counter[str] = Counter()
    for start, quote, trigger, name in mentions:
        at = start + quote.index(trigger)
        for evidence in event.evidence:
            span = evidence.trigger or evidence.span
            if span.start < at + len(trigger) and at < span.end:
                votes[name] += 3
            elif start <= span.start and span.end <= start + len(quote) and types[name] == event.type:
                votes[name] += 1
    return min(votes, key=lambda n: (-votes[n], n)) if votes else None


def pairs_of(story: Story) -> list[tuple[Told, Told]]:
    """Those that are compared."""
    filed: dict[str, list[tuple[int, int]]] = {}
    for n, told in enumerate(story.told):
        for one in keys_of(told):
            filed.setdefault(one.key, []).append((one.period, n))
    found = set()
    for n, told in enumerate(story.told):
        for asked in looks_up(told):
            worth: Counter[int] = Counter()
            for key, counts in asked.worth.items():
                there = {m for p, m in filed.get(key, ()) if asked.first <= p <= asked.last and m != n}
                worth.update(dict.fromkeys(there, counts))
            found |= {(min(n, m), max(n, m)) for m, enough in worth.items() if enough >= SHARED}
    return [(story.told[a], story.told[b]) for a, b in sorted(found)]


def rows_of(stories: Iterable[Story]) -> tuple[list[dict[str, float]], list[float]]:
    rows, truth = [], []
    for story in stories:
        for a, b in pairs_of(story):
            one, two = story.of[a.event], story.of[b.event]
            if (one is None and two is None) or cannot(a, b):
                continue
            rows.append(features(a, b))
            truth.append(float(one == two))
    return rows, truth


def fit(stories: Sequence[Story]) -> dict[str, float]:
    rows, truth = rows_of(stories)
    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, often in seen.items() if often >= FEWEST)
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    penalty = np.array([0.01 if name == "bias" else PENALTY for name in names])
    weights = newton(x, np.array(truth), penalty)
    return dict(zip(names, map(float, weights), strict=True))


@dataclass(slots=True)
class Figures:
    """Of pairs of events of different reports, one of them matched; `spread`: groups a happening lies in."""

    right: int = 0
    made: int = 0
    true: int = 0
    spread: int = 0
    happenings: int = 0

    @property
    def f1(self) -> float:
        return 200 * self.right / max(1, self.made + self.true)

    def __str__(self) -> str:
        p, r = 100 * self.right / max(1, self.made), 100 * self.right / max(1, self.true)
        each = self.spread / max(1, self.happenings)
        return f"P {p:.1f} R {r:.1f} F1 {self.f1:.1f}, {each:.2f} groups a happening ({self.happenings})"


def measure(stories: Iterable[Story], weights: dict[str, float], even: float, into: Figures) -> Figures:
    scorer = Scorer({**weights, "even": even})
    for story in stories:
        score = {tuple(sorted((a.event, b.event))): scorer.score(a, b) for a, b in pairs_of(story)}
        good = {pair: s for pair, s in score.items() if s > even}
        found = groups({t.event: t for t in story.told}, good, scorer)
        at = {event: n for n, group in enumerate(found) for event in group}
        report = {t.event: t.report for t in story.told}
        for a, b in combinations(sorted(at), 2):
            one, two = story.of[a], story.of[b]
            if report[a] == report[b] or (one is None and two is None):
                continue
            into.made += at[a] == at[b]
            into.true += one == two
            into.right += at[a] == at[b] and one == two
        for name in {n for n in story.of.values() if n}:
            into.happenings += 1
            into.spread += len({at[e] for e, n in story.of.items() if n == name})
    return into


def best_even(stories: Sequence[Story]) -> float:
    results = {float(even): Figures() for even in EVENS}
    for fold in range(FOLDS):
        weights = fit([s for n, s in enumerate(stories) if n % FOLDS != fold])
        for even, into in results.items():
            measure([s for n, s in enumerate(stories) if n % FOLDS == fold], weights, even, into)
    for even, figures in results.items():
        print(f"folds, above {even:+.2f}: {figures}")
    best = max(figures.f1 for figures in results.values())
    return max(even for even, figures in results.items() if figures.f1 >= best - NOISE)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("stories", type=Path)
    arguments.add_argument("--docs", type=Path)
    arguments.add_argument("--held", default="x-")
    arguments.add_argument("--measure", action="store_true")
    arguments.add_argument("--out", type=Path, default=OUT)
    given = arguments.parse_args()
    stories = read_stories(given.stories, given.docs)
    own = [s for s in stories if not s.name.startswith(given.held)]
    even = best_even(own)
    weights = {**fit(own), "even": even}
    rows, truth = rows_of(own)
    print(f"{len(own)} stories, {len(rows)} pairs, {sum(truth):.0f} of them one; even {even:+.2f}")
    if given.measure:
        held = [s for s in stories if s.name.startswith(given.held)]
        print(f"held out ({len(held)}): {measure(held, weights, even, Figures())}")
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
    head = "# Log-odds that two records tell of one happening; made by training/incidents.py\n"
    given.out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
