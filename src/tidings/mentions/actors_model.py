"""What is asked of an actor and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tidings.mentions.actors_lists import SECTORS, alpha3


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report gives beside the name. `countries`: those it is about, the most named first.
    `place_country`: where the deed was. `places`: countries of its places by name. `names`: the other names
    of the report. `aliases`: short names that it explains. `text` is looked in for who somebody is said to
    be."""

    day: date | None = None
    countries: tuple[str, ...] = ()
    place_country: str | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """`name`: the usual one. `key`: what all names of the actor share, also across reports; None for a
    description that means somebody in its report only. `sector`: a code of SECTORS, `country` ISO 3166
    alpha-2; None where unknown, and `why` then says what was missing. `part_of`: names of groups it belongs
    to. `role`: office at the report's day. `source`: table or rule. `weak`: the country is only the
    report's."""

    name: str
    key: str | None
    sector: str | None
    country: str | None
    why: str
    part_of: tuple[str, ...] = ()
    role: str = ""
    source: str = ""
    person: bool = False
    weak: bool = False

    @property
    def kind(self) -> str:
        """The sector in a word; "state" for a country itself; empty where unknown."""
        if self.sector == "GOV" and self.key is not None and self.key.startswith("state:"):
            return "state"
        return SECTORS.get(self.sector or "", "")

    @property
    def country3(self) -> str | None:
        return alpha3().get(self.country or "") if self.country else None


NOWHERE: Final = Setting()
