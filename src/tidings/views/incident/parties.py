"""Who took part, as several reports name them; who claims to have done it, who denies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import Final

from tidings.ledger.filters import EventRow
from tidings.mentions.actors import resolve
from tidings.mentions.actors_heads import heads, is_empty
from tidings.model.record import Event, Party, Source
from tidings.views.incident.fields import Parties
from tidings.views.incident.sources import NameKeys, fullest, listed, words_of
from tidings.views.incident.telling import Said, Telling

DEEDS: Final = frozenset({"ASSAULT", "COERCE"})
"""Types that somebody is blamed for or boasts of. Two marches' organisers are no dispute."""
DENIAL: Final = ("status", "denied")
"""Field and value of a dispute by which a party says that it was not so or not they."""
_CLAIM: Final = frozenset("claim claims claimed claiming".split())
_GROUPS: Final = frozenset("group faction organisation organization movement militia".split())


def parties_of(tellings: Sequence[Telling], role: str, *, keys: NameKeys | None = None) -> Parties:
    """`role`: actors or recipients. Best are all who are named; where nobody is, the descriptions of the one
    telling that most sources share words with.

    Culprits are disputed where two sources' last tellings name parties of which none is one of the other's:
    neither by name nor by country, since a state and its army are one side; and where one who is named denies
    it.
    """
    said = [
        Said(party, t, t.source, party.spans, judged=t.set_by(role, party.name))
        for t in tellings
        for party in getattr(t.event, role)
    ]
    if role == "actors":
        said += [
            Said(Party(d.value, (d.value,), d.spans), t, keys.of(words_of(d.source)), d.spans, True, d.source)
            for t in tellings
            for d in t.event.claims
            if keys is not None and d.field == "actors" and isinstance(d.value, str)
        ]
    if not said:
        return Parties()
    if len(tellings) == 1 and len(said) == len(getattr(tellings[0].event, role)):
        return Parties(_names_of_one([s.value for s in said]), tuple(said))
    names = NameKeys(_words(s.value) for s in said)
    last = {s.source: s.telling.event.id for s in said}
    said = [replace(s, lasts=s.telling.event.id == last[s.source]) for s in said]
    votes: defaultdict[str, set[str]] = defaultdict(set)
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for s in said:
        key = names.of(_words(s.value))
        votes[key].add(s.source)
        spelled[key][_best_name(s.value)] += 1
    named = {names.of(_words(s.value)) for s in said if is_named(s.value)}
    if not named:
        named = _of_best_telling(said, names, votes)
    best = sorted(named, key=lambda k: (-len(votes[k]), k))
    shown = tuple(min(spelled[k], key=lambda n: (-spelled[k][n], -len(n), n)) for k in best)
    blamed = role == "actors" and any(t.event.type in DEEDS for t in tellings)
    denied = blamed and _denied(tellings, said)
    return Parties(shown, tuple(said), disputed=denied or (blamed and _exclude(said, names)))


def claimed_by(tellings: Sequence[Telling]) -> tuple[Said[str], ...]:
    """Who says to have done it: a source that is the deed's actor; or one that "claimed" a deed without
    another actor, of which a group only described goes by the actor's name ("a group calling itself …")."""
    out: list[Said[str]] = []
    for t in tellings:
        event = t.event
        if event.type not in DEEDS or event.status == "denied":
            continue
        # Whom a person set as the actor has not said by that that they did it.
        actors = [p for p in event.actors if is_named(p) and not t.set_by("actors", p.name)]
        for source in event.sources:
            if name := _claimant(source, actors, alone=not event.actors):
                out.append(Said(name, t, t.source, source.spans))
        for d in event.claims:
            if d.field == "actors" and d.value == d.source:
                out.append(Said(d.source, t, t.source, d.spans, speaker=d.source))
    return tuple(out)


def denied_by(tellings: Sequence[Telling], beside: Iterable[EventRow]) -> tuple[Said[str], ...]:
    """Who says that it was not so or not they: the source of a telling with the status denied, a party that
    denies it in `Event.claims`, the actor of a REJECT in whose words a telling's trigger stands (`beside`:
    other events of the same reports)."""
    out = [
        Said(t.event.sources[-1].name, t, t.source, t.event.sources[-1].spans)
        for t in tellings
        if t.event.status == "denied" and t.event.sources and not t.set_by("status")
    ]
    out += [
        Said(d.source, t, t.source, d.spans, speaker=d.source)
        for t in tellings
        for d in t.event.claims
        if (d.field, d.value) == DENIAL
    ]
    rejects: defaultdict[str, list[Event]] = defaultdict(list)
    for row in beside:
        if row.event.type == "REJECT" and row.event.status in ("occurred", "ongoing"):
            rejects[row.report.id].append(row.event)
    for t in tellings:
        triggers = [e.trigger for e in t.event.evidence if e.trigger]
        for reject in sorted(rejects.get(t.report_id, ()), key=lambda e: e.id):
            covered = (
                e.span.start <= word.start and word.end <= e.span.end
                for e in reject.evidence for word in triggers
            )  # fmt: skip
            if t.event.type in DEEDS and any(covered):
                out += [Said(_best_name(p), t, t.source, p.spans) for p in reject.actors]
    return tuple(out)


def is_named(party: Party) -> bool:
    """Whether one of its names is somebody's own, and no description ("gunmen", "Local police")."""
    return any(_is_name(name) for name in (party.name, *party.names))


def _claimant(source: Source, actors: Sequence[Party], *, alone: bool) -> str | None:
    words = fullest(source)
    for actor in actors:
        if _is_one(words, _words(actor)):
            return _best_name(actor)
    if source.cue.lower() not in _CLAIM:
        return None
    own = next((n for n in (source.name, *source.names) if _is_name(n)), None)
    if own is not None:
        # "The ministry claimed that rebels …" is no boast, "the Front claimed the shooting by gunmen" is.
        return own if alone or (not actors and resolve(own).sector in (None, "REB")) else None
    is_group = (words and words[-1] in _GROUPS) or resolve(source.name).sector == "REB"
    return _best_name(actors[0]) if is_group and len(actors) == 1 else None


def _denied(tellings: Sequence[Telling], said: Sequence[Said[Party]]) -> bool:
    """Whether one of the named culprits says that it was not they."""
    deniers = {words_of(d.source) for t in tellings for d in t.event.claims if (d.field, d.value) == DENIAL}
    culprits = {_words(s.value) for s in said if is_named(s.value)} if deniers else set()
    return any(_is_one(denier, culprit) for denier in deniers for culprit in culprits)


def _is_one(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    names = NameKeys((a, b))
    return names.of(a) == names.of(b)


def _exclude(said: Sequence[Said[Party]], names: NameKeys) -> bool:
    sides: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for s in said:
        if s.lasts and is_named(s.value):
            sides[s.source].add(names.of(_words(s.value)))
            country = resolve(_best_name(s.value)).country
            countries[s.source] |= {country} if country else set()
    distinct = {(frozenset(sides[k]), frozenset(countries[k])) for k in sides}
    return any(not a & b and not ca & cb for (a, ca), (b, cb) in combinations(distinct, 2))


def _of_best_telling(said: Sequence[Said[Party]], names: NameKeys, votes: dict[str, set[str]]) -> set[str]:
    of_event: defaultdict[str, set[str]] = defaultdict(set)
    for s in said:
        if s.lasts:
            of_event[s.telling.event.id].add(names.of(_words(s.value)))
    best = max(of_event, key=lambda e: (max(len(votes[k]) for k in of_event[e]), e))
    return of_event[best]


def _names_of_one(parties: Sequence[Party]) -> tuple[str, ...]:
    named = [p for p in parties if is_named(p)]
    return tuple(dict.fromkeys(_best_name(p) for p in named or parties))


def _best_name(party: Party) -> str:
    return next((n for n in (party.name, *party.names) if _is_name(n)), party.name)


def _words(party: Party) -> tuple[str, ...]:
    return words_of(_best_name(party))


@lru_cache(maxsize=65536)
def _is_name(name: str) -> bool:
    if listed(name):
        return True
    nouns, adjectives = heads()
    words = [w for w in name.replace("-", " ").split() if not is_empty(w)]
    return any(
        word[:1].isupper() and (n > 0 or not (word.lower() in nouns or word.lower() in adjectives))
        for n, word in enumerate(words)
    )
