"""What a state says about who holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tidings.model.record import State
from tidings.views.holdings.claim import Claim
from tidings.views.holdings.names import is_somebody, main_key, person, where
from tidings.views.holdings.office import has_one_holder, is_national, office_core, office_family, tells_start
from tidings.views.holdings.telling import Telling, clause

_EFFECTS: Final = {
    None: "hold", "holds": "hold", "current": "hold", "lost": "end", "former": "end", "contested": "contest",
    "besieges": "besiege",
}  # fmt: skip

_AHEAD: Final = re.compile(
    r"\b(?:would|will|shall|plans? to|decided to|agreed to|promised to) (?:\w+ )?"
    r"(?:station|deploy|send|base|post)\b"
)
"""Forces that are only to come: "would station 800 soldiers at X" names who is not there yet."""
_LAST: Final = re.compile(r"^(?:the )?(?:last|final|remaining) ", re.IGNORECASE)
_LEAVE: Final = re.compile(r"\b(?:left|leav\w+|depart\w*|withdr[ae]w\w*|cross\w*|went|flew|pulled|out of)\b")


def claims_of_state(telling: Telling, state: State) -> Iterator[Claim]:
    """Nothing for a running total, for what lies ahead, or where who or where is not told."""
    effect, days = _EFFECTS.get(state.status), telling.days(state.when)
    if effect is None or days is None or state.holder is None:
        return
    day, since = days
    if state.kind == "position":
        yield from _position(telling, state, effect)
    elif state.kind == "membership" and state.other is not None:
        member = telling.who(state.holder) if state.holder.kind != "person" else person(state.holder)
        other = telling.who(state.other)
        if is_somebody(member) and is_somebody(other) and not set(member.keys) & set(other.keys):
            yield telling.claim(
                state, "membership", effect, day, main_key(other), holder=member, other=other,
                role=state.relation or "part-of", since=since,
            )  # fmt: skip
    elif state.kind in ("control", "presence"):
        spot = where(state.place, state.site)
        if state.kind == "presence" and effect == "hold" and _LAST.search(state.holder.name):
            # "the last troops in X crossed the border"
            effect = "end" if _LEAVE.search(clause(telling.report, state)) else effect
        if state.count and state.count.value[1] == 0:
            effect = "end"  # "no foreign soldiers are left"
        if spot is not None and not (
            state.kind == "presence" and _AHEAD.search(clause(telling.report, state))
        ):
            yield telling.claim(
                state, state.kind, effect, day, spot.core, holder=telling.who(state.holder), where=spot,
                since=since, count=state.count.value if state.count and state.count.value[1] != 0 else None,
            )  # fmt: skip


def _position(telling: Telling, state: State, effect: str) -> Iterator[Claim]:
    days, holder = telling.days(state.when), state.holder
    if days is None or holder is None or not state.role:
        return
    core = office_core(state.role, state.other.names if state.other else ())
    office_holder = person(holder)
    if not core or not office_holder.keys:
        return
    org = telling.who(state.other) if state.other else None
    if is_national(core) and (org is None or not any(k.startswith(("c:", "n:")) for k in org.keys)):
        org = telling.nation() or org
    words = clause(telling.report, state)
    if effect == "hold" and has_one_holder(core) and tells_start(words):
        effect = "start"
    day, since = days
    yield telling.claim(
        state,
        "position",
        effect,
        day,
        office_family(core, org, office_holder),
        holder=office_holder,
        other=org,
        role=state.role,
        since=since,
    )
