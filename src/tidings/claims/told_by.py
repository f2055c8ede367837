"""To whom a record is attributed: of all who are quoted over one of its mentions, those whose word it is.

Each mention's attributions have log-odds of their own (drafts.py). Whether the record as a whole is told on
somebody's word, or the report tells it as known and somebody merely speaks of it, is a question of all its
mentions: a trained table weighs it (`told.tsv`, `training/judge.py`).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tidings.claims.attribution import Attribution
from tidings.claims.drafts import Draft
from tidings.claims.linear import load_linear
from tidings.claims.merge import keys_of
from tidings.claims.roster import Roster
from tidings.claims.sources import source_of
from tidings.claims.syntax import base
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc
from tidings.model.record import Event, Number, Party, Source

EVEN: Final = -0.85
"""Log-odds above which somebody is a source. Sources on the development reports, 83 written reports and 114
pages held out: at -1.0 39.4, 45.1, 37.8; here 40.8, 45.5, 37.3; at -0.5 38.3, 44.4, 36.2."""
STEPS: Final = (-3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)
"""Bounds between which a mention's log-odds are told apart."""
NUMBERS: Final = ("killed", "injured", "detained", "size")


@dataclass(frozen=True, slots=True)
class Heard:
    """One attribution over one mention. `score`: its log-odds there; `depth`: how many stand around it."""

    draft: Draft
    score: float
    attribution: Attribution
    depth: int
    head: int


@dataclass(frozen=True, slots=True)
class Teller:
    """A party that is quoted over some mention of a record."""

    key: str
    party: Party
    heard: tuple[Heard, ...]

    @property
    def surest(self) -> Heard:
        return max(self.heard, key=lambda h: (h.score, -h.head))


def told_by(
    doc: Doc, roster: Roster, group: Sequence[Draft], event: Event
) -> tuple[tuple[Source, ...], float]:
    """The sources of a record, outermost first, and the log-odds of the least sure one (0.0 without any).
    `event`: the record as far as it is made."""
    model = load_linear("told")
    everybody = tellers(doc, roster, group, event)
    chosen: list[tuple[Teller, float]] = []
    for teller in everybody:
        score = model.score(told_features(doc, roster, group, event, teller, rivals=len(everybody) - 1))
        if score > EVEN or _says_it(doc, group, teller) or _disputes(doc, group[0], event, teller):
            chosen.append((teller, score))
    chosen.sort(key=lambda one: (one[0].surest.depth, one[0].surest.attribution.cue, one[0].surest.head))
    sources = tuple(source_of(doc, t.party, t.surest.attribution) for t, _ in chosen)
    return sources, min((score for _, score in chosen), default=0.0)


def tellers(doc: Doc, roster: Roster, group: Sequence[Draft], event: Event) -> list[Teller]:
    """Who is quoted over a mention, in text order. Who does the deed by speaking is no source of it."""
    speaks = _is_speech(event)
    out: dict[str, list[Heard]] = {}
    for draft in group:
        own = keys_of(roster, draft.actors) if speaks else set()
        for depth, (score, attribution) in enumerate(draft.heard):
            for head in attribution.sources:
                key = roster.key(head)
                if key not in own and roster.party(head) is not None:
                    out.setdefault(key, []).append(Heard(draft, score, attribution, depth, head))
    found = []
    for key, heard in out.items():
        party = roster.party(max(heard, key=lambda h: (h.score, -h.head)).head)
        if party is not None:
            found.append(Teller(key, party, tuple(heard)))
    return sorted(found, key=lambda t: min(h.head for h in t.heard))


def _says_it(doc: Doc, group: Sequence[Draft], teller: Teller) -> bool:
    """Whether all mentions are under him, and one of them is what the cue's own clause says, and no part of
    it: "police say that rebels attacked"."""
    parse, under = doc.parse, {id(h.draft): h for h in teller.heard}
    telling = telling_of(doc, group)
    if not all(id(d) in under for d in telling):
        return False
    for d in telling:
        top = d.frame.verb if d.frame.verb is not None else d.trigger
        clause = parse.head[top] == under[id(d)].attribution.cue and base(parse.dep[top]) == "ccomp"
        if clause and not d.presupposed:
            return True
    return False


def _disputes(doc: Doc, first: Draft, event: Event, teller: Teller) -> bool:
    """Whether the words say that it is his to claim or to deny: "denied that", "the rebels' claim that"."""
    parse = doc.parse
    for h in teller.heard:
        cue = h.attribution.cue
        denies = event.status == "denied" and parse.lemma[cue].lower() == "deny"
        if h.draft is first and (denies or (first.status.plain and parse.pos[cue] == "NOUN")):
            return True
    return False


def told_features(
    doc: Doc, roster: Roster, group: Sequence[Draft], event: Event, teller: Teller, *, rivals: int
) -> list[str]:
    """Named features of a record and one who is quoted over a mention of it. `rivals`: the others."""
    sort = "speech" if _is_speech(event) else "deed"
    telling = telling_of(doc, group)
    under = {id(h.draft) for h in teller.heard}
    sentences = {doc.tokens[d.trigger].sent for d in telling}
    covered = {doc.tokens[d.trigger].sent for d in telling if id(d) in under}
    surest = teller.surest
    cue = surest.attribution.cue
    out = [
        "always", f"sort={sort}", f"type={event.type}",
        f"covers={min(3, len(covered))} of {min(4, len(sentences))}",
        f"first={id(group[0]) in under} {sort}",
        f"earliest={id(min(telling, key=lambda d: d.trigger)) in under} {sort}",
        f"kind={roster.kind_of(surest.head) or 'thing'} {sort}",
        f"cue={doc.parse.lemma[cue].lower()}",
        f"rivals={min(3, rivals)}",
        f"at {min(4, int(5 * surest.draft.trigger / max(1, len(doc.tokens))))}/5",
    ]  # fmt: skip
    if not covered:
        out.append(f"only where it is known {sort}")
    if all(d.presupposed for d in group):
        out.append(f"known throughout {sort}")
    others = [a for _, a in surest.draft.heard if a is not surest.attribution]
    if any(cue in a.content for a in others):
        out.append("inner")
    if any(a.cue in surest.attribution.content for a in others):
        out.append("outer")
    names = {n.casefold() for n in teller.party.names}
    if names & names_of(event.actors):
        out.append(f"is actor {sort}")
    elif any(teller.key in keys_of(roster, d.actors) for d in group):
        out.append(f"acts in a mention {sort}")
    if names & names_of(event.recipients):
        out.append(f"is recipient {sort}")
    out += [f"number={id(d) in under}" for d in _counting(group)]
    out += [f"surest>{step}" for step in STEPS[: bisect(STEPS, surest.score)]]
    return out


def _is_speech(event: Event) -> bool:
    return event.type in VERBAL_TYPES or event.type == "CONSULT"


def telling_of(doc: Doc, group: Sequence[Draft]) -> Sequence[Draft]:
    """The mentions that tell of the deed, and do not only name it in a headline or as known."""
    telling = [d for d in group if doc.sentence_of(d.trigger).kind != "headline" and not d.presupposed]
    return telling or group


def names_of(parties: Sequence[Party]) -> set[str]:
    """All names of the parties, folded."""
    return {name.casefold() for party in parties for name in party.names}


def _counting(group: Sequence[Draft]) -> list[Draft]:
    """For each number that the record has the mention that gives it."""
    out = []
    for field in NUMBERS:
        numbers: list[tuple[Draft, Number | None]] = [(d, getattr(d.tolls, field)) for d in group]
        out += [d for d, number in numbers if number is not None][:1]
    return out
