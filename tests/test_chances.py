"""The fit that turns scores into chances (training/confidence.py), on made values."""

from __future__ import annotations

import importlib
from types import ModuleType

import numpy as np
import pytest
from running import ROOT


@pytest.fixture
def confidence(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    return importlib.import_module("confidence")


def made(confidence: ModuleType, slope: float, shift: float, *, n: int = 4000) -> list[object]:
    """Values that are right with a chance of sigmoid(slope x score + shift)."""
    rng = np.random.default_rng(7)
    scores = rng.normal(1.0, 2.0, n)
    right = rng.random(n) < 1 / (1 + np.exp(-(slope * np.clip(scores, -6, 6) + shift)))
    return [
        confidence.Case({"score": float(s)}, bool(r), i // 20)
        for i, (s, r) in enumerate(zip(scores, right, strict=True))
    ]


def test_the_fit_finds_the_slope_and_shift_that_made_the_values(confidence: ModuleType) -> None:
    weights = confidence.fit(made(confidence, 0.5, -1.0))
    assert weights["score"] == pytest.approx(0.5, abs=0.08)
    assert weights["always"] == pytest.approx(-1.0, abs=0.12)


def test_chances_of_reports_left_out_are_truer_than_the_scores(confidence: ModuleType) -> None:
    cases = made(confidence, 0.5, -1.0)
    right = np.array([c.right for c in cases])
    assert confidence.calibration_error(confidence.chances(cases, None), right) > 15
    assert confidence.calibration_error(confidence.held_out(cases), right) < 3


def test_a_score_that_speaks_for_the_contrary_is_left_out(confidence: ModuleType) -> None:
    weights = confidence.fit(made(confidence, -0.5, 1.0))
    assert list(weights) == ["always"]


def test_the_error_is_how_far_chances_and_shares_lie_apart(confidence: ModuleType) -> None:
    right = np.array([True, True, False, False])
    assert confidence.calibration_error(np.full(4, 0.5), right) == 0
    assert confidence.calibration_error(np.full(4, 0.95), right) == pytest.approx(45)


def test_surer_values_that_are_right_are_well_ordered(confidence: ModuleType) -> None:
    right = np.array([True, True, False])
    assert confidence.ranks(np.array([0.9, 0.8, 0.1]), right) == 100
    assert confidence.ranks(np.array([0.5, 0.5, 0.5]), right) == 50
