"""What holds for a while: presence, control, membership, position, tally."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from tidings.claims.attribution import Attribution
from tidings.claims.roster import Roster, roster_of
from tidings.claims.states_control import find_control
from tidings.claims.states_draft import Draft
from tidings.claims.states_handover import find_handovers
from tidings.claims.states_membership import find_memberships
from tidings.claims.states_merge import merge_states
from tidings.claims.states_position import find_positions
from tidings.claims.states_presence import find_presences
from tidings.claims.states_tally import find_tallies
from tidings.model.doc import Doc
from tidings.model.record import State

FINDERS: Final[tuple[Callable[[Doc, Roster], Iterable[Draft]], ...]] = (
    find_positions,
    find_memberships,
    find_control,
    find_handovers,
    find_presences,
    find_tallies,
)


def find_states(doc: Doc) -> tuple[State, ...]:
    """The states of a report in text order, one record for each distinct fact.

    Needs the layers "roster", "attributions", "frames", "times" and "places".
    """
    roster = roster_of(doc)
    attributions: list[Attribution] = doc.layer("attributions")  # type: ignore[assignment]
    drafts: list[Draft] = []
    for find in FINDERS:
        drafts.extend(find(doc, roster))
    return merge_states(doc, roster, attributions, drafts)
