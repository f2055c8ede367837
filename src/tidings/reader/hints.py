"""What the network's heads for events say of words and pairs of words: the layer "hints".

Hints are scores and no records: `tidings.claims` weighs them together with what the grammar says. The
heads are trained by `training/events.py` on the written reports and public sets (docs/method/heads.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.reader.decode import decode_spans
from tidings.reader.pairs import step_to

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

RELATIONS: Final = ("actor", "recipient", "place", "time", "source", "same", "party")
"""What a word may be to a trigger, in the order of the packaged scorers: who did it, to whom, where, when,
the cue that says according to whom, another trigger of the same deed. "party": not to a trigger but to a
name, description or pronoun: an earlier mention of the same party."""
SPEECH: Final = ("source", "cue", "content")


class Hints:
    """Scores of one document; word numbers are token indices.

    `trigger` [words, 1 + types]: log-probabilities of no trigger and of each PLOVER type.
    `mention` [words, 5]: log-probabilities of the statuses, if the word is a trigger. `background`
    [words]: log-odds. `fact` [words]: factuality from -3 (certainly not) to 3 (certainly).
    `spans`: words of attributions by part, (first, last) both included, in text order.
    """

    def __init__(
        self,
        task: Mapping[str, Floats],
        pairs: Mapping[str, Floats],
        sentences: Sequence[tuple[int, int]],
        types: Sequence[str],
    ) -> None:
        """`task`: raw scores by head, [words, ...]. `sentences`: half-open word ranges. `types`: labels
        of the head "trigger"."""
        self.types = tuple(types)
        self.trigger = log_softmax(task["trigger"])
        self.mention = log_softmax(task["mention"][:, :-1])
        self.background = task["mention"][:, -1]
        self.fact = task["fact"][:, 0]
        words = len(self.trigger)
        self.spans = dict(zip(SPEECH, _spans([task[part] for part in SPEECH]), strict=True))
        one = np.ones((words, 1), np.float32)
        self._right = np.concatenate([task["right"], one], 1)
        self._left = np.concatenate([task["left"], one], 1)
        self._mix, self._apart = pairs["mix"], pairs["apart"]
        self._mixed: dict[tuple[int, int], Floats] = {}
        self._sentence = [0] * words
        for number, (first, last) in enumerate(sentences):
            self._sentence[first:last] = [number] * (last - first)

    def pair(self, relation: str, trigger: int, others: Sequence[int]) -> list[float]:
        """Log-odds that each of `others` is `relation` to the trigger."""
        if not others:
            return []
        r = RELATIONS.index(relation)
        if (r, trigger) not in self._mixed:
            # of the words that are asked about only: a tenth of all
            self._mixed[r, trigger] = self._left[trigger] @ self._mix[r]
        here = self._sentence[trigger]
        steps = [step_to(trigger, i, here, self._sentence[i]) for i in others]
        scores: Floats = self._right[list(others)] @ self._mixed[r, trigger] + self._apart[steps, r]
        return scores.tolist()  # type: ignore[no-any-return]

    def sides(self, i: int) -> tuple[Floats, Floats]:
        """The word's vectors as the left and as the right of a pair, to be compared across documents:
        `left @ mix(relation) @ right` is the log-odds that `pair` gives, but for how far apart they stand."""
        return self._left[i], self._right[i]

    def mix(self, relation: str) -> Floats:
        """[left, right] of a relation; the packaged weights', so the same for every document."""
        out: Floats = np.asarray(self._mix[RELATIONS.index(relation)])
        return out

    def tells(self, trigger: int, types: Sequence[str]) -> float:
        """Log-odds that the word tells of a deed of one of `types`."""
        row = self._chances(trigger)
        return log_odds(sum(float(row[self.types.index(t)]) for t in types))

    def tells_each(self, trigger: int) -> dict[str, float]:
        """Type → log-odds that the word tells of a deed of that type."""
        row = self._chances(trigger)
        return {t: log_odds(float(chance)) for t, chance in zip(self.types[1:], row[1:], strict=True)}

    def status(self, trigger: int, number: int) -> float:
        """Log-odds of the status with that number in STATUSES."""
        return log_odds(float(np.exp(np.float64(self.mention[trigger, number]))))

    def _chances(self, trigger: int) -> NDArray[np.float64]:
        out: NDArray[np.float64] = np.exp(self.trigger[trigger].astype(np.float64))
        return out


def log_odds(chance: float) -> float:
    """Of a chance between 0 and 1; one in a million and less, or more, counts as that."""
    return math.log(max(chance, 1e-6)) - math.log(max(1.0 - chance, 1e-6))


def log_softmax(scores: Floats) -> Floats:
    """Of the last axis."""
    low = scores - scores.max(-1, keepdims=True) if scores.size else scores
    out: Floats = low - np.log(np.exp(low).sum(-1, keepdims=True))
    return out


def _spans(scores: Sequence[Floats]) -> list[list[tuple[int, int]]]:
    """Best spans of a whole document, which may go on over sentences, for each part; all in one decoding,
    whose time is that of the words and not of the parts."""
    if not len(scores[0]):
        return [[] for _ in scores]
    found = decode_spans(np.stack(scores), np.full(len(scores), len(scores[0])))
    return [[(first, last) for first, last, _ in row] for row in found]
