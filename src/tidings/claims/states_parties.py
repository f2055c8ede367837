"""How a state's parties are named: the roster's names, without what says the state itself.

"Around 5,200 US troops" are the US troops, "Turkey-backed rebels" the rebels; "its troops" have their
owner's names too, as have the troops that somebody keeps somewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tidings.claims.roster import Roster
from tidings.claims.states_draft import Draft, is_a
from tidings.claims.syntax import kids, noun_span
from tidings.mentions.counts import count_of_phrase
from tidings.model.codes import ENTITY_KINDS
from tidings.model.doc import Doc
from tidings.model.record import Party

CAPTION = re.compile(r"FILE\s*[-–—]+\s*")
"""What agencies write before the caption of an old picture; the parse may take it into the first name."""


def party_of(roster: Roster, head: int | None) -> Party | None:
    """The party, without a kind that the record format does not know."""
    party = None if head is None else roster.party(head)
    if party is None:
        return None
    names = tuple(dict.fromkeys(CAPTION.sub("", n) for n in party.names))
    kind = party.kind if party.kind in ENTITY_KINDS else None
    return replace(party, name=CAPTION.sub("", party.name), names=names, kind=kind)


def holder_of(doc: Doc, roster: Roster, draft: Draft) -> Party | None:
    """Who is in the state, named for this mention of it."""
    party = party_of(roster, draft.holder)
    if party is None:
        return None
    names = [*_bare(doc, roster, draft), *party.names]
    owner = draft.owner if draft.owner is not None else owner_of(doc, roster, draft.holder)
    owning = party_of(roster, owner)
    if owning is not None:
        names.extend(owning.names)
    unique = tuple(dict.fromkeys(n for n in names if n))
    country = party.country or (owning.country if owning is not None else None)
    return replace(party, name=unique[0], names=unique, country=country)


def owner_of(doc: Doc, roster: Roster, head: int | None) -> int | None:
    """Whose forces they are in "its troops"."""
    if head is None or roster.entity_at(head) is not None or not is_a(doc, head, "forces"):
        return None
    return next((k for k in kids(doc, head, "nmod:poss") if roster.cluster(k) is not None), None)


def _bare(doc: Doc, roster: Roster, draft: Draft) -> list[str]:
    """The noun without the number or participle before it that the state has as its own."""
    head = draft.holder
    if head is None or roster.entity_at(head) is not None or draft.kind == "position":
        return []
    first, last = noun_span(doc, head)
    count = count_of_phrase(doc, head)
    said = [t for t in (draft.trigger, count.last if count is not None else -1) if first <= t < head]
    start = max(said, default=head) + 1
    while start < head and doc.tokens[start].text.lower() in ("of", "the"):
        start += 1
    return [doc.span(start, last).of(doc.text)] if said else []
