"""Where a report's sources differ, each figure stands beside who gives it."""

from __future__ import annotations

from datetime import date

import pytest

import tidings

pytestmark = pytest.mark.model
PUBLISHED = date(2021, 5, 12)
LEAD = "A car bomb exploded at a market in Harmat on Monday, killing 12 people, the Interior Ministry said. "


def test_two_sources_with_two_tolls_are_both_kept() -> None:
    text = LEAD + "The bomb at the market killed 20 people, a doctor at the Harmat hospital told reporters."
    (event,) = tidings.read_text(text, published=PUBLISHED).events
    assert [(c.source, c.field, c.value) for c in event.claims] == [
        ("Interior Ministry", "killed", (12, 12)), ("doctor", "killed", (20, 20)),
    ]  # fmt: skip
    assert [span.of(text) for c in event.claims for span in c.spans] == ["12", "20"]


def test_where_all_agree_there_is_no_dispute() -> None:
    text = LEAD + "The bomb at the market killed 12 people, a doctor at the Harmat hospital told reporters."
    (event,) = tidings.read_text(text, published=PUBLISHED).events
    assert event.claims == ()
