"""Actor codes of records: sector, country and known name of each party. Computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tidings.ledger.filters import EventRow, StateRow
from tidings.mentions.actors import Actor, Setting, resolve
from tidings.mentions.actors_lists import Known, Lists, packaged
from tidings.mentions.actors_told import aliases_told, countries_told
from tidings.model.own_actors import OwnActor
from tidings.model.record import Event, Party, Place, State
from tidings.model.report import Report


def lists_with(own: Iterable[OwnActor]) -> Lists:
    """The packaged lists with a user's actors before them."""
    return packaged().with_own(
        Known(a.names, a.country, a.sector, a.part_of, a.role, a.since, a.until, a.file or "list", a.person)
        for a in own
    )


def parties_of(record: Event | State) -> list[Party]:
    """Everybody that a record names, but for sources and sites."""
    if isinstance(record, Event):
        return [*record.actors, *record.recipients]
    return [party for party in (record.holder, record.other) if party is not None]


def setting_of(report: Report, names: Iterable[str] = (), place: Place | None = None) -> Setting:
    """What a report gives to tell who somebody is. `place`: where the deed was."""
    several = tuple(dict.fromkeys(names))
    text = report.text
    return Setting(
        day=report.published,
        countries=_countries(f"{report.title or ''}\n{text}"),
        place_country=place.country if place else None,
        places={place.name: place.country} if place and place.country else {},
        names=several,
        aliases=aliases_told(text, several),
        text=text,
    )


@lru_cache(maxsize=64)
def _countries(text: str) -> tuple[str, ...]:
    return countries_told(text)


def code_parties(
    row: EventRow | StateRow, parties: Iterable[Party], lists: Lists | None = None
) -> list[Actor]:
    """Who each party is, as far as the report's text and this record tell."""
    record = row.event if isinstance(row, EventRow) else row.state
    everybody = [name for party in parties_of(record) for name in party.names]
    setting = setting_of(row.report, everybody, record.place)
    return [resolve(party.names or (party.name,), setting, lists) for party in parties]


def is_known(actor: Actor) -> bool:
    """Whether it is one and the same in all reports: listed, a state or one of its forces."""
    return actor.key is not None and not actor.key.startswith("name:")
