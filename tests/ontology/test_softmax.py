"""The fit finds the minimum, the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from tidings.ontology.softmax import chances, fit_softmax
from tidings.ontology.tables import Design

DRAW = np.random.default_rng(5)
X = DRAW.normal(size=(60, 4))
Y = np.eye(3)[(X[:, :3] + 0.3 * DRAW.normal(size=(60, 3))).argmax(1)]


def test_at_the_fit_the_loss_does_not_fall_in_any_direction() -> None:
    found = fit_softmax(X, Y, l2=2.0)
    off = chances(found.scores(X)) - Y
    assert np.abs(X.T @ off + 2.0 * found.weights).max() < 0.02
    assert np.abs(off.sum(0)).max() < 0.02


def test_the_same_rows_give_the_same_weights() -> None:
    assert fit_softmax(X, Y, l2=2.0).weights.tobytes() == fit_softmax(X, Y, l2=2.0).weights.tobytes()


def test_chances_add_up_to_one_and_a_higher_temperature_evens_them() -> None:
    scores = np.array([[900.0, 0.0, -900.0], [1.0, 2.0, 3.0]])
    assert chances(scores).sum(1) == pytest.approx([1.0, 1.0])
    assert chances(scores, 5.0)[1].max() < chances(scores)[1].max()


def test_a_table_scores_as_its_design_does_and_passes_over_names_it_does_not_know() -> None:
    vectors = (X * 3 + 7).astype(np.float32)
    names = [("a", "b") if n % 2 else ("a", f"only {n}") for n in range(len(X))]
    design = Design(vectors, names, counted=range(len(X)), weight=2.0)
    assert design.names == ("a", "b")
    weights, bias = design.fit(Y, l2=2.0)
    table = design.table(weights, bias)
    for n in (0, 1):
        scored = table.scores(vectors[n], (*names[n], "never seen"))
        assert scored == pytest.approx((design.x @ weights + bias)[n], abs=1e-4)
