"""Numbers of people as they are written: what is open stays open."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.desk.words import t


def amount(count: Sequence[int | None] | None) -> str:
    """ "7", "5 to 9", "5 or more", "up to 9"; unknown without either bound."""
    low, high = (count[0], count[1]) if count else (None, None)
    if low is None and high is None:
        return t("common.unknown")
    if low is None:
        return t("amount.up_to", high=f"{high:,}")
    if high is None:
        return t("amount.at_least", low=f"{low:,}")
    return f"{low:,}" if low == high else t("amount.range", low=f"{low:,}", high=f"{high:,}")
