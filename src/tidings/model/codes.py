"""The closed vocabularies of the record format.

Event types and modes are PLOVER's (Political Language Ontology for Verifiable Event Records) in
the 16-type form used by POLECAT; statuses and state kinds are those of the annotation guidelines.
"""

from __future__ import annotations

from typing import Final

FORMAT: Final = "report/1"

MODES: Final[dict[str, tuple[str, ...]]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": ("economic", "military", "judicial", "intelligence"),
    "AID": ("economic", "military", "humanitarian", "asylum"),
    "RETREAT": ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": (),
    "ACCUSE": ("disapprove", "allege", "legal", "investigate"),
    "REJECT": (),
    "THREATEN": (),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport",
        "withhold", "misinformation", "cyber",
    ),
    "ASSAULT": (
        "beat", "torture", "execute", "sexual", "assassinate", "primitive", "firearms",
        "explosives", "suicide-attack", "heavy-weapons", "crowd-control", "unconventional",
        "aerial", "abduct", "capture",
    ),
}  # fmt: skip
EVENT_TYPES: Final = tuple(MODES)
VERBAL_TYPES: Final = frozenset({"AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
"""Types that are done by speaking: their status and day are those of the speaking."""

STATUSES: Final = ("occurred", "ongoing", "planned", "possible", "denied")
STATE_KINDS: Final = ("presence", "control", "membership", "position", "tally")
RELATIONS: Final = ("part-of", "ally-of", "backed-by")
STATE_STATUSES: Final[dict[str, tuple[str, ...]]] = {
    "presence": ("holds", "lost"),
    "control": ("holds", "lost", "contested", "besieges"),
    "membership": (),
    "position": ("current", "former", "future"),
    "tally": (),
}

CONFIDENCE_FIELDS: Final = (
    "type", "status", "background", "actors", "recipients", "place", "when", "sources",
)  # fmt: skip
"""Fields of an event that have a chance of their own, in the order they are written in."""

ENTITY_KINDS: Final = (
    "person", "org", "force", "place", "facility", "nationality", "weapon", "platform",
    "time", "number", "money", "other",
)  # fmt: skip
"""What an entity mention can be. `force`: armed group, army, police; `facility`: base, camp,
airport, building; `platform`: vehicle, ship, aircraft; `other`: law, event, product."""
