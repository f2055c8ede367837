"""Learns a user's own event types from labelled sentences. Why it is done so: docs/method/own-types.md."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from tidings.errors import InputError
from tidings.model.own_types import OwnType
from tidings.model.report import Report
from tidings.ontology.labelled import Label, Labelled
from tidings.ontology.softmax import Reals, chances
from tidings.ontology.tables import Design, Table
from tidings.ontology.user_model import UserModel
from tidings.ontology.words import Passage, Word, find_passages
from tidings.reader import Reader
from tidings.text import segment

FEWEST: Final = 2
FEW: Final = 10
"""Examples of a type: fewer than the first are refused, fewer than the second are warned of."""
FOLDS: Final = 5
PENALTY: Final = 10.0
NAME_WEIGHT: Final = 1.0
WORD_PENALTY: Final = 30.0
WORD_NAME_WEIGHT: Final = 2.0
NEWS_WEIGHT: Final = 0.2
"""How much a sentence of the news counts beside a labelled one, which somebody has looked at."""
ROUNDS: Final = 4
"""Times that the words meant are chosen anew and learnt from; the choice settles in two or three."""
SHARPER: Final = 1.5
"""Power that a sentence's shares are raised to, so that one word comes to have most of it."""
LIKELY: Final = 0.5
"""Chance from which a sentence of the news is taken for one that tells of a type, and set aside."""
BATCH: Final = 50

Tell = Callable[[str], None]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Score:
    """How a type was recognised in sentences that were held out. `alarms`: of the news sentences, how many
    it was seen in that were not set aside."""

    examples: int
    precision: float
    recall: float
    f1: float
    alarms: int


@dataclass(frozen=True, slots=True)
class Trained:
    model: UserModel
    scores: dict[str, Score]
    warnings: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    """The commonest words found to tell of each type."""


@dataclass(slots=True)
class _Text:
    """A labelled text as read. `rows`: numbers of its passages."""

    labels: tuple[Label, ...]
    rows: list[int]


def news_sentences() -> list[str]:
    """Packaged sentences of news reports, of all kinds of deeds."""
    held = files("tidings").joinpath("data", "ontology", "news.txt.gz").read_bytes()
    return gzip.decompress(held).decode("utf-8").splitlines()


def train_model(
    labelled: Sequence[Labelled],
    reader: Reader,
    *,
    types: Iterable[OwnType] = (),
    news: Sequence[str] | None = None,
    tell: Tell | None = None,
) -> Trained:
    """Learn the types that `labelled` names. `types` adds parents and descriptions. `news`: sentences that
    as good as never tell of them (None: the packaged ones). `tell` is called with what is being done.

    Raises InputError where a type has fewer than two examples or no sentence is labelled with one, and
    ModelError where the reader gives no vectors.
    """
    reader.network.check_vectors()
    say = tell or (lambda _: None)
    own = _declared(labelled, types)
    counts = Counter(label.type for item in labelled for label in {x.type: x for x in item.labels}.values())
    warnings = [
        f"{t.name} has {counts[t.name]} examples; from {FEW} on figures mean something, 30 are better"
        for t in own if counts[t.name] < FEW
    ]  # fmt: skip
    say(f"reading {len(labelled)} labelled texts")
    texts, passages = _read(labelled, reader, warnings)
    say("reading sentences of the news")
    known = {" ".join(item.text.split()).casefold() for item in labelled}
    chosen = news_sentences() if news is None else news
    news_rows = _read_news([s for s in chosen if s.casefold() not in known], reader)
    say("learning")
    with threadpool_limits(limits=1):
        return _Training(own, texts, passages, news_rows, reader).run(counts, warnings)


def _declared(labelled: Sequence[Labelled], types: Iterable[OwnType]) -> tuple[OwnType, ...]:
    given = {t.name: t for t in types}
    modes: dict[str, Counter[str]] = {}
    counts: Counter[str] = Counter()
    for item in labelled:
        counts.update({label.type for label in item.labels})
        for label in item.labels:
            modes.setdefault(label.type, Counter()).update([label.mode] if label.mode else [])
    if not counts:
        raise InputError("labelled sentences", "none is labelled with a type", "Name types in column type.")
    for name in given:
        if name not in counts:
            what = f"{name} has no labelled sentence"
            raise InputError("types", what, "Label some, or leave the type out.")
    for name, n in sorted(counts.items()):
        if n < FEWEST:
            do = f"Give at least {FEWEST}, better 30, or leave the type out."
            raise InputError(f"type {name}", f"{n} example is too few to learn from", do)
    out = []
    for name in sorted(counts):
        base = given.get(name) or OwnType(name)
        kept = tuple(sorted(m for m, n in modes[name].items() if n >= FEWEST))
        out.append(OwnType(name, base.parent, kept, base.description))
    return tuple(out)


def _read(
    labelled: Sequence[Labelled], reader: Reader, warnings: list[str]
) -> tuple[list[_Text], list[Passage]]:
    texts: list[_Text] = []
    passages: list[Passage] = []
    for item in labelled:
        doc = segment(Report("labelled", item.text))
        reader.read(doc)
        found = find_passages(doc, reader)
        if not found and item.labels:
            warnings.append(f"{item.where}: no word in it can tell of a deed, so it teaches nothing")
        texts.append(_Text(item.labels, list(range(len(passages), len(passages) + len(found)))))
        passages += found
    return texts, passages


def _read_news(sentences: Sequence[str], reader: Reader) -> list[Passage]:
    out: list[Passage] = []
    for at in range(0, len(sentences), BATCH):
        doc = segment(Report("news", "\n".join(sentences[at : at + BATCH])))
        out += find_passages(doc, reader, words=False)
    return out


class _Training:
    """Everything is fitted over the same rows: the labelled passages first, then those of the news."""

    def __init__(
        self,
        own: tuple[OwnType, ...],
        texts: list[_Text],
        passages: list[Passage],
        news: list[Passage],
        reader: Reader,
    ) -> None:
        self.own, self.texts, self.passages, self.reader = own, texts, passages, reader
        self.number = {t.name: k for k, t in enumerate(own, start=1)}
        self.labelled_rows = len(passages)
        every = [*passages, *news]
        self.rows = len(every)
        told = [row for text in texts if text.labels for row in text.rows]
        self.design = Design(
            np.stack([p.vector for p in every]), [p.names for p in every], counted=told, weight=NAME_WEIGHT
        )
        self.fold = self._folds()
        self.meant = self._first_meant()

    def run(self, counts: Counter[str], warnings: list[str]) -> Trained:
        self._settle_meant()
        aside = self._set_aside()
        held = self._held_out(aside)
        temperature = self._temperature(held, aside)
        sure = chances(held, temperature)
        threshold = self._threshold(sure, aside)
        scores = {t.name: self._score(k, sure, threshold, aside) for t, k in self._numbered()}
        targets = self._targets(aside)
        fitted = self.design.fit(targets, l2=PENALTY)
        words, chosen = self._words()
        facts: dict[str, Any] = {
            "texts": len(self.texts),
            "of none": sum(not text.labels for text in self.texts),
            "news": self.rows - self.labelled_rows,
            "set aside": int(aside.sum()),
            "held out": {
                name: {
                    "examples": s.examples, "precision": round(s.precision, 3), "recall": round(s.recall, 3),
                    "f1": round(s.f1, 3), "alarms": s.alarms,
                }
                for name, s in scores.items()
            },
        }  # fmt: skip
        model = UserModel(
            self.own, self.reader.name, self.reader.digest, threshold, temperature,
            self.design.table(*fitted), words, self._modes(), facts,
        )  # fmt: skip
        return Trained(model, scores, tuple(warnings), chosen)

    def _numbered(self) -> list[tuple[OwnType, int]]:
        return [(t, self.number[t.name]) for t in self.own]

    def _folds(self) -> Ints:
        """The fold of each row; all rows of a text are in one. Types are spread evenly."""
        draw = np.random.default_rng(0)
        fold = np.zeros(self.rows, np.int64)
        groups: dict[str, list[_Text]] = {}
        for text in self.texts:
            groups.setdefault(text.labels[0].type if text.labels else "", []).append(text)
        for _, group in sorted(groups.items()):
            for n, at in enumerate(draw.permutation(len(group))):
                fold[group[at].rows] = n % FOLDS
        news = self.rows - self.labelled_rows
        fold[self.labelled_rows :] = draw.permutation(news) % FOLDS
        return fold

    def _first_meant(self) -> list[list[tuple[Label, list[int]]]]:
        """For each text and label the passages that may tell of it: those with the word given, else all."""
        out = []
        for text in self.texts:
            meant: list[tuple[Label, list[int]]] = []
            for label in text.labels:
                with_word = [row for row in text.rows if _word_given(self.passages[row], label) is not None]
                meant.append((label, with_word or text.rows))
            out.append(meant)
        return out

    def _settle_meant(self) -> None:
        """Of a text of several sentences, those that are likeliest to be the labelled ones."""
        if all(len(rows) < 2 for meant in self.meant for _, rows in meant):
            return
        nothing, options = np.zeros(self.rows, bool), self.meant
        for _ in range(2):
            weights, bias = self.design.fit(self._targets(nothing), l2=PENALTY)
            scores = self.design.x @ weights + bias

            def likeliest(label: Label, rows: list[int], scores: Reals = scores) -> list[int]:
                k = self.number[label.type]
                return sorted(rows, key=lambda row: scores[row, 0] - scores[row, k])[:1]

            self.meant = [
                [(label, likeliest(label, rows)) for label, rows in meant] for meant in options
            ]  # fmt: skip

    def _targets(self, aside: NDArray[np.bool_], *, without: int | None = None) -> Reals:
        """What each row tells of. `without`: the fold that is held out."""
        out = np.zeros((self.rows, len(self.own) + 1))
        for text, meant in zip(self.texts, self.meant, strict=True):
            if not text.labels:
                out[text.rows, 0] = 1.0
            for label, rows in meant:
                for row in rows:
                    out[row, self.number[label.type]] += 1.0 / (len(rows) * len(meant))
        out[self.labelled_rows :, 0] = np.where(aside[self.labelled_rows :], 0.0, NEWS_WEIGHT)
        if without is not None:
            out[self.fold == without] = 0.0
        return out

    def _held_out(self, aside: NDArray[np.bool_]) -> Reals:
        """Scores of every row by a fit that has not seen its fold."""
        out = np.zeros((self.rows, len(self.own) + 1))
        for f in range(FOLDS):
            weights, bias = self.design.fit(self._targets(aside, without=f), l2=PENALTY)
            own = self.fold == f
            out[own] = self.design.x[own] @ weights + bias
        return out

    def _set_aside(self) -> NDArray[np.bool_]:
        """News sentences that seem to tell of one of the types: nobody has said that they do not."""
        out = np.zeros(self.rows, bool)
        if self.rows > self.labelled_rows:
            sure = chances(self._held_out(out))
            out[self.labelled_rows :] = sure[self.labelled_rows :, 1:].max(1) >= LIKELY
        return out

    def _temperature(self, held: Reals, aside: NDArray[np.bool_]) -> float:
        """What the scores are divided by so that chances fit how often they are right, held out."""
        targets = self._targets(aside)
        tried = [round(0.3 * 1.1**n, 3) for n in range(30)]

        def wrong(temperature: float) -> float:
            return -float((targets * np.log(np.maximum(chances(held, temperature), 1e-12))).sum())

        return min(tried, key=lambda t: (round(wrong(t), 6), t))

    def _threshold(self, sure: Reals, aside: NDArray[np.bool_]) -> float:
        """The chance from which a type is taken as told, for the best F1 over labelled texts and news: of
        several that are as good the middle one."""
        best, chosen = 0.0, [0.5]
        for tried in (round(0.02 * n, 2) for n in range(2, 48)):
            seen = [self._seen(k, sure, tried, aside) for _, k in self._numbered()]
            right, wrong, alarms, missed = (sum(part) for part in zip(*seen, strict=True))
            f1 = 2 * right / max(1, 2 * right + wrong + alarms + missed)
            if f1 > best:
                best, chosen = f1, []
            if f1 == best > 0.0:
                chosen.append(tried)
        return chosen[len(chosen) // 2]

    def _seen(
        self, k: int, sure: Reals, threshold: float, aside: NDArray[np.bool_]
    ) -> tuple[int, int, int, int]:
        """Texts rightly and wrongly seen to tell of type number `k`, news sentences so seen, texts missed."""
        right = wrong = missed = 0
        for text in self.texts:
            told = any(self.number[label.type] == k for label in text.labels)
            seen = bool(text.rows) and float(sure[text.rows, k].max()) >= threshold
            right += told and seen
            wrong += seen and not told
            missed += told and not seen
        news = sure[self.labelled_rows :, k][~aside[self.labelled_rows :]]
        return right, wrong, int((news >= threshold).sum()), missed

    def _score(self, k: int, sure: Reals, threshold: float, aside: NDArray[np.bool_]) -> Score:
        right, wrong, alarms, missed = self._seen(k, sure, threshold, aside)
        precision = right / (right + wrong) if right + wrong else 0.0
        recall = right / (right + missed) if right + missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        return Score(right + missed, precision, recall, f1, alarms)

    def _words(self) -> tuple[Table, dict[str, tuple[str, ...]]]:
        """Which word of a sentence tells of its type: known where it is given, else chosen by what the
        choices so far have in common, again and again (expectation maximisation)."""
        found: list[Word] = []
        bags: list[tuple[int, list[int], int | None]] = []
        for row, passage in enumerate(self.passages):
            at = list(range(len(found), len(found) + len(passage.words)))
            found += passage.words
            meant = [label for m in self.meant for label, rows in m if row in rows]
            if not meant:
                bags.append((0, at, None))
            for label in meant:
                given = _word_given(passage, label)
                bags.append((self.number[label.type], at, None if given is None else at[given]))
        design = Design(
            np.stack([w.vector for w in found]), [w.names for w in found],
            counted=range(len(found)), weight=WORD_NAME_WEIGHT,
        )  # fmt: skip
        ready = np.array([[w.readiness(p) for w in found] for p in (None, *(t.parent for t in self.own))])
        shares = [_given_or(at, ready[k, at], given) for k, at, given in bags]
        fitted = (np.zeros((design.x.shape[1], len(self.own) + 1)), np.zeros(len(self.own) + 1))
        for n in range(ROUNDS + 1):
            targets = np.zeros((len(found), len(self.own) + 1))
            targets[:, 0] = 1.0
            for (k, at, _), share in zip(bags, shares, strict=True):
                if k:
                    targets[at, k] += share
                    targets[at, 0] = np.maximum(0.0, targets[at, 0] - share)
            targets /= targets.sum(1, keepdims=True)
            fitted = design.fit(targets, l2=WORD_PENALTY)
            sure = chances(design.x @ fitted[0] + fitted[1])
            if n < ROUNDS:
                shares = [
                    _given_or(at, (ready[k, at] * sure[at, k]) ** SHARPER, given) for k, at, given in bags
                ]
        told: dict[str, Counter[str]] = {t.name: Counter() for t in self.own}
        for k, at, given in bags:
            if k and at:
                best = given if given is not None else at[int((ready[k, at] * sure[at, k]).argmax())]
                told[self.own[k - 1].name][found[best].text.lower()] += 1
        common = {
            name: tuple(w for w, _ in sorted(c.items(), key=lambda pair: (-pair[1], pair[0]))[:8])
            for name, c in told.items()
        }
        return design.table(*fitted), common

    def _modes(self) -> dict[int, tuple[tuple[str, ...], Table]]:
        out: dict[int, tuple[tuple[str, ...], Table]] = {}
        for t, k in self._numbered():
            if not t.modes:
                continue
            cases = [
                (row, label.mode if label.mode in t.modes else "")
                for meant in self.meant for label, rows in meant if label.type == t.name
                for row in rows
            ]  # fmt: skip
            names = tuple(sorted({mode or "" for _, mode in cases}))
            targets = np.zeros((self.rows, len(names)))
            for row, mode in cases:
                targets[row, names.index(mode or "")] = 1.0
            out[k - 1] = names, self.design.table(*self.design.fit(targets, l2=PENALTY))
        return out


def _word_given(passage: Passage, label: Label) -> int | None:
    """Which of the passage's words the label gives, by its place among them."""
    if label.trigger is None:
        return None
    asked = {part.casefold() for part in label.trigger.split()}
    return next((n for n, w in enumerate(passage.words) if w.text.casefold() in asked), None)


def _given_or(at: list[int], share: Reals, given: int | None) -> Reals:
    """Shares of a sentence's words that add up to 1: all of it for the given word."""
    if given is not None:
        return np.asarray([float(n == given) for n in at])
    return np.asarray(share / max(float(share.sum()), 1e-300)) if at else np.zeros(0)
