"""How likely a record is right, and each of its values: chances that mean what they say.

The judgements behind a value leave a score in log-odds. How often values of such a score are right was
counted on reports that trained nothing; `training/confidence.py` fits the sum of weights that turns
scores into chances, the table `data/claims/confidence.tsv` ("place: score", "place: always", ...).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tidings.claims.drafts import Draft
from tidings.claims.ground import Found
from tidings.claims.linear import MOST, load_linear, probability
from tidings.claims.weigh import BY_DAY
from tidings.model.codes import CONFIDENCE_FIELDS, VERBAL_TYPES
from tidings.model.doc import Doc
from tidings.model.record import Event, State

Numbers = Mapping[str, float]
"""What a chance is made of, by name. "score" is in log-odds."""

OF_EVENT: Final = "event"
OF_STATE: Final = "state"


def chance(field: str, numbers: Numbers) -> float:
    """The chance of a field's numbers; the score as it stands where the table does not know the field."""
    known = load_linear("confidence").weights
    if f"{field}: always" not in known:
        return probability(numbers.get("score", 0.0))
    total = known[f"{field}: always"]
    for name, value in numbers.items():
        total += known.get(f"{field}: {name}", 0.0) * max(-MOST, min(MOST, value))
    return probability(total)


def confidences_of(numbers: Mapping[str, Numbers], event: Event) -> tuple[tuple[str, float], ...]:
    """The chance of each field that the event fills, in the order of CONFIDENCE_FIELDS."""
    return tuple(
        (field, chance(field, numbers[field]))
        for field in CONFIDENCE_FIELDS
        if getattr(event, field) is not None and getattr(event, field) != ()
    )


def event_numbers(group: list[Draft], place: int | None, time: int | None, said: float) -> dict[str, Numbers]:
    """By field, and for the event as a whole, what its chance is made of. `place` and `time`: those chosen,
    indices into doc.places and doc.times; `said`: log-odds of the least sure source."""
    first = group[0]
    told = {
        "score": max(d.sure for d in group),
        # A happening that is not seen to be another's leaves one record too many.
        "told elsewhere": max(0.0, first.rival + MOST),
        "told again": min(3.0, len(group) - 1.0),
        "speech": float(first.type in VERBAL_TYPES),
    }
    by_day = abs(first.background_score) >= BY_DAY
    old = {"by day": 1.0} if by_day else {"score": abs(first.background_score)}
    return {
        OF_EVENT: told,
        "type": told,
        "status": {"score": first.status.score},
        "background": old,
        "actors": {"score": max(d.surest[0] for d in group)},
        "recipients": {"score": max(d.surest[1] for d in group)},
        "place": {"score": _best(place, [d.places for d in group])},
        "when": {"score": _best(time, [d.times for d in group])},
        "sources": {"score": said},
    }


def _best(index: int | None, candidates: list[list[Found]]) -> float:
    return max((f.score for found in candidates for f in found if f.index == index), default=0.0)


def state_numbers(doc: Doc, state: State) -> Numbers:
    """What a state's chance is made of: its kind, where it is told, and what is known of it."""
    starts = {e.span.start for e in state.evidence}
    body = any(s.kind == "body" and s.start in starts for s in doc.sentences)
    facts = {
        f"kind={state.kind}": True,
        f"{state.kind} {state.status}": state.status is not None,
        "told again": len(state.evidence) > 1,
        "attributed": bool(state.sources),
        "not in the body": not body,
        f"{state.kind} counted": state.count is not None,
        f"{state.kind} placed": state.place is not None,
        f"{state.kind} with another": state.other is not None,
        f"{state.kind} of a name": state.holder is not None and state.holder.kind is not None,
    }
    return {name: 1.0 for name, holds in facts.items() if holds}
