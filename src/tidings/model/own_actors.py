"""Actors that a user adds to the packaged lists."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from tidings.model.report import digest


@dataclass(frozen=True, slots=True)
class OwnActor:
    """One actor, or a person in one office, from a user's list.

    `names`: the usual one first. `country`: ISO 3166 alpha-2 or None, `sector` a code. `since` and `until`:
    ISO day, month or year, "" where open. `file`: the name of the list it came from.
    """

    names: tuple[str, ...]
    country: str | None
    sector: str
    part_of: tuple[str, ...] = ()
    role: str = ""
    since: str = ""
    until: str = ""
    person: bool = False
    file: str = ""

    @property
    def id(self) -> str:
        """Hash of everything it says; adding a row twice adds nothing."""
        return digest("actor", self.to_json())

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> OwnActor:
        value = json.loads(text)
        value["names"], value["part_of"] = tuple(value["names"]), tuple(value["part_of"])
        return cls(**value)
