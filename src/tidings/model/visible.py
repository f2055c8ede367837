"""Text of strangers made safe to print: what a terminal or page would obey is written out."""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")
"""Control characters (an escape sequence can rewrite the screen), and characters that reorder or
hide text (a right-to-left override shows words in an order they do not stand in)."""


def visible(text: str) -> str:
    """`text` with characters that a terminal would obey instead of show written as \\x1b or \\u202e.

    Line breaks of every kind become "\\n"; tabs stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE.sub(_escape, text)


def one_line(text: str) -> str:
    """`text` made visible, with runs of blanks and line breaks as one space."""
    return " ".join(visible(text).split())


def safe_json(text: str) -> str:
    """JSON `text` with unsafe characters as JSON escapes: the same value, harmless to print.

    JSON escapes U+0000 to U+001F by itself; the others can only stand inside its strings.
    """
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
