"""What a promise and a deed must have in common to be compared at all, so that the work stays near-linear."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from tidings.views.promises.fulfil import AT_MOST, ends_fire
from tidings.views.promises.several import name_stems
from tidings.views.promises.telling import Name, Telling
from tidings.views.promises.words import name_words

FULL: Final = 24
"""Incidents with one key in one month: with more the key tells nothing, and finer ones are looked at only."""
NEAR: Final = 2
FEW: Final = 3
"""Within `NEAR` months a key counts up to `FULL`, from then on up to `FEW`: what a promise may be kept by a
year later has a key that hardly anything else has. Otherwise a promise would be compared with ever more deeds
until the store covers a year."""
MONTHS: Final = AT_MOST // 30 + 1
_PARTIES: Final = 3
_PLACES: Final = 4

PROMISE: Final = "p"
DEED: Final = "d"


def keys_of(told: Sequence[Telling], side: str) -> frozenset[str]:
    """Keys of an incident's promising tellings, or of those of its deeds: who, where, both together, names
    in the sentence, and the spot in the report. Sharing any one is enough."""
    out: set[str] = set()
    if side == PROMISE:
        sides = ends_fire(told) or any(t.type == "AGREE" for t in told)
        who = [n for t in told for n in (t.whom if t.type == "REQUEST" else t.actors)]
        who += [n for t in told for n in t.whom] if sides else []
        spots = {f"{t.report} {t.line + k}" for t in told for k in (-1, 0, 1)}
        words = {max(w, key=lambda s: (len(s), s)) for n in who if (w := name_stems(n))}
        words |= {word for t in told for p in t.places for word in name_words(p)}
        words |= {word for t in told for word in t.named}
    else:
        who = [n for t in told for n in t.actors]
        spots = {f"{t.report} {t.line}" for t in told}
        words = {word for t in told for word in t.named}
    heads = sorted({name.split()[-1] for t in told for whom in t.whom for name in whom.names if name.split()})
    goals = [f"m {head}" for head in heads[:_PARTIES]]
    names = _ids(who)
    places = sorted({p for t in told for p in t.places})[:_PLACES]
    lands = sorted({t.country for t in told if t.country})[:_PLACES]
    out |= {
        f"m {name}" for name in islice(sorted({n for t in told for w in t.whom for n in w.names}), _PARTIES)
    }
    out |= {f"w {word}" for word in words} | {f"r {spot}" for spot in spots}
    out |= {f"p {place}" for place in places} | {*names, *goals}
    out |= {f"{who} {where}" for who in (*names, *goals) for where in (*places, *lands)}
    return frozenset(out)


@lru_cache(maxsize=65536)
def hashed(key: str, side: str) -> int:
    """A number of 51 bits; `in_year` makes it one that is kept."""
    data = hashlib.blake2b(f"{side} {key}".encode(), digest_size=8).digest()
    return int.from_bytes(data, "big") >> 13


def in_year(key: int, month: int) -> int:
    """The hashed key, filed by the month's year first: reports come about in the order of their days, and a
    row for each of a thousand keys all over a large table costs a page each to write."""
    return (month - 1) // 12 << 51 | key


def in_years(key: int, first: int, last: int) -> list[int]:
    """The hashed key as it is filed in the years from the first to the last month."""
    return [in_year(key, year * 12 + 1) for year in range((first - 1) // 12, (last - 1) // 12 + 1)]


def month_of(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def first_month(told: Iterable[Telling], side: str) -> int | None:
    """Of a promise when it was spoken, of a deed when it was done; None where no report tells."""
    days = [t.said if side == PROMISE else t.day for t in told]
    first = min((day for day in days if day), default="")
    return month_of(first) if first else None


def _ids(who: Iterable[Name]) -> list[str]:
    found: dict[str, None] = {}
    for name in islice(sorted(set(who), key=lambda n: (n.id, n.names)), _PARTIES):
        if name.id:
            found[f"i {name.id}"] = None
        if name.country:
            found[f"c {name.country}"] = None
        for one in name.names[:_PARTIES]:
            if name_words(one):
                found[f"n {one}"] = None
    return list(found)
