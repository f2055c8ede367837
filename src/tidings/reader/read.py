"""The reader: syntax, entities and hints at events, layers of a segmented document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tidings.model.doc import Doc, Parse
from tidings.model.mention import Entity
from tidings.reader.decode import Floats, decode_spans
from tidings.reader.hints import Hints
from tidings.reader.lemmas import lemma_of
from tidings.reader.marked import root_scores
from tidings.reader.merge import describe, merge_entities
from tidings.reader.network import Network, Scores
from tidings.reader.repair import (
    agree_on_verbs,
    bare_obliques_are_objects,
    give_back_clauses,
    give_back_modifiers,
    give_back_objects,
    give_back_obliques,
    give_back_subjects,
    join_conjuncts,
    lift_from_names,
    list_subjects,
    name_participles,
    papers_speak,
    short_passives,
    subjects_of_dying,
    whose_force,
    words_denied,
)
from tidings.reader.weights import Weights, load_weights
from tidings.reader.windows import WINDOW, Window, pack_windows, sentence_shapes

HEADS = ("worldwide", "re3d", "inner")


class Reader:
    """Tags, dependencies, lemmas and entities by one pass of a small network."""

    def __init__(self, weights: Weights, *, threads: int = 2) -> None:
        self.name = weights.name
        self.digest = weights.digest
        self._labels = weights.labels
        self._pieces = weights.pieces
        self._pairs = weights.pairs
        root = weights.labels["dep"].index("root")
        self.network = Network(weights.network, weights.label_mix, root=root, threads=threads)

    @classmethod
    def load(cls, path: str | Path | None = None, *, threads: int = 2) -> Reader:
        """The packaged reader, or the one in the weights file `path`.

        Raises ModelError where the file is missing, damaged or of another format.
        """
        return cls(load_weights(path), threads=threads)

    def read(self, doc: Doc) -> None:
        """Add the layers "parse", "entities", "described" and "hints". Needs "tokens" and "sentences".

        "entities" holds names, times, numbers, money, weapons and platforms, none overlapping.
        "described" holds people, groups and places also where they are only described ("the rebel
        group", "he"), as one of the heads sees them; these may overlap the former.
        """
        scores = self.score(doc)
        doc.add("parse", self._parse(doc, scores))
        found = {head: self._spans(doc, scores, head) for head in HEADS}
        doc.add("entities", merge_entities(doc, found))
        doc.add("described", describe(found["re3d"]))
        bounds = [(s.first, s.last) for s in doc.sentences]
        if doc.tokens:
            doc.add("hints", Hints(scores.task, self._pairs, bounds, self._labels["trigger"]))

    def spans(self, doc: Doc, *, head: str) -> tuple[Entity, ...]:
        """What one entity head finds, with its own type names as kinds.

        Heads: "worldwide", "re3d" (outermost spans) and "inner" (spans inside those of re3d).
        """
        return tuple(self._spans(doc, self.score(doc), head))

    def windows(self, doc: Doc, *, alone: bool = False) -> list[Window]:
        """What the network is given for `doc`: sentences together, or each `alone`."""
        words = [t.text for t in doc.tokens]
        bounds = [(s.first, s.last) for s in doc.sentences]
        shapes = [shape for lo, hi in bounds for shape in sentence_shapes(words[lo:hi])]
        return pack_windows(bounds, self._pieces.of(words), shapes, limit=0 if alone else WINDOW)

    def roots(self, doc: Doc, source: Sequence[int], target: Sequence[int]) -> dict[str, float]:
        """Log-probability of each PLOVER root type (YIELD is CONCEDE or RETREAT) of what the source does
        to the target. `doc`: one sentence, read for this alone; `source`, `target`: token indices."""
        windows = self.windows(doc)
        for w in windows:
            w.marks = {k: 1 for k, number in enumerate(w.words) if number in source}
            w.marks |= {k: 2 for k, number in enumerate(w.words) if number in target}
        vectors = self.network.vectors(windows, len(doc.tokens))
        scores = root_scores(vectors, source, target, self._pairs)
        return dict(zip(self._labels["root"], scores.tolist(), strict=True))

    def score(self, doc: Doc) -> Scores:
        """Raw scores, one row a token."""
        return self.network.score(self.windows(doc), len(doc.tokens))

    def vectors(self, doc: Doc) -> Floats:
        """The network's vector of each token [tokens, 384], by a pass of its own.

        Each sentence is read alone, so its vectors are the same whatever stands around it. Raises
        ModelError where the weights do not give them.
        """
        return self.network.vectors(self.windows(doc, alone=True), len(doc.tokens))

    def _parse(self, doc: Doc, scores: Scores) -> Parse:
        if not doc.tokens:
            return Parse((), (), (), (), ())
        upos, xpos, relations = self._labels["upos"], self._labels["xpos"], self._labels["dep"]
        tags = [xpos[i] for i in scores.task["xpos"].argmax(1)]
        head: list[int] = scores.head.tolist()
        dep = [relations[i] for i in scores.dep]
        for s in doc.sentences:
            first, *others = [i for i in range(s.first, s.last) if head[i] < 0]
            for i in others:  # a sentence too long for one window was read in parts
                head[i], dep[i] = first, "parataxis"
        pos = [upos[i] for i in scores.task["upos"].argmax(1)]
        words = [t.text.lower() for t in doc.tokens]
        agree_on_verbs(pos, tags, head, dep)
        name_participles(words, pos, tags)
        lift_from_names(head, dep)
        join_conjuncts(pos, head, dep)
        give_back_modifiers(head, dep)
        give_back_subjects(pos, head, dep)
        give_back_clauses(words, pos, head, dep)
        short_passives(words, pos, head, dep)
        subjects_of_dying(words, pos, head, dep)
        list_subjects(words, pos, head, dep)
        bare_obliques_are_objects(pos, head, dep)
        give_back_objects(pos, head, dep)
        papers_speak(words, tags, head, dep)
        give_back_obliques(words, pos, head, dep)
        whose_force(words, head, dep)
        words_denied(words, pos, head, dep)
        return Parse(
            pos=tuple(pos),
            tag=tuple(tags),
            lemma=tuple(lemma_of(t.text, tag) for t, tag in zip(doc.tokens, tags, strict=True)),
            head=tuple(head),
            dep=tuple(dep),
        )

    def _spans(self, doc: Doc, scores: Scores, head: str) -> list[Entity]:
        if not doc.tokens:
            return []
        kinds = [name[2:] for name in self._labels[head][1::4]]
        all_scores = scores.task[head]
        sentences = doc.sentences
        lengths = np.array([s.last - s.first for s in sentences])
        padded = np.zeros((len(sentences), int(lengths.max()), all_scores.shape[1]), np.float32)
        for r, s in enumerate(sentences):
            padded[r, : s.last - s.first] = all_scores[s.first : s.last]
        chance = np.exp(all_scores - all_scores.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        out: list[Entity] = []
        for s, found in zip(sentences, decode_spans(padded, lengths), strict=True):
            for first, last, kind in found:
                a, b = s.first + first, s.first + last
                score = _certainty(chance, a, b, kind)
                out.append(Entity(kinds[kind], doc.span(a, b), a, b, score))
        return out


def _certainty(chance: Floats, first: int, last: int, kind: int) -> float:
    """Mean probability of the span's tags."""
    base = 1 + 4 * kind
    if first == last:
        return float(chance[first, base + 3])
    inner = chance[first + 1 : last, base + 1].sum()
    return float((chance[first, base] + inner + chance[last, base + 2]) / (last - first + 1))
