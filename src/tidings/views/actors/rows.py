"""The actors of a store or of reports just read: one row each, in whatever spelling reports name them.

Computed from the records alone, so the order of loading plays no part. Somebody only described ("protesters")
is nobody across reports: descriptions stand together by sector and country, and say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tidings.errors import UsageError
from tidings.ledger.names import fold
from tidings.ledger.store import Store
from tidings.mentions.actors import Actor, Setting, resolve
from tidings.mentions.actors_lists import SECTORS, Lists
from tidings.mentions.actors_same import Keyed, keys_of
from tidings.mentions.actors_whole import alpha_name
from tidings.model.record import Coded, Event, Party, State
from tidings.model.report import Report
from tidings.views.codes import lists_with, parties_of, setting_of


@dataclass(frozen=True, slots=True)
class Held:
    """A role or a membership that a report tells: `what` ("foreign minister of Iran", "part of the PMF")."""

    what: str
    status: str | None
    day: date | None
    doc: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a record names. `side`: done, suffered, holds, or other (the other side of a state);
    `names`: how the report has it there."""

    side: str
    record: Event | State
    key: str
    actor: Actor
    described: bool
    names: tuple[str, ...]


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
    sector = sector_code(sector)
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


def sector_code(asked: str | None) -> str | None:
    """Of a code or its word. Raises UsageError for one that is none."""
    if asked is None:
        return None
    by_word = {word: code for code, word in SECTORS.items()}
    code = asked.upper() if asked.upper() in SECTORS else by_word.get(asked.lower())
    if code is None:
        known = ", ".join(f"{code} ({word})" for code, word in SECTORS.items())
        raise UsageError(f"sector {asked!r} is not known. Known are {known}.")
    return code


def named_in(
    report: Report, events: Sequence[Event], states: Sequence[State], lists: Lists
) -> Iterator[Named]:
    """Everybody whom a report's records name, record by record; who is nobody at all is left out."""
    records: list[Event | State] = [*events, *states]
    setting = setting_of(report, (n for r in records for p in parties_of(r) for n in p.names))
    keys = keys_of(setting.names, setting, lists)
    for event in events:
        here = replace(setting, place_country=event.place.country if event.place else None)
        for side, parties in (("done", event.actors), ("suffered", event.recipients)):
            for party in parties:
                if (found := _named(party, keys, here, lists)) is not None:
                    yield Named(side, event, *found)
    for state in states:
        for side, one in (("holds", state.holder), ("other", state.other)):
            if one is not None and (found := _named(one, keys, setting, lists)) is not None:
                yield Named(side, state, *found)


def _add(found: dict[str, ActorRow], coded: Coded, lists: Lists, least: float) -> None:
    counted: set[tuple[str, int, str]] = set()
    for one in named_in(coded.report, coded.events, coded.states, lists):
        if one.record.confidence < least:
            continue
        row = found.setdefault(one.key, ActorRow(one.key, one.actor, one.described))
        # The row's actor may not hang on which report came first: the surest, then the first by its reason.
        row.actor = min((row.actor, one.actor), key=surest)
        row.names.update(one.names)
        row.reports[coded.report.id] = coded.report.doc
        once = (one.key, id(one.record), one.side)
        if isinstance(one.record, Event) and once not in counted:
            setattr(row, one.side, getattr(row, one.side) + 1)
        elif isinstance(one.record, State) and one.side == "holds":
            role, membership = held_in(one.record, coded.report)
            row.roles |= role
            row.memberships |= membership
        counted.add(once)


def _named(
    party: Party, keys: dict[str, Keyed], setting: Setting, lists: Lists
) -> tuple[str, Actor, bool, tuple[str, ...]] | None:
    names = party.names or (party.name,)
    actor = resolve(names, setting, lists)
    key = actor.key
    if key is None or key.startswith("name:"):
        told = [keys[name] for name in names if name in keys]
        key, actor = next((pair for pair in told if not pair[0].startswith(":")), (None, actor))
    if key is not None:
        return key, actor, False, names
    if actor.sector is None:
        return None
    key = f"all:{actor.sector}:{actor.country or '-'}"
    where = f" of {alpha_name(actor.country)}" if actor.country else ""
    actor = replace(actor, name=f"{SECTORS[actor.sector]}{where}, described only", key=key, role="")
    return key, actor, True, (party.name,)


def surest(actor: Actor) -> tuple[object, ...]:
    """By whom it is known first: by a list or a country of its own before a guess, then by its texts."""
    return (
        actor.sector is None, actor.weak, actor.country is None, actor.name, actor.why, actor.country or "",
        actor.sector or "", actor.role, actor.source, actor.part_of,
    )  # fmt: skip


def held_in(state: State, report: Report) -> tuple[set[Held], set[Held]]:
    """The role and the membership that a state tells of its holder."""
    day = state.when.interval.start if state.when else report.published
    other = f" {state.other.name}" if state.other else ""
    roles, memberships = set(), set()
    if state.kind == "position" and state.role:
        what = f"{state.role} ({state.other.name})" if state.other else state.role
        roles.add(Held(what, state.status, day, report.doc))
    if state.kind == "membership" and other:
        tie = (state.relation or "member of").replace("-", " ")
        memberships.add(Held(f"{tie}{other}", None, day, report.doc))
    return roles, memberships


def _settled(row: ActorRow) -> ActorRow:
    if not row.described and row.key.startswith("name:"):
        row.actor = replace(row.actor, name=fullest(row.names))
    return row


def fullest(names: Mapping[str, int]) -> str:
    """Of an actor that no list has the fullest of its commonest names is the name."""
    return max(names, key=lambda n: (min(len(n.split()), 4), names[n], n))


def reading_order(held: Iterable[Held]) -> list[Held]:
    return sorted(held, key=lambda h: (h.day or date.min, h.what, h.doc))
