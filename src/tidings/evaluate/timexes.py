"""Scores time expressions on TempEval-3 articles: where they stand, their type and their value.

The figures are those of the task's own scorer. The creation time is not among them: it is given to the
reading as the publication date, and only what stands in <TEXT> is scored.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tidings.evaluate.figures import PRF_HEADER, Json, Outcome, Tally, percent
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_tempeval3 import Article, Timex, read_tempeval3
from tidings.model.report import Report

Timexes = tuple[Timex, ...]
TimexesOf = Callable[[Report], Timexes]


def score_tempeval3(path: Path, timexes_of: TimexesOf, *, only: frozenset[str] | None, tell: Tell) -> Outcome:
    """Micro-averaged over all articles. `value` and `type` are the scorer's attribute F1: the relaxed F1
    times the share of the matched expressions whose attribute is the gold's."""
    strict, relaxed, value, kind = Tally(), Tally(), Tally(), Tally()
    predictions: list[Json] = []
    documents = 0
    for article in read_tempeval3(path, tell):
        if only is not None and article.name not in only and article.name.rpartition("/")[2] not in only:
            continue
        found = within(article.name, tell, timexes_of, _report(article))
        if found is None:
            continue
        documents += 1
        pairs = matched(found, article.timexes)
        for tally, right in (
            (strict, sum(f.span == g.span for f, g in pairs)),
            (relaxed, len(pairs)),
            (value, sum(f.value == g.value for f, g in pairs)),
            (kind, sum(f.type == g.type for f, g in pairs)),
        ):
            tally.add(right, len(found) - right, len(article.timexes) - right)
        predictions += [_row(article, timex) for timex in found]
    figures: Json = {}
    tallies = {"strict": strict, "relaxed": relaxed, "value": value, "type": kind}
    for name, tally in tallies.items():
        figures |= tally.figures(f"{name}_")
    figures["value_accuracy"] = percent(value.right / relaxed.right if relaxed.right else 0.0)
    figures["type_accuracy"] = percent(kind.right / relaxed.right if relaxed.right else 0.0)
    rows = tuple(tally.row(name) for name, tally in tallies.items())
    return Outcome(documents, relaxed.gold, "time expressions", figures, PRF_HEADER, rows, tuple(predictions))


def matched(found: Timexes, gold: Timexes) -> list[tuple[Timex, Timex]]:
    """Pairs that overlap, each expression in one at most: those with the same extent first, the others
    from left to right."""
    pairs = [(f, g) for f in found for g in gold if f.span == g.span]
    mine, theirs = {f.span for f, _ in pairs}, {g.span for _, g in pairs}
    for f in found:
        if f.span in mine:
            continue
        for g in gold:
            if g.span not in theirs and f.span.overlaps(g.span):
                pairs.append((f, g))
                theirs.add(g.span)
                break
    return pairs


def _report(article: Article) -> Report:
    return Report(doc=article.name, text=article.text, published=article.created)


def _row(article: Article, timex: Timex) -> Json:
    start, end = timex.span.start, timex.span.end
    row = {"doc": article.name, "start": start, "end": end, "text": article.text[start:end]}
    return {**row, "type": timex.type, "value": timex.value}
