"""Runs the network over windows and gathers its scores word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from tidings.errors import ModelError
from tidings.reader.decode import Floats, Ints, broken_sentences, decode_tree, greedy_heads
from tidings.reader.windows import Window

PER_WORD = ("upos", "xpos", "worldwide", "re3d", "inner", "trigger", "mention", "fact", "source", "cue",
            "content", "left", "right")  # fmt: skip
"""Outputs kept for every word of a document."""
FOR_ARCS = ("arcs", "label_dep", "label_head")
VECTORS = "vectors"
"""The output that gives each word's vector: the mean of its first and last piece after the last layer."""


@dataclass(slots=True)
class Scores:
    """Per word of the document: scores of each task, the head's number (-1 root) and relation."""

    task: dict[str, Floats]
    head: Ints
    dep: Ints


class Network:
    """An ONNX session with the shape of our heads."""

    def __init__(self, model: bytes, label_mix: Floats, *, root: int, threads: int = 2) -> None:
        """`root`: the number of the relation "root", kept for words without a head."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that wait spinning take the core from the stages in between: a third more processor
        # time for the same reports, and up to half more time where other programs run.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise ModelError(f"the reader's network could not be loaded ({error})") from error
        self._outputs = (*PER_WORD, *FOR_ARCS)
        self.has_vectors = VECTORS in [o.name for o in self.session.get_outputs()]
        self._mix = label_mix
        self._root = root
        self._blas = ThreadpoolController()

    def forward(
        self, batch: Sequence[Window], *, only: Sequence[str] | None = None
    ) -> dict[str, NDArray[np.float32]]:
        """The raw outputs for a batch of windows, padded to the longest. `only`: the outputs wanted (None:
        all but the words' vectors); the session works out nothing else."""
        names = list(self._outputs if only is None else only)
        result = self.session.run(names, make_feed(batch))
        return dict(zip(names, result, strict=True))

    def check_vectors(self) -> None:
        """Raises ModelError where the network does not give the words' vectors."""
        if not self.has_vectors:
            raise ModelError(
                f"the reader's network has no output {VECTORS!r}, which a model of own event types needs;"
                " install a newer tidings, or name newer weights with TIDINGS_WEIGHTS"
            )

    def vectors(self, windows: Sequence[Window], words: int) -> Floats:
        """A vector a word [words, 384]; words in no window keep zeros.

        Windows are read one by one: the numbers of a quantised network depend a little on what else is in
        the batch. Raises ModelError where the network does not give them.
        """
        self.check_vectors()
        out = np.zeros((words, 384), np.float32)
        for window in windows:
            found = self.forward([window], only=(VECTORS,))[VECTORS]
            out[np.asarray(window.words, np.int64)] = found[0, : len(window.words)]
        return out

    def score(self, windows: Sequence[Window], words: int, *, batch_pieces: int = 512) -> Scores:
        """Scores of all `words` of a document; words in no window keep zeros."""
        task: dict[str, Floats] = {}
        head = np.full(words, -1, np.int64)
        dep = np.zeros(words, np.int64)
        for batch in group_windows(windows, batch_pieces):
            out = self.forward(batch)
            rows = np.concatenate([np.full(len(w.words), r) for r, w in enumerate(batch)])
            cols = np.concatenate([np.arange(len(w.words)) for w in batch])
            at = np.concatenate([np.asarray(w.words, np.int64) for w in batch])
            for name in PER_WORD:
                if name not in task:
                    task[name] = np.zeros((words, out[name].shape[2]), np.float32)
                task[name][at] = out[name][rows, cols]
            heads = [pick_heads(out["arcs"][r], w) for r, w in enumerate(batch)]
            places = np.concatenate(heads)
            relations = self._label(out["label_dep"][rows, cols], out["label_head"][rows, places])
            dep[at] = np.where(places == 0, self._root, relations)
            for h, w in zip(heads, batch, strict=True):
                numbers = np.asarray(w.words, np.int64)
                head[numbers] = np.where(h == 0, -1, numbers[h - 1])
        return Scores(task, head, dep)

    def _label(self, dep: Floats, head: Floats) -> Ints:
        one = np.ones((len(dep), 1), np.float32)
        ends = np.concatenate([head, one], 1)[:, :, None]
        # numpy's own threads win nothing on matrices of this size and then wait spinning: half more
        # processor time for the whole pipeline, and twice the time where other programs run.
        with self._blas.limit(limits=1, user_api="blas"):
            mixed = (np.concatenate([dep, one], 1) @ self._mix).reshape(len(dep), -1, head.shape[1] + 1)
            scores = np.matmul(mixed, ends)[:, :, 0]  # einsum takes twice as long
        scores[:, self._root] = -np.inf
        best: Ints = scores.argmax(1)
        return best


def group_windows(windows: Sequence[Window], batch_pieces: int) -> list[list[Window]]:
    """Batches of windows of like length, at most about `batch_pieces` pieces with padding."""
    out: list[list[Window]] = []
    for w in sorted(windows, key=lambda w: -len(w.ids)):
        if out and len(out[-1][0].ids) * (len(out[-1]) + 1) <= batch_pieces:
            out[-1].append(w)
        else:
            out.append([w])
    return out


def make_feed(batch: Sequence[Window]) -> dict[str, Ints]:
    pieces = max(len(w.ids) for w in batch)
    words = max(len(w.words) for w in batch)
    ids = np.zeros((len(batch), pieces), np.int64)
    shapes = np.full((len(batch), pieces), 7, np.int64)
    first = np.zeros((len(batch), words), np.int64)
    last = np.zeros((len(batch), words), np.int64)
    for r, w in enumerate(batch):
        ids[r, : len(w.ids)] = w.ids
        shapes[r, : len(w.ids)] = w.shapes
        first[r, : len(w.first)] = w.first
        last[r, : len(w.last)] = w.last
    marks = np.zeros_like(ids)
    for r, w in enumerate(batch):
        for k, mark in w.marks.items():
            marks[r, w.first[k] : w.last[k] + 1] = mark
    return {"ids": ids, "shapes": shapes, "first": first, "last": last, "marks": marks}


def pick_heads(arcs: Floats, window: Window) -> Ints:
    """Heads (0 root, 1 + w word w of the window) that make every sentence a tree with one root."""
    n = len(window.words)
    sent = np.asarray(window.sent)
    own = arcs[:n, : n + 1].copy()
    heads = greedy_heads(own, sent)
    for s in broken_sentences(heads, sent):
        at = np.flatnonzero(sent == s)
        tree = decode_tree(own[np.ix_(at, np.concatenate([[0], at + 1]))])
        heads[at] = np.where(tree == 0, 0, at[0] + tree)
    return heads
