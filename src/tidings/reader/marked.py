"""The PLOVER type of what a marked source does to a marked target, as in sets of marked sentences.

Users code by reading reports (`tidings.claims`); this answers the question that such sets ask: of one
sentence with two parties marked, what kind of deed is between them. The parties' words carry a mark
into the encoder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tidings.reader.hints import log_softmax

Floats = NDArray[np.float32]


def root_scores(
    vectors: Floats, source: Sequence[int], target: Sequence[int], weights: Mapping[str, Floats]
) -> Floats:
    """Log-probabilities of the labels of the head "root".

    `vectors` [words, 384] of the sentence read with marks; `source`, `target`: word numbers, all words
    of the sentence where none is marked.
    """
    everything = range(len(vectors))
    one = vectors[list(source or everything)].mean(0)
    other = vectors[list(target or everything)].mean(0)
    ask = weights["ask"] @ np.concatenate([one, other]) + weights["ask_bias"]
    look = vectors @ ask / np.sqrt(np.float32(vectors.shape[1]))
    look = np.exp(look - look.max())
    seen = (look / look.sum()) @ vectors
    inner = weights["inner"] @ np.concatenate([seen, one, other]) + weights["inner_bias"]
    out: Floats = log_softmax(weights["outer"] @ gelu(inner) + weights["outer_bias"])
    return out


def gelu(x: Floats) -> Floats:
    """x times the normal distribution function, by the approximation of the error function by
    Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - series * np.exp(-z * z))
    out: Floats = (0.5 * x * (1.0 + erf)).astype(np.float32)
    return out
