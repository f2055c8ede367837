"""Promises with what became of each, from tellings grouped by incident and the links between incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tidings.views.promises.fulfil import Link, compare
from tidings.views.promises.recall import recalled_from
from tidings.views.promises.several import Several
from tidings.views.promises.standing import Standing, Step, standing
from tidings.views.promises.telling import PROMISING, Telling

Groups = Mapping[str, Sequence[Telling]]
"""The tellings of each incident."""
Links = Mapping[str, Mapping[str, Link]]
"""By the promise's incident, then by the other's."""
TOLD_AGAIN: Final = frozenset({"content", "recalls"})
"""Kinds of links between two tellings of one promise; the others are between a promise and a deed."""


@dataclass(frozen=True, slots=True)
class Promise:
    """`id`: the incident of the first telling; `incidents` and `told`: also those that recall it, and what
    stood in the same sentence as planned. `links`: those with deeds known by the day asked for, with their
    tellings."""

    id: str
    incidents: tuple[str, ...]
    told: tuple[Telling, ...]
    links: tuple[tuple[str, Link, tuple[Telling, ...]], ...]
    standing: Standing


def promising(told: Iterable[Telling]) -> Several:
    return Several.of(told).promising


def doing(told: Iterable[Telling]) -> Several:
    """Tellings that may keep, break or call off a promise."""
    return Several.of(told).doing


def link(promise: Sequence[Telling], other: Sequence[Telling], *, same: bool = False) -> list[Link]:
    """What links the promise in one incident with the deed, or with the promise told again, in another: at
    most one link. Of one incident (`same`) only its deeds are looked at."""
    promise, other = Several.of(promise), Several.of(other)
    if not (first := promise.promising):
        return []
    deeds = other.doing
    found = compare(first, deeds, same=same) if deeds else None
    if found is None and not same and (again := other.promising):
        found = (content(first, again) if again.contents else None) or (
            recalled_from(first, again) if again.told_again is not None else None
        )
    return [found] if found else []


def content(spoken: Sequence[Telling], planned: Sequence[Telling]) -> Link | None:
    """The link of what was spoken with what it speaks of in the same sentence: "agreed to exchange
    prisoners".
    Where that was told before, or is spoken of as well, it is a promise of its own: so no two are each the
    content of the other."""
    spoken, planned = Several.of(spoken), Several.of(planned)
    if not planned.contents or planned.contents.isdisjoint(spoken.events):
        return None
    first, again = (min((t.published for t in some), default="") for some in (spoken, planned))
    if first < again or (first == again and not any(t.type in PROMISING for t in planned)):
        return Link("content", 9.0, "It stands in the same sentence.")
    return None


def parents(links: Links) -> dict[str, str]:
    """The promise that each one is told with: that whose content it is, else the one that it recalls best."""
    best: dict[str, tuple[float, str]] = {}
    for promise in sorted(links):
        for other, found in links[promise].items():
            if found.kind in TOLD_AGAIN and found.score > best.get(other, (0.0, ""))[0]:
                best[other] = found.score, promise
    return {id: parent for id, (_, parent) in best.items()}


def promises_on(groups: Groups, links: Links, on: date) -> list[Promise]:
    """The promises told by day `on`, the earliest first; each with what is told again of it. What is told
    later counts for nothing."""
    parent = parents(links)
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for id in groups:
        if promising(groups[id]):
            head = id
            while head in parent and promising(groups.get(parent[head], ())):
                head = parent[head]  # ends: a promise is published before those that recall it
            parts[head].append(id)
    found = [one for head, ids in parts.items() if (one := _promise(head, sorted(ids), groups, links, on))]
    return sorted(found, key=lambda one: (min(t.said for t in one.told), one.id))


def _promise(head: str, ids: Sequence[str], groups: Groups, links: Links, on: date) -> Promise | None:
    told = tuple(t for id in ids for t in _known(promising(groups[id]), on))
    if not told:
        return None
    best: dict[str, Link] = {}
    for id in ids:
        for deed, found in links.get(id, {}).items():
            if found.kind in TOLD_AGAIN:
                continue
            if deed not in best or (found.score, found.why) > (best[deed].score, best[deed].why):
                best[deed] = found
    steps = [(deed, best[deed], tuple(_known(doing(groups[deed]), on))) for deed in sorted(best)]
    steps = [step for step in steps if step[2]]
    by = [Step(deed, found.kind, done) for deed, found, done in steps]
    return Promise(head, tuple(ids), told, tuple(steps), standing(told, by, on))


def _known(told: Iterable[Telling], on: date) -> list[Telling]:
    return [t for t in told if t.published and t.published <= on.isoformat()]
