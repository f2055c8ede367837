"""To whom a claim is attributed, as the record names them, outermost first."""

from __future__ import annotations

from collections.abc import Iterable

from tidings.claims.attribution import Attribution, sources_of
from tidings.claims.roster import Roster
from tidings.model.doc import Doc
from tidings.model.record import Source


def sources_at(
    doc: Doc, roster: Roster, attributions: list[Attribution], i: int, *, but: Iterable[str] = ()
) -> tuple[Source, ...]:
    """The sources of what token `i` tells. `but`: keys of parties that are no source here: who
    does a deed by speaking is its actor, not its source."""
    return sources_from(doc, roster, sources_of(attributions, i), but=but)


def sources_from(
    doc: Doc, roster: Roster, attributions: Iterable[Attribution], *, but: Iterable[str] = ()
) -> tuple[Source, ...]:
    """The attributions' sources in the record's form, each party once."""
    out: list[Source] = []
    seen = set(but)
    for attribution in attributions:
        for head in attribution.sources:
            key = roster.key(head)
            party = roster.party(head)
            if party is None or key in seen:
                continue
            seen.add(key)
            cue = doc.tokens[attribution.cue].text
            out.append(Source(party.name, party.names, cue, party.spans))
    return tuple(out)
