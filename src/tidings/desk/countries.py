"""Countries by name."""

from __future__ import annotations

from tidings.mentions.gazetteer_tables import countries


def country_name(code: str) -> str:
    """The usual English name; the letters themselves where they are no country's."""
    found = countries().get(code)
    return found.names[0] if found else code
