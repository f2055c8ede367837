"""The sum of what all comparators say, in one function that names none of its parts: three times as fast as
asking each of them. A test holds the two to the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import fsum
from typing import Final

from tidings.link.events import toll
from tidings.link.events.rarity import COUNTRY, ID, weight
from tidings.link.events.told import Told
from tidings.link.events.what import reality
from tidings.link.events.when import KINDS, binned
from tidings.link.events.where import SPOTS
from tidings.model import earth

NEVER: Final = -12.0
FAR: Final = 200.0
"""Kilometres between two spots beyond which they are not one happening, whatever else agrees."""
LONG_AGO: Final = 2
"""Days between two exact days beyond which they are two happenings; one is forgiven to a night, the other to
a wrong date."""
MONTHS_AGO: Final = 31
"""The same for times of which one is not a day: "in December" and a Tuesday in May."""

_DAYS: Final = 101
"""From this many days apart all are in the last bin."""


def summing(weights: Mapping[str, float]) -> Callable[[Told, Told], float]:
    """Log-odds of two records by these weights; `NEVER` at least, and where they cannot be one."""
    of = weights.get

    def bins(name: str) -> list[float]:
        return [of(name + binned(days), 0.0) for days in range(_DAYS + 1)]

    w = {name: of(name, 0.0) for name in _NAMES}
    types: dict[str, float] = {}
    sorts: dict[tuple[str, str], float] = {}
    exact, published = bins("day apart "), bins("published apart ")
    kinds = [(of(f"{kind}none", 0.0), bins(kind)) for kind in KINDS]
    tolls = {name: of(name, 0.0) for name in toll.NAMES}
    mixed = of("bias", 0.0)
    parties = [[of(f"{n}{end}", 0.0) for end in ("", " lacks", " other", " id", " other id")] for n in _SIDES]
    (who, who_lacks, who_other, who_id, who_other_id), whoms = parties
    whom, whom_lacks, whom_other, whom_id, whom_other_id = whoms

    def side(
        mine: frozenset[str], theirs: frozenset[str], least: float, by: tuple[float, float, float, float]
    ) -> float:
        both = mine & theirs
        if not both:
            return by[1]
        total = by[0] * (_marks(both) / least)
        if _has_id(both):
            total += by[2]
        elif by[3] and _has_id(mine) and _has_id(theirs):
            total += by[3]
        return total

    word_share, words_in_all, rare_words = w["words"], w["words in all"], w["rare words"]
    topic_share, topics_in_all, lines = w["topics"], w["topics in all"], w["lines"]
    doers = (who, who_other, who_id, who_other_id)
    objects = (whom, whom_other, whom_id, whom_other_id)

    def score(a: Told, b: Told) -> float:
        if a.report == b.report:
            return NEVER
        one, two = a.days, b.days
        gap = None
        if one is not None and two is not None:
            gap = one[0] - two[1] if one[0] > two[1] else two[0] - one[1] if two[0] > one[1] else 0
        both_exact, dated = a.exact and b.exact, a.dated + b.dated
        if gap and ((both_exact and gap > LONG_AGO) or (dated == 2 and gap > MONTHS_AGO)):
            return NEVER
        away = _away(a, b)
        if away is not None and away > FAR:
            return NEVER

        # What
        if a.type == b.type:
            if (typed := types.get(a.type)) is None:
                typed = types[a.type] = w["type"] + of(f"type {a.type}", 0.0)
            total = mixed + typed
            if a.mode and b.mode:
                total += w["mode" if a.mode == b.mode else "mode other"]
        else:
            total = mixed
        deeds, their_deeds, words, their_words = a.deeds, b.deeds, a.words, b.words
        if not deeds.isdisjoint(their_deeds):
            total += w["deed"]
        elif deeds and their_deeds:
            total += w["deed other"]
        if not (deeds.isdisjoint(their_words) and their_deeds.isdisjoint(words)):
            total += w["deed told there"]
        if (sort := sorts.get((a.status, b.status))) is None:
            real = sorted({reality(a.status), reality(b.status)})
            name = "status " + " ".join(real) if len(real) == 2 else f"both {real[0]}"
            sort = sorts[a.status, b.status] = of(name, 0.0)
        total += sort
        if a.background != b.background:
            total += w["one background"]
        elif a.background:
            total += w["both background"]

        # When
        if both_exact:
            total += exact[min(gap or 0, _DAYS)]
            if a.first == a.last == b.first == b.last:
                total += w["same day"]
        else:
            untold, table = kinds[dated]
            total += untold if gap is None else table[min(gap, _DAYS)]
            if dated == 2 and one is not None and two is not None:
                both = min(one[1], two[1]) - max(one[0], two[0]) + 1
                if both > 0:
                    total += w["days alike"] * (both / (max(one[1], two[1]) - min(one[0], two[0]) + 1))
        if a.published is not None and b.published is not None:
            later = abs(a.published - b.published)
            total += published[later if later < _DAYS else _DAYS]

        # Where
        spot, their_spot = a.spot, b.spot
        if spot and their_spot:
            alike = a.country and a.country == b.country
            if a.country and b.country:
                total += w["country" if alike else "country other"]
            if not spot.isdisjoint(their_spot):
                total += w["place"]
                if away is not None and away > 30:
                    total += w["place namesake"]
            elif away is not None:
                total += w["place near" if away <= 30 else "place 150 km" if away <= 150 else "place far"]
            elif alike:
                within = "country" in (a.precision, b.precision)
                total += w["place within" if within else "place by name other"]
                if not (a.spot_words.isdisjoint(their_words) and b.spot_words.isdisjoint(words)):
                    total += w["place told there"]
        elif spot or their_spot:
            total += w["one place lacks"]
            there, other = (a, b) if spot else (b, a)
            if not there.spot_words.isdisjoint(other.words):
                total += w["place told there"]
        else:
            total += w["place lacks"]

        # Who
        mine, theirs, my_objects, their_objects = a.who, b.who, a.whom, b.whom
        if mine and theirs:
            ours, others = a.weights[0], b.weights[0]
            total += side(mine, theirs, ours if ours < others else others, doers)
        else:
            total += who_lacks
        if my_objects and their_objects:
            ours, others = a.weights[1], b.weights[1]
            total += side(my_objects, their_objects, ours if ours < others else others, objects)
        else:
            total += whom_lacks
        if not (mine.isdisjoint(their_objects) and theirs.isdisjoint(my_objects)):
            total += w["roles crossed"]
        if shared := (mine | my_objects) & (theirs | their_objects):
            total += w["parties"] * (min(_marks(shared), 20.0) / 10)
        elif (mine or my_objects) and (theirs or their_objects):
            total += w["parties other"]

        # How many
        if (a.killed or b.killed or a.injured or b.injured or a.detained or b.detained) is not None:
            total += fsum(map(tolls.__getitem__, toll.compare(a, b)))

        # Words
        if shared_words := words & their_words:
            heavy = [weight(stem) for stem in shared_words]
            weighs = fsum(heavy)
            mine_in_all, theirs_in_all = a.weights[2], b.weights[2]
            least = mine_in_all if mine_in_all < theirs_in_all else theirs_in_all
            total += word_share * (weighs / (least or 1.0))
            total += words_in_all * ((weighs if weighs < 60.0 else 60.0) / 20)
            rare = len([one for one in heavy if one > 5])
            total += rare_words * ((rare if rare < 4 else 4) / 2)
        if shared_topics := a.topic & b.topic:
            about = fsum(map(weight, shared_topics))
            mine_in_all, theirs_in_all = a.weights[3], b.weights[3]
            least = mine_in_all if mine_in_all < theirs_in_all else theirs_in_all
            total += topic_share * (about / (least or 1.0))
            total += topics_in_all * ((about if about < 60.0 else 60.0) / 20)
        if a.outlet and a.outlet == b.outlet:
            total += w["one outlet"]
        total += lines * (((a.line if a.line < 2000 else 2000) + (b.line if b.line < 2000 else 2000)) / 2000)
        return total if total > NEVER else NEVER

    return score


_SIDES: Final = ("who", "whom")
_NAMES: Final = (
    "type", "mode", "mode other", "deed", "deed other", "deed told there", "one background",
    "both background", "same day", "days alike", "country", "country other", "place", "place namesake",
    "place near", "place 150 km", "place far", "place within", "place by name other", "place told there",
    "one place lacks", "place lacks", "roles crossed", "parties", "parties other", "words", "words in all",
    "rare words", "topics", "topics in all", "one outlet", "lines",
)  # fmt: skip


def _away(a: Told, b: Told) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    if a.precision not in SPOTS or b.precision not in SPOTS:
        return None
    if a.lat == b.lat and a.lon == b.lon:
        return 0.0
    # A degree of latitude is 111 km, so the great circle need not be asked.
    if abs(a.lat - b.lat) > 2:
        return FAR + 1
    return earth.kilometres(a.lat, a.lon, b.lat, b.lon)


def _marks(found: frozenset[str]) -> float:
    return fsum(map(_mark, found))


@lru_cache(maxsize=65536)
def _mark(mark: str) -> float:
    return COUNTRY if mark[0] == "c" else ID if mark[0] == "=" else weight(mark[1:])


def _has_id(marks: frozenset[str]) -> bool:
    return any(mark[0] == "=" for mark in marks)
