"""Words and names that tell what an entity is where the corpora's types do not say.

Neither corpus knows armed forces as a type. tidings/data/reader/cues.tsv lists nouns that head the
names of forces and bases, and names of well-known armed groups and arms.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Final


@cache
def _lists() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    content = (files("tidings") / "data" / "reader" / "cues.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        if line and not line.startswith("#"):
            name, words = line.split("\t")
            found[name] += [words] if name == "group" else words.split()
    return found


def fold_name(name: str) -> str:
    """A name for comparison: case and punctuation gone, leading article dropped."""
    return re.sub(r"^the ", "", re.sub(r"[\W_]+", " ", name).strip().casefold())


FORCE_HEADS: Final = frozenset(_lists()["force-head"])
"""Last words of the names of armed forces."""

WEAK_HEADS: Final = frozenset(_lists()["weak-head"])
"""Force heads that civilian names have too: they need a martial word beside them."""

MARTIAL: Final = frozenset(_lists()["martial"])

GROUPS: Final = frozenset(map(fold_name, _lists()["group"]))
"""Names of armed groups and forces, folded."""

FIGHTERS: Final = frozenset(_lists()["fighter"])
"""After an organisation's name these show that it bears arms: "X militants"."""

ARMED: Final = frozenset(_lists()["armed-group"])
"""Before "group X": "the rebel group X"."""

FACILITY_HEADS: Final = frozenset(_lists()["facility-head"])
SHARED_FACILITY_HEADS: Final = frozenset(_lists()["shared-facility-head"])
"""Facility heads that end the names of organisations and events too."""

NUMBER_WORDS: Final = frozenset(_lists()["number-word"])
DAYS: Final = frozenset(_lists()["day"])

PLATFORMS: Final = re.compile(
    r"^(?:F-?\d{1,3}[A-Z]?|(?:MiG|Su|Tu|Il|An|AH|UH|CH|Mi|MQ|RQ)-?\d+[A-Z]?|[BC]-?(?:1|2|17|52|130)[A-Z]?|A-?10"
    r"|T-?(?:14|54|55|62|72|80|90)|M1A?\d?|B[MT][PR]-\d+|Black Hawks?|Global Hawks?|(?:"
    + "|".join(map(re.escape, _lists()["platform"]))
    + r")(?: (?:TB)?-?\d+)?)$"
)
WEAPONS: Final = re.compile(
    r"^(?:AK-?\d+s?|M-?16s?|M-?4|RPG-?\d+|S-?[34]00|C-?4|Iron Dome|(?:"
    + "|".join(map(re.escape, _lists()["weapon"]))
    + r")(?: (?:rockets?|missiles?|cocktails?|launchers?))?)$"
)
