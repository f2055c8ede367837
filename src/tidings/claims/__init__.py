"""What a report claims: frames read off the syntax, with status, source, time and place, as records."""

from tidings.claims.events import find_events
from tidings.claims.frames import find_frames
from tidings.claims.heard import all_attributions
from tidings.claims.states import find_states

__all__ = ["all_attributions", "find_events", "find_frames", "find_states"]
