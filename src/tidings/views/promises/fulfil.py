"""Whether a deed keeps a promise, breaks it or calls it off: a score from what the two have in common, and a
sentence that says it. Rules stated by hand; nothing in them was fitted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from tidings.link.words import stem
from tidings.views.promises.telling import Name, Telling
from tidings.views.promises.words import COMMON, SPOKEN, name_words, shown

LEAST: Final = 2.5
"""Score from which a deed and a promise are linked: two of who, where, what and the kind of deed agree."""
AT_MOST: Final = 400
"""Days after which a deed is not looked for: a promise that is older is kept by something else."""

_PROMISED: Final[dict[str, dict[str, float]]] = {
    "CONCEDE": {"RETREAT": 1.0, "AID": 0.5, "COOPERATE": 0.5, "CONSULT": 0.3},
    "AGREE": {"AID": 1.0, "COOPERATE": 1.0, "RETREAT": 1.0, "CONSULT": 0.8, "MOBILIZE": 0.7, "SANCTION": 0.3},
    "THREATEN": {
        "ASSAULT": 1.0, "SANCTION": 1.0, "COERCE": 1.0, "PROTEST": 1.0, "MOBILIZE": 0.7, "RETREAT": 0.5,
    },
    "REQUEST": {
        "RETREAT": 1.0, "AID": 1.0, "CONSULT": 0.7, "COOPERATE": 0.7, "SANCTION": 0.7, "MOBILIZE": 0.7,
        "COERCE": 0.7,
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
_GUNS: Final = frozenset(map(stem, "truce ceasefire armistice".split())) | {"cease", "truc"}
_HOSTILE: Final = frozenset({"ASSAULT"})
_VAGUE: Final = COMMON | frozenset(
    "army troops soldiers forces force group fighters rebels militants police men women residents gunmen side"
    " sides both governments parties mission families".split()
)


@dataclass(frozen=True, slots=True)
class Link:
    """`kind`: keeps, breaks or off. `why`: one sentence of what agrees."""

    kind: str
    score: float
    why: str


def compare(promise: Sequence[Telling], deed: Sequence[Telling], *, same: bool = False) -> Link | None:
    """`promise` and `deed`: the tellings of one incident each, in any order. `same`: both are one incident,
    first told as planned and then as done. None where they do not go together."""
    if not _in_time(promise, deed):
        return None
    stops = ends_fire(promise)
    hostile = stops and any(t.is_deed and t.type in _HOSTILE and not t.background for t in deed)
    worth = 1.0 if hostile else max((_worth(p, d) for p in promise for d in deed), default=0.0)
    off = any(t.off for t in deed)
    if not worth and not off:
        return None
    by, at, to = who(promise, deed, either=stops), where(promise, deed), _whom(promise, deed)
    recalled = _recalled(promise, deed)
    # Words alone link nothing: two promises of rice are two. Who, where or a report must say which it is.
    anchored = max(by[0], to[0]) > 0 or at[0] >= 0.8 or bool(recalled) or same
    if not anchored or (hostile and by[0] <= 0):
        return None
    found = [(worth, ""), by, at, what(promise, deed), to]
    if recalled:
        found.append(recalled)
    if worth and any(t.as_promised for t in deed):
        found.append((0.8, "the report says that it had been promised"))
    if same:
        found.append((2.0, "the reports tell it as one happening, first planned, then done"))
    score = sum(points for points, _ in found)
    if score < LEAST:
        return None
    why = "; ".join(said for points, said in found if said and points > 0)
    if hostile or (stops and any(t.broken for t in deed)):
        kind = "breaks"
    elif off and not any(t.is_deed and not t.off for t in deed):
        kind = "off"
    elif worth:
        kind = "keeps"
    else:
        return None
    return Link(kind, round(score, 2), why[:1].upper() + why[1:] + ".")


def _in_time(promise: Sequence[Telling], deed: Sequence[Telling]) -> bool:
    """The deed comes on the day of the promise or later, and is reported later or recalls the promise."""
    said = min((t.said for t in promise if t.said), default="")
    day = min((t.day for t in deed if t.day), default="")
    if not said or not day or day < said:
        return False
    if all(t.background and not t.first for t in deed):
        return False
    told, done = (min((t.published for t in some if t.published), default="") for some in (promise, deed))
    if done <= told and not day > said:
        return False
    return (date.fromisoformat(day) - date.fromisoformat(said)).days <= AT_MOST


def _worth(promise: Telling, deed: Telling) -> float:
    if not (deed.is_deed or deed.off or deed.broken):
        return 0.0
    if promise.type == deed.type:
        return 1.2
    pair = _PROMISED.get(promise.type, {}).get(deed.type, 0.0)
    if promise.type in SPOKEN and promise.deeds:
        # The words of the promise say which deed is meant: "promised that all would be freed".
        meant = deed.type in promise.deeds and deed.type not in _NEVER_PROMISED.get(promise.type, ())
        return 1.2 if meant else 0.4 * pair
    return pair or _ALIKE.get(frozenset((promise.type, deed.type)), 0.0)


def who(promise: Sequence[Telling], deed: Sequence[Telling], *, either: bool) -> tuple[float, str]:
    """Who was to do it and who did: of a demand those whom it was put to. `either`: a thing between two
    sides, which each of them can break."""
    doers = [n for t in promise for n in (t.whom if t.type == "REQUEST" else t.actors)]
    if either or any(t.type == "AGREE" for t in promise):
        doers += [n for t in promise for n in t.whom]
    did = [n for t in deed for n in t.actors]
    said = frozenset(s for t in deed for s in t.stems)
    best, why = 0.0, ""
    for one in doers:
        for other in did:
            points = (
                2.0 if _same(one, other) else 1.2 if one.country and one.country == other.country else 0.0
            )
            if points > best:
                best, why = points, f"{_shown(one)} was to do it and {_shown(other)} did"
        words = name_stems(one)
        if best < 1.2 and words and words <= said:
            best, why = 1.2, f"{_shown(one)} is named with the deed"
    if not best:
        lands = [{n.country for n in some if n.country} for some in (doers, did)]
        if all(lands) and not lands[0] & lands[1]:
            return -1.5, ""
    return best, why


def _whom(promise: Sequence[Telling], deed: Sequence[Telling]) -> tuple[float, str]:
    """To whom it was to be done, and to whom it was."""
    for one in sorted({n for t in promise for n in t.whom}, key=lambda n: n.names):
        for other in sorted({n for t in deed for n in t.whom}, key=lambda n: n.names):
            heads = [{name.split()[-1] for name in some.names if name.split()} for some in (one, other)]
            if _same(one, other) or heads[0] & heads[1]:
                return 1.0, f"both to {_shown(one)}"
    return 0.0, ""


def where(promise: Sequence[Telling], deed: Sequence[Telling]) -> tuple[float, str]:
    meant = {place for t in promise for place in t.places}
    done = {place for t in deed for place in t.places}
    if both := sorted(meant & done):
        return 1.0, f"both name {shown(both[0])}"
    said = frozenset(s for t in deed for s in t.stems)
    if named := next((p for p in sorted(meant) if (words := name_words(p)) and words <= said), None):
        return 1.0, f"both name {shown(named)}"
    said = frozenset(s for t in promise for s in t.stems)
    if named := next((p for p in sorted(done) if (words := name_words(p)) and words <= said), None):
        return 0.8, f"both name {shown(named)}"
    lands = {t.country for t in promise if t.country}
    there = {t.country for t in deed if t.country}
    if lands & there:
        return 0.4, f"both in {min(lands & there)}"
    parties = {n.country for t in promise for n in (*t.actors, *t.whom) if n.country}
    if there and lands and not there & (lands | parties):
        return -1.5, ""
    return (0.3, f"in {min(there & parties)}, a country of the parties") if there & parties else (0.0, "")


def what(promise: Sequence[Telling], deed: Sequence[Telling]) -> tuple[float, str]:
    """Words for the thing that both have, names of the parties left out: half a point each, 1.5 at most."""
    parties = {s for t in (*promise, *deed) for n in (*t.actors, *t.whom) for s in name_stems(n)}
    meant = {s for t in promise for s in t.stems} - parties
    both = sorted(
        (meant & {s for t in deed for s in t.stems})
        - {s for t in promise for p in t.places for s in name_words(p)}
    )
    if not both:
        return 0.0, ""
    return min(1.5, 0.5 * len(both)), "both speak of " + ", ".join(f"“{s}…”" for s in both[:4])


def _recalled(promise: Sequence[Telling], deed: Sequence[Telling]) -> tuple[float, str] | None:
    """The deed's report speaks of the promise in the same sentence, or in the next one."""
    spots = {(t.report, t.line + k): k for t in promise for k in (1, -1, 0)}
    near = [spots[t.report, t.line] for t in deed if (t.report, t.line) in spots]
    if not near:
        return None
    return (2.0, "one sentence tells both") if 0 in near else (1.0, "told side by side")


def ends_fire(promise: Iterable[Telling]) -> bool:
    """Whether what is promised is that the fighting stops: it lasts, so it is under way and never done."""
    return any(t.mode == "ceasefire" or _GUNS & set(t.stems) for t in promise)


def _same(one: Name, other: Name) -> bool:
    if one.id and one.id == other.id:
        return True
    return any(a in b or b in a for a in _clear(one) for b in _clear(other))


@lru_cache(maxsize=8192)
def _clear(name: Name) -> tuple[str, ...]:
    return tuple(n for n in name.names if not _is_vague(n))


def _is_vague(folded: str) -> bool:
    return set(folded.split()) <= _VAGUE


@lru_cache(maxsize=8192)
def name_stems(name: Name) -> frozenset[str]:
    """Stems of the shortest of its names that is not a mere "the army"."""
    clear = _clear(name)
    return name_words(min(clear, key=lambda n: (len(n), n))) if clear else frozenset()


def _shown(name: Name) -> str:
    return shown(min(name.names, key=lambda n: (-len(n), n))) if name.names else "it"
