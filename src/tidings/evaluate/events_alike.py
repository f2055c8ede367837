"""Scores which mentions of events are one on ECB+: MUC, B³ and CEAFe over the topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from tidings.claims.hinted import hints_of
from tidings.claims.roster import Roster
from tidings.evaluate.coreference import Cluster, Share, b_cubed, ceaf_e, clusters_of, muc
from tidings.evaluate.figures import Json, Outcome, percent
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_ecb import Article, Mention, read_ecb
from tidings.link import Linker, Telling, telling_at
from tidings.link.documents import story_of
from tidings.link.rarity import Floats
from tidings.model.doc import Doc
from tidings.model.report import Report

MEASURES: Final = {"muc": muc, "b3": b_cubed, "ceafe": ceaf_e}
UNDATED: Final = date(2012, 1, 1)
"""The articles have no date; one for all of them, so that days of the week differ where they do."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The mentions of a topic's articles; `tellings` in their order. `mix`: see tidings.link.network."""

    number: int
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    tellings: tuple[Telling, ...]
    mix: Floats | None


def score_ecb(
    path: Path, read: Callable[[Report], Doc], *, only: frozenset[str] | None, tell: Tell
) -> Outcome:
    """Every mention of an event is in a cluster, of its own where it is alone. Clusters are those of a
    topic; the sums go over all topics. The baseline: mentions of a topic whose head words have one lemma."""
    articles: list[Article] = []
    docs: dict[str, Doc] = {}
    for article in read_ecb(path, tell):
        if only is None or article.name in only:
            doc = within(article.name, tell, read, report_of(article))
            if doc is not None:
                articles.append(article)
                docs[article.name] = doc
    stories = {name: story_of(doc) for name, doc in docs.items()}
    ours = dict.fromkeys(MEASURES, Share())
    plain = dict.fromkeys(MEASURES, Share())
    predictions: list[Json] = []
    items = 0
    for topic in topics_of(articles, docs):
        gold = clusters_of((n, m.chain) for n, m in enumerate(topic.mentions))
        groups = Linker(stories, mix=topic.mix).link(topic.tellings)
        _add(ours, [frozenset(g) for g in groups], gold)
        _add(plain, clusters_of((n, t.word) for n, t in enumerate(topic.tellings)), gold)
        predictions += _rows(topic, groups, docs)
        items += len(topic.mentions)
    figures = {"conll_f1": _mean(ours)} | {f"{n}_f1": percent(s.f1) for n, s in ours.items()}
    figures["baseline_conll_f1"] = _mean(plain)
    rows = tuple(
        (name, *(f"{100 * part:.1f}" for part in _shares(of[measure])))
        for of, label in ((ours, ""), (plain, "one lemma: "))
        for measure in MEASURES
        for name in [label + measure]
    )
    means = (("mean F1", "", "", f"{_mean(ours):.1f}"), ("one lemma: mean F1", "", "", f"{_mean(plain):.1f}"))
    return Outcome(
        len(articles), items, "mentions", figures, ("", "P", "R", "F1"), means + rows, tuple(predictions)
    )


def report_of(article: Article) -> Report:
    return Report(doc=article.name, text=article.text, published=UNDATED)


def topics_of(articles: Iterable[Article], docs: Mapping[str, Doc]) -> list[Topic]:
    """Topics that have mentions of events, by number; mentions by article and place."""
    by_topic: defaultdict[int, list[Article]] = defaultdict(list)
    for article in articles:
        by_topic[article.topic].append(article)
    return [t for number in sorted(by_topic) if (t := _topic(number, by_topic[number], docs)) is not None]


def _topic(number: int, articles: Sequence[Article], docs: Mapping[str, Doc]) -> Topic | None:
    found = [
        (a.name, m)
        for a in sorted(articles, key=lambda a: a.name)
        for m in sorted(a.mentions, key=lambda m: (m.start, m.end, m.kind))
        if m.is_event
    ]
    if not found:
        return None
    for name in {name for name, _ in found}:
        if not docs[name].has("roster"):
            docs[name].add("roster", Roster(docs[name]))
    hints = hints_of(docs[found[0][0]])
    return Topic(
        number,
        tuple(name for name, _ in found),
        tuple(m for _, m in found),
        tuple(telling_at(docs[name], _tokens(docs[name], m)) for name, m in found),
        hints.mix("same") if hints is not None else None,
    )


def _tokens(doc: Doc, mention: Mention) -> tuple[int, ...]:
    """Words that begin inside the mention, else the one nearest to it."""
    inside = tuple(t.i for t in doc.tokens if mention.start <= t.start < mention.end)
    return inside or (min(doc.tokens, key=lambda t: abs(t.start - mention.start)).i,)


def _add(shares: dict[str, Share], found: Sequence[Cluster], gold: Sequence[Cluster]) -> None:
    for name, measure in MEASURES.items():
        shares[name] += measure(found, gold)


def _mean(shares: Mapping[str, Share]) -> float:
    return percent(sum(s.f1 for s in shares.values()) / len(shares))


def _shares(share: Share) -> tuple[float, float, float]:
    precision = share.right_found / share.found if share.found else 0.0
    recall = share.right_gold / share.gold if share.gold else 0.0
    return precision, recall, share.f1


def _rows(topic: Topic, groups: Sequence[Sequence[int]], docs: Mapping[str, Doc]) -> list[Json]:
    of = {n: k for k, group in enumerate(groups) for n in group}
    return [
        {
            "doc": name, "start": m.start, "end": m.end, "text": docs[name].text[m.start : m.end],
            "chain": f"{topic.number}_{of[n]}",
        }
        for n, (name, m) in enumerate(zip(topic.names, topic.mentions, strict=True))
    ]  # fmt: skip
