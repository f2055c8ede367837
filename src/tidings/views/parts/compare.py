"""Whether one incident can be a part of another: a score from what the two have in common, and a sentence
for each comparator. Stated by hand; how much each counts was set on the story lines that are not held out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Final

from tidings.link.events.rarity import RARE, weight
from tidings.link.words import stem
from tidings.model.earth import kilometres
from tidings.views.parts.side import Side

LEAST: Final = 3.5
"""Score from which the one is taken for a part of the other."""
NEAR: Final = 30.0
FAR: Final = 120.0
"""Kilometres within which two spots can be one battlefield, and beyond which they cannot."""
SAME_TOLL: Final = 3
"""Killed from which one figure says that the whole is the same deed, told vaguely."""
_SPOTS: Final = frozenset({"site", "town"})
_FIT: Final = {
    ("ASSAULT", "ASSAULT"): 0.5, ("PROTEST", "PROTEST"): 0.5, ("ASSAULT", "MOBILIZE"): 0.0,
}  # fmt: skip
"""Part and whole. Arrests at a protest are beside it and no part of it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What one comparator adds, and a sentence. `anchors`: it says which whole is meant; one must."""

    name: str
    score: float
    sentence: str
    anchors: bool = False


def compare(part: Side, whole: Side) -> tuple[Reason, ...]:
    """Empty where the one cannot be a part of the other."""
    if not is_larger(whole, part) or not _has_parts(whole) or (part.level and _is_same(part, whole)):
        return ()
    found = []
    for comparator in (_kind, _days, _place, _parties, _words, _report):
        reason = comparator(part, whole)
        if reason is None:
            return ()
        found.append(reason)
    return tuple(found) if any(r.anchors for r in found) else ()


def score_of(reasons: tuple[Reason, ...]) -> float:
    return round(fsum(r.score for r in reasons), 2)


def is_larger(whole: Side, part: Side) -> bool:
    """Strict and transitive, so that no incident can be a part of itself by any chain."""
    return whole.level > 0 and (whole.level, whole.length) > (part.level, part.length)


def _has_parts(whole: Side) -> bool:
    """Clashes of one day in one town are one deed; of one day in a country they may be several."""
    return whole.length > 1 or whole.precision in ("region", "country")


def _is_same(part: Side, whole: Side) -> bool:
    """Of two that last the smaller is most likely the other one, told vaguely, unless it has a place of its
    own and at most half of the days: the battle of a town in an offensive through a province."""
    apart = bool(part.spot and whole.spot) and part.spot.isdisjoint(whole.spot)
    return not (apart and part.told and whole.told and 2 * part.length <= whole.length)


def _kind(part: Side, whole: Side) -> Reason | None:
    worth = _FIT.get((part.type, whole.type))
    if worth is None and (part.type, part.mode, whole.type) == ("ASSAULT", "crowd-control", "PROTEST"):
        worth = 0.0
    if worth is None or (whole.type == "MOBILIZE" and whole.level < 2):
        return None
    if part.killed and part.killed == whole.killed and part.killed >= SAME_TOLL:
        return None
    if part.killed and whole.killed and part.killed > whole.killed:
        return Reason("what", worth - 1.5, f"{part.killed} killed, more than the {whole.killed} of the whole")
    said = "goes on or is several" if whole.level == 1 else "is a whole by name or by its length"
    return Reason("what", worth, f"{part.type} in {whole.type}, which {said}")


def _days(part: Side, whole: Side) -> Reason | None:
    if part.first is None or part.last is None or whole.first is None or whole.last is None:
        return Reason("when", -0.5, "a day is not known")
    if not part.told:
        meets = part.first <= whole.last and whole.first <= part.last
        return Reason("when", -0.5, "its day is not told") if meets else None
    if part.first < whole.first or part.last > whole.last:
        return None
    span = f"{date.fromordinal(whole.first)} to {date.fromordinal(whole.last)}"
    if whole.told:
        return Reason("when", 1.5, f"on {date.fromordinal(part.first)}, within {span}")
    return Reason("when", 0.5, f"on {date.fromordinal(part.first)}, in the time of the whole's reports")


def _place(part: Side, whole: Side) -> Reason | None:
    if part.country and whole.country and part.country != whole.country:
        return None
    words = [frozenset(m[1:] for m in side.spot if m[0] == "w") for side in (part, whole)]
    if part.spot and whole.spot:
        if part.spot & whole.spot:
            return Reason("where", 2.0, f"both at {_say(words[0] & words[1]) or 'one place'}", True)
        away = _away(part, whole)
        if away is not None and away > FAR:
            return None
        if away is not None and away <= NEAR:
            return Reason("where", 1.5, f"{away:.0f} km apart", True)
    if words[1] and words[1] & part.near:
        return Reason("where", 1.5, f"its words name {_say(words[1] & part.near)}, where the whole was", True)
    if words[0] and words[0] & whole.near:
        return Reason("where", 1.5, f"the whole's words name {_say(words[0] & whole.near)}", True)
    if both := (words[0] & whole.about) | (words[1] & part.about):
        return Reason("where", 0.5, f"the report of the other one is about {_say(both)}")
    if part.spot and whole.spot:
        if whole.precision == "country" and part.country == whole.country:
            return Reason("where", 0.5, "in the country of the whole")
        return Reason("where", -1.0, "at another place, as far as is known")
    return Reason("where", 0.0, "a place is not told")


def _away(a: Side, b: Side) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    if a.precision not in _SPOTS or b.precision not in _SPOTS:
        return None
    return kilometres(a.lat, a.lon, b.lat, b.lon)


def _parties(part: Side, whole: Side) -> Reason | None:
    both = part.who & whole.who
    names = frozenset(m[1:] for m in both if m[0] != "c" and (m[0] == "=" or weight(m[1:]) >= RARE))
    if names:
        return Reason("who", 1.0, f"both with {_say(names)}", True)
    if both:
        return Reason("who", 0.3, "parties of one country or word")
    if part.who and whole.who:
        # Who marches makes the wave: teachers and taxi drivers have two.
        return Reason("who", -1.0 if whole.type == "PROTEST" else -0.5, "no party is the same")
    return Reason("who", 0.0, "parties are not told")


def _words(part: Side, whole: Side) -> Reason | None:
    if part.after and not whole.after:
        return Reason("words", -2.0, "told as an answer, or as what came when it was over")
    both = (part.about | part.near) & (whole.about | whole.near)
    total = fsum(weight(word) for word in both)
    said = f"both reports have {_say(both)}" if both else "their reports share no rare word"
    return Reason("words", round(min(1.5, total / 20), 2), said)


def _report(part: Side, whole: Side) -> Reason | None:
    if part.reports & whole.reports and part.within:
        return Reason("reports", 1.5, "one report tells both, the one as a part", True)
    if part.reports & whole.reports:
        return Reason("reports", 0.5, "one report tells both, as two")
    return Reason("reports", 0.0, "no report tells both")


def _say(words: frozenset[str]) -> str:
    return ", ".join(sorted(words, key=lambda w: (-weight(stem(w)), w))[:4])
