"""The place that everybody means by a name, where the report does not speak for a namesake.

Local news, from which the ranking is learnt, means the Geneva of its own state.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.mentions.gazetteer import Candidate
from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.places_features import Group
from tidings.mentions.places_hints import Setting
from tidings.mentions.places_relations import distance

FAMOUS: Final = 100_000
"""Inhabitants of a town that a name alone may mean."""
FAME: Final = 5
"""How many times as many as any namesake has."""
CAPITAL: Final = 2
"""The same, of a country's capital."""
SECOND: Final = 8
"""How many times larger a namesake may be than the town of the country told of: few reports on Canada mean
Ontario's London."""
TOLD: Final = 0.1
"""Weight of what names a country from which it counts as told of."""
SPOT_KM: Final = 30.0


def best_known(
    groups: Sequence[Group],
    chances: Sequence[npt.NDArray[np.float64]],
    facts: Sequence[Sequence[str]],
    setting: Setting,
) -> list[Candidate | None]:
    """For each name the place that it means whatever is likeliest; None where the ranking stands."""
    likely = [
        g.options[int(np.argmax(c))] if g.options else None for g, c in zip(groups, chances, strict=True)
    ]
    famous = [_famous(g) for g in groups]
    out: list[Candidate | None] = []
    for n, (group, best) in enumerate(zip(groups, likely, strict=True)):
        if best is None or group.containers or group.hints.country:
            out.append(None)
            continue
        told = _of_country_told(group, best, setting)
        lonely = "in its region 0" in facts[n]
        if told is not None:
            out.append(told)
        elif lonely or _only_each_other(n, groups, likely, famous, setting):
            out.append(_country(group, best, setting) if lonely and best.kind == "region" else None)
            out[-1] = out[-1] or _much_larger(group, best, famous[n])
        else:
            out.append(None)
    return out


def _famous(group: Group) -> Candidate | None:
    """The largest town of the name, where it is large and much larger than any other of the name."""
    towns = [c for c in group.options if c.kind in ("town", "capital")]
    if not towns:
        return None
    known, *others = sorted(towns, key=lambda c: -c.people)
    rival = max((c.people for c in others if not same_spot(c, known)), default=0)
    fame = CAPITAL if known.kind == "capital" else FAME
    return known if known.people >= FAMOUS and known.people >= fame * rival else None


def _much_larger(group: Group, likeliest: Candidate, known: Candidate | None) -> Candidate | None:
    as_written = likeliest.match == "exact"
    if likeliest.kind in ("region", "district") and group.hints.sort != likeliest.kind:
        likeliest = town_for_region(group, likeliest)  # "in Santiago" is a town's, not a province's
    towns = [c for c in group.options if c.kind in ("town", "capital")]
    if known is None or len(towns) < 2:
        return None
    if likeliest.kind == "capital" and known.id == likeliest.id and as_written:
        return known
    if likeliest.kind != "town":
        return None  # a capital is not outdone by a namesake
    if known.by_another_name and not likeliest.by_another_name:
        return None  # Islamabad was once a name of Chattogram too
    if known.id == likeliest.id and not as_written and known.match != "exact":
        return None  # a village of that sound is more likely than the town in a land not spoken of
    return known


def _of_country_told(group: Group, likeliest: Candidate, setting: Setting) -> Candidate | None:
    """The large town of the name in a country that the report names, where nothing names that of the
    likeliest: of "the Lebanese army" in Tripoli. The United States are named everywhere."""
    key = exact_key(group.name)
    if likeliest.kind not in ("town", "capital", "region") or setting.besides(likeliest.country, key) > TOLD:
        return None
    found = [
        c for c in group.options
        if c.kind in ("town", "capital") and c.match == "exact" and not c.by_another_name
        and c.people >= FAMOUS and SECOND * c.people >= likeliest.people
        and c.country not in ("US", likeliest.country)
        and setting.besides(c.country, key) > TOLD
    ]  # fmt: skip
    return max(found, key=lambda c: (setting.besides(c.country, key), c.people), default=None)


def _country(group: Group, likeliest: Candidate, setting: Setting) -> Candidate | None:
    """The country of that name, where nothing names the one in which the region lies: Georgia."""
    if group.hints.sort or setting.besides(likeliest.country, exact_key(group.name)) > TOLD:
        return None
    if setting.of_counties and likeliest.country == "US":
        return None  # "A deputy was shot in Georgia, the sheriff said"
    return next((c for c in group.options if c.kind == "country" and c.match == "exact"), None)


def _only_each_other(
    n: int,
    groups: Sequence[Group],
    likely: Sequence[Candidate | None],
    famous: Sequence[Candidate | None],
    setting: Setting,
) -> bool:
    """Whether a small town is likely only because the small namesakes of other large towns lie near it:
    Ontario has a Paris and a Brussels."""
    best = likely[n]
    if best is None or best.kind != "town" or best.people >= FAMOUS:
        return False
    if setting.besides(best.country, exact_key(groups[n].name)) > 0.0:
        return False
    for m, other in enumerate(likely):
        known = famous[m]
        if m == n or other is None or other.region != best.region:
            continue
        if known is None or known.id == other.id:
            return False
    return True


def town_for_region(group: Group, best: Candidate) -> Candidate:
    """The main town of a region or district of the same name, unless the text says province or the like."""
    if best.kind not in ("region", "district") or group.hints.sort == best.kind:
        return best
    towns = [
        c for c in group.options
        if c.kind in ("town", "capital") and c.region == best.region and c.people >= 0.1 * best.people
    ]  # fmt: skip
    return max(towns, key=lambda c: c.people, default=best)


def same_spot(a: Candidate, b: Candidate) -> bool:
    """Whether two records are of one place: a town, and the district around it."""
    return a.id == b.id or (a.kind != "country" and b.kind != "country" and distance(a, b) < SPOT_KM)
