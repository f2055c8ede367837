"""Which of the places that bear a name a report means, or none of them.

A score adds up: how likely the place is to be in the news (its kind and size), how much the report
is about its country, containment stated beside the name, the stated type of place, nearness to
places already placed, and how exactly the name matches. Below `ENOUGH` none is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import asin, cos, log10, radians, sin, sqrt
from typing import Final

from tidings.mentions.gazetteer import Candidate
from tidings.mentions.places_hints import Hints, Setting

ENOUGH: Final = 0.9
"""A town of 8,000 in a country the report does not mention is not taken; one of any size in a
country that the report is mainly about is."""
_NEAR_KM: Final = 200.0
_KINDS: Final = {
    "country": 3.2, "continent": 2.8, "sea": 2.6, "area": 2.5, "capital": 2.9, "site": 2.3, "base": 1.4,
    "river": 1.6, "mountain": 1.4, "airport": 0.6, "district": 0.35,
}  # fmt: skip
_MATCH: Final = {"exact": 0.0, "variant": -0.1, "loose": -0.5, "skeleton": -1.0}
_LOCAL: Final = frozenset({"town", "district", "base", "airport", "site"})
_FITS: Final = {
    "region": frozenset({"region", "area"}),
    "district": frozenset({"district", "town", "area"}),
    "town": frozenset({"town", "capital"}),
    "base": frozenset({"base", "airport", "site"}),
    "site": frozenset({"site", "airport", "base"}),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate taken and its score, and what spoke for it. `rivals`: the countries of others
    that fit as well, elsewhere and of the same kind; empty where the choice is clear."""

    candidate: Candidate
    score: float
    why: str
    rivals: tuple[str | None, ...] = ()


def choose(
    candidates: Iterable[Candidate],
    hints: Hints,
    setting: Setting,
    placed: list[Candidate],
    container: Candidate | None,
) -> Choice | None:
    """The best of `candidates`, or None. `placed`: places of the report already settled."""
    several = list(candidates)
    largest = _dwarfs_others(several)
    scored: list[Choice] = []
    for candidate in several:
        score, why = _score(candidate, hints, setting, placed, container)
        if candidate.id == largest and not hints.country:
            score += 0.7
        if score >= ENOUGH:
            scored.append(Choice(candidate, score, why))
    best = max(scored, key=lambda c: c.score, default=None)
    if (
        best is not None
        and best.candidate.kind in ("region", "district")
        and hints.sort != best.candidate.kind
    ):
        best = _town_for_region(best, scored)
    return None if best is None else replace(best, rivals=_rivals(best, scored))


def _rivals(best: Choice, scored: list[Choice]) -> tuple[str | None, ...]:
    """Franklin County, of which there are 24: the same kind, as likely, and not the same spot."""
    taken = best.candidate
    return tuple(
        c.candidate.country
        for c in scored
        if best.score - c.score < 0.02
        and c.candidate.kind == taken.kind
        and c.candidate.id != taken.id
        and not _distance(c.candidate, taken) < 30.0
    )


def _dwarfs_others(several: list[Candidate]) -> int | None:
    """The town of 100,000 or more that is five times as large as its namesakes in other countries:
    the Geneva of the news is not the one in Illinois."""
    towns = [c for c in several if c.kind in ("town", "capital") and not c.by_another_name]
    main = max(towns, key=lambda c: c.people, default=None)
    # "White House" translates Casablanca, but the packaged tables say what English means by it
    if main is None or main.people < 100_000 or any(c.kind in ("site", "area") for c in several):
        return None
    others = [c.people for c in towns if c.country != main.country]
    return main.id if main.people >= 5 * max(others, default=0) else None


def _town_for_region(best: Choice, scored: list[Choice]) -> Choice:
    """The main town of a region of the same name, unless the text says province or the like."""
    region = best.candidate
    for other in sorted(scored, key=lambda c: -c.score):
        town = other.candidate
        if (
            town.kind in ("town", "capital")
            and _same_region(town.region, region.region)
            and town.people >= 0.1 * region.people
        ):
            return other
    return best


def prior(candidate: Candidate) -> float:
    """How likely a place of this kind and size is meant before the report is looked at."""
    if candidate.kind == "region":
        return 0.6 + 0.22 * log10(candidate.people + 10)
    if candidate.kind == "town":
        return 0.15 + 0.29 * log10(candidate.people + 1)
    return _KINDS.get(candidate.kind, 0.3)


def _score(
    c: Candidate, hints: Hints, setting: Setting, placed: list[Candidate], container: Candidate | None
) -> tuple[float, str]:
    reasons = []
    score = prior(c) + _MATCH[c.match] - (0.5 if c.by_another_name and c.kind == "town" else 0.0)
    share = setting.share(c.country)
    if c.match == "skeleton" and share < 0.3 and hints.country != c.country:
        return 0.0, ""
    if c.match == "loose" and share < 0.6 * setting.largest and hints.country != c.country:
        score -= 1.0
    # the United States is mentioned in reports from everywhere
    score += 2.2 * sqrt(share) * (0.5 if c.country == "US" else 1.0)
    if share >= 0.3:
        reasons.append(f"the report is largely about {c.country}")
    elif setting.heft >= 2 and c.country:
        # the larger, the likelier it is mentioned without its country
        score -= max(0.0, 1 - share / 0.1) * (0.7 - 0.5 * min(1.0, c.people / 500_000))
    if hints.around and c.country and c.kind in _LOCAL:
        beside = sum(code == c.country for code in hints.around) / len(hints.around)
        score += 0.8 * beside if beside else -0.4
    if hints.country and c.country and (c.kind != "country" or hints.sort == "region"):
        if hints.country == c.country:
            score += 2.5
            reasons.append(hints.by)
        else:
            score -= 3.0
    if container is not None and c.kind != "country" and container.id != c.id:
        inside, sure = _lies_in(c, container)
        score += 2.0 if inside else -1.0 if sure else 0.0
        if inside:
            reasons.append(f"it lies in {container.name}")
    if c.kind == "district" and c.match == "exact" and " " in c.name:
        # "Riley County" as it is written says what it is
        score += 0.5
    if hints.sort:
        if c.kind in _FITS[hints.sort]:
            score += 1.1
            reasons.append(f"called a {hints.sort}")
        elif c.kind != "country" or hints.sort == "town":
            score -= 0.5
    others = [p for p in placed if p.id != c.id]
    if c.kind == "town" and any(p.kind == "region" and p.region == c.region for p in others):
        score += 0.5
    if c.lat is not None and any(_distance(c, p) < _NEAR_KM for p in others):
        score += 0.35
        reasons.append("other places of the report are near")
    return score, "; ".join(reasons)


def _same_region(a: str | None, b: str | None) -> bool:
    """Also where one is a part of the other: "PS.GZ" and a governorate in it."""
    return bool(a and b) and (a == b or f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}."))


def _lies_in(c: Candidate, container: Candidate) -> tuple[bool, bool]:
    """Whether a candidate lies in a place, and whether that is known rather than guessed."""
    if container.kind == "country":
        return c.country == container.country, c.country is not None
    if container.country and c.country and container.country != c.country:
        return False, True
    if container.kind == "region" and c.region and container.region:
        return _same_region(c.region, container.region), True
    distance = _distance(c, container)
    return distance < (150.0 if container.kind in ("region", "area") else 60.0), False


def _distance(a: Candidate, b: Candidate) -> float:
    """Kilometres along the great circle; infinite where a position is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    # most pairs are far apart: a degree of latitude is 111 km
    if abs(a.lat - b.lat) > 3:
        return float("inf")
    p, q = radians(a.lat), radians(b.lat)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(h)))
