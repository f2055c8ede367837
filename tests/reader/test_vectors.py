"""The words' vectors that models of own event types are made of."""

from __future__ import annotations

import numpy as np
import pytest

from tidings.errors import ModelError
from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.reader import Reader
from tidings.text import segment

pytestmark = pytest.mark.model


def doc(text: str) -> Doc:
    return segment(Report("t", text))


def test_each_token_has_a_vector_that_is_the_same_whatever_stands_around(
    vector_reader: Reader,
) -> None:
    alone = vector_reader.vectors(doc("Rebels seized the port."))
    among = vector_reader.vectors(doc("It rained for days. Rebels seized the port. Nobody knew why."))
    assert alone.shape == (5, 384)
    assert alone.dtype == np.float32
    assert np.array_equal(alone, among[5:10])
    assert vector_reader.vectors(doc("")).shape[0] == 0


def test_reading_does_not_work_them_out(vector_reader: Reader) -> None:
    out = vector_reader.network.forward(vector_reader.windows(doc("Rebels seized the port.")))
    assert "vectors" not in out


def test_a_network_without_them_says_what_to_do(
    vector_reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_reader.network, "has_vectors", False)
    with pytest.raises(ModelError, match="has no output 'vectors', which a model of own event types needs"):
        vector_reader.vectors(doc("Rebels seized the port."))
