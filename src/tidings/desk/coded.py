"""Event types and modes in plain words. Pages show these; files, addresses and the API have the codes."""

from __future__ import annotations

from tidings.desk.words import has, t
from tidings.model import phrases
from tidings.model.record import Event, State
from tidings.views.history import summary


def named(type: str, mode: str | None = None) -> str:
    """ "Assault (heavy weapons)". A type or mode of one's own is shown as its code reads."""
    name = t(f"type.{type}") if has(f"type.{type}") else spaced(type).capitalize()
    return f"{name} ({moded(mode)})" if mode else name


def moded(mode: str) -> str:
    return t(f"mode.{mode}") if has(f"mode.{mode}") else spaced(mode)


def gloss(type: str) -> str:
    """What the type means, in a sentence; "" for a type of one's own."""
    return t(f"gloss.{type}") if has(f"gloss.{type}") else ""


def choice(type: str) -> str:
    """As a list to choose from has it: "Concede: promises to give way"."""
    return f"{named(type)}: {t(f'brief.{type}')}" if has(f"brief.{type}") else named(type)


def spaced(code: str) -> str:
    return code.replace("-", " ").replace("_", " ")


def told(record: Event | State) -> str:
    """A record in a line, as `views.history.summary` gives it, in plain words."""
    if isinstance(record, State):
        return summary(record)
    standing = t("values.background").lower() if record.background else ""
    days = phrases.days(record.when.interval if record.when else None)
    parts = (
        named(record.type, record.mode), t(f"status.{record.status}"), standing, phrases.who_whom(record),
        phrases.where(record.place), days, phrases.people(record),
    )  # fmt: skip
    return ", ".join(part for part in parts if part)
