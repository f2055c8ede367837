"""One record per happening: which mentions in a report tell of the same deed."""

from __future__ import annotations

from tidings.claims.drafts import Draft
from tidings.claims.roster import Roster
from tidings.model.doc import Doc


def merge_drafts(doc: Doc, roster: Roster, drafts: list[Draft]) -> list[list[Draft]]:
    return [[d] for d in drafts]
