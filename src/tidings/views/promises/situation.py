"""Promises with what became of each, from tellings grouped by incident and the links between incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tidings.views.promises.fulfil import Link, compare
from tidings.views.promises.standing import Standing, Step, standing
from tidings.views.promises.telling import Telling

Groups = Mapping[str, Sequence[Telling]]
"""The tellings of each incident."""


@dataclass(frozen=True, slots=True)
class Promise:
    """`id`: incident of what was spoken; `told` also holds what stood in the same sentence as planned. `links`:
    the links with deeds that count by the day asked for, with the deeds' tellings."""

    id: str
    told: tuple[Telling, ...]
    links: tuple[tuple[str, Link, tuple[Telling, ...]], ...]
    standing: Standing


def promising(told: Iterable[Telling]) -> list[Telling]:
    return [t for t in told if t.promises]


def doing(told: Iterable[Telling]) -> list[Telling]:
    """Tellings that may keep, break or call off a promise."""
    return [t for t in told if not t.content_of and (t.is_deed or ((t.off or t.broken) and not t.promises))]


def link(id: str, told: Sequence[Telling], deed: str, done: Sequence[Telling]) -> Link | None:
    """What links the promise in incident `id` with the deed in incident `deed`, None for nothing."""
    promise, deeds = promising(told), doing(done)
    return compare(promise, deeds, same=id == deed) if promise and deeds else None


def head_of(id: str, told: Iterable[Telling], incident_of: Mapping[str, str]) -> str:
    """The incident of the spoken promise that this one is the content of, where it is in any report: "agreed"
    of "agreed to exchange prisoners". Of several the first by id; `id` itself where it stands alone."""
    heads = {incident_of.get(t.content_of, "") for t in told if t.content_of} - {"", id}
    return min(heads, default=id)


def promises_on(
    groups: Groups, links: Mapping[str, Mapping[str, Link]], heads: Mapping[str, str], on: date
) -> list[Promise]:
    """The promises told by day `on`, the earliest first. `links`: of each promise's incident, by deed. What is
    told later counts for nothing. `heads`: as `head_of` gives them."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for id in groups:
        if promising(groups[id]):
            parts[heads.get(id, id)].append(id)
    found = [one for head, ids in parts.items() if (one := _promise(head, sorted(ids), groups, links, on))]
    return sorted(found, key=lambda one: (min(t.said for t in one.told), one.id))


def _promise(
    head: str, ids: Sequence[str], groups: Groups, links: Mapping[str, Mapping[str, Link]], on: date
) -> Promise | None:
    told = tuple(t for id in ids for t in _known(promising(groups[id]), on))
    if not told:
        return None
    best: dict[str, Link] = {}
    for id in ids:
        for deed, found in links.get(id, {}).items():
            if deed not in best or (found.score, found.why) > (best[deed].score, best[deed].why):
                best[deed] = found
    steps = [(deed, best[deed], tuple(_known(doing(groups[deed]), on))) for deed in sorted(best)]
    steps = [step for step in steps if step[2]]
    by = [Step(deed, found.kind, done) for deed, found, done in steps]
    return Promise(head, told, tuple(steps), standing(told, by, on))


def _known(told: Iterable[Telling], on: date) -> list[Telling]:
    return [t for t in told if t.published and t.published <= on.isoformat()]
