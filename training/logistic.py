"""Logistic regression by Newton's method."""

from __future__ import annotations

import numpy as np


def newton(
    x: np.ndarray,
    y: np.ndarray,
    penalty: np.ndarray,
    *,
    times: np.ndarray | None = None,
    most: int = 50,
    enough: float = 1e-6,
) -> np.ndarray:
    """Weights [columns] of the penalised likelihood's maximum. `x` [rows, columns], `y` 0 or 1, `penalty`
    L2 a column, `times` how often each row counts (None: once). The arithmetic has the precision of `x`;
    `enough`: the step at which it ends."""
    w = np.zeros(x.shape[1], x.dtype)
    ridge = np.diag(penalty.astype(x.dtype))
    times = np.ones(len(x), x.dtype) if times is None else times.astype(x.dtype)
    for _ in range(most):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve(
            (x * (times * p * (1 - p))[:, None]).T @ x + ridge, x.T @ (times * (p - y)) + ridge @ w
        )
        w -= step
        if np.abs(step).max() < enough:
            break
    return w
