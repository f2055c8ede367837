"""Days as users give them, in options, addresses and forms."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date


def days_of(text: str) -> tuple[date, date]:
    """First and last day of YYYY-MM-DD, YYYY-MM or YYYY. Raises ValueError that says how to write it."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", text.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
        first = date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is no day; write it as 2020-03-16, 2020-03 or 2020") from None
    if found[3]:
        return first, first
    if found[2]:
        return first, date(year, month, monthrange(year, month)[1])
    return first, date(year, 12, 31)
