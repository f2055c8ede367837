"""What holds for a while: presence, control, membership, position, tally."""

from __future__ import annotations

from tidings.model.doc import Doc
from tidings.model.record import State


def find_states(doc: Doc) -> tuple[State, ...]:
    return ()
