"""How far apart two words stand, in twelve steps: part of every judgement over a pair of words."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

STEPS = np.array([-7, -2, 0, 3, 8])
"""Lower bounds, in words, of the steps within a sentence after the first."""


def apart(left: Ints, right: Ints, left_sentence: Ints, right_sentence: Ints) -> Ints:
    """The step from each `left` word to its `right` one, 0 to 11, from word and sentence numbers.

    0-5: in one sentence, from far before to far after. 6, 7, 8: the right word one, two, more
    sentences before; 9, 10: one, more sentences after. 11: the same word.
    """
    inside = np.searchsorted(STEPS, right - left, side="right")
    back = left_sentence - right_sentence
    across = np.where(back > 0, 5 + np.minimum(back, 3), 8 + np.minimum(-back, 2))
    out: Ints = np.where(back == 0, np.where(left == right, 11, inside), across)
    return out


def step_to(left: int, right: int, left_sentence: int, right_sentence: int) -> int:
    """`apart` for one pair: a few pairs at a time are faster without arrays."""
    back = left_sentence - right_sentence
    if back:
        return 5 + min(back, 3) if back > 0 else 8 + min(-back, 2)
    return 11 if left == right else bisect_right(_STEPS, right - left)


_STEPS = STEPS.tolist()
