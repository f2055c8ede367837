"""Trains the weights that tell namesakes apart (data/places/rank.tsv), those that say how far the likeliest
can be trusted (trust.tsv) and those that say which names are places at all (keep.tsv).

    python training/places_rank.py --toponyms lgl.xml GeoVirus.xml --written FOLDER [FOLDER...] [--check]

Toponyms: documents of the LGL layout, two thirds of them; every third (by order; for GeoVirus by order of
the pages they come from) is held out and trains nothing. Written: reports with annotated events, of which the
country of each event's place counts. Two regressions over the candidates of each name, fitted by gradient
descent from zero, so that the result is the same each time. `--check` writes nothing and scores the third.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from logistic import newton

from tidings.evaluate.formats_places import Mapped, Toponym, read_mapped
from tidings.evaluate.places import ENOUGH_KM, apart
from tidings.evaluate.places import bare as bare_span
from tidings.mentions import places_rank
from tidings.mentions.gazetteer import Candidate, Gazetteer
from tidings.mentions.places import grouped, mention_of, outlet_of
from tidings.mentions.places_features import FIRST, SECOND, Group, first_features, second_features
from tidings.mentions.places_given import given_places
from tidings.mentions.places_hints import Setting, countries_of
from tidings.mentions.places_rank import shares, split
from tidings.mentions.places_toponyms import proposals
from tidings.mentions.places_trust import trust_features
from tidings.model.doc import Doc
from tidings.model.mention import PlaceMention
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.pipeline import default_pipeline
from tidings.read import read_paths
from tidings.text import segment

OUT = Path(__file__).parents[1] / "src" / "tidings" / "data" / "places"
HELD = 3
SPOT_KM = 50.0
"""A record this near the gold's position is as good as the gold's own, where that is not in the gazetteer."""


@dataclass(slots=True)
class Case:
    """A document's names, features of their candidates, and which candidates are right: a row of ones per
    right one, all zero in a name of which nothing is known. `weight`: what the document counts."""

    groups: list[Group]
    x: np.ndarray
    right: np.ndarray
    weight: float
    setting: Setting
    rest: np.ndarray | None = None
    told: tuple[bool | None, ...] = ()
    """Of each name whether something is known of where it lies, be it that no candidate is right."""


def is_held(number: int) -> bool:
    return number % HELD == HELD - 1


def documents(path: Path) -> Iterator[tuple[Mapped, bool]]:
    """Each document and whether it is held out. Pieces of one page go together."""
    pages: dict[str, int] = {}
    articles = ElementTree.parse(path).getroot().findall("article")
    for n, (mapped, article) in enumerate(zip(read_mapped(path), articles, strict=True)):
        page = article.findtext("source") or str(n)
        yield mapped, is_held(pages.setdefault(page, len(pages)))


def read_docs(reports: Sequence[Report], cache: Path | None) -> list[Doc]:
    """The reports with the layers that places need."""
    kept: dict[str, Doc] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    pipeline = None
    for report in reports:
        if report.id not in kept:
            pipeline = pipeline or default_pipeline()
            doc = segment(report)
            for stage in pipeline.stages[:4]:  # up to places, which are read anew each time
                stage.add(doc)
            kept[report.id] = doc
    if cache and pipeline is not None:
        cache.write_bytes(pickle.dumps(kept))
    return [bare(kept[r.id]) for r in reports]


def bare(doc: Doc, *, url: str | None = None) -> Doc:
    """Without the places that an earlier reading found."""
    out = Doc(replace(doc.report, url=url or doc.report.url))
    for layer in doc.layers:
        if layer != "places":
            out.add(layer, doc.layer(layer))
    return out


def toponym_case(mapped: Mapped, doc: Doc, gazetteer: Gazetteer) -> Case:
    gold = [t for t in mapped.toponyms if t.is_placed and not t.people]
    named, inner, at = given_places(doc, [Span(t.start, t.end) for t in gold], gazetteer)
    groups, members = grouped(doc, named, inner, gazetteer)
    truth = {n: t for n, t in zip(at, gold, strict=True) if n is not None}
    right: list[float] = []
    known = tuple(any(n in truth for n in places) for places in members)
    for group, places in zip(groups, members, strict=True):
        told = [truth[n] for n in places if n in truth]
        right += right_ones(group.options, told[0]) if told else [0.0] * len(group.options)
    setting = countries_of(doc, named, gazetteer)
    x = first_features(groups, setting, outlet_of(doc))
    return Case(groups, x, np.array(right), 1.0, setting, told=known)


def right_ones(options: Sequence[Candidate], gold: Toponym) -> list[float]:
    same = [float(c.geonames is not None and c.geonames == gold.geonames) for c in options]
    if any(same):
        return same
    km = [distance_to(c, gold) for c in options]
    near = [d for d in km if d is not None]
    if not near or min(near) > 161.0:
        return [0.0] * len(options)
    enough = max(min(near), SPOT_KM if min(near) < SPOT_KM else min(near))
    return [float(d is not None and d <= enough) for d in km]


def distance_to(c: Candidate, gold: Toponym) -> float | None:
    precision = "country" if c.kind == "country" else "region" if c.kind == "continent" else "town"
    at = (None, None) if c.kind == "country" else (c.lat, c.lon)
    return apart(
        gold, PlaceMention(Span(0, 1), 0, 0, c.name, c.country, at[0], at[1], c.geonames, precision, 1.0, "")
    )


def written_case(doc: Doc, ann: dict, gazetteer: Gazetteer, weight: float) -> Case:
    """Of an event's place the country is known: every candidate in it is right."""
    countries = {
        e["place"]["name"].casefold(): e["place"]["country"] for e in ann["events"] if e.get("place")
    }
    named, inner, _ = given_places(doc, [], gazetteer)
    groups, members = grouped(doc, named, inner, gazetteer)
    right: list[float] = []
    told = []
    for group, places in zip(groups, members, strict=True):
        texts = {doc.text[doc.tokens[p.first].start : doc.tokens[p.last].end].casefold()
                 for p in ((named + inner)[n] for n in places)} | {group.name.casefold()}  # fmt: skip
        known = texts & set(countries)
        country = countries[known.pop()] if known else ""
        told.append(bool(country))
        right += [float(country != "" and c.country == country) for c in group.options]
    setting = countries_of(doc, named, gazetteer)
    x = first_features(groups, setting, outlet_of(doc))
    return Case(groups, x, np.array(right), weight, setting, told=tuple(told))


def fit(cases: Sequence[Case], columns: Callable[[Case], np.ndarray], penalty: float) -> np.ndarray:
    """Weights under which the right candidates of each name have the largest chance (Nesterov's descent)."""
    x = np.vstack([columns(c) for c in cases])
    right = np.concatenate([c.right for c in cases])
    weight = np.concatenate([np.full(len(c.right), c.weight) for c in cases])
    groups = [g for c in cases for g in c.groups]
    index = np.repeat(np.arange(len(groups)), [len(g.options) for g in groups])
    told = np.bincount(index, right, minlength=len(groups)) > 0
    use = told[index] & (np.bincount(index, minlength=len(groups))[index] > 0)
    x, right, weight, index = x[use], right[use], weight[use], index[use]
    _, index = np.unique(index, return_inverse=True)
    count = index.max() + 1
    scale = np.maximum(np.sqrt((x**2).mean(0)), 0.05)
    x = x / scale
    w = np.zeros(x.shape[1])
    v = w.copy()
    step, total = 0.5, weight.sum()
    for k in range(1500):
        score = x @ v
        score -= np.maximum.reduceat(score, np.flatnonzero(np.diff(index, prepend=-1)))[index]
        p = np.exp(score)
        p /= np.bincount(index, p, minlength=count)[index]
        good = p * right
        good /= np.maximum(np.bincount(index, good, minlength=count)[index], 1e-12)
        gradient = x.T @ ((p - good) * weight) / total + penalty * v / total
        after = v - step * gradient
        v = after + k / (k + 3) * (after - w)
        w = after
    return w / scale


def train(cases: Sequence[Case], penalty: float, rounds: int = 3) -> tuple[np.ndarray, np.ndarray]:
    first = fit(cases, lambda c: c.x, penalty)
    for case in cases:
        case.rest = second_features(case.groups, shares(case.x @ first, case.groups))
    second = np.zeros(len(FIRST) + len(SECOND))
    for _ in range(rounds):
        second = fit(cases, lambda c: np.hstack([c.x, c.rest]), penalty)
        for case in cases:
            chances = shares(np.hstack([case.x, case.rest]) @ second, case.groups)
            case.rest = second_features(case.groups, chances)
    return first, second


def accuracy(cases: Sequence[Case], first: np.ndarray, second: np.ndarray) -> tuple[float, float, int]:
    """The share of names, of those whose right candidate is there, that each pass gets right."""
    hits = np.zeros(2)
    n = 0
    for case in cases:
        one = shares(case.x @ first, case.groups)
        two = one
        for _ in range(2):
            two = shares(np.hstack([case.x, second_features(case.groups, two)]) @ second, case.groups)
        start = 0
        for group in case.groups:
            stop = start + len(group.options)
            right = case.right[start:stop]
            if right.any():
                hits += [right[one[start:stop].argmax()], right[two[start:stop].argmax()]]
                n += 1
            start = stop
    return hits[0] / max(1, n), hits[1] / max(1, n), n


def kept_cases(
    pairs: Sequence[tuple[Mapped, Doc]], gazetteer: Gazetteer, first: np.ndarray, second: np.ndarray
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each proposal of the documents with its features, and whether the gold has it as a place, there."""
    places_rank.weights = lambda: (first, second)  # type: ignore[assignment]
    for mapped, doc in pairs:
        text = mapped.text
        gold = {bare_span(t.start, t.end, text): t for t in mapped.toponyms if t.is_placed and not t.people}
        people = [t for t in mapped.toponyms if t.people]
        for p in proposals(doc, gazetteer):
            span = doc.span(p.first, p.last)
            toponym = gold.get(bare_span(span.start, span.end, text))
            if toponym is None and any(span.start < t.end and t.start < span.end for t in people):
                continue
            best = p.settled.best
            assert best is not None
            answer = mention_of(doc, p.first, p.last, best, p.settled, 1.0)
            km = apart(toponym, answer) if toponym else None
            yield p.features, km is not None and km <= ENOUGH_KM


def trusted_cases(
    cases: Sequence[Case], first: np.ndarray, second: np.ndarray
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each name of which something is known, and whether its likeliest candidate is right."""
    for case in cases:
        chances = shares(case.x @ first, case.groups)
        for _ in range(2):
            chances = shares(np.hstack([case.x, second_features(case.groups, chances)]) @ second, case.groups)
        apart = split(chances, case.groups)
        right = split(case.right, case.groups)
        facts = trust_features(case.groups, apart, case.setting)
        for told, features, p, yes in zip(case.told, facts, apart, right, strict=True):
            if told and features:
                yield features, bool(yes[p.argmax()])


def fit_keep(
    cases: Sequence[tuple[tuple[str, ...], bool]], penalty: float = 3.0, least: int = 4
) -> dict[str, float]:
    seen = Counter(f for features, _ in cases for f in features)
    column = {f: k for k, f in enumerate(sorted(f for f, n in seen.items() if n >= least))}
    x = np.zeros((len(cases), len(column)))
    for row, (features, _) in enumerate(cases):
        for f in features:
            if f in column:
                x[row, column[f]] = 1.0
    y = np.array([yes for _, yes in cases], float)
    w = newton(x, y, np.full(len(column), penalty), most=30, enough=1e-4)
    return {f: float(w[k]) for f, k in column.items()}


def train_keep(
    halves: Sequence[tuple[Sequence[Case], Sequence[tuple[Mapped, Doc]]]],
    extra: Sequence[Case],
    gazetteer: Gazetteer,
    penalty: float,
) -> tuple[dict[str, float], dict[str, float]]:
    """Each half is proposed by weights of the other, so that chances are no better than they will be."""
    rows: list[tuple[tuple[str, ...], bool]] = []
    sure: list[tuple[tuple[str, ...], bool]] = []
    for k, (_, pairs) in enumerate(halves):
        first, second = train([*halves[1 - k][0], *extra], penalty)
        rows += kept_cases(pairs, gazetteer, first, second)
        sure += trusted_cases(halves[k][0], first, second)
        sure += trusted_cases(
            extra[k::2], *train([*halves[0][0], *halves[1][0], *extra[1 - k :: 2]], penalty)
        )
    print(f"keep: {len(rows)} proposals, {sum(yes for _, yes in rows)} of them places")
    tenths = [[r for n, r in enumerate(rows) if n * 10 // len(rows) % 2 == k] for k in (0, 1)]
    scored = []
    for k in (0, 1):
        table = fit_keep(tenths[1 - k])
        scored += [(sum(table.get(f, 0.0) for f in facts), yes) for facts, yes in tenths[k]]
    for even in (0.0, -0.4, -0.8, -1.2, -1.6):
        taken = [yes for odds, yes in scored if odds > even]
        share = sum(taken) / sum(yes for _, yes in rows)
        print(f"    taken from {even}: right {100 * sum(taken) / len(taken):.1f}, found {100 * share:.1f}")
    print(f"trust: {len(sure)} names, of which the likeliest is right in {sum(yes for _, yes in sure)}")
    return fit_keep(rows), fit_keep(sure)


def write(first: np.ndarray, second: np.ndarray) -> None:
    lines = ["# Made by training/places_rank.py. feature\tfirst pass\tsecond pass (log-odds)"]
    names = (*FIRST, *SECOND)
    lines += [
        f"{name}\t{first[n] if n < len(FIRST) else 0.0:.3f}\t{second[n]:.3f}"
        for n, name in enumerate(names)
        if abs(second[n]) > 5e-4 or (n < len(FIRST) and abs(first[n]) > 5e-4)
    ]
    (OUT / "rank.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_table(name: str, weights: dict[str, float]) -> None:
    lines = ["# Made by training/places_rank.py. feature\tweight (log-odds)"]
    for feature, weight in sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0])):
        if abs(weight) >= 0.01:
            lines.append(f"{feature}\t{weight:.3f}")
    (OUT / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--toponyms", nargs="+", type=Path, required=True)
    ask.add_argument("--written", nargs="*", type=Path, default=[])
    ask.add_argument("--penalty", type=float, default=3.0)
    ask.add_argument("--check", action="store_true")
    ask.add_argument("--cache", type=Path, help="a file that keeps the documents as read, for the next run")
    a = ask.parse_args()
    gazetteer = Gazetteer.open()
    cases: dict[bool, list[Case]] = {False: [], True: []}
    halves: list[tuple[list[Case], list[tuple[Mapped, Doc]]]] = [([], []), ([], [])]
    extra: list[Case] = []
    for path in a.toponyms:
        pairs = list(documents(path))
        docs = read_docs([Report(doc=m.name, text=m.text) for m, _ in pairs], a.cache)
        for n, ((mapped, held), found) in enumerate(zip(pairs, docs, strict=True)):
            doc = bare(found, url=mapped.url)
            cases[held].append(toponym_case(mapped, doc, gazetteer))
            if not held:
                halves[n // 20 % 2][0].append(cases[held][-1])
                halves[n // 20 % 2][1].append((mapped, doc))
    for folder in a.written:
        anns = sorted(folder.glob("*.ann.json"))
        reports = list(read_paths([str(p).replace(".ann.json", ".json") for p in anns]))
        for ann, doc in zip(anns, read_docs(reports, a.cache), strict=True):
            told = json.loads(ann.read_text(encoding="utf-8"))
            extra.append(written_case(doc, told, gazetteer, 0.5))
    cases[False] += extra
    first, second = train(cases[False], a.penalty)
    for held, name in ((False, "trained on"), (True, "held out")):
        one, two, n = accuracy(cases[held], first, second)
        print(f"{name}: {100 * one:.1f} after the first pass, {100 * two:.1f} after the second, of {n} names")
    keep, sure = train_keep(halves, extra, gazetteer, a.penalty)
    if not a.check:
        write(first, second)
        write_table("keep", keep)
        write_table("trust", sure)


if __name__ == "__main__":
    main()
