"""The actors of a store or of reports just read: one row each, in whatever spelling reports name them.

Computed from the records alone, so the order of loading plays no part. Somebody only described ("protesters")
is nobody across reports: descriptions stand together by sector and country, and say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from tidings.errors import UsageError
from tidings.ledger.names import fold
from tidings.ledger.store import Store
from tidings.mentions.actors import Actor, Setting, resolve
from tidings.mentions.actors_lists import SECTORS, Lists
from tidings.mentions.actors_same import Keyed, keys_of
from tidings.mentions.actors_whole import alpha_name
from tidings.model.record import Coded, Party, State
from tidings.views.codes import lists_with, parties_of, setting_of_coded


@dataclass(frozen=True, slots=True)
class Held:
    """A role or a membership that a report tells: `what` ("foreign minister of Iran", "part of the PMF")."""

    what: str
    status: str | None
    day: date | None
    doc: str


@dataclass(slots=True)
class ActorRow:
    """`names`: how reports name it, each with how many records do. `done` and `suffered`: events it is actor
    or recipient of. `described`: not one actor but all who are only described, of a sector and country."""

    key: str
    actor: Actor
    described: bool
    names: Counter[str] = field(default_factory=Counter)
    done: int = 0
    suffered: int = 0
    reports: dict[str, str] = field(default_factory=dict)
    """Document names by report id."""
    roles: set[Held] = field(default_factory=set)
    memberships: set[Held] = field(default_factory=set)

    @property
    def weight(self) -> int:
        return self.done + self.suffered


def actor_rows(
    source: Store | Iterable[Coded],
    *,
    sector: str | None = None,
    country: str | None = None,
    min_confidence: float | None = None,
) -> list[ActorRow]:
    """All actors, those of most events first. `sector`: a code or its word; `country`: ISO alpha-2. Raises
    UsageError for a sector that is none."""
    if sector is not None:
        by_word = {word: code for code, word in SECTORS.items()}
        code = sector.upper() if sector.upper() in SECTORS else by_word.get(sector.lower())
        if code is None:
            known = ", ".join(f"{code} ({word})" for code, word in SECTORS.items())
            raise UsageError(f"sector {sector!r} is not known. Known are {known}.")
        sector = code
    lists = lists_with(source.own_actors() if isinstance(source, Store) else ())
    found: dict[str, ActorRow] = {}
    for coded in source.codeds() if isinstance(source, Store) else source:
        _add(found, coded, lists, min_confidence or 0.0)
    rows = [_settled(row) for row in found.values()]
    rows = [r for r in rows if sector in (None, r.actor.sector) and country in (None, r.actor.country)]
    return sorted(rows, key=lambda r: (-r.weight, -len(r.reports), r.actor.name, r.key))


def find_actor(rows: Iterable[ActorRow], asked: str) -> list[ActorRow]:
    """Rows one of whose names is `asked`, whatever case and accents; else those whose names contain it."""
    words = fold(asked)
    if not words:
        raise UsageError(f"{asked!r} has no letters or digits to look for. Give a name.")
    several = list(rows)
    exact = [r for r in several if words in {fold(n) for n in (r.actor.name, *r.names)}]
    return exact or [r for r in several if any(words in fold(n) for n in (r.actor.name, *r.names))]


def _add(found: dict[str, ActorRow], coded: Coded, lists: Lists, least: float) -> None:
    setting = setting_of_coded(coded)
    keys = keys_of(setting.names, setting, lists)
    for event in coded.events:
        if event.confidence >= least:
            here = replace(setting, place_country=event.place.country if event.place else None)
            for parties, field_ in ((event.actors, "done"), (event.recipients, "suffered")):
                met = {id(row): row for p in parties if (row := _row(found, coded, p, keys, here, lists))}
                for row in met.values():
                    setattr(row, field_, getattr(row, field_) + 1)
    for state in coded.states:
        if state.confidence >= least:
            for party in parties_of(state):
                row = _row(found, coded, party, keys, setting, lists)
                if row is not None and party is state.holder:
                    _hold(row, state, coded)


def _row(
    found: dict[str, ActorRow],
    coded: Coded,
    party: Party,
    keys: dict[str, Keyed],
    setting: Setting,
    lists: Lists,
) -> ActorRow | None:
    names = party.names or (party.name,)
    actor = resolve(names, setting, lists)
    key = actor.key
    if key is None or key.startswith("name:"):
        told = [keys[name] for name in names if name in keys]
        key, actor = next((pair for pair in told if not pair[0].startswith(":")), (None, actor))
    described = key is None
    if key is None:
        if actor.sector is None:
            return None
        key = f"all:{actor.sector}:{actor.country or '-'}"
        where = f" of {alpha_name(actor.country)}" if actor.country else ""
        actor = replace(actor, name=f"{SECTORS[actor.sector]}{where}, described only", key=key, role="")
    row = found.setdefault(key, ActorRow(key, actor, described))
    # The row's actor may not hang on which report came first: the surest, then the first by its reason.
    row.actor = min((row.actor, actor), key=_order)
    for name in names if not described else (party.name,):
        row.names[name] += 1
    row.reports[coded.report.id] = coded.report.doc
    return row


def _order(actor: Actor) -> tuple[bool, bool, bool, str, str]:
    return actor.sector is None, actor.weak, actor.country is None, actor.name, actor.why


def _hold(row: ActorRow, state: State, coded: Coded) -> None:
    day = state.when.interval.start if state.when else coded.report.published
    other = f" {state.other.name}" if state.other else ""
    if state.kind == "position" and state.role:
        what = f"{state.role} ({state.other.name})" if state.other else state.role
        row.roles.add(Held(what, state.status, day, coded.report.doc))
    if state.kind == "membership" and other:
        tie = (state.relation or "member of").replace("-", " ")
        row.memberships.add(Held(f"{tie}{other}", None, day, coded.report.doc))


def _settled(row: ActorRow) -> ActorRow:
    """Of an actor that no list has the fullest of its commonest names is the name."""
    if not row.described and row.key.startswith("name:"):
        best = max(row.names, key=lambda n: (min(len(n.split()), 4), row.names[n], n))
        row.actor = replace(row.actor, name=best)
    return row


def reading_order(held: Iterable[Held]) -> list[Held]:
    return sorted(held, key=lambda h: (h.day or date.min, h.what, h.doc))
