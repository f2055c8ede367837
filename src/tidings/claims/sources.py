"""To whom a claim is attributed, as the record names them, outermost first."""

from __future__ import annotations

from collections.abc import Iterable

from tidings.claims.attribution import Attribution, sources_of
from tidings.claims.roster import Roster
from tidings.model.doc import Doc
from tidings.model.record import Party, Source


def sources_at(
    doc: Doc, roster: Roster, attributions: list[Attribution], i: int, *, but: Iterable[str] = ()
) -> tuple[Source, ...]:
    """The sources of what token `i` tells, each party once. `but`: keys of parties that are no source here:
    who does a deed by speaking is its actor, not its source."""
    out: list[Source] = []
    seen = set(but)
    for attribution in sources_of(attributions, i):
        for head in attribution.sources:
            key = roster.key(head)
            party = roster.party(head)
            if party is None or key in seen:
                continue
            seen.add(key)
            out.append(source_of(doc, party, attribution))
    return tuple(out)


def source_of(doc: Doc, party: Party, attribution: Attribution) -> Source:
    """A party as the source of what it is said to tell."""
    return Source(party.name, party.names, doc.tokens[attribution.cue].text, party.spans)
