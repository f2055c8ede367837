"""MUC-4: reports of attacks in Latin America with templates, text in lower case.

JSON Lines as xinyadu/gtt has them: `docid`, `doctext` and `templates`, each with a list of entities for
PerpInd, PerpOrg, Target, Victim and Weapon; an entity is a list of [mention, offset].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tidings.errors import InputError
from tidings.evaluate.formats import Tell, attempt, json_lines, stop

ROLES: Final = {
    "PerpInd": "perp_ind", "PerpOrg": "perp_org", "Target": "target", "Victim": "victim", "Weapon": "weapon",
}  # fmt: skip
"""The set's names of the roles, and ours in keys."""
EXPECTED = (
    'A line holds "docid", "doctext" and "templates": [{"PerpInd": [[["mention", 12], …], …], "PerpOrg": …,'
    ' "Target": …, "Victim": …, "Weapon": …}].'
)
Entity = frozenset[str]
"""The mentions of one entity."""


@dataclass(frozen=True, slots=True)
class Attack:
    """A report with its entities per role, those of all templates together."""

    name: str
    text: str
    entities: dict[str, tuple[Entity, ...]]


def read_muc4(path: Path, tell: Tell = stop) -> Iterator[Attack]:
    for where, row in json_lines(path, tell, expected=EXPECTED):
        attack = attempt(tell, _attack, row, where)
        if attack is not None:
            yield attack


def _attack(row: dict[str, Any], where: str) -> Attack:
    try:
        templates = row["templates"]
        entities = {
            role: _joined(
                [frozenset(str(m[0]) for m in entity) for t in templates for entity in t.get(role, [])]
            )
            for role in ROLES
        }
        name, text = row["docid"], row["doctext"]
    except (AttributeError, IndexError, KeyError, TypeError):
        raise InputError(where, "a field is missing or of another kind", EXPECTED) from None
    if not isinstance(name, str) or not isinstance(text, str):
        raise InputError(where, "docid or doctext is no text", EXPECTED)
    return Attack(name, text, entities)


def _joined(entities: list[Entity]) -> tuple[Entity, ...]:
    """Entities of several templates that share a mention are one."""
    out: list[Entity] = []
    for entity in entities:
        same = [other for other in out if other & entity]
        out = [other for other in out if not other & entity]
        out.append(entity.union(*same))
    return tuple(e for e in out if e)
