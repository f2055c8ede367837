"""Whether a deed keeps a promise, breaks it or calls it off: a score from what the two have in common, and a
sentence that says it. Rules stated by hand; nothing in them was fitted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tidings.views.promises.several import Several, clear, days_between, name_stems
from tidings.views.promises.telling import Name, Telling
from tidings.views.promises.words import SPOKEN, name_words, shown

LEAST: Final = 2.5
"""Score from which a deed and a promise are linked: two of who, where, what and the kind of deed agree."""
AT_MOST: Final = 400
"""Days after which a deed is not looked for: a promise that is older is kept by something else."""

_PROMISED: Final[dict[str, dict[str, float]]] = {
    "CONCEDE": {"RETREAT": 1.0, "AID": 0.5, "COOPERATE": 0.5, "CONSULT": 0.3},
    "AGREE": {"AID": 1.0, "COOPERATE": 1.0, "RETREAT": 1.0, "CONSULT": 0.8, "MOBILIZE": 0.7, "SANCTION": 0.3,
              "CONCEDE": 0.7},
    "THREATEN": {
        "ASSAULT": 1.0, "SANCTION": 1.0, "COERCE": 1.0, "PROTEST": 1.0, "MOBILIZE": 0.7, "RETREAT": 0.5,
    },
    "REQUEST": {
        "RETREAT": 1.0, "AID": 1.0, "CONSULT": 0.7, "COOPERATE": 0.7, "SANCTION": 0.7, "MOBILIZE": 0.7,
        "COERCE": 0.7, "CONCEDE": 0.7,
    },
}  # fmt: skip
"""How well a type of deed goes with what a spoken type promises (PLOVER has the pairs: verbal cooperation
and material, verbal conflict and material)."""
_ALIKE: Final[dict[frozenset[str], float]] = {
    frozenset(pair): worth
    for pair, worth in {
        ("MOBILIZE", "RETREAT"): 0.7, ("MOBILIZE", "AID"): 0.7, ("MOBILIZE", "ASSAULT"): 0.6,
        ("COERCE", "ASSAULT"): 0.6, ("AID", "COOPERATE"): 0.6, ("SANCTION", "COERCE"): 0.7,
        ("SANCTION", "RETREAT"): 0.6, ("CONSULT", "COOPERATE"): 0.4, ("AID", "RETREAT"): 0.3,
    }.items()
}  # fmt: skip
"""Planned as the one, done as the other: soldiers to be sent home are moved, a raid becomes an attack."""

_NEVER_PROMISED: Final[dict[str, frozenset[str]]] = {
    "AGREE": frozenset({"ASSAULT", "COERCE", "PROTEST"}),
    "CONCEDE": frozenset({"ASSAULT", "COERCE", "PROTEST"}),
    "REQUEST": frozenset({"ASSAULT"}),
}
"""What a promise's sentence may speak of without promising it: "promised help before the bombed station"."""
_WORDS: Final = 1.5
"""Points for words at most."""


@dataclass(frozen=True, slots=True)
class Link:
    """`kind`: keeps, breaks or off. `why`: one sentence of what agrees."""

    kind: str
    score: float
    why: str


def compare(promise: Sequence[Telling], deed: Sequence[Telling], *, same: bool = False) -> Link | None:
    """`promise` and `deed`: the tellings of one incident each, in any order. `same`: both are one incident,
    first told as planned and then as done. None where they do not go together."""
    promise, deed = Several.of(promise), Several.of(deed)
    if not _in_time(promise, deed):
        return None
    stops = promise.ends_fire
    hostile = stops and deed.is_attack
    worth = 1.0 if hostile else _worth(promise.promised, deed.done)
    if not worth and not deed.is_off:
        return None
    recalled = _recalled(promise, deed)
    by, at, to = who(promise, deed, either=stops), where(promise, deed), _whom(promise, deed)
    # Words alone link nothing: two promises of rice are two. Who, where or a report must say which it is.
    anchored = max(by[0], to[0]) > 0 or at[0] >= 0.8 or bool(recalled) or same
    if not anchored or (hostile and by[0] <= 0):
        return None
    found = [(worth, ""), by, at, to]
    if recalled:
        found.append(recalled)
    if worth and deed.is_as_promised:
        found.append((0.8, "the report says that it had been promised"))
    if same:
        found.append((2.0, "the reports tell it as one happening, first planned, then done"))
    if math.fsum(points for points, _ in found) + _WORDS < LEAST - 0.01:
        return None
    found.insert(3, what(promise, deed))
    score = sum(points for points, _ in found)
    if score < LEAST:
        return None
    why = "; ".join(said for points, said in found if said and points > 0)
    if hostile or (stops and any(t.broken for t in deed)):
        kind = "breaks"
    elif deed.is_off and not any(t.is_deed and not t.off for t in deed):
        kind = "off"
    elif worth:
        kind = "keeps"
    else:
        return None
    return Link(kind, round(score, 2), why[:1].upper() + why[1:] + ".")


def _in_time(promise: Several, deed: Several) -> bool:
    """The deed comes on the day of the promise or later, and is reported later or recalls the promise."""
    said, day = promise.said, deed.day
    if not said or not day or day < said or deed.is_of_old:
        return False
    if deed.published <= promise.published and not day > said:
        return False
    return days_between(said, day) <= AT_MOST


@lru_cache(maxsize=65536)
def _worth(promised: frozenset[tuple[str, tuple[str, ...]]], done: frozenset[str]) -> float:
    return max((_pair(type, deeds, one) for type, deeds in promised for one in done), default=0.0)


def _pair(type: str, deeds: tuple[str, ...], done: str) -> float:
    if type == done:
        return 1.2
    pair = _PROMISED.get(type, {}).get(done, 0.0)
    if type in SPOKEN and deeds:
        # The words of the promise say which deed is meant: "promised that all would be freed".
        meant = done in deeds and done not in _NEVER_PROMISED.get(type, ())
        return 1.2 if meant else 0.4 * pair
    return pair or _ALIKE.get(frozenset((type, done)), 0.0)


def who(promise: Several, deed: Several, *, either: bool) -> tuple[float, str]:
    """Who was to do it and who did: of a demand those whom it was put to. `either`: a thing between two
    sides, which each of them can break."""
    doers = promise.doers
    if either and "AGREE" not in promise.types:
        doers = tuple(dict.fromkeys((*doers, *promise.whom)))
    best, why = 0.0, ""
    for one in doers:
        for other in deed.actors:
            points = 0.0
            if best < 2.0:
                points = (
                    2.0 if _same(one, other) else 1.2 if one.country and one.country == other.country else 0.0
                )
            if points > best:
                best, why = points, f"{_shown(one)} was to do it and {_shown(other)} did"
        if best < 1.2 and (words := name_stems(one)) and words <= deed.stems:
            best, why = 1.2, f"{_shown(one)} is named with the deed"
    if not best:
        lands = [{n.country for n in some if n.country} for some in (doers, deed.actors)]
        if all(lands) and not lands[0] & lands[1]:
            return -1.5, ""
    return best, why


def _whom(promise: Several, deed: Several) -> tuple[float, str]:
    """To whom it was to be done, and to whom it was."""
    for one in promise.whom_sorted:
        for other in deed.whom_sorted:
            if _same(one, other) or not _heads(one.names).isdisjoint(_heads(other.names)):
                return 1.0, f"both to {_shown(one)}"
    return 0.0, ""


@lru_cache(maxsize=65536)
def _heads(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.split()[-1] for name in names if name.split())


def where(promise: Several, deed: Several) -> tuple[float, str]:
    meant, done = promise.places, deed.places
    if meant and (both := next((place for place in meant if place in done), None)):
        return 1.0, f"both name {shown(both)}"
    if named := _named(meant, deed.stems):
        return 1.0, f"both name {shown(named)}"
    if named := _named(done, promise.stems):
        return 0.8, f"both name {shown(named)}"
    lands, there = promise.lands, deed.lands
    if both_in := lands & there:
        return 0.4, f"both in {min(both_in)}"
    parties = promise.party_lands
    if there and lands and not there & (lands | parties):
        return -1.5, ""
    return (0.3, f"in {min(there & parties)}, a country of the parties") if there & parties else (0.0, "")


def _named(places: Sequence[str], said: frozenset[str]) -> str | None:
    return next((p for p in places if (words := name_words(p)) and words <= said), None)


def what(promise: Several, deed: Several) -> tuple[float, str]:
    """Words for the thing that both have, names of the parties left out: half a point each."""
    both = sorted((promise.stems & deed.stems) - promise.party_stems - deed.party_stems - promise.place_stems)
    if not both:
        return 0.0, ""
    return min(_WORDS, 0.5 * len(both)), "both speak of " + ", ".join(f"“{s}…”" for s in both[:4])


def _recalled(promise: Several, deed: Several) -> tuple[float, str] | None:
    """The deed's report speaks of the promise in the same sentence, or in the next one."""
    if not promise.spots.isdisjoint(deed.spots):
        return 2.0, "one sentence tells both"
    if not promise.spots.isdisjoint(deed.beside):
        return 1.0, "told side by side"
    return None


def ends_fire(promise: Iterable[Telling]) -> bool:
    """Whether what is promised is that the fighting stops: it lasts, so it is under way and never done."""
    return Several.of(promise).ends_fire


def _same(one: Name, other: Name) -> bool:
    if one.id and one.id == other.id:
        return True
    return any(a in b or b in a for a in clear(one) for b in clear(other))


def _shown(name: Name) -> str:
    return shown(min(name.names, key=lambda n: (-len(n), n))) if name.names else "it"
