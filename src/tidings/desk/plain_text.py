"""Characters of reports that must not reach a page or picture as they are: they turn the direction of text,
so that it reads otherwise than it stands there, or are none that a document may hold."""

from __future__ import annotations

import re
from typing import Any, Final

TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
UNSHOWN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """The text with marks in their place."""
    return TURNING.sub(mark_of, UNSHOWN.sub("\ufffd", text))


def mark_of(found: re.Match[str]) -> str:
    """ "⟨U+202E⟩"."""
    return f"⟨U+{ord(found.group()):04X}⟩"


def visible_in(value: Any) -> Any:
    """The same of every text in JSON. What draws pictures as files ends itself, and us with it, at what
    XML does not know: one report could stop the desk."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {name: visible_in(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [visible_in(one) for one in value]
    return value
