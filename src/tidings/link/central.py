"""Does a mention tell what the reports are about, or one of the many things told beside it?

Reports of one happening tell the happening itself again and again, in their first lines; what each adds
further down is told once. The score is a sum over numbers of the mention, its sentence and how well it goes
with mentions of other reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tidings.link.documents import Story, alike
from tidings.link.rarity import Floats, Rarity
from tidings.link.telling import LIGHT, Telling
from tidings.link.words import SPEECH

FIRST_LINES = 2
"""Sentences of a report that stand for what it is about."""
UNLIKE = -9.0
NAMES = (
    "line first second third early share-of-report fact background no-type speech light verb root rarity"
    " conjunct inner"
    " lead-1 lead-5 lead-15 own-lead twins length"
    " best best-5 many many-early early-1 early-3 own-best"
    " mates-best mates-best-5 mates-many mates-many-early mates-early-1 mates-early-3 mates-own-best"
).split()


def numbers(
    tellings: Sequence[Telling], score: Floats, rarity: Rarity, stories: Mapping[str, Story]
) -> Floats:
    """[mentions, len(NAMES)]. `score`: log-odds for every two mentions that they are one."""
    own = _own(tellings, rarity, stories)
    sentences = _sentences(tellings, rarity, stories)
    pairs = _pairs(tellings, score)
    mates = np.empty_like(pairs)
    keys = [(t.doc, t.sentence) for t in tellings]
    mean = pairs.mean(0)
    at: dict[tuple[str, int], list[int]] = {}
    for n, key in enumerate(keys):
        at.setdefault(key, []).append(n)
    for members in at.values():
        total = pairs[members].sum(0)
        for n in members:
            mates[n] = (total - pairs[n]) / (len(members) - 1) if len(members) > 1 else mean
    return np.concatenate([own, sentences, pairs, mates], 1).astype(np.float32)


def _own(tellings: Sequence[Telling], rarity: Rarity, stories: Mapping[str, Story]) -> Floats:
    rows = [
        (
            np.log1p(t.line), t.line == 0, t.line == 1, t.line == 2, t.line < 5,
            t.line / max(1, len(stories[t.doc].lines)), t.fact, t.background,
            t.types[0] if len(t.types) else 0.0, t.word in SPEECH, t.word in LIGHT, t.pos == "VERB",
            t.relation == "root", rarity.of(t.word), t.relation == "conj",
            t.relation in ("amod", "acl", "advcl", "xcomp", "nmod"),
        )
        for t in tellings
    ]  # fmt: skip
    return np.array(rows, np.float32)


def _sentences(tellings: Sequence[Telling], rarity: Rarity, stories: Mapping[str, Story]) -> Floats:
    """Of the mention's sentence: likeness to the first lines of other reports, weighed by how alike the
    reports are (best, mean of 5, of 15), to its own report's, and how many sentences of others are nearly
    it."""
    names = sorted({t.doc for t in tellings})
    reports = alike(stories, names, rarity)
    own: list[int] = []
    number: list[int] = []
    rows: list[dict[str, int]] = []
    at: dict[tuple[str, int], int] = {}
    for r, name in enumerate(names):
        for k, line in enumerate(stories[name].lines):
            at[name, k] = len(rows)
            own.append(r)
            number.append(k)
            rows.append(dict.fromkeys(line, 1))
    shift = {t.doc: t.sentence - t.line for t in tellings if t.line > 0}
    vectors = rarity.vectors(rows)
    report = np.array(own)
    place = np.array([k - shift.get(names[r], 0) for k, r in zip(number, own, strict=True)])
    leads = np.flatnonzero((place >= 0) & (place < FIRST_LINES))
    out = []
    for t in tellings:
        n = at[t.doc, t.sentence]
        cosine = vectors @ vectors[n]
        others = report[leads] != report[n]
        top = np.sort(cosine[leads] * others * reports[report[n]][report[leads]])[::-1]
        mine = leads[~others & (leads != n)]
        twins = int(((cosine > 0.5) & (report != report[n])).sum())
        out.append(
            (
                top[:1].sum(), top[:5].sum() / 5, top[:15].sum() / 15,
                cosine[mine].max() if len(mine) else 1.0, min(twins, 5) / 5, len(rows[n]) / 20,
            )
        )  # fmt: skip
    return np.array(out, np.float32)


def _pairs(tellings: Sequence[Telling], score: Floats) -> Floats:
    """How well each mention goes with mentions of other reports: the best, the mean of five, how many (all,
    and by how early they stand), the best early ones; and the best in its own report."""
    names = np.array([t.doc for t in tellings])
    within = names[:, None] == names[None]
    inside = np.where(within, score, UNLIKE)
    np.fill_diagonal(inside, UNLIKE)
    across = np.where(within, UNLIKE, score)
    chance = 1 / (1 + np.exp(-across))
    early = chance * np.exp(-np.array([t.line for t in tellings]) / 3.0)[None]
    best, first = -np.sort(-across, 1), -np.sort(-early, 1)
    columns = (
        best[:, 0], best[:, :5].mean(1), np.log1p(chance.sum(1)), np.log1p(early.sum(1)),
        first[:, 0], first[:, :3].mean(1), np.maximum(inside.max(1), best[:, 0]),
    )  # fmt: skip
    return np.stack(columns, 1).astype(np.float32)
