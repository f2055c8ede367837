"""Softmax regression with an L2 penalty, by L-BFGS. numpy alone; the same input gives the same weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Loss = Callable[[Reals], tuple[float, Reals]]


@dataclass(frozen=True)
class Softmax:
    """`weights` [features, classes], `bias` [classes]."""

    weights: Reals
    bias: Reals

    def scores(self, x: Reals) -> Reals:
        return x @ self.weights + self.bias


def chances(scores: Reals, temperature: float = 1.0) -> Reals:
    """Probabilities, each row adding up to 1."""
    scaled = scores / temperature
    grown = np.exp(scaled - scaled.max(1, keepdims=True))
    return np.asarray(grown / grown.sum(1, keepdims=True))


def fit_softmax(x: Reals, targets: Reals, *, l2: float, start: Softmax | None = None) -> Softmax:
    """The weights for which the cross-entropy to `targets` [rows, classes] and the penalty are least.

    A row of `targets` that adds up to less than 1 weighs that much less. The bias is not penalised.
    """
    features, classes = x.shape[1], targets.shape[1]
    mass = targets.sum(1, keepdims=True)

    def loss(flat: Reals) -> tuple[float, Reals]:
        w = flat.reshape(features + 1, classes)
        scores = x @ w[:-1] + w[-1]
        top = scores.max(1, keepdims=True)
        log_sum = top + np.log(np.exp(scores - top).sum(1, keepdims=True))
        value = float((mass * log_sum).sum() - (targets * scores).sum() + 0.5 * l2 * (w[:-1] ** 2).sum())
        off = mass * np.exp(scores - log_sum) - targets
        slope = np.concatenate([x.T @ off + l2 * w[:-1], off.sum(0, keepdims=True)])
        return value, slope.ravel()

    first = np.zeros((features + 1) * classes)
    if start is not None:
        first = np.concatenate([start.weights, start.bias[None]]).ravel()
    best = _least(loss, first).reshape(features + 1, classes)
    return Softmax(best[:-1].copy(), best[-1].copy())


def _least(loss: Loss, at: Reals, *, memory: int = 10, most: int = 100, enough: float = 1e-2) -> Reals:
    """L-BFGS with a halving line search. The function is convex, so it ends at the one minimum."""
    value, slope = loss(at)
    steps: list[tuple[Reals, Reals, float]] = []
    for _ in range(most):
        if np.abs(slope).max() < enough:
            break
        way = -_inverse_times(steps, slope)
        length, down = 1.0 if steps else 1.0 / max(1.0, float(np.abs(slope).sum())), float(slope @ way)
        for _ in range(40):
            new = at + length * way
            new_value, new_slope = loss(new)
            if new_value <= value + 1e-4 * length * down:
                break
            length /= 2
        else:
            break
        moved, turned = new - at, new_slope - slope
        if (curve := float(moved @ turned)) > 1e-12:
            steps = [*steps[-memory + 1 :], (moved, turned, 1.0 / curve)]
        at, value, slope = new, new_value, new_slope
    return at


def _inverse_times(steps: list[tuple[Reals, Reals, float]], slope: Reals) -> Reals:
    """The estimated inverse of the second derivative times `slope`, from the last steps."""
    out = slope.copy()
    shares = []
    for moved, turned, rho in reversed(steps):
        share = rho * float(moved @ out)
        shares.append(share)
        out -= share * turned
    if steps:
        moved, turned, rho = steps[-1]
        out *= 1.0 / (rho * float(turned @ turned))
    for (moved, turned, rho), share in zip(steps, reversed(shares), strict=True):
        out += (share - rho * float(turned @ out)) * moved
    return out
