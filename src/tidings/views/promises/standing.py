"""What has become of a promise by a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tidings.views.promises.fulfil import ends_fire
from tidings.views.promises.telling import Telling
from tidings.views.promises.words import shown

PENDING: Final = "pending"
UNDER_WAY: Final = "under way"
IN_PART: Final = "done in part"
DONE: Final = "done"
CALLED_OFF: Final = "called off"
OVERDUE: Final = "overdue"
BROKEN: Final = "broken"
STANDINGS: Final = (PENDING, UNDER_WAY, IN_PART, DONE, CALLED_OFF, OVERDUE, BROKEN)
OPEN: Final = (PENDING, UNDER_WAY, IN_PART, OVERDUE)
"""Standings of what is still to come, wholly or in part."""

NEARLY: Final = 0.9
"""Share of a number from which it counts as all: of 25 prisoners 24 were exchanged."""


@dataclass(frozen=True, slots=True)
class Step:
    """A deed that a promise is linked with: `kind` as `Link` has it, and its tellings that are known."""

    deed: str
    kind: str
    tellings: tuple[Telling, ...]

    @property
    def day(self) -> str:
        return min(t.day for t in self.tellings)


@dataclass(frozen=True, slots=True)
class Standing:
    """`due`: last day that is set, None where none is. `by`: deeds that decide, earliest first. `why`: the
    rule."""

    standing: str
    due: date | None
    by: tuple[str, ...]
    why: str


def standing(promise: Sequence[Telling], steps: Iterable[Step], on: date) -> Standing:
    """What stands on day `on`, `promise` and `steps` holding only what reports published by then tell.

    Broken or called off where the latest decisive deed says so; done where a deed is told as the last, as the
    whole, or the parts add up to it; overdue where the set day has passed without that.
    """
    steps = sorted(steps, key=lambda step: (step.day, step.deed))
    due = due_day(promise)
    kept = [step for step in steps if step.kind == "keeps"]
    against = [step for step in steps if step.kind != "keeps"]
    if against and (not kept or against[-1].day >= kept[-1].day or ends_fire(promise)):
        last = against[-1]
        broken = [s for s in against if s.kind == "breaks"]
        if broken:
            return Standing(BROKEN, due, _ids(broken), "What was promised was broken by a later deed.")
        return Standing(CALLED_OFF, due, (last.deed,), "A later report tells that it was called off.")
    later = _told_later(promise)
    if any(t.fulfilled for t in promise if t.recalls or t in later):
        return Standing(DONE, due, _ids(kept), "A later report says that it was kept.")
    if not kept and any(t.off for t in later):
        return Standing(CALLED_OFF, due, (), "A later report says that it does not stand any more.")
    if not kept:
        if due is not None and due < on:
            return Standing(OVERDUE, due, (), f"The set day, {due}, has passed and nothing tells of it.")
        return Standing(PENDING, due, (), "Nothing published by then tells that it was done.")
    if ends_fire(promise):
        return Standing(UNDER_WAY, due, _ids(kept), "It is observed; nothing tells of its end.")
    done, why = _extent(promise, kept)
    if done != DONE and due is not None and due < on:
        return Standing(OVERDUE, due, _ids(kept), f"The set day, {due}, has passed; only a part is done.")
    return Standing(done, due, _ids(kept), why)


def _told_later(promise: Sequence[Telling]) -> list[Telling]:
    first = min((t.published for t in promise), default="")
    return [t for t in promise if t.published > first]


def due_day(promise: Sequence[Telling]) -> date | None:
    """The last day for it. Of several the first report's, made narrower by a later one that gives a day for
    the month; a later day that does not meet it is a new date."""
    found: tuple[str, str] | None = None
    for telling in sorted(promise, key=lambda t: (t.published, t.report, t.event)):
        first, last = telling.due
        if not last:
            continue
        is_new = found is None or first > found[1]
        if is_new or (found and last >= found[0] and _length(first, last) < _length(*found)):
            found = (first, last)
    return date.fromisoformat(found[1]) if found else None


def _extent(promise: Sequence[Telling], kept: Sequence[Step]) -> tuple[str, str]:
    told = [t for step in kept for t in step.tellings]
    numbers = _numbers(promise, kept)
    if any(t.extent == "whole" for t in told):
        return DONE, "A report tells of the last part, or of the whole."
    if numbers is not None:
        unit, wanted, had = numbers
        share = f"{had:,} of {wanted:,}"
        return (DONE if had >= NEARLY * wanted else IN_PART), f"By the numbers reported: {share} ({unit}…)."
    meant = {place for t in promise for place in t.places}
    done = {place for t in told for place in t.places}
    if len(meant) > 1 and meant & done:
        rest = sorted(shown(place) for place in meant - done)
        if rest:
            return IN_PART, f"Not yet reported for {', '.join(rest)}."
        return DONE, "Reported for each of the places named."
    if _leaves_a_town(promise, told):
        return IN_PART, "It was to be a whole country, and a town of it is reported."
    if all(t.extent == "part" for step in kept for t in step.tellings[:1]):
        return IN_PART, "Reports tell of a part."
    if all(t.extent == "begun" for t in told):
        return UNDER_WAY, "Reports tell that it has begun."
    return DONE, "A report tells that it was done."


def _leaves_a_town(promise: Sequence[Telling], told: Sequence[Telling]) -> bool:
    """A country was to be left, and each report tells of one of its towns."""
    lands = {t.country for t in promise if t.country and not t.places}
    if any(t.places for t in promise) or not lands:
        return False
    return all(t.type == "RETREAT" and t.places and t.country in lands for t in told)


def _numbers(promise: Sequence[Telling], kept: Sequence[Step]) -> tuple[str, int, int] | None:
    """A thing that both count, how many were promised, how many the deeds add up to."""
    first = min((t.published for t in promise), default="")
    wanted: dict[str, int] = {}
    for telling in promise:
        if telling.published == first:
            for unit, n in telling.amounts:
                wanted[unit] = max(wanted.get(unit, 0), n)
    best: tuple[str, int, int] | None = None
    for unit, n in sorted(wanted.items()):
        had = [most for step in kept if (most := _most(step, unit))]
        if had and n > 1 and unit not in ("hour", "day", "month", "year", "week"):
            total = min(n, sum(had))
            if best is None or total / n < best[2] / best[1]:
                best = (unit, n, total)
    return best


def _most(step: Step, unit: str) -> int:
    found = [dict(t.amounts) for t in step.tellings]
    return max((some.get(f"part:{unit}") or some.get(unit) or 0 for some in found), default=0)


def _length(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _ids(steps: Sequence[Step]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step.deed for step in steps))
