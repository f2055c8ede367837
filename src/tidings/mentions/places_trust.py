"""How far the likeliest place of a name can be trusted to be the one meant, whatever the others of the name:
a village that no gazetteer has is easily taken for one that sounds alike on another continent.

A trained judgement over named features (data/places/trust.tsv, made by `training/places_rank.py`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from tidings.mentions.gazetteer import Candidate
from tidings.mentions.gazetteer_tables import rows
from tidings.mentions.places_features import Group, Matrix, is_large
from tidings.mentions.places_hints import Setting
from tidings.mentions.places_relations import distance, lies_in

SPOT = 50.0
"""Kilometres within which candidates of one name and country are one spot on a map."""


def trust_features(
    groups: Sequence[Group], chances: Sequence[Matrix], setting: Setting
) -> list[tuple[str, ...]]:
    """What speaks for and against the likeliest candidate of each group; nothing where it has none."""
    best = [_likeliest(g, c) for g, c in zip(groups, chances, strict=True)]
    known = [b for g, b in zip(groups, best, strict=True) if b is not None and g.weight == 1.0]
    return [
        () if b is None else _features(g, b[0], b[1], known, setting)
        for g, b in zip(groups, best, strict=True)
    ]


def _likeliest(group: Group, chances: Matrix) -> tuple[Candidate, float] | None:
    """The likeliest candidate with the chance of its spot: a region, its seat and its district share a name,
    and their chances count together."""
    if not group.options:
        return None
    best = group.options[int(chances.argmax())]
    spot = sum(
        float(p) for o, p in zip(group.options, chances.ravel(), strict=False)
        if o.id == best.id or (o.country == best.country and distance(o, best) < SPOT)
    )  # fmt: skip
    return best, min(1.0, spot)


def _features(
    group: Group, c: Candidate, chance: float, known: Sequence[tuple[Candidate, float]], setting: Setting
) -> tuple[str, ...]:
    others = [o for o, p in known if o.id != c.id and p > 0.3 and o.kind not in ("country", "continent")]
    here = sum(o.country == c.country for o in others)
    region = min(2, sum(o.region == c.region is not None for o in others))
    near = min(2, sum(distance(o, c) < 100.0 for o in others))
    share = setting.share(c.country)
    about = 0 if share == 0.0 else 1 if share < 0.1 else 2 if share < 0.3 else 3
    size = min(6, int(math.log10(c.people + 1)))
    told = "no"
    if group.hints.country:
        told = "same" if group.hints.country == c.country else "other"
    elif group.containers:
        told = "inside" if any(lies_in(c, o)[0] for o in group.containers) else "outside"
    out = [
        "always", f"{c.kind} {c.match}", f"chance {min(4, int(chance * 5))}", f"{c.kind} {size}",
        f"told {told}",
        f"told {told} {c.match}", f"about its country {about}", f"{c.match} about its country {about}",
        f"{'large' if is_large(c) else 'small'} about its country {about}",
        f"{c.kind} about its country {about}",
        f"in its country {min(2, here)}", f"{c.match} in its country {min(2, here)}",
        f"share in its country {int(4 * here / len(others)) if others else 'none'}",
        f"in its region {region}", f"{c.kind} near {near}", f"{c.match} near {near}",
        f"candidates {min(3, len(group.options) // 3)}", f"letters {min(8, len(group.name))}",
        f"{c.match} letters {min(8, len(group.name))}", f"words {min(3, len(group.name.split()))}",
        f"called {group.hints.sort} {c.kind}",
    ]  # fmt: skip
    if c.by_another_name:
        out.append("another name")
    return tuple(out)


def trust(features: Sequence[str]) -> float:
    """Log-odds that the place is the one meant."""
    known = trust_weights()
    return sum(known.get(f, 0.0) for f in features)


@cache
def trust_weights() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in rows("trust")}
